"""Pictures as they are stored: put away once, found by digest, swept when nobody shows them any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from questions.models import QuestionPicture
from questions.picture import Picture
from questions.pictures import store
from questions.pictures.redrawing import Redrawn

#: Somebody may write a question for days with a picture that nothing holds yet; rows of imports wait a week.
KEPT = timedelta(days=14)
#: What stands in a JSON text that names one.
NAMED = store.NAMED
TYPES = {"png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture with its bytes."""

    digest: str
    form: str
    width: int
    height: int
    content: bytes

    @property
    def media_type(self) -> str:
        """What browsers are told it is."""
        return TYPES[self.form]


class Gone(LookupError):
    """A picture that a question wants to show is not there (any more)."""


def keep(db: Session, made: Iterable[Redrawn], now: datetime) -> None:
    """Store pictures; the same one again is no second one."""
    rows = {
        one.digest: QuestionPicture(
            digest=one.digest,
            form=one.form,
            width=one.width,
            height=one.height,
            content=one.content,
            seen_at=now,
        )
        for one in made
    }
    store.put(db, tuple(rows.values()))


def use(db: Session, pictures: Iterable[Picture], now: datetime) -> None:
    """A question is going to show these. Raises `Gone` for one that is not there as it is told."""
    wanted = {one.digest: (one.width, one.height) for one in pictures}
    if wanted and store.touch(db, wanted.keys(), now) != wanted:
        raise Gone


def known(db: Session, digests: Collection[str]) -> frozenset[str]:
    """Those of these that are there."""
    return store.known(db, digests)


def pictures(db: Session, digests: Collection[str]) -> dict[str, Picture]:
    """Those of these that are there, by their digest; without their bytes."""
    return {name: Picture(name, width, height) for name, width, height in store.sizes(db, digests)}


def see(db: Session, digests: Collection[str], now: datetime) -> None:
    """Somebody brought these again: they are kept on."""
    store.touch(db, digests, now)


def find(db: Session, digest: str) -> Kept | None:
    """A picture with its bytes."""
    return next(iter(load(db, [digest]).values()), None)


def load(db: Session, digests: Collection[str]) -> dict[str, Kept]:
    """These pictures with their bytes, as far as they are there."""
    return {
        row.digest: Kept(row.digest, row.form, row.width, row.height, row.content)
        for row in store.rows(db, digests)
    }


def unseen(db: Session, now: datetime) -> frozenset[str]:
    """What might be swept: nobody brought or used it for a while."""
    return store.unseen(db, now - KEPT)


def free(db: Session, unseen: Collection[str], others: Iterable[str]) -> frozenset[str]:
    """Those of them that no revision shows, nor any of the `others` (JSON texts)."""
    return frozenset(unseen) - store.held(db) - store.named(others)


def remove(db: Session, free: Collection[str], now: datetime) -> int:
    """Delete pictures, but none that somebody brought or used meanwhile; how many."""
    return store.remove(db, free, now - KEPT)
