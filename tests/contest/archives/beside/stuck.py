"""A process that packs half a file, and then never ends by itself."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from contest.jobs import child

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    asked, _ = child.receive(sys.stdin.buffer, 0)
    Path(asked["to"]).write_text(str(os.getpid()))
    child.send(sys.stdout.buffer, {"kind": "progress", "done": 1, "total": 2})
    time.sleep(600)
