"""New questions in a bank: added together, found again, and taken back with the import they came by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from questions import store
from questions.folding import fold, searchable
from questions.formats.model import ParsedQuestion
from questions.ids import new_id
from questions.kinds import Content
from questions.linking import Links, Row, row_id
from questions.models import (
    Bank,
    Question,
    QuestionKey,
    QuestionRevision,
    QuestionState,
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: the public id of each new question in the file's order, None for those that
    were there already or are not sound."""

    ids: tuple[str | None, ...]

    @property
    def count(self) -> int:
        """How many are new."""
        return sum(one is not None for one in self.ids)


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of an import that was taken back."""

    deleted: int
    retired: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A question of a bank that asks the same words; `id` is its public one."""

    id: str
    state: QuestionState


def save_bank(
    db: Session,
    slug: str,
    name: str,
    questions: Sequence[ParsedQuestion],
    *,
    at: datetime | None = None,
    is_sample: bool = False,
    approver: str = "",
) -> int:
    """Fold questions into a bank, made if there is none; says how many of them were new. All are approved.

    `approver` is a staff id or the name of a pack. Saving the same file again adds nothing: a question with
    the same folded text and options is already there. Questions without a right answer are left out.
    """
    bank = store.bank(db, slug)
    if bank is None:
        bank = Bank(slug=slug, name=name, is_sample=is_sample, created_at=at)
        store.add(db, bank)
    return _add(db, bank, questions, Stamp(QuestionState.APPROVED, "", at, approver=approver)).count


def add_questions(
    db: Session,
    bank_slug: str,
    questions: Sequence[ParsedQuestion],
    *,
    state: QuestionState,
    author: str,
    at: datetime,
    import_id: str = "",
    approver: str = "",
) -> Added:
    """Add questions to a bank in one go; `author` is a staff id, `import_id` the import they come by.

    Approved ones carry their `approver`, a staff id or the name of a pack; without one it is the author.
    What is there already (same folded text and options, whatever its state) and what has no right answer
    is left out. It reads no more often for many than for one. LookupError when there is no such bank.
    """
    bank = store.bank(db, bank_slug)
    if bank is None:
        raise LookupError(f"no bank {bank_slug}")
    return _add(db, bank, questions, Stamp(state, author, at, import_id, approver))


def hold_import(db: Session, import_id: str) -> None:
    """Nobody approves or changes a question of this import until the commit."""
    store.hold_imported(db, import_id)


def import_revisions(db: Session, import_id: str) -> frozenset[int]:
    """The revisions of everything that came with an import, later ones too: ask which of them papers hold."""
    return frozenset(revision for _, revision in store.imported(db, import_id))


def remove_import(db: Session, import_id: str, drawn: Collection[int]) -> Removed:
    """Take an import back: delete its questions, and retire those that papers hold.

    `drawn` are the revisions that papers hold (of all, or of `import_revisions`). Doing it again changes
    nothing more.
    """
    if not import_id:
        raise ValueError("an import has an id")
    held = set(drawn)
    rows = store.imported(db, import_id)
    keep = {question for question, revision in rows if revision in held}
    gone = {question for question, _ in rows} - keep
    store.remove(db, gone)
    store.retire(db, keep)
    return Removed(len(gone), len(keep))


def holds_approved(db: Session, import_id: str) -> bool:
    """Whether contests may draw a question of this import now."""
    return store.has_approved(db, import_id)


def find_similar(db: Session, bank_slug: str, texts: Sequence[str]) -> tuple[Similar | None, ...]:
    """For each question text the oldest question of the bank with the same folded words, if there is one."""
    known: dict[str, Similar] = {}
    for question in store.folded(db, bank_slug):
        similar = Similar(question.public_id, QuestionState(question.state))
        known.setdefault(question.folded.partition("\n")[0], similar)
    return tuple(known.get(words) if (words := fold(text)) else None for text in texts)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who puts questions in, when, by which import, and in which state."""

    state: QuestionState
    author: str
    at: datetime | None
    import_id: str = ""
    approver: str = ""


def identity(content: Content) -> tuple[str, ...]:
    """Two questions of one identity ask the same, whatever the order of their options."""
    return (fold(content.likened), *sorted(map(fold, content.choices)))


def _add(db: Session, bank: Bank, questions: Sequence[ParsedQuestion], stamp: Stamp) -> Added:
    bank_id = row_id(bank.id)
    # Two authors who add the same at one moment: the second sees what the first has added.
    store.hold_bank(db, bank_id)
    known = {identity(Content.from_json(text)) for _, text in store.bank_contents(db, bank_id)}
    ids: list[str | None] = []
    new: list[tuple[str, ParsedQuestion, Content]] = []
    for parsed in questions:
        content = parsed.content()
        if not parsed.sound or (same := identity(content)) in known:
            ids.append(None)
            continue
        known.add(same)
        new.append((new_id(), parsed, content))
        ids.append(new[-1][0])
    if new:
        _store(db, bank_id, new, stamp)
    return Added(tuple(ids))


def _store(
    db: Session, bank_id: int, new: Sequence[tuple[str, ParsedQuestion, Content]], stamp: Stamp
) -> None:
    rows = [_question(bank_id, public_id, content, stamp) for public_id, _, content in new]
    store.add_many(db, Question, rows)
    known = store.question_ids(db, bank_id)
    numbered = [(known[public_id], parsed, content) for public_id, parsed, content in new]
    made = [_revision(number, parsed, content, stamp) for number, parsed, content in numbered]
    store.add_many(db, QuestionRevision, made)
    revisions = store.first_revisions(db, bank_id)
    keys = [_key(revisions[number], parsed, stamp) for number, parsed, _ in numbered]
    store.add_many(db, QuestionKey, keys)
    links = Links(db)
    for number, parsed, _ in numbered:
        links.tie(number, parsed.topics, parsed.basis)
        links.dedicate(number, parsed.audiences)
    links.store()


def _question(bank_id: int, public_id: str, content: Content, stamp: Stamp) -> Row:
    return {
        "bank_id": bank_id,
        "public_id": public_id,
        "state": stamp.state,
        "drawn": 0 if stamp.state is QuestionState.DRAFT else 1,
        "folded": searchable(content.likened, content.choices),
        "import_id": stamp.import_id,
        "author": stamp.author,
        "created_at": stamp.at,
        "changed_by": stamp.author,
        "changed_at": stamp.at,
    }


def _revision(question_id: int, parsed: ParsedQuestion, content: Content, stamp: Stamp) -> Row:
    return {
        "question_id": question_id,
        "kind": parsed.kind,
        "content": content.to_json(),
        "level": parsed.level,
        "points": parsed.points,
        "valid_until": parsed.valid_until,
        "author": stamp.author,
        "created_at": stamp.at,
        "settled": stamp.state is not QuestionState.DRAFT,
        "approver": (stamp.approver or stamp.author) if stamp.state is QuestionState.APPROVED else "",
        "approved_at": stamp.at if stamp.state is QuestionState.APPROVED else None,
    }


def _key(revision_id: int, parsed: ParsedQuestion, stamp: Stamp) -> Row:
    content = parsed.key().to_json()
    return {
        "revision_id": revision_id,
        "content": content,
        "author": stamp.author,
        "created_at": stamp.at,
    }
