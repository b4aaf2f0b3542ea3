"""``python -m bench.make DATA [PEOPLE [DATABASE]]``: the measurement's contest, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import world

if __name__ == "__main__":
    folder, *more = sys.argv[1:]
    world.make(Path(folder), int(more[0]) if more else world.PEOPLE, address="".join(more[1:]))
