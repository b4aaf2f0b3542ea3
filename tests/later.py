"""`python -m tests.later DAYS WORDS…`: the command of this server, as if so many days had passed.

A server reads the machine's clock once, at its start. What ends after days (a window for complaints, a
session) is met by stopping the server and starting it so over the same data.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from contest import clock


def main(words: list[str]) -> None:
    """Run the command with a clock that is so many days ahead."""
    wall, ahead = clock.Steady(), timedelta(days=int(words[0]))
    clock.use(lambda: wall() + ahead)
    from contest import cli

    sys.argv = ["hoithi", *words[1:]]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1:])
