"""The process that reads one file: `python -m contest.bank.import_child`, begun by `import_beside`.

It is confined before the first byte of the file comes in, has no database, and ends with its answer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from contest.bank import import_reading
from contest.errors import Invalid
from contest.jobs import child, confining
from questions.formats import detect, watching
from questions.formats.watching import Step
from questions.picture import Picture
from questions.sameness import known_of

#: Seconds between two words about how far it is.
PAUSE = 0.2
#: What the server tells it of its bank: 5,000 questions are a tenth of it.
MOST_TOLD = 100_000_000


@dataclass(slots=True)
class _Talk:
    """The two ways of the process."""

    hears: IO[bytes]
    says: IO[bytes]
    last: float = 0.0

    def tell(self, step: Step, done: int, total: int) -> None:
        """How far it is, now and then."""
        now = time.monotonic()
        if now - self.last >= PAUSE:
            self.last = now
            child.send(self.says, {"kind": "progress", "step": step.value, "done": done, "total": total})

    def stored(self, digests: frozenset[str]) -> Mapping[str, Picture]:
        """Ask which of these pictures are stored."""
        child.send(self.says, {"kind": "pictures"}, json.dumps(sorted(digests)).encode())
        _, answer = child.receive(self.hears, MOST_TOLD)
        return {one["digest"]: Picture(**one) for one in json.loads(answer)}


def serve(hears: IO[bytes], says: IO[bytes]) -> None:
    """Read what comes, and say what it is."""
    talk = _Talk(hears, says)
    watching.use(talk.tell)
    try:
        task, data = child.receive(hears, detect.MOST_BYTES + 1)
        _, known = child.receive(hears, MOST_TOLD)
        today = date.fromisoformat(task["today"])
        made = import_reading.read(data, today, known_of(json.loads(known)), talk.stored)
    except Invalid as problem:
        child.send(says, {"kind": "refused"}, problem.fields["file"].encode())
        return
    except MemoryError:
        child.send(says, {"kind": "memory"})
        return
    said = {"kind": "read", "first": made.first, "pictures": len(made.pictures)}
    body = {"rows": made.rows, "notes": made.notes, "again": made.again}
    child.send(says, said, json.dumps(body).encode())
    for one in made.pictures:
        child.send(says, {"form": one.form, "width": one.width, "height": one.height}, one.content)


def main() -> None:
    """The process itself."""
    child.lower_priority()
    # What is only brought when a file needs it comes before the walls stand.
    from PIL import Image, WebPImagePlugin  # noqa: F401

    from questions.formats.word import reader  # noqa: F401

    Image.preinit()
    says = os.fdopen(os.dup(1), "wb")
    # Whatever else prints must not get between two messages.
    os.dup2(2, 1)
    confining.confine()
    serve(sys.stdin.buffer, says)


if __name__ == "__main__":
    main()
