"""One of the contests of a whole installation, and its bank."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import select

from contest.accounts import service as accounts
from contest.bank import import_files, importing
from contest.bank.models import BankReading
from contest.bank.states import ReadingState
from contest.people.service import Joined
from contest.web.database import reading, writing
from questions import packs
from questions import service as questions
from questions.authoring import banks, changes, listing
from questions.authoring.editing import By
from questions.authoring.views import Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import Question, QuestionComment
from tests.contest.bank import files
from tests.contest.rounds.world import World


@dataclass
class Contest:
    """One contest: its round, its bank, and what stands in addresses below them, by the address's word."""

    key: str
    names: tuple[str, ...]
    ids: dict[str, str] = field(default_factory=dict)
    people: dict[str, Joined] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """Its round, for the helpers of tests."""
        return World(self.ids["round"])

    @property
    def bank(self) -> str:
        """The bank's slug."""
        return f"bank-{self.key}"


def fill(contest: Contest, owner: str, now: datetime) -> None:
    """Questions, an open one, a comment, a change that can be undone, a file that waits, one that is read."""
    options = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
    asked = [
        ParsedQuestion(Kind.one, f"Câu {number} của {contest.key}: dịch vụ công là gì?", options, (0,))
        for number in range(3)
    ]
    asked.append(ParsedQuestion(Kind.suggestion, f"Cần làm gì cho {contest.key}?"))
    with writing() as db:
        questions.save_bank(db, contest.bank, f"Bộ {contest.key}", asked)
        (bank,) = (one.bank.id for one in banks.every(db) if one.bank.slug == contest.bank)
        found = listing.search(db, bank, Wanted(kind=Kind.one), now.date()).rows
        contest.ids |= {"bank": bank, "question": found[0].id, "form": "gift", "pack": packs.every()[0].slug}
        changed = changes.change(
            db, bank, [found[0].id], changes.Deed.LEVEL, Level.apply.value, By(owner, now)
        )
        contest.ids["change"] = changed.change_id
        row = db.exec(select(Question).where(Question.public_id == found[0].id)).one()
        said = QuestionComment(question_id=row.id or 0, author=owner, created_at=now, said="Xem lại")
        read = BankReading(
            bank_id=row.bank_id, file_name="x.pdf", state=ReadingState.WAITING, created_at=now, touched_at=now
        )
        db.add(said)
        db.add(read)
        db.flush()
        contest.ids |= {"comment": said.id, "reading": read.id}
    with reading() as db:
        upload = import_files.read_file(db, bank, "cau.xlsx", files.numbered(3), now.date())
    with writing() as db:
        member = accounts.find(db, "dung")
        assert member is not None
        contest.ids |= {"batch": importing.start(db, member, upload, now), "row": "1"}
