"""A process that does, once it is confined, what its first message says: what a file's exploit might want."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from contest.jobs import child, confining

MEGABYTE = 1024 * 1024


def _network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as way:
        way.connect(("127.0.0.1", 9))


def _deeds(target: str) -> None:
    """Everything that must be refused, one deed each; what was let through is said."""
    deeds = {
        "network": _network,
        "program": lambda: subprocess.run(["true"], check=False),
        "shell": lambda: os.system("true"),
        "fork": lambda: os._exit(0) if os.fork() == 0 else None,
        "write": lambda: Path(target).write_text("x"),
        "append": lambda: os.close(os.open(target, os.O_WRONLY | os.O_CREAT)),
        "remove": lambda: os.remove(__file__ + ".none"),
        "signal": lambda: os.kill(os.getppid(), 0),
        "touch": lambda: os.utime(target),
    }
    for name, deed in deeds.items():
        try:
            deed()
        except confining.Refused:
            continue
        except OSError as error:
            child.send(sys.stdout.buffer, {"kind": "let", "deed": name, "error": str(error)})
        else:
            child.send(sys.stdout.buffer, {"kind": "let", "deed": name})
    child.send(sys.stdout.buffer, {"kind": "done"}, str(sum(b"\n" in x for x in _lines())).encode())


def _lines() -> list[bytes]:
    """Reading is allowed: a file of our own code."""
    with open(confining.__file__, "rb") as file:
        return list(file)


def _read(path: str) -> str:
    """What is in a file, or why it can't be read."""
    try:
        return Path(path).read_text("utf-8")
    except OSError as error:
        return type(error).__name__


def main() -> None:
    said, content = child.receive(sys.stdin.buffer, MEGABYTE)
    if said["wants"] == "environment":
        child.send(sys.stdout.buffer, {"kind": "has"}, " ".join(sorted(os.environ)).encode())
        return
    if said["wants"] == "hold":
        # What it began holds the pipe, and sleeps.
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
    if said["wants"] == "abort":
        os.write(2, b"memory allocation of 805306368 bytes failed")
        os.abort()
    confining.confine(memory=int(said.get("memory", confining.MOST_MEMORY)), seconds=1)
    match said["wants"]:
        case "deeds":
            _deeds(content.decode())
        case "network":
            child.send(sys.stdout.buffer, {"kind": "sees"}, os.readlink("/proc/self/ns/net").encode())
        case "read":
            child.send(sys.stdout.buffer, {"kind": "sees"}, _read(content.decode()).encode()[:900])
        case "memory":
            try:
                held = bytearray(2048 * MEGABYTE)
            except MemoryError:
                child.send(sys.stdout.buffer, {"kind": "memory"})
            else:
                child.send(sys.stdout.buffer, {"kind": "has"}, str(len(held)).encode())
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "garbage":
            sys.stdout.buffer.write(content)
        case "crash":
            raise RuntimeError("nothing goes")


if __name__ == "__main__":
    main()
