"""Reading an uploaded file into rows, each compared with the file's others and with the bank."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from contest.bank import store
from contest.bank.import_rules import MOST_ROWS, file_name, state_of, write_problems
from contest.errors import Invalid, NotFound
from contest.web.filters import number
from questions import comparing
from questions.comparing import Known, fingerprint
from questions.folding import fold
from questions.formats import detect
from questions.formats.drafts import Draft
from questions.formats.model import Problem, Report, Severity
from questions.likeness import Likeness
from questions.models import Bank
from questions.pictures.again import known_again
from questions.pictures.redrawing import Redrawn

#: What a row repeats that is in the bank already.
IN_BANK = -1

NO_BANK = "Không tìm thấy ngân hàng câu hỏi này. Về danh sách ngân hàng."
NO_FILE = "Chọn một tệp câu hỏi: Word, Excel, CSV, văn bản, Moodle XML, GIFT, Aiken hoặc gói QTI 2.1."
TOO_MANY = "Tệp có {} câu. Mỗi lần nhập nhiều nhất {} câu, hãy chia thành nhiều tệp."


def bank(db: Session, public_id: str) -> Bank:
    """The bank that an address names."""
    found = store.bank(db, public_id)
    if found is None:
        raise NotFound(NO_BANK)
    return found


@dataclass(frozen=True)
class Upload:
    """A file as it was read: rows ready to be stored."""

    bank_id: int
    file_name: str
    digest: str
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    first: int
    pictures: tuple[Redrawn, ...] = ()


def read_file(db: Session, bank_id: str, name: str, data: bytes, today: date) -> Upload:
    """Read a file and compare it with itself and with the bank. Nothing is stored."""
    into = bank(db, bank_id)
    if not data:
        raise Invalid(fields={"file": NO_FILE})
    report = detect.read_bytes(data, today)
    if not report.drafts:
        raise Invalid(fields={"file": " ".join(problem.message for problem in report.errors)})
    if len(report.drafts) > MOST_ROWS:
        raise Invalid(fields={"file": TOO_MANY.format(number(len(report.drafts)), number(MOST_ROWS))})
    report = known_again(db, report)
    rows = tuple(_rows(report, comparing.known(db, into.id or 0)))
    notes = tuple(problem.message for problem in report.general)
    digest = hashlib.sha256(data).hexdigest()
    return Upload(into.id or 0, file_name(name), digest, rows, notes, report.first, report.pictures)


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
        other = like.meet(question.likened)
        if other is not None and not twin_of:
            problems = (*problems, _alike(draft, other, known.texts, report))
        found.append(row_values(place + 1, draft, problems, identity, twin_of))
    return found


def _alike(draft: Draft, other: int, texts: tuple[str, ...], report: Report) -> Problem:
    count = len(texts)
    if other < count:
        return like_problem(draft, texts[other], "câu đã có trong ngân hàng")
    found = report.drafts[other - count]
    return like_problem(draft, report.questions[other - count].text, found.called)


def like_problem(draft: Draft, text: str, where: str) -> Problem:
    """What is said of a question that is asked already, with the other one to compare."""
    same = comparing.says_the_same(draft.text, text)
    said = f"{'Cùng lời với' if same else 'Gần giống'} {where}: “{text}”"
    column, cell = draft.column("text"), draft.cell("text")
    # Of no part: the words are well, so there is nothing to type anew on the spot.
    return Problem(draft.line, Severity.WARNING, said, "", column, cell)


def row_values(
    number: int, draft: Draft, problems: tuple[Problem, ...], identity: str, twin_of: int
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
        "changed_by": "",
    }
