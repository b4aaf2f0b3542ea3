"""Many threads at once, changed between as often as Python can: what is not guarded breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

WORKERS = 8


def hammer(deed: Callable[[int], object]) -> None:
    """Let each of the workers do it with its own number; what one raises is raised."""
    every = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(WORKERS) as threads:
            list(threads.map(deed, range(WORKERS)))
    finally:
        sys.setswitchinterval(every)
