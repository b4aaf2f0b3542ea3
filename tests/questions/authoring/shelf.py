"""A bank to write in, for the tests of authoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, select

from questions import service
from questions.authoring import editing, listing
from questions.authoring.editing import By, Loaded, Outcome
from questions.authoring.views import Stored
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import Bank, QuestionState

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)
LATER = NOW + timedelta(hours=1)
NHUNG = By("nhung", LATER)
#: Reads and approves what others write.
BINH = By("binh", LATER)
#: What is stored of a state; a reviewed question is a draft that somebody read.
STORED = (QuestionState.DRAFT, QuestionState.APPROVED, QuestionState.RETIRED)
CITY = ParsedQuestion(
    Kind.one,
    "Thủ đô ở đâu?",
    ("Hà Nội", "Huế", "Đà Nẵng"),
    (0,),
    "Theo Hiến pháp.",
    "Hiến pháp 2013",
    topics=("cds-4a-kinh-te-xa-hoi-so",),
)
SEVERAL = ParsedQuestion(
    Kind.several,
    "Đề án 06 có gì?",
    ("VNeID", "Căn cước", "Xe máy"),
    (0, 1),
    level=Level.apply,
    topics=("cds",),
)
TRUE = ParsedQuestion(
    Kind.true_false, "Đúng không?", ("Đúng", "Sai"), (1,), topics=("cchc-5b1-mot-cua",), level=Level.apply
)
NUMBER = ParsedQuestion(
    Kind.number, "Mấy tỉnh?", number=34, unit="tỉnh", topics=("tag-attt",), valid_until=date(2026, 10, 1)
)
ALL = (CITY, SEVERAL, TRUE, NUMBER)


def fill(
    db: Session, *asked: ParsedQuestion, state: QuestionState = QuestionState.APPROVED, slug: str = "thu"
) -> tuple[str, tuple[str, ...]]:
    """A bank with questions: its public id, theirs."""
    service.save_bank(db, slug, f"Bộ {slug}", ())
    added = service.add_questions(db, slug, asked, state=state, author="an", at=NOW)
    bank = db.exec(select(Bank).where(Bank.slug == slug)).one()
    return bank.public_id, tuple(one for one in added.ids if one)


def seen(db: Session, bank: str, question: str) -> Stored:
    """A question that is there."""
    found = listing.question(db, bank, question)
    assert found is not None
    return found


def load(db: Session, bank: str, question: str, version: int | None = None) -> Loaded:
    """The same to change."""
    return editing.load(db, bank, question, version)


def save(db: Session, bank: str, question: str, wanted: ParsedQuestion, by: By = NHUNG) -> Outcome:
    """Make a question say this."""
    return editing.save(db, load(db, bank, question), wanted, by)


def told(db: Session, bank: str, question: str) -> ParsedQuestion:
    """What a question says now."""
    return replace(seen(db, bank, question).parsed, line=0)


def approve(db: Session, bank: str, question: str, by: By = BINH) -> bool:
    """Let a question into contests as it stands."""
    return editing.set_state(db, load(db, bank, question), QuestionState.APPROVED, by)
