"""The server of a restore drill: on a private folder, for this machine alone, also on a demo's data."""

from __future__ import annotations

import sys
from pathlib import Path

from contest import settings
from contest.errors import CannotStart
from contest.holding import only_server
from contest.serving import listen, prepare, serve


def main(folder: Path) -> int:
    """Serve the folder until a signal; the address is the one line on stdout."""
    loaded = settings.load(folder, f"sqlite:///{folder / 'hoithi.sqlite3'}")
    with only_server(folder):
        prepare(loaded)
        listener = listen("127.0.0.1", 0)
        port = listener.getsockname()[1]
        return serve(loaded, listener, lambda: print(f"http://127.0.0.1:{port}", flush=True))


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except CannotStart as error:
        print(error, file=sys.stderr)
        sys.exit(2)
