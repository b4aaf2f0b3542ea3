"""The process that tries or fills one template: `python -m contest.filling.child`.

It is confined before the first byte of the template comes in, has no database, and ends with its answer.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO

from contest.jobs import child, confining

#: A template and the values of one paper: 3.000 winners are 1 MB.
MOST_HEARD = 12 * 1024 * 1024
MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 15


def serve(hears: IO[bytes], says: IO[bytes]) -> None:
    """Try the template with each set of values, and give back the last paper; or say what is wrong."""
    from contest.filling import engine
    from contest.filling.package import Refused

    _, told = child.receive(hears, MOST_HEARD)
    task = json.loads(told)
    _, data = child.receive(hears, MOST_HEARD)
    try:
        wrong = engine.faults(data, task["sample"]) if task["is_new"] else []
        if not wrong:
            made = b""
            for each in task["values"]:
                made = engine.filled(data, each["fields"], task["sample"], is_draft=each["is_draft"])
            child.send(says, {"kind": "made"}, made)
            return
    except Refused as problem:
        wrong = [str(problem)]
    except RecursionError:
        wrong = [engine.TORN]
    except MemoryError:
        child.send(says, {"kind": "memory"})
        return
    child.send(says, {"kind": "refused"}, json.dumps(wrong, ensure_ascii=False).encode())


def main() -> None:
    """The process itself."""
    child.lower_priority()
    # All that a template needs comes before the walls stand.
    from contest.filling import engine  # noqa: F401

    says = os.fdopen(os.dup(1), "wb")
    # Whatever else prints must not get between two messages.
    os.dup2(2, 1)
    confining.confine(MOST_MEMORY, MOST_SECONDS)
    serve(sys.stdin.buffer, says)


if __name__ == "__main__":
    main()
