"""What `hoithi install` is told, looked over, and how such a value is written where it is printed.

A path with a control character, a quote or a backslash is refused: no such name is worth a rule of its
own in four grammars (systemd, Caddy, Docker, the shell). Everything else is escaped for its place.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from contest import resources, settings
from contest.errors import CannotStart
from contest.office import rules

#: Debian's rule for names of accounts; no sign of it means anything to any of the four grammars.
ACCOUNT = re.compile(r"[a-z_][a-z0-9_.-]{0,31}")
OWN_ACCOUNT = "hoithi"
OWN_FOLDER = Path("/var/lib/hoithi")
#: Of nobody on any machine, as long as accounts are counted from 1,000.
FOREIGN_NUMBER = 10_001
REFUSED = frozenset("\"'`\\")
#: Folders of the system: what may be written there is more than data.
SYSTEM = ("/", "/bin", "/boot", "/etc", "/home", "/lib", "/opt", "/root", "/sbin", "/srv", "/usr", "/var")
HOMES = (Path("/home"), Path("/root"), Path("/run/user"))
#: Nothing stays here, or every service has one of its own.
FLEETING = tuple(map(Path, ("/tmp", "/var/tmp", "/run", "/dev", "/proc", "/sys")))

BAD_USER = "Tên tài khoản “{name}” chưa đúng: chỉ gồm chữ thường không dấu, số, dấu . - _, bắt đầu bằng chữ."
NO_ROOT = "Máy chủ không chạy bằng tài khoản root. Ghi tên một tài khoản khác với --user, ví dụ hoithi."
BAD_PATH = (
    "Đường dẫn {path} có dấu nháy, dấu \\ hoặc ký tự ẩn, không ghi vào tệp cấu hình được. Đổi tên thư mục."
)
NO_FOLDER = "Dữ liệu không nằm ở {path} được. Ghi một thư mục riêng cho hoithi với --data, ví dụ /srv/hoithi."
BAD_URL = "Địa chỉ “{url}” chưa đúng. {why}"
IN_ROOTS = (
    "Lưu ý: {path} nằm trong /root, tài khoản {user} không mở được. Chuyển ra /opt hoặc /srv rồi in lại."
)
ONLY_CHECKOUT = "Dockerfile dựng từ mã nguồn: chạy lệnh này trong thư mục mã nguồn của hoithi."
NEEDS_NAME = "Caddy cần địa chỉ có tên miền để lấy chứng chỉ: ghi --url https://thi.xa-cua-ban.vn."


class Kind(StrEnum):
    """What can be printed."""

    SYSTEMD = "systemd"
    CADDY = "caddy"
    DOCKER = "docker"


@dataclass(frozen=True)
class Place:
    """One installation. ``command``: the words that start `hoithi` here, the first an absolute path.

    ``public``: the root that people open, "" without one. ``root``: the folder that holds the code.
    ``interpreter``: the Python that runs it, behind all links.
    """

    command: tuple[str, ...]
    root: Path
    data: Path
    user: str
    port: int
    public: str = ""
    interpreter: Path = Path("/usr/bin/python3")

    @property
    def is_behind_proxy(self) -> bool:
        """HTTPS is a proxy's work, so whoever has it is reached through one."""
        return self.public.startswith("https://")

    @property
    def host(self) -> str:
        """Where the server listens: behind a proxy for this machine only."""
        return "127.0.0.1" if self.is_behind_proxy else "0.0.0.0"

    @property
    def in_homes(self) -> tuple[Path, ...]:
        """What of it lies among people's own folders."""
        parts = (self.root, self.data, *map(Path, self.command), self.interpreter)
        return tuple(part for part in parts if any(part.is_relative_to(home) for home in HOMES))

    @property
    def site(self) -> str:
        """Name and, where it is not the usual one, port of the public address."""
        return urlsplit(self.public).netloc


def place(data: Path | None, url: str, user: str, port: int) -> Place:
    """This very installation, with what was typed; CannotStart with one sentence where that is wrong."""
    name = user or me() or OWN_ACCOUNT
    root, python = resources.PACKAGE.parent, Path(sys.executable).resolve()
    if not user and name == "root":
        name = OWN_ACCOUNT
    found = Place(command(root), root, folder(data, name), account(name), port, address(url), python)
    for path in (*found.command, str(found.root), str(found.data)):
        if has_refused(path):
            raise CannotStart(BAD_PATH.format(path=shown(path)))
    return found


def command(root: Path) -> tuple[str, ...]:
    """The launcher of a checkout, which also says what is missing; else the Python that has the wheel.

    The words before a path are our own: `env` would take a first word with an equals sign for a variable.
    """
    launcher = root / "hoithi"
    if resources.is_checkout() and launcher.is_file():
        return ("/usr/bin/env", "python3", str(launcher))
    return (sys.executable, "-m", "contest")


def me() -> str:
    """The account that runs this command; "" where the system has no name for it."""
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def number(name: str) -> int:
    """The number of an account on this machine, so that it owns the same files in a container."""
    if sys.platform == "win32":
        return FOREIGN_NUMBER
    import pwd

    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        return FOREIGN_NUMBER


def account(name: str) -> str:
    """The account as given, if it may run a server."""
    if name == "root":
        raise CannotStart(NO_ROOT)
    if ACCOUNT.fullmatch(name) is None:
        raise CannotStart(BAD_USER.format(name=shown(name)))
    return name


def folder(data: Path | None, user: str) -> Path:
    """What was named, here or in the environment; else one's own, for another account a common one."""
    if data is not None and "\0" in str(data):  # the system can't even be asked about it
        raise CannotStart(BAD_PATH.format(path=shown(str(data))))
    chosen = data or settings.Environment().data
    try:
        found = settings.data_folder(chosen) if chosen or user == me() else OWN_FOLDER
    except RuntimeError as error:  # `~name` of nobody
        raise CannotStart(NO_FOLDER.format(path=shown(str(chosen)))) from error
    if str(found) in SYSTEM or any(found.is_relative_to(one) for one in FLEETING):
        raise CannotStart(NO_FOLDER.format(path=shown(str(found))))
    return found


def address(url: str) -> str:
    """The root of a public address in its one spelling; its signs are letters, digits and `.-:[]/`."""
    if not url:
        return ""
    # What can't be seen is left out by the reader of addresses, in silence.
    found, why = rules.public_address(url) if url.isprintable() else ("", rules.NO_ADDRESS)
    if why or not re.fullmatch(r"https?://[a-z0-9.:\[\]-]+", found):
        raise CannotStart(BAD_URL.format(url=shown(url), why=why or rules.NO_ADDRESS))
    return found


def named_site(place: Place) -> str:
    """The site that a proxy gets a certificate for: HTTPS, and a name rather than a number."""
    host = rules.host_of(place.public)
    is_name = "." in host and ":" not in host and not host.replace(".", "").isdigit()
    if not place.is_behind_proxy or not is_name:
        raise CannotStart(NEEDS_NAME)
    return place.site


def has_refused(path: str) -> bool:
    """Whether a path holds a sign that no file of configuration should have to carry."""
    hidden = any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in path)
    # What stands at an end is cut off by readers of lines.
    return hidden or path != path.strip() or bool(REFUSED & set(path))


def shown(text: str) -> str:
    """What was typed, on one line and without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "�" for sign in text[:200])


# --- how a value is written -----------------------------------------------------------------------


def for_unit(value: str) -> str:
    """A word in a unit's list of words: `%` begins a specifier, quotes keep blanks together."""
    return '"' + value.replace("%", "%%") + '"'


def for_shell(*words: str) -> str:
    """A command to be copied."""
    return shlex.join(words)
