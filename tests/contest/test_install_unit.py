"""The unit that `hoithi install` prints, read again by systemd's rules, and by systemd where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from contest import install_texts as texts
from contest.install_values import HOMES, Place
from contest.jobs import confining
from tests.contest import installed_files as files
from tests.contest.installed_files import ODD, place

#: On a machine without systemd our own reader of units is the only judge.
ANALYZE = shutil.which("systemd-analyze")
HOME = HOMES[0]
#: What `RestrictNamespaces=` calls the flags of unshare(2).
NAMESPACES = {"user": confining._NEW_USER, "net": confining._NEW_NET}


def service(made: Place) -> dict[str, str]:
    return files.unit(texts.systemd(made))["Service"]


def test_the_unit_starts_this_very_installation() -> None:
    told = service(place(data=ODD))
    words = files.unit_words(told["ExecStart"])
    assert words[:4] == [":/usr/bin/env", "python3", "/opt/hoithi/hoithi", "serve"]
    assert words[4:] == ["--host", "127.0.0.1", "--port", "8000", "--data", str(ODD)]
    assert files.unit_words(told["ReadWritePaths"]) == [str(ODD)]
    assert files.unit_words(told["Environment"]) == ["HOITHI_PUBLIC_URL=https://thi.xa.vn"]
    assert told["User"] == "hoithi"


@pytest.mark.parametrize(
    ("public", "host"),
    [
        ("https://thi.xa.vn", "127.0.0.1"),
        ("http://thi.truong.local:8000", "0.0.0.0"),
        ("", "0.0.0.0"),
    ],
)
def test_without_a_proxy_phones_come_to_the_server_itself(public: str, host: str) -> None:
    told = service(place(public=public))
    words = files.unit_words(told["ExecStart"])
    assert words[words.index("--host") + 1] == host
    assert ("Environment" in told) is bool(public)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("PrivateTmp", "yes"),
        ("MemoryMax", "80%"),
        ("Restart", "on-failure"),
        ("KillMode", "mixed"),
        ("OOMPolicy", "continue"),
        ("UMask", "0077"),
        ("CapabilityBoundingSet", ""),
    ],
)
def test_the_unit_has_walls(name: str, value: str) -> None:
    assert service(place())[name] == value


def test_a_server_has_the_time_to_finish() -> None:
    """uvicorn waits three seconds, after which jobs and recorder end what is at hand."""
    assert int(service(place())["TimeoutStopSec"]) >= 30


def test_the_reader_of_files_may_still_shut_itself_in() -> None:
    """Decision 0038: it makes a network namespace, of a user namespace where it is not root."""
    allowed = service(place())["RestrictNamespaces"].split()
    assert sum(NAMESPACES[name] for name in allowed) == confining._NEW_USER | confining._NEW_NET


def test_the_calls_it_may_make_have_unshare_among_them() -> None:
    assert service(place())["SystemCallFilter"] == "@system-service"
    if ANALYZE is not None:
        assert {"unshare", "prctl", "prlimit64"} <= calls("@system-service")


def calls(group: str) -> set[str]:
    """The system's calls of a group and of the groups in it."""
    told = analyze("syscall-filter", "--no-pager", group).stdout.splitlines()[1:]
    names = {line.strip() for line in told if line.startswith("    ")}
    return names.union(*map(calls, {name for name in names if name.startswith("@")}))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "yes"),
        ({"data": HOME / "nhung" / ".local"}, "read-only"),
        ({"root": HOME / "nhung" / "hoithi"}, "read-only"),
        ({"interpreter": HOMES[1] / "python3.11"}, "read-only"),
        ({"command": (str(HOME / "nhung" / "python"), "-m", "contest")}, "read-only"),
        ({"root": Path("/homes/hoithi")}, "yes"),
    ],
    ids=str,
)
def test_homes_are_shut_where_nothing_of_ours_lies_there(changes: dict[str, object], wanted: str) -> None:
    assert service(place(**changes))["ProtectHome"] == wanted


@pytest.mark.parametrize(
    ("port", "right"), [(80, "CAP_NET_BIND_SERVICE"), (1023, "CAP_NET_BIND_SERVICE"), (1024, "")]
)
def test_a_low_port_needs_one_right(port: int, right: str) -> None:
    told = service(place(port=port))
    assert (told["CapabilityBoundingSet"], told["AmbientCapabilities"]) == (right, right)


@pytest.mark.parametrize("public", ["", "https://thi.xa.vn"])
def test_systemd_itself_takes_the_unit(tmp_path: Path, public: str) -> None:
    path = tmp_path / "hoithi.service"
    path.write_text(texts.systemd(place(data=ODD, public=public)), encoding="utf-8")
    assert list(files.unit(path.read_text("utf-8"))) == ["Unit", "Service", "Install"]
    if ANALYZE is not None:
        checked = analyze("verify", "--man=no", str(path))
        assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
        rated = analyze("security", "--offline=yes", "--threshold=30", str(path))
        assert rated.returncode == 0, rated.stdout.splitlines()[-1]


def test_systemd_reads_an_odd_path_as_it_was_meant(tmp_path: Path) -> None:
    """It names the program that it can't find: dollar, per cent and blanks are still there."""
    odd = "/nowhere/hội thi 100%n $HOME ${X}/python"
    path = tmp_path / "odd.service"
    path.write_text(texts.systemd(place(command=(odd, "-m", "contest"))), encoding="utf-8")
    assert files.unit_words(service(place(command=(odd, "-m", "contest")))["ExecStart"])[0] == f":{odd}"
    if ANALYZE is not None:
        assert f"Command {odd} is not executable" in analyze("verify", "--man=no", str(path)).stderr


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of a unit; needs no running systemd."""
    env = {**os.environ, "SYSTEMD_PAGER": "", "LC_ALL": "C.UTF-8"}
    command = [str(ANALYZE), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=60, check=False)
