"""A process beside the server for work that must not hold its one processor's turn, or must not be trusted.

The two talk in messages through the process's own input and output: a line of JSON, then as many bytes as the
line says. Nothing that comes from a child is ever unpickled or run.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from pathlib import Path
from typing import IO, Any

#: A line says what comes, and how much: nothing of it is long.
LONGEST_LINE = 10_000
#: How much of what a broken child complained of goes into the log.
LAST_WORDS = 2000
NICE = 10
#: Seconds that a child which said nothing more has to end by itself, so that it can be told why.
LAST_BREATH = 1.0
#: SIGXCPU: the system ends a process that has used its seconds of the processor up.
_USED_UP = 24

Said = dict[str, Any]


class Broken(RuntimeError):
    """The child ended, or said what nobody understands; the text is what it complained of, for the log."""


class TooLong(Broken):
    """The child was not done in time."""


class TooMuch(Broken):
    """The child needed more memory than it has."""


def send(way: IO[bytes], said: Said, content: bytes = b"") -> None:
    """Say something, with bytes or none."""
    way.write(json.dumps(said | {"bytes": len(content)}).encode() + b"\n" + content)
    way.flush()


def receive(way: IO[bytes], most: int) -> tuple[Said, bytes]:
    """What the other one says next; of its bytes `most` at most. Raises EOFError, ValueError."""
    line = way.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise EOFError
    try:
        said = json.loads(line)
    except RecursionError as error:
        raise ValueError("no message") from error
    size = said.pop("bytes", None) if isinstance(said, dict) else None
    if type(size) is not int or not 0 <= size <= most:
        raise ValueError("no message")
    content = way.read(size)
    if len(content) != size:
        raise EOFError
    return said, content


class Child:
    """A process at work. All that it may need it is told; it has none of the server's environment."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: IO[bytes], most: int) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process, self._complaints, self._most = process, complaints, most
        self._in, self._out = process.stdin, process.stdout
        self.is_late = False

    def tell(self, said: Said, content: bytes = b"") -> None:
        """Say something to it."""
        try:
            send(self._in, said, content)
        except OSError as error:
            raise self._fault() from error

    def hear(self) -> tuple[Said, bytes]:
        """What it says next."""
        try:
            said, content = receive(self._out, self._most)
        except (EOFError, OSError, ValueError) as error:
            raise self._fault() from error
        if said.get("kind") == "memory":
            raise TooMuch("out of memory")
        return said, content

    def kill(self) -> None:
        """It has had its time."""
        self.is_late = True
        end(self._process)

    def _fault(self) -> Broken:
        code = self._end()
        self._complaints.seek(0)
        words = self._complaints.read().decode("utf-8", errors="replace")[-LAST_WORDS:]
        if self.is_late or code == -_USED_UP:
            return TooLong(f"ended with {code}: {words}")
        # Python says it so, what is written in C or Rust says it so.
        is_full = "MemoryError" in words or "memory allocation of" in words
        return TooMuch(words) if is_full else Broken(f"ended with {code}: {words}")

    def _end(self) -> int:
        """How it ended: by itself, or else now."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(LAST_BREATH)
        end(self._process)
        return self._process.wait()


@contextlib.contextmanager
def running(module: str, seconds: float, most: int) -> Generator[Child]:
    """A child that runs this module, for so many seconds; a message of it has `most` bytes at most."""
    with tempfile.TemporaryFile(prefix="hoithi-") as complaints:
        process = subprocess.Popen(
            # -B: it writes no compiled files. -P: a folder where the server stands is not taken for ours.
            [sys.executable, "-B", "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            # A Ctrl+C in the server's terminal is not for it, and with it ends whatever it began.
            start_new_session=True,
        )
        child = Child(process, complaints, most)
        clock = threading.Timer(seconds, child.kill)
        clock.daemon = True
        try:
            clock.start()
            yield child
        finally:
            clock.cancel()
            end(process)
            process.wait()
            for way in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if way is not None:
                        way.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it with all that it began; one that was waited for is nobody any more."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _environment() -> dict[str, str]:
    """Where this very code and what it needs lie, and nothing else: no password of a database among it."""
    home = str(Path(__file__).resolve().parents[2])
    found = {"PYTHONPATH": os.pathsep.join([home, *filter(None, sys.path)]), "PYTHONUTF8": "1"}
    # Without these Windows starts no program.
    kept = ("SYSTEMROOT", "PATH") if os.name == "nt" else ()
    return found | {name: os.environ[name] for name in kept if name in os.environ}


def lower_priority() -> None:
    """Called by the child itself: phones go first."""
    if hasattr(os, "nice"):
        os.nice(NICE)
