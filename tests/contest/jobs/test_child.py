"""A process beside the server: what the two say to each other, and what it can't do."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.jobs import child
from contest.jobs.child import Broken, Child, TooLong, TooMuch

ROGUE = "tests.contest.jobs.rogue"
MOST = 1000


def rogue(wants: str, content: bytes = b"", seconds: float = 60, **more: int) -> tuple[child.Said, bytes]:
    """The first thing that it says."""
    with child.running(ROGUE, seconds, MOST) as beside:
        beside.tell({"wants": wants, **more}, content)
        return beside.hear()


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=20), max_size=4), st.binary())
def test_what_is_said_is_heard(said: child.Said, content: bytes) -> None:
    said.pop("bytes", None)
    way = io.BytesIO()
    child.send(way, said, content)
    child.send(way, {"kind": "next"})
    way.seek(0)
    assert child.receive(way, len(content)) == (said, content)
    assert child.receive(way, 0) == ({"kind": "next"}, b"")


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"\n", b"x\n", b"[]\n", b"7\n", b"null\n", b"{}", b'{"bytes": 5}', b'{"bytes": "5"}\nabcde'),
        *(b'{"bytes": -1}\n', b'{"bytes": 11}\n12345678901', b'{"bytes": 5}\nabcd', b'{"bytes": true}\na'),
        *(b'{"bytes": 1.0}\na', b"\xff\n", b"{" + b" " * 20_000 + b"}\n", b"[" * 9_000 + b"\n"),
    ],
    ids=range(17),
)
def test_whatever_else_comes_is_an_error(line: bytes) -> None:
    with pytest.raises((EOFError, ValueError)):
        child.receive(io.BytesIO(line), 10)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello\n", b"{}\n", b'{"bytes": 9999}\n', b"\0" * 50_000, b"[" * 9_999 + b"\n"],
    ids=range(6),
)
def test_a_child_that_talks_nonsense_is_broken(content: bytes) -> None:
    with pytest.raises(Broken):
        rogue("garbage", content)


def test_a_child_that_crashes_says_why_in_the_log() -> None:
    with pytest.raises(Broken, match="nothing goes"):
        rogue("crash")


def test_telling_one_that_is_gone_is_the_same_fault() -> None:
    with child.running(ROGUE, 60, MOST) as beside:
        beside.tell({"wants": "crash"})
        with pytest.raises(Broken):
            beside.hear()
        with pytest.raises(Broken):
            beside.tell({}, b"x" * 1_000_000)


def test_its_time_ends() -> None:
    begun = time.monotonic()
    with pytest.raises(TooLong):
        rogue("sleep", seconds=2)
    assert time.monotonic() - begun < 50


def test_nothing_is_left_of_one_that_nobody_waits_for() -> None:
    with child.running(ROGUE, 60, MOST) as beside:
        beside.tell({"wants": "sleep"})
        process = _process(beside)
        assert process.poll() is None
    assert process.poll() is not None


def _process(beside: Child) -> subprocess.Popen[bytes]:
    return beside._process


def test_it_has_nothing_of_the_servers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOITHI_DATABASE", "postgresql://u:secret@h/d")
    _, names = rogue("environment")
    assert {"PYTHONPATH", "PYTHONUTF8"} <= set(names.decode().split())
    assert not {name for name in names.decode().split() if name.startswith(("HOITHI", "HOME", "USER"))}


def test_it_can_read_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x"
    said, lines = rogue("deeds", str(target).encode())
    assert said == {"kind": "done"} and int(lines) > 50
    assert not target.exists()


def can(*words: str) -> bool:
    """Whether this machine has such walls at all."""
    return shutil.which(words[0]) is not None and subprocess.run(words, capture_output=True).returncode == 0


def test_the_system_gives_it_no_network() -> None:
    """Where namespaces are forbidden the hook alone refuses."""
    _, network = rogue("network")
    is_other = network.decode() != os.readlink("/proc/self/ns/net")
    assert is_other == (can("unshare", "-n", "true") or can("unshare", "-Un", "true"))


def test_it_reads_no_file_but_code(tmp_path: Path) -> None:
    """Neither the database, nor what the server has in its environment."""
    secret = tmp_path / "hoithi.sqlite3"
    secret.write_text("names")
    has_walls = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) >= 1
    for path in (str(secret), f"/proc/{os.getpid()}/environ"):
        _, seen = rogue("read", path.encode())
        assert (seen == b"PermissionError") == has_walls, path
    _, seen = rogue("read", child.__file__.encode())
    assert b"A process beside the server" in seen


def test_what_it_began_ends_with_it() -> None:
    """It holds the pipe that the server waits at."""
    begun = time.monotonic()
    with pytest.raises(TooLong):
        rogue("hold", seconds=2)
    assert time.monotonic() - begun < 50


def test_no_signal_of_the_terminal_reaches_it() -> None:
    with child.running(ROGUE, 60, MOST) as beside:
        assert os.getpgid(_process(beside).pid) != os.getpgrp()


def test_what_is_written_in_other_languages_says_in_other_words_that_memory_ended() -> None:
    with pytest.raises(TooMuch):
        rogue("abort")


def test_its_memory_ends() -> None:
    with pytest.raises(TooMuch):
        rogue("memory")


def test_its_processor_ends() -> None:
    with pytest.raises(TooLong):
        rogue("loop")
