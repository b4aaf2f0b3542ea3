"""Where people's words are kept, each place filled with every payload at once, past every check of the forms.

What a form would refuse stands here all the same: a page may trust no check but its own escaping.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from tests.matrix.expected import words
from tests.payloads.corpus import FORMULAS, PAYLOADS

#: table.column → the sink's name.
COLUMNS = words(
    "person.name person.guardian unit.name campaign.title campaign.organiser campaign.contact campaign.about "
    "campaign.audience round.name audience.name audience.who entry.barred_reason staff.name bank.name "
    "source.number source.title source.issuer question_comment.said bank_import.file_name "
    "bank_import.staff_name bank_reading.file_name bank_reading.error roster_import.file_name "
    "unit_import.file_name roster_member.class_name roster_member.own_code answer.answer "
    "answer_event.answer attempt_adjustment.reason round_deed.reason complaint.words complaint.answer "
    "feedback.words outside_contest.name outside_contest.organiser outside_contest.source "
    "prize_refusal.reason paper_template.name "
    "tie_decision.reason tie_decision.witness prize_list.reason regrade.reason unit_headcount.source"
)
#: table.column with JSON → the names of the members that hold people's words.
INSIDE = {
    "question_revision.content": ("text", "targets"),
    "question_key.content": ("explanation", "basis", "accepted"),
    "office_part.content": tuple(words("name above place address phone holder contact purpose published")),
    "bank_import_row.draft": ("text", "options", "explanation", "basis", "targets"),
    "roster_import.rows": ("name", "unit", "group", "code"),
    "unit_import.rows": ("name", "parent", "code"),
    "prize_list.content": ("name", "unit", "title", "step", "reason", "witness"),
    "prize_ladder.content": ("name",),
}


def marked(sink: str, number: int) -> str:
    """What stands before a payload, so that it is known again wherever it is shown."""
    return f"⟦{sink}:{number}⟧"


def every(sink: str) -> str:
    """All payloads for a sink."""
    return " ".join(f"{marked(sink, number)}{text}" for number, text in enumerate(PAYLOADS))


def fill(file: Path) -> list[str]:
    """Put everything everywhere; the sinks that were there to be filled."""
    filled = []
    with closing(sqlite.connect(str(file), isolation_level=None)) as db:
        known = set(_columns(db))
        # The last of what was answered becomes what was written for the open question behind.
        db.execute("UPDATE answer SET slot = 4 WHERE slot = 3")
        for column in sorted(COLUMNS):
            table, name = column.split(".")
            if column in known:
                done = db.execute(
                    f'UPDATE "{table}" SET "{name}" = ? WHERE "{name}" IS NOT NULL', (every(column),)
                )
                filled += [column] * bool(done.rowcount)
        for column, members in INSIDE.items():
            if column in known:
                filled += _inside(db, column, members)
    return filled


def begin_as_formulas(file: Path) -> None:
    """Every name that stands first in a cell of an export begins as a formula."""
    with closing(sqlite.connect(str(file), isolation_level=None)) as db:
        for column in sorted(COLUMNS):
            table, name = column.split(".")
            if column not in set(_columns(db)):
                continue
            rows = [row for (row,) in db.execute(f'SELECT rowid FROM "{table}" WHERE "{name}" IS NOT NULL')]
            for number, row in enumerate(rows):
                text = FORMULAS[number % len(FORMULAS)].format(n=number)
                db.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE rowid = ?', (text, row))
        _inside(db, "question_revision.content", ("text",), lambda sink: FORMULAS[0].format(n=sink))


def _columns(db: Any) -> Iterator[str]:
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for column in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            yield f"{table}.{column[1]}"


def _inside(db: Any, column: str, members: tuple[str, ...], made: Callable[[str], str] = every) -> list[str]:
    table, name = column.split(".")
    filled: set[str] = set()
    for row, text in db.execute(f'SELECT rowid, "{name}" FROM "{table}"').fetchall():
        new = _replaced(json.loads(text), column, members, filled, made)
        db.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE rowid = ?', (json.dumps(new), row))
    return sorted(filled)


def _replaced(
    value: Any,
    column: str,
    members: tuple[str, ...],
    filled: set[str],
    made: Callable[[str], str],
    at: str = "",
) -> Any:
    """The value with every text below one of the members replaced."""
    if isinstance(value, dict):
        return {
            key: _replaced(one, column, members, filled, made, key if key in members else at)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_replaced(one, column, members, filled, made, at) for one in value]
    if isinstance(value, str) and at:
        filled.add(f"{column}.{at}")
        return made(f"{column}.{at}")
    return value
