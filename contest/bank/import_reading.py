"""Reading a file into rows, each compared with the file's others and with the bank: no database is needed.

What it needs of one it is given, so that a process beside the server can do all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contest.bank.import_rules import MOST_ROWS, in_file, in_question, state_of, write_problems
from contest.errors import Invalid
from contest.web.filters import number
from questions.folding import fold
from questions.formats import detect, watching
from questions.formats.drafts import Draft
from questions.formats.model import Problem, Report, Severity
from questions.formats.watching import Step
from questions.likeness import Likeness
from questions.picture import Picture
from questions.pictures.again import known_again, sources
from questions.pictures.redrawing import Redrawn
from questions.sameness import Known, fingerprint, says_the_same

#: What a row repeats that is in the bank already.
IN_BANK = -1

NO_FILE = "Chọn một tệp câu hỏi: Word, Excel, CSV, văn bản, Moodle XML, GIFT, Aiken hoặc gói QTI 2.1."
TOO_MANY = "Tệp có {} câu. Mỗi lần nhập nhiều nhất {} câu, hãy chia thành nhiều tệp."

#: Which of these digests are pictures that are stored here.
Stored = Callable[[frozenset[str]], Mapping[str, Picture]]


@dataclass(frozen=True)
class Read:
    """A file as it was read: rows ready to be stored, new pictures, and digests of those stored already."""

    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    first: int
    pictures: tuple[Redrawn, ...] = ()
    again: tuple[str, ...] = ()


def read(data: bytes, today: date, known: Known, stored: Stored) -> Read:
    """The rows of a file; Invalid, with a sentence for its field `file`, when it has none to show."""
    if not data:
        raise Invalid(fields={"file": NO_FILE})
    report = detect.read_bytes(data, today)
    if not report.drafts:
        raise Invalid(fields={"file": " ".join(problem.message for problem in report.errors)})
    if len(report.drafts) > MOST_ROWS:
        raise Invalid(fields={"file": TOO_MANY.format(number(len(report.drafts)), number(MOST_ROWS))})
    wanted = sources(report)
    ours = stored(wanted) if wanted else {}
    report = known_again(report, ours)
    notes = tuple(problem.message for problem in report.general)
    return Read(tuple(_rows(report, known)), notes, report.first, report.pictures, tuple(sorted(ours)))


def _rows(report: Report, known: Known) -> list[dict[str, Any]]:
    like = Likeness(known.likened, also=[question.likened for question in report.questions])
    holders: dict[str, int] = dict.fromkeys(known.prints, IN_BANK)
    found = []
    for place, draft in enumerate(report.drafts):
        question, problems = report.questions[place], report.own[place]
        is_sound = all(problem.level is not Severity.ERROR for problem in problems)
        identity = fingerprint(question.likened, question.choices) if is_sound else ""
        twin_of = holders.setdefault(identity, place + 1) if identity else 0
        twin_of = 0 if twin_of == place + 1 else twin_of
        other, near = like.meet(question.likened), ""
        if other is not None and not twin_of:
            problem, near = _alike(draft, other, known, report)
            problems = (*problems, problem)
        found.append(row_values(place + 1, draft, problems, identity, twin_of, near))
        watching.tell(Step.COMPARING, place + 1, len(report.drafts))
    return found


def _alike(draft: Draft, other: int, known: Known, report: Report) -> tuple[Problem, str]:
    """What is said of the two, and where the other one is."""
    count = len(known.texts)
    if other < count:
        said = like_problem(draft, known.texts[other], "câu đã có trong ngân hàng")
        return said, in_question(known.ids[other])
    place = other - count
    said = like_problem(draft, report.questions[place].text, report.drafts[place].called)
    return said, in_file(place + 1)


def like_problem(draft: Draft, text: str, where: str) -> Problem:
    """What is said of a question that is asked already, with the other one to compare."""
    said = f"{'Cùng lời với' if says_the_same(draft.text, text) else 'Gần giống'} {where}: “{text}”"
    column, cell = draft.column("text"), draft.cell("text")
    # Of no part: the words are well, so there is nothing to type anew on the spot.
    return Problem(draft.line, Severity.WARNING, said, "", column, cell)


def row_values(
    number: int, draft: Draft, problems: tuple[Problem, ...], identity: str, twin_of: int, near: str = ""
) -> dict[str, Any]:
    """A row as it is stored for the first time."""
    return {
        "number": number,
        "line": draft.line,
        "version": 1,
        "state": state_of(problems, accepted=False, is_twin=twin_of != 0).value,
        "draft": draft.to_json(),
        "problems": write_problems(problems),
        "accepted": False,
        "folded": fold(draft.likened),
        "identity": identity,
        "twin_of": twin_of,
        "near": near,
        "changed_by": "",
    }
