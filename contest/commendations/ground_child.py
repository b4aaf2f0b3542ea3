"""The process that draws one picture anew: `python -m contest.commendations.ground_child`.

It is confined before the first byte of the picture comes in, has no database, and ends with its answer.
"""

from __future__ import annotations

import os
import sys
from typing import IO

from contest.commendations import ground_drawing
from contest.errors import Invalid
from contest.jobs import child, confining

#: What comes in is no more than this; the server has said so before.
MOST_BYTES = 5 * 1024 * 1024


def serve(hears: IO[bytes], says: IO[bytes]) -> None:
    """Draw what comes, or say what is wrong with it."""
    _, data = child.receive(hears, MOST_BYTES)
    try:
        made = ground_drawing.drawn(data)
    except Invalid as problem:
        child.send(says, {"kind": "refused"}, problem.message.encode())
    except MemoryError:
        child.send(says, {"kind": "memory"})
    else:
        said = {"kind": "drawn", "form": made.form, "width": made.width, "height": made.height}
        child.send(says, said, made.content)


def main() -> None:
    """The process itself."""
    child.lower_priority()
    # What is only brought when a picture needs it comes before the walls stand.
    from PIL import Image

    Image.preinit()
    says = os.fdopen(os.dup(1), "wb")
    # Whatever else prints must not get between two messages.
    os.dup2(2, 1)
    confining.confine()
    serve(sys.stdin.buffer, says)


if __name__ == "__main__":
    main()
