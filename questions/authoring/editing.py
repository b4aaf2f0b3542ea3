"""Changing a question: what becomes a new revision, what a new key, and what is written over.

A revision that was approved once never changes, since papers hold it: other words make a new one, which
waits for somebody to approve it while contests draw the one before. A correction of the key alone makes a
new version of the key, which grading takes for all papers. What was never approved is in no paper and is
simply written over.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from questions import store as base
from questions.audiences import Audience
from questions.authoring import store
from questions.authoring.listing import stored, told
from questions.authoring.signing import Own, hands
from questions.authoring.views import Stored
from questions.folding import searchable
from questions.formats.model import ParsedQuestion
from questions.kinds import Content, Key
from questions.linking import Links
from questions.models import Question, QuestionKey, QuestionRevision, QuestionState


class Outcome(StrEnum):
    """What saving did."""

    NOTHING = "nothing"
    DETAILS = "details"  # topics or audiences alone, which no revision holds
    WRITTEN_OVER = "written-over"
    DROPPED = "dropped"  # it says again what contests draw, so nothing waits any more
    REVISION = "revision"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, and when. `fixes_keys`: may correct the key of what papers hold; `alone`: nobody
    else could approve what they wrote."""

    author: str
    at: datetime
    fixes_keys: bool = True
    alone: bool = False


class NotThere(LookupError):
    """No such bank or question."""


class Moved(Exception):
    """Somebody else changed it since; `stored` is how it stands now."""

    def __init__(self, stored: Stored) -> None:
        super().__init__(stored.id)
        self.stored = stored


class Held(Exception):
    """It can't be deleted: it is no draft, or papers may hold it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question with its newest revision, held until the commit."""

    row: Question
    newest: QuestionRevision
    stored: Stored


def load(db: Session, bank_id: str, question_id: str, version: int | None = None) -> Loaded:
    """A question to change. Raises `Moved` when it is not at this version any more."""
    bank = store.bank(db, bank_id)
    row = store.question(db, bank.id or 0, question_id, held=True) if bank else None
    if row is None:
        raise NotThere(question_id)
    newest = store.revisions(db, row.id or 0)[0]
    (seen,) = stored(db, [(row, newest)])
    if version is not None and version != row.version:
        raise Moved(seen)
    return Loaded(row, newest, seen)


def number_of(db: Session, bank_id: str, question_id: str) -> int | None:
    """The integer id behind the public ones; None when there is no such question in the bank."""
    bank = store.bank(db, bank_id)
    row = store.question(db, bank.id or 0, question_id) if bank else None
    return row.id if row else None


def save(db: Session, loaded: Loaded, wanted: ParsedQuestion, by: By) -> Outcome:
    """Make the question say this; how it was done."""
    outcome = write(db, loaded, wanted, by)
    if set(wanted.topics) != set(loaded.stored.topics):
        tie(db, loaded.row, wanted.topics)
        outcome = Outcome.DETAILS if outcome is Outcome.NOTHING else outcome
    if set(wanted.audiences) != set(loaded.stored.audiences):
        dedicate(db, loaded.row, wanted.audiences)
        outcome = Outcome.DETAILS if outcome is Outcome.NOTHING else outcome
    if outcome is not Outcome.NOTHING:
        touch(db, loaded.row, by)
    return outcome


def write(db: Session, loaded: Loaded, wanted: ParsedQuestion, by: By) -> Outcome:
    """The same for what is asked and what is right; topics and audiences stay, the question's version too."""
    content, key = wanted.content(), wanted.key()
    seen = loaded.stored.newest
    is_same = _same_revision(loaded.newest, wanted, content)
    if is_same and key == seen.key:
        return Outcome.NOTHING
    if not loaded.newest.settled:
        if _is_in_use(db, loaded, wanted, content):
            drop(db, loaded)
            _index(db, loaded.row, content, wanted.basis)
            return Outcome.DROPPED
        _write_over(db, loaded, wanted, by)
    elif is_same and by.fixes_keys:
        _add_key(db, loaded.newest, key, seen.key_version + 1, by)
    else:
        _add_revision(db, loaded, wanted, by)
    _index(db, loaded.row, content, wanted.basis if key.basis != seen.key.basis else None)
    if not loaded.newest.settled:
        return Outcome.WRITTEN_OVER
    return Outcome.KEY if is_same and by.fixes_keys else Outcome.REVISION


def _same_revision(row: QuestionRevision, wanted: ParsedQuestion, content: Content) -> bool:
    # Read, not compared as text: a wording that is newly known to pin the options asks nothing new.
    same_words = Content.from_json(row.content) == content
    return same_words and (row.level, row.points, row.valid_until) == (
        wanted.level.value,
        wanted.points,
        wanted.valid_until,
    )


def _is_in_use(db: Session, loaded: Loaded, wanted: ParsedQuestion, content: Content) -> bool:
    """Whether contests draw these very words, with this key, already."""
    revisions = store.revisions(db, loaded.row.id or 0)
    drawn = next((one for one in revisions if one.number == loaded.row.drawn), None)
    if drawn is None or not _same_revision(drawn, wanted, content):
        return False
    return Key.from_json(store.keys(db, [drawn.id or 0])[-1].content) == wanted.key()


def _fill(row: QuestionRevision, wanted: ParsedQuestion, by: By) -> QuestionRevision:
    row.kind = wanted.kind
    row.content = wanted.content().to_json()
    row.level = wanted.level
    row.points = wanted.points
    row.valid_until = wanted.valid_until
    row.author, row.created_at = by.author, by.at
    return row


def _write_over(db: Session, loaded: Loaded, wanted: ParsedQuestion, by: By) -> None:
    key = store.keys(db, [loaded.newest.id or 0])[-1]
    key.content = wanted.key().to_json()
    key.author, key.created_at = by.author, by.at
    # Whoever had read it has read something else.
    loaded.newest.reviewer = ""
    store.put(db, _fill(loaded.newest, wanted, by), key)


def _add_revision(db: Session, loaded: Loaded, wanted: ParsedQuestion, by: By) -> None:
    row = QuestionRevision(
        question_id=loaded.row.id or 0,
        number=loaded.newest.number + 1,
        kind=wanted.kind,
        content="",
        level=wanted.level,
    )
    store.put(db, _fill(row, wanted, by))
    _add_key(db, row, wanted.key(), 1, by)


def _add_key(db: Session, row: QuestionRevision, key: Key, version: int, by: By) -> None:
    made = QuestionKey(revision_id=row.id or 0, version=version, content=key.to_json())
    made.author, made.created_at = by.author, by.at
    store.put(db, made)


def _index(db: Session, row: Question, content: Content, basis: str | None) -> None:
    row.folded = searchable(content.likened, content.choices)
    store.put(db, row)
    if basis is not None:
        store.untie(db, row.id or 0, sources=True)
        links = Links(db)
        links.tie(row.id or 0, (), basis)
        links.store()


def tie(db: Session, row: Question, topics: Collection[str]) -> None:
    """Give a question these topics instead of those it has."""
    store.untie(db, row.id or 0, topics=True)
    links = Links(db)
    links.tie(row.id or 0, tuple(topics), "")
    links.store()


def dedicate(db: Session, row: Question, audiences: Collection[Audience]) -> None:
    """Say whom a question is for, instead of what was said; nobody named is everybody."""
    store.untie(db, row.id or 0, audiences=True)
    links = Links(db)
    links.dedicate(row.id or 0, audiences)
    links.store()


def touch(db: Session, row: Question, by: By) -> None:
    """Note who changed the question last; forms that were loaded before are stale now."""
    row.version += 1
    row.changed_by, row.changed_at = by.author, by.at
    store.put(db, row)


def set_state(db: Session, loaded: Loaded, state: QuestionState, by: By) -> bool:
    """Move a question to a state; False when it is there already. Raises `Own`: see `move`."""
    if is_there(loaded.stored, state):
        return False
    move(db, loaded, state, by)
    touch(db, loaded.row, by)
    return True


def is_there(seen: Stored, state: QuestionState) -> bool:
    """Whether a question is in a state already; approved only when it is as it stands. Nobody reads what does
    not wait."""
    if state is QuestionState.REVIEWED:
        return bool(seen.newest.reviewer) or not seen.waits
    return seen.state is state and not (state is QuestionState.APPROVED and seen.is_changed)


def move(db: Session, loaded: Loaded, state: QuestionState, by: By) -> None:
    """The same without a new version of the question. Who approved last is the one who answers for it.

    Raises `Own` when they say of their own words that they are right; who is `alone` may approve them.
    """
    row, newest = loaded.row, loaded.newest
    own = by.author in hands(loaded.stored.newest)
    if own and (state is QuestionState.REVIEWED or (state is QuestionState.APPROVED and not by.alone)):
        raise Own(loaded.stored.id)
    if state is QuestionState.APPROVED:
        row.state, row.drawn = state, newest.number
        newest.settled, newest.approver = True, by.author
        newest.approved_at, newest.signed_alone = by.at, own
    elif state is QuestionState.REVIEWED:
        newest.reviewer = by.author
    else:
        row.state = state
        newest.reviewer = "" if state is QuestionState.DRAFT else newest.reviewer
    store.put(db, row, newest)


def restore(db: Session, loaded: Loaded, old: tuple[int, int], by: By) -> Outcome:
    """Make the question say what an old revision said; topics and audiences stay. `old` is (number, version
    of its key)."""
    entries = told(db, loaded.row)
    found = next((one for one in entries if (one.number, one.key_version) == old), None)
    if found is None:
        raise NotThere(str(old))
    return save(db, loaded, found.parsed(loaded.stored.topics, loaded.stored.audiences), by)


def send_back(db: Session, loaded: Loaded, by: By) -> None:
    """Nobody stands up for it any more, until it is mended. What contests draw of it stays."""
    loaded.newest.reviewer = ""
    store.put(db, loaded.newest)
    touch(db, loaded.row, by)


def delete(db: Session, loaded: Loaded) -> bool:
    """Delete what was never approved: the newest words of a question that was (False), or all of it (True).

    What was approved once may be in a paper, or in the pool of a running round.
    """
    if loaded.newest.settled:
        raise Held(loaded.stored.id)
    if len(store.revisions(db, loaded.row.id or 0)) == 1:
        if loaded.row.state != QuestionState.DRAFT:
            raise Held(loaded.stored.id)
        base.remove(db, [loaded.row.id or 0])
        return True
    drop(db, loaded)
    before = store.revisions(db, loaded.row.id or 0)[0]
    key = Key.from_json(store.keys(db, [before.id or 0])[-1].content)
    _index(db, loaded.row, Content.from_json(before.content), key.basis)
    return False


def drop(db: Session, loaded: Loaded) -> None:
    """Take the newest revision away, which no paper can hold; the one before is the newest again."""
    base.drop_revision(db, loaded.newest.id or 0)
