"""The files that `hoithi install` prints: a unit of systemd, a Caddyfile, a Dockerfile. Pure.

They are for one machine and stand in no repository. What a value may hold is settled in
`install_values`; here it is only put into its place.
"""

from __future__ import annotations

import json

from contest.install_values import Place, for_shell, for_unit, named_site
from contest.web.safety import BODY_LIMIT

#: A server that stops ends its streams, waits three seconds for answers, then for the slice of work and the
#: batch of answers at hand.
STOP_SECONDS = 60
#: A phone that watches a board holds a connection; 1,024 is what systemd gives by itself.
FILES = 65_536
IN_IMAGE = "/srv/hoithi"
DATA_IN_IMAGE = "/data"
BASE_IMAGE = "python:3.13-slim"
#: What the server needs of a checkout, named one by one: a `.venv` of this machine must not come along.
FILES_FOR_IMAGE = ("hoithi", "pyproject.toml", "package.json", "package-lock.json", ".npmrc")
LOCKS_FOR_IMAGE = ("requirements.lock", "requirements-node.lock")
FOLDERS_FOR_IMAGE = ("alembic", "contest", "questions", "static", "templates")
SERVE_IN_IMAGE = ("python", "hoithi", "serve", "--data", DATA_IN_IMAGE, "--host", "0.0.0.0", "--port")
#: Python that fails unless the server says it is well; the image has no curl.
HEALTHY = "import urllib.request as u; u.urlopen('http://127.0.0.1:{port}/healthz', timeout=4)"
#: Where a proxy on this machine comes from, seen from within a container of Docker's own network.
PROXIES = "127.0.0.1,172.16.0.0/12"

WALLS = """\
# Ghi được duy nhất thư mục dữ liệu; không lên quyền, không thấy tệp tạm và thiết bị của máy.
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={data}
ProtectHome={homes}
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
RemoveIPC=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
CapabilityBoundingSet={rights}
AmbientCapabilities={rights}
UMask=0077
# Tiến trình đọc tệp câu hỏi tự nhốt mình vào một mạng trống, cần đúng hai loại không gian tên này.
RestrictNamespaces=user net
"""


UNIT = """\
# hoithi chạy cùng máy, cho bản cài ở {root}
# 1. Tài khoản, nếu chưa có:
#      sudo useradd --system --shell /usr/sbin/nologin {user}
# 2. Thư mục dữ liệu phải có trước khi chạy:
#      {make}
# 3. Ghi tệp này vào /etc/systemd/system/hoithi.service, rồi:
#      sudo systemctl daemon-reload
#      sudo systemctl enable --now hoithi
# 4. Mã cài đặt dùng một lần: sudo journalctl -u hoithi
# Sau mỗi lần cập nhật mã nguồn: chạy ./hoithi --help một lần, rồi sudo systemctl restart hoithi

[Unit]
Description=hoithi
Wants=network-online.target
After=network-online.target
# Hỏng mấy lần liền cũng thử lại: cuộc thi không được nằm im.
StartLimitIntervalSec=0

[Service]
User={user}
ExecStart={start}
{public}Restart=on-failure
RestartSec=3
# Chỉ máy chủ nhận tín hiệu dừng; nó tự dừng các tiến trình con và ghi nốt bài đang nộp.
KillMode=mixed
TimeoutStopSec={stop}
LimitNOFILE={files}
MemoryMax=80%
# Thiếu bộ nhớ thì mất tiến trình con, không mất cả máy chủ.
OOMPolicy=continue
{walls}
[Install]
WantedBy=multi-user.target
"""

CADDYFILE = """\
# Proxy ngược cho hoithi: {public} → {server}
# Ghi vào /etc/caddy/Caddyfile, rồi: sudo systemctl reload caddy
# Máy chủ chạy với HOITHI_PUBLIC_URL={public} và --host 127.0.0.1
{{
	servers {{
		timeouts {{
			# Đọc cả nội dung thì không đặt hạn: hạn đó cắt ngang luồng sự kiện.
			read_header 10s
		}}
	}}
}}

{site} {{
	header {{
		Strict-Transport-Security "max-age=31536000"
		-Server
	}}
	request_body {{
		max_size {limit}MiB
	}}
	# Luồng sự kiện của bảng xếp hạng: đi ngay, không gom.
	@streams path /standings/*/stream
	reverse_proxy @streams {server} {{
		flush_interval -1
	}}
	# Máy chủ khởi động lại trong vài giây: yêu cầu đợi, không báo lỗi.
	reverse_proxy {server} {{
		lb_try_duration 10s
	}}
}}
"""

DOCKERFILE = """\
# hoithi trong Docker, từ mã nguồn ở {root}
# 1. Ghi tệp này ra Dockerfile.hoithi, rồi dựng:
#      {build}
# 2. Thư mục dữ liệu, của tài khoản số {uid}:
#      {make}
# 3. Chạy:
#      {run}
# 4. Mã cài đặt dùng một lần: docker logs hoithi

FROM {base} AS build
WORKDIR {inside}
COPY {locks} ./
RUN python -m venv .venv
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock
COPY {files} ./
{folders}
# Xem lại các gói, lấy tệp giao diện theo package-lock.json.
RUN python hoithi --help
RUN .venv/bin/python -m compileall -q contest questions

FROM {base}
RUN useradd --system --no-create-home --non-unique --uid {uid} hoithi
RUN install -d -m 700 -o hoithi {data}
COPY --from=build {inside} {inside}
WORKDIR {inside}
ENV HOITHI_DATA={data}
{public}{proxies}USER hoithi
VOLUME ["{data}"]
EXPOSE {port}
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "{healthy}"]
CMD {serve}
"""


def systemd(place: Place) -> str:
    """A unit, with the steps to put it in its place on top."""
    serve = (*place.command[1:], "serve", "--host", place.host, "--port", str(place.port), "--data")
    # The colon: no `$` is a variable here. The first word is quoted as a whole, as systemd wants it.
    words = [for_unit(f":{place.command[0]}"), *map(for_unit, (*serve, str(place.data)))]
    public = f"Environment={for_unit(f'HOITHI_PUBLIC_URL={place.public}')}\n" if place.public else ""
    walls = WALLS.format(
        data=for_unit(str(place.data)),
        homes="read-only" if place.in_homes else "yes",
        rights="CAP_NET_BIND_SERVICE" if place.port < 1024 else "",
    )
    return UNIT.format(
        root=place.root,
        user=place.user,
        make=for_shell("sudo", "install", "-d", "-m", "700", "-o", place.user, str(place.data)),
        start=" ".join(words),
        public=public,
        stop=STOP_SECONDS,
        files=FILES,
        walls=walls,
    )


def caddy(place: Place) -> str:
    """A Caddyfile. Caddy passes Host on, and sets X-Forwarded-For and -Proto whatever a visitor sent."""
    site, server = named_site(place), f"127.0.0.1:{place.port}"
    return CADDYFILE.format(public=place.public, site=site, server=server, limit=BODY_LIMIT // 2**20)


def docker(place: Place, uid: int) -> str:
    """A Dockerfile, to be built over the checkout. ``uid``: the server's account, inside and outside."""
    return DOCKERFILE.format(
        root=place.root,
        uid=uid,
        build=for_shell("docker", "build", "-t", "hoithi", "-f", "Dockerfile.hoithi", str(place.root)),
        make=for_shell("sudo", "install", "-d", "-m", "700", "-o", str(uid), str(place.data)),
        run=for_shell(*_run(place)),
        base=BASE_IMAGE,
        inside=IN_IMAGE,
        data=DATA_IN_IMAGE,
        locks=" ".join(LOCKS_FOR_IMAGE),
        files=" ".join(FILES_FOR_IMAGE),
        folders="\n".join(f"COPY {name}/ {name}/" for name in FOLDERS_FOR_IMAGE),
        public=f"ENV HOITHI_PUBLIC_URL={place.public}\n" if place.public else "",
        proxies=f"ENV FORWARDED_ALLOW_IPS={PROXIES}\n" if place.is_behind_proxy else "",
        port=place.port,
        healthy=HEALTHY.format(port=place.port),
        serve=json.dumps((*SERVE_IN_IMAGE, str(place.port))),
    )


def _run(place: Place) -> tuple[str, ...]:
    """The command that starts the container, with as few rights as the unit of systemd has."""
    # Where a proxy stands in front nobody else gets in; in Docker a published port passes by the firewall.
    published = f"{place.port}:{place.port}"
    # Docker reads it as CSV: in quotes a comma is a sign like others.
    mount = f'type=bind,"source={place.data}",target={DATA_IN_IMAGE}'
    return (
        *("docker", "run", "--detach", "--name", "hoithi", "--init", "--restart", "unless-stopped"),
        *("--stop-timeout", str(STOP_SECONDS), "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL"),
        *("--security-opt", "no-new-privileges", "--ulimit", f"nofile={FILES}:{FILES}"),
        *("--publish", f"127.0.0.1:{published}" if place.is_behind_proxy else published),
        *("--mount", mount, "hoithi"),
    )
