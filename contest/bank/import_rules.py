"""Pure rules of imports: what becomes of a row, what a mend changes, how long rows are kept."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum

from contest.bank.states import RowState
from questions.formats.drafts import Draft, option_part, option_place
from questions.formats.model import Problem, Severity

#: One import; more is split by its author.
MOST_ROWS = 5_000
#: Untouched for so long, the rows of an import are swept. What it brought to the bank stays.
KEPT = timedelta(days=7)
#: Rows on a page of the preview.
PAGE = 25
LONGEST_NAME = 120
#: Parts of a question that may be typed anew; options besides.
PARTS = (
    *("text", "kind", "answer", "explanation", "basis"),
    *("topics", "level", "points", "unit", "valid_until", "scoring", "tolerance", "audiences"),
)


class Deed(StrEnum):
    """What somebody does to a row."""

    SAVE = "save"
    ACCEPT = "accept"
    DROP = "drop"
    RESTORE = "restore"


class Tab(StrEnum):
    """Which rows the preview shows."""

    WRONG = "wrong"
    LOOK = "look"
    READY = "ready"
    LEFT_OUT = "left-out"
    SAVED = "saved"
    ALL = "all"


TABS: Mapping[Tab, tuple[RowState, ...]] = {
    Tab.WRONG: (RowState.WRONG,),
    Tab.LOOK: (RowState.LOOK,),
    Tab.READY: (RowState.READY,),
    Tab.LEFT_OUT: (RowState.TWIN, RowState.DROPPED),
    Tab.SAVED: (RowState.SAVED,),
    Tab.ALL: tuple(RowState),
}


def counted(states: Mapping[RowState, int]) -> dict[Tab, int]:
    """How many rows each tab shows."""
    return {tab: sum(states.get(state, 0) for state in shown) for tab, shown in TABS.items()}


def first_tab(counts: Mapping[Tab, int]) -> Tab:
    """What to look at first: what must be mended, then what should be seen."""
    return next((tab for tab in (Tab.WRONG, Tab.LOOK) if counts[tab]), Tab.ALL)


def state_of(problems: Sequence[Problem], accepted: bool, is_twin: bool) -> RowState:
    """What becomes of a row that nobody dropped."""
    if any(problem.level is Severity.ERROR for problem in problems):
        return RowState.WRONG
    if is_twin:
        return RowState.TWIN
    return RowState.LOOK if problems and not accepted else RowState.READY


def still_accepted(accepted: bool, before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether a yes given before still holds: not for what is said only now."""
    return accepted and {problem.message for problem in after} <= {problem.message for problem in before}


def file_name(raw: str) -> str:
    """A file's name as it may be shown: without folders and invisible signs."""
    last = raw.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(char for char in last if not unicodedata.category(char).startswith("C"))
    return " ".join(seen.split())[:LONGEST_NAME] or "không tên"


def in_file(number: int) -> str:
    """Where the question stands that a row is like: another row."""
    return f"row:{number}"


def in_question(public_id: str) -> str:
    """The same: a question of the bank."""
    return f"bank:{public_id}"


def near_row(near: str) -> int:
    """The row that a row is like; 0 where that is none."""
    where, _, number = near.partition(":")
    return int(number) if where == "row" else 0


def near_question(near: str) -> str:
    """The public id of the question that a row is like; "" where that is none."""
    where, _, public_id = near.partition(":")
    return public_id if where == "bank" else ""


@dataclass(frozen=True)
class Typed:
    """What was typed anew of a row; None for what stays."""

    parts: Mapping[str, str]
    options: tuple[str, ...] | None = None


def mended(draft: Draft, typed: Typed) -> Draft:
    """The draft with what was typed; what reading doubted about these parts is settled."""
    options = draft.options if typed.options is None else _without_tail(typed.options)
    touched = {part for part, words in typed.parts.items() if words != draft.words(part)}
    touched |= {
        option_part(place)
        for place in range(max(len(options), len(draft.options)))
        if _at(options, place) != _at(draft.options, place)
    }
    settles = "answer" in typed.parts or typed.options is not None
    return replace(
        draft,
        **dict(typed.parts),
        options=list(options),
        # The stars of a text file gave way to what was chosen on the page.
        marked=set() if "answer" in typed.parts else _within(draft.marked, len(options)),
        fault="" if settles else draft.fault,
        doubts={part: said for part, said in draft.doubts.items() if part not in touched},
        cells={part: cell for part, cell in draft.cells.items() if _is_there(part, len(options))},
    )


def _without_tail(options: Sequence[str]) -> list[str]:
    kept = list(options)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _at(options: Sequence[str], place: int) -> str:
    return options[place] if place < len(options) else ""


def _within(marked: Collection[int], count: int) -> set[int]:
    return {place for place in marked if place < count}


def _is_there(part: str, count: int) -> bool:
    # One cell beyond the last option stays known: a missing option is told by it.
    place = option_place(part)
    return place is None or place <= count


def write_problems(problems: Sequence[Problem]) -> str:
    """Problems as they are stored."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)


def read_problems(text: str) -> tuple[Problem, ...]:
    """Problems as they were stored."""
    return tuple(Problem(**(data | {"level": Severity(data["level"])})) for data in json.loads(text))
