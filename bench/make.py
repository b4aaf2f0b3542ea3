"""``python -m bench.make DATA [PEOPLE]``: the measurement's contest, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import world

if __name__ == "__main__":
    world.make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else world.PEOPLE)
