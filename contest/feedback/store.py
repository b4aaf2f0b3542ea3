"""SQL of feedback."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.feedback import rules
from contest.feedback.models import Feedback
from questions.folding import fold

SAYS = col(Feedback.words) != ""
NOTHING = {"words": "", "folded": ""}


def put(db: Session, row: Feedback, *, with_words: bool) -> None:
    """Write what somebody says of a round, over what they said before; ``with_words`` False leaves the words
    of before."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    changed: dict[str, Any] = {"grade": row.grade, "changed_at": row.changed_at}
    changed |= {"words": row.words, "folded": row.folded} if with_words else {}
    made = dialect.insert(Feedback).values(row.model_dump())
    made = made.on_conflict_do_update(index_elements=["round_id", "entry_id"], set_=changed)
    db.connection().execute(made)
    db.expire_all()


def of_entry(db: Session, entry_id: str) -> list[Feedback]:
    """All that one person said, the oldest first."""
    found = select(Feedback).where(Feedback.entry_id == entry_id)
    return list(db.exec(found.order_by(col(Feedback.changed_at), col(Feedback.id))))


def one(db: Session, round_id: str, entry_id: str) -> Feedback | None:
    """What somebody said of a round."""
    mine = (Feedback.round_id == round_id, Feedback.entry_id == entry_id)
    return db.exec(select(Feedback).where(*mine)).first()


def count_grades(db: Session, round_id: str, sat: SelectOfScalar[str]) -> dict[int, int]:
    """Grade → how many of the entries that ``sat`` chooses gave it."""
    of_these = (Feedback.round_id == round_id, col(Feedback.entry_id).in_(sat))
    found = select(Feedback.grade, func.count()).where(*of_these)
    return dict(tuple(row) for row in db.exec(found.group_by(col(Feedback.grade))))


def _texts(round_id: str, words: Sequence[str], grade: int) -> list[Any]:
    wanted: list[Any] = [Feedback.round_id == round_id, SAYS]
    if grade:
        wanted.append(Feedback.grade == grade)
    return wanted + [col(Feedback.folded).contains(word, autoescape=True) for word in words]


def count_texts(db: Session, round_id: str, words: Sequence[str] = (), grade: int = 0) -> int:
    """How many wrote something that holds these folded words; ``grade`` 0: whatever they gave."""
    wanted = _texts(round_id, words, grade)
    return db.exec(select(func.count()).select_from(Feedback).where(*wanted)).one()


def texts(
    db: Session, round_id: str, words: Sequence[str], grade: int, offset: int, limit: int
) -> list[tuple[int, str]]:
    """(grade, words) of some of them, in an order that says nothing."""
    found = select(Feedback.grade, Feedback.words).where(*_texts(round_id, words, grade))
    page = found.order_by(col(Feedback.id)).offset(offset).limit(limit)
    return [(given, said) for given, said in db.exec(page)]


def given(db: Session, round_ids: Collection[str]) -> Sequence[tuple[str, str, int, bool]]:
    """(round, entry, grade, whether something was written) of all that was said of these rounds."""
    found = select(Feedback.round_id, Feedback.entry_id, Feedback.grade, SAYS)
    return list(db.exec(found.where(col(Feedback.round_id).in_(round_ids))).all())


def forget(db: Session, entry_ids: Collection[str]) -> int:
    """What they wrote goes, the grade stays without a face; how many wrote something."""
    theirs = col(Feedback.entry_id).in_(entry_ids)
    return _forget(db, theirs)


def mentioning(db: Session, names: Collection[str], phones: Collection[str]) -> list[tuple[str, str, str]]:
    """(id, words, folded) of all that may hold one of these: names folded as units and people are, which
    writes y as i; phones as stored, whatever stands between their digits and before them."""
    if not names and not phones:
        return []
    folded = col(Feedback.folded)
    said, digits = func.replace(folded, "y", "i"), func.replace(folded, " ", "")
    wanted = [said.contains(fold(name).replace("y", "i"), autoescape=True) for name in names]
    wanted += [digits.contains(phone[1:], autoescape=True) for phone in phones]
    # What was cut at the end of its column may hold more than it can be found by.
    wanted.append(func.length(folded) >= rules.LONGEST)
    found = select(Feedback.id, Feedback.words, Feedback.folded).where(SAYS, or_(*wanted))
    return list(db.exec(found).all())


def reword(db: Session, row_id: str, words: str, folded: str) -> None:
    """The same text without a name."""
    changed = update(Feedback).where(col(Feedback.id) == row_id).values(words=words, folded=folded)
    db.connection().execute(changed)
    db.expire_all()


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The same for everything that was written about these rounds."""
    return _forget(db, col(Feedback.round_id).in_(round_ids))


def _forget(db: Session, which: Any) -> int:
    says = or_(SAYS, col(Feedback.folded) != "")
    done = db.connection().execute(update(Feedback).where(which, says).values(**NOTHING)).rowcount
    db.expire_all()
    return done
