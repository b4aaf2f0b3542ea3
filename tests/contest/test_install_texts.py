"""What `hoithi install` prints for Caddy and Docker, read again by their rules; no path leaves its place."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import install_texts as texts
from contest import install_values as values
from contest import resources
from contest.app import create_app, routes_of
from contest.errors import CannotStart
from contest.settings import Settings
from contest.web.safety import BODY_LIMIT
from tests.contest import installed_files as files
from tests.contest.installed_files import ODD, place

ROOT = resources.PACKAGE.parent
#: A path of signs that mean something to somebody, of any others now and then.
paths = st.text(st.sampled_from("a %$#;{}[]()=,:&|<>*?!~^-+@.ế/") | st.characters(), min_size=1, max_size=40)


# --- Caddy ----------------------------------------------------------------------------------------


def test_the_proxy_passes_everything_on_to_the_server() -> None:
    whole = files.caddyfile(texts.caddy(place(port=8123)))
    assert [one.words for one in whole.inner] == [(), ("thi.xa.vn",)]
    site = whole.inner[1]
    assert site.find("reverse_proxy", "127.0.0.1:8123").inner[0].words == ("lb_try_duration", "10s")
    assert site.find("header").find("Strict-Transport-Security").words[1] == "max-age=31536000"
    assert whole.inner[0].find("servers").find("timeouts").inner[0].words == ("read_header", "10s")


def test_the_proxy_keeps_no_stream_back() -> None:
    site = files.caddyfile(texts.caddy(place())).inner[1]
    streams = {
        getattr(route, "path", "") for route in routes_of(create_app(Settings(Path("x"), "", bytes(32))))
    }
    (path,) = site.find("@streams").words[2:]
    assert path.replace("*", "{round}") in streams
    assert site.find("reverse_proxy", "@streams").inner[0].words == ("flush_interval", "-1")


def test_the_proxy_takes_bodies_as_large_as_the_server_does() -> None:
    (size,) = files.caddyfile(texts.caddy(place())).inner[1].find("request_body").find("max_size").words[1:]
    assert int(size.removesuffix("MiB")) * 2**20 == BODY_LIMIT


def test_another_port_stays_in_the_name_of_the_site() -> None:
    assert files.caddyfile(texts.caddy(place(public="https://a.vn:8443"))).inner[1].words == ("a.vn:8443",)


@pytest.mark.parametrize(
    "public", ["", "http://thi.xa.vn", "https://192.168.1.20", "https://[2001:db8::1]", "https://maychu"]
)
def test_a_proxy_needs_a_name_that_gets_a_certificate(public: str) -> None:
    with pytest.raises(CannotStart, match="Caddy cần"):
        texts.caddy(place(public=public))


# --- Docker ---------------------------------------------------------------------------------------


def test_the_image_is_made_of_locked_packages_and_runs_as_nobody_in_particular() -> None:
    steps = files.dockerfile(texts.docker(place(port=8123), 998))
    assert [what for word, what in steps if word == "FROM"] == [
        "python:3.13-slim AS build",
        "python:3.13-slim",
    ]
    runs = [str(what) for word, what in steps if word == "RUN"]
    installs = [run for run in runs if "pip install" in run]
    assert installs and all("--require-hashes -r requirements.lock" in run for run in installs)
    assert any("--uid 998 hoithi" in run for run in runs)
    assert ("USER", "hoithi") in steps and ("VOLUME", ["/data"]) in steps and ("EXPOSE", "8123") in steps
    serve = ["python", "hoithi", "serve", "--data", "/data", "--host", "0.0.0.0", "--port", "8123"]
    assert steps[-1] == ("CMD", serve)
    assert steps.index(("USER", "hoithi")) > max(at for at, (word, _) in enumerate(steps) if word == "RUN")


@pytest.mark.parametrize(
    ("public", "published", "proxies"),
    [
        ("https://thi.xa.vn", "127.0.0.1:8000:8000", True),
        ("http://thi.xa.vn:8000", "8000:8000", False),
        ("", "8000:8000", False),
    ],
)
def test_a_proxy_is_believed_only_where_nobody_else_gets_in(
    public: str, published: str, proxies: bool
) -> None:
    text = texts.docker(place(public=public), 998)
    run = files.commands(text)[-1]
    assert run[run.index("--publish") + 1] == published
    assert any("FORWARDED_ALLOW_IPS" in str(what) for _, what in files.dockerfile(text)) is proxies


def test_the_container_has_the_data_of_this_installation() -> None:
    build, make, run = files.commands(texts.docker(place(data=ODD), 998))
    assert build == ["docker", "build", "-t", "hoithi", "-f", "Dockerfile.hoithi", "/opt/hoithi"]
    assert make[-2:] == ["998", str(ODD)]
    assert run[run.index("--mount") + 1] == f'type=bind,"source={ODD}",target=/data'
    assert run[-1] == "hoithi"


def test_the_container_is_well_while_the_server_says_so() -> None:
    (check,) = [what for word, what in files.dockerfile(texts.docker(place(), 998)) if word == "HEALTHCHECK"]
    words = json.loads(str(check).partition("CMD ")[2])
    assert words[:2] == ["python", "-c"] and "/healthz" in words[2]
    # Nobody listens at the first port: that is not well, and no fault of the words themselves.
    tried = subprocess.run(
        [sys.executable, "-c", words[2].replace("8000", "1")], capture_output=True, check=False
    )
    assert tried.returncode == 1 and b"URLError" in tried.stderr


def test_what_the_image_takes_along_is_enough_to_run(tmp_path: Path) -> None:
    for name in (*texts.FILES_FOR_IMAGE, *texts.LOCKS_FOR_IMAGE):
        shutil.copy(ROOT / name, tmp_path)
    for name in texts.FOLDERS_FOR_IMAGE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", "contest", "where", "/healthz", "--json"]
    told = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=60, check=True)
    assert json.loads(told.stdout)[0]["name"] == "healthz"


def test_no_host_of_packages_is_named() -> None:
    assert re.findall(r"https?://(?!127\.0\.0\.1)\S+", texts.docker(place(public=""), 998)) == []


# --- values that would leave their place ----------------------------------------------------------


@given(paths, paths)
def test_no_path_leaves_its_place(data: str, root: str) -> None:
    odd = place(
        data=Path("/srv") / f"d{data}",
        root=Path("/opt") / f"r{root}",
        command=("/usr/bin/env", "python3", f"/opt/r{root}/hoithi"),
    )
    if values.has_refused(str(odd.data)) or values.has_refused(str(odd.root)):
        return
    plain = place()
    unit = files.unit(texts.systemd(odd))
    assert {name: list(keys) for name, keys in unit.items()} == {
        name: list(keys) for name, keys in files.unit(texts.systemd(plain)).items()
    }
    words = files.unit_words(unit["Service"]["ExecStart"])
    assert (words[2], words[-1]) == (odd.command[2], str(odd.data))
    assert files.unit_words(unit["Service"]["ReadWritePaths"]) == [str(odd.data)]
    # Caddy and Docker have paths in comments alone.
    assert files.code(texts.caddy(odd)) == files.code(texts.caddy(plain))
    text = texts.docker(odd, 998)
    assert files.code(text) == files.code(texts.docker(plain, 998))
    build, make, run = files.commands(text)
    assert (build[-1], make[-1]) == (str(odd.root), str(odd.data))
    assert run[run.index("--mount") + 1] == f'type=bind,"source={odd.data}",target=/data'
