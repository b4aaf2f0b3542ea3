"""A process that says what nobody understands."""

from __future__ import annotations

import sys

from contest.jobs import child

if __name__ == "__main__":
    child.receive(sys.stdin.buffer, 0)
    child.send(sys.stdout.buffer, {"kind": "hello"})
