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
    with open(__file__, "rb") as file:
        return list(file)


def _network_devices() -> str:
    """What the system, and not Python, lets this process see of the network: sockets through no hook."""
    with open("/proc/self/net/dev", encoding="ascii") as file:
        return " ".join(line.partition(":")[0].strip() for line in file if ":" in line)


def main() -> None:
    said, content = child.receive(sys.stdin.buffer, MEGABYTE)
    if said["wants"] == "environment":
        child.send(sys.stdout.buffer, {"kind": "has"}, " ".join(sorted(os.environ)).encode())
        return
    confining.confine(memory=int(said.get("memory", confining.MOST_MEMORY)), seconds=1)
    match said["wants"]:
        case "deeds":
            _deeds(content.decode())
        case "devices":
            child.send(sys.stdout.buffer, {"kind": "sees"}, _network_devices().encode())
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
