"""Reading a file in a confined process beside the server, and understanding what it says."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from contest.bank.import_reading import Read, Stored
from contest.bank.import_rules import MOST_ROWS, read_problems
from contest.bank.states import RowState
from contest.errors import Invalid
from contest.jobs import child
from contest.jobs.child import Broken, Child, TooLong, TooMuch
from questions.folding import storable
from questions.formats.drafts import Draft
from questions.formats.watching import Step, Tell
from questions.pictures.redrawing import SERVED_BYTES, Redrawn

log = logging.getLogger("hoithi.import")

MODULE = "contest.bank.import_child"
#: By the clock: a machine that is busy with a contest is slower than the processor's limit says.
SECONDS = 40.0
MOST_SAID = 100_000_000

TOO_LONG = "Đọc tệp này mất quá lâu nên máy dừng lại. Chia tệp thành nhiều tệp nhỏ hơn rồi nhập từng tệp."
TOO_MUCH = "Đọc tệp này cần quá nhiều bộ nhớ nên máy dừng lại. Chia tệp nhỏ hơn, hoặc bớt hình lớn trong tệp."
BROKEN = "Máy không đọc được tệp này. Mở tệp bằng Word hoặc Excel, lưu lại thành tệp mới rồi nhập tệp đó."

#: What a row has, and of which type: nothing else of what a child says is stored.
_ROW: dict[str, type] = {
    "number": int,
    "line": int,
    "version": int,
    "state": str,
    "draft": str,
    "problems": str,
    "accepted": bool,
    "folded": str,
    "identity": str,
    "twin_of": int,
    "near": str,
    "changed_by": str,
}
#: A file may have more general things to say than a page can show; a picture in each option of each row.
_MOST_NOTES, _MOST_PICTURES = 1_000, 10_000
_LONGEST_SAID = 2_000
_NEAR = re.compile(r"(row:[0-9]{1,6}|bank:[0-9a-z]{13})?")
#: Seconds between two words about how far it is that are passed on: each is a write.
PAUSE = 0.1


def read(
    data: bytes,
    today: date,
    known: Sequence[tuple[str, str]],
    stored: Stored,
    tell: Tell,
    seconds: float = SECONDS,
) -> Read:
    """The rows of a file, or Invalid with a sentence for its field `file`. `known` are the bank's revisions
    as `comparing.contents` gives them; `stored` and `tell` are called while it is read."""
    try:
        with child.running(MODULE, seconds, MOST_SAID) as beside:
            beside.tell({"today": today.isoformat()}, data)
            beside.tell({}, json.dumps(known).encode())
            return _heard(beside, stored, tell)
    except TooLong as fault:
        raise _refusal(TOO_LONG, fault) from fault
    except TooMuch as fault:
        raise _refusal(TOO_MUCH, fault) from fault
    except Broken as fault:
        raise _refusal(BROKEN, fault) from fault


def _refusal(said: str, fault: Broken) -> Invalid:
    log.warning("a file could not be read: %s", fault)
    return Invalid(fields={"file": said})


def _heard(beside: Child, stored: Stored, tell: Callable[[Step, int, int], object]) -> Read:
    last = -PAUSE
    while True:
        said, content = beside.hear()
        try:
            match said.get("kind"):
                case "progress" if time.monotonic() - last < PAUSE:
                    pass
                case "progress":
                    last = time.monotonic()
                    tell(Step(said["step"]), int(said["done"]), int(said["total"]))
                case "pictures":
                    there = stored(frozenset(map(str, json.loads(content))))
                    beside.tell({}, json.dumps([one.as_data() for one in there.values()]).encode())
                case "refused":
                    raise Invalid(fields={"file": _sentence(content.decode())})
                case "read":
                    return _made(beside, said, json.loads(content))
                case _:
                    raise Broken("it said what nobody understands")
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise Broken(f"it said what nobody understands: {error}") from error


def _made(beside: Child, said: dict[str, Any], body: dict[str, Any]) -> Read:
    rows = tuple(_row(row) for row in body["rows"])
    if not 0 < len(rows) <= MOST_ROWS or len(body["notes"]) > _MOST_NOTES:
        raise ValueError("too much")
    count = int(said["pictures"])
    if not 0 <= count <= _MOST_PICTURES:
        raise ValueError("too many pictures")
    pictures = tuple(_picture(*beside.hear()) for _ in range(count))
    notes, again = tuple(map(_sentence, body["notes"])), tuple(map(str, body["again"]))
    return Read(rows, notes, int(said["first"]), pictures, again)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    if any(type(row[name]) is not wanted for name, wanted in _ROW.items()):
        raise TypeError("a row of another shape")
    if any(isinstance(value, str) and not _is_storable(value) for value in row.values()):
        raise ValueError("a row that can't be stored")
    if not _NEAR.fullmatch(row["near"]) or len(row["identity"]) > 64 or row["changed_by"]:
        raise ValueError("a row of another shape")
    # Every page of the preview reads them: what can't be read must not get there.
    Draft.from_json(row["draft"])
    read_problems(row["problems"])
    return {name: row[name] for name in _ROW} | {"state": RowState(row["state"]).value}


def _is_storable(text: str) -> bool:
    """Whether both databases take it."""
    return "\0" not in text and text.encode(errors="ignore").decode() == text


def _sentence(text: str) -> str:
    """Something that people are told."""
    return storable(text)[:_LONGEST_SAID]


def _picture(said: dict[str, Any], content: bytes) -> Redrawn:
    signs = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff"}
    if not content.startswith(signs[said["form"]]) or len(content) > SERVED_BYTES:
        raise ValueError("no picture of ours")
    return Redrawn(content, said["form"], int(said["width"]), int(said["height"]))
