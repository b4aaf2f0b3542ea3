"""Which audience of its contest an entry belongs to: chosen once by the person, changed by staff alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from contest.errors import Conflict, NotFound
from contest.people import audience_store
from contest.people.store import Chosen

OTHER = (
    "Bạn đã đăng ký dự thi ở bảng khác trên máy này. Vào lại bằng mã đã nhận; "
    "cần đổi bảng thì báo Ban Tổ chức."
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry stands: its audience if it has one, its person's birth year if that is known."""

    audience_id: str | None
    birth_year: int | None


def of(db: Session, entry_ids: Collection[str]) -> dict[str, str | None]:
    """Entry → audience; one statement, however many."""
    return audience_store.of(db, entry_ids) if entry_ids else {}


def of_chosen(db: Session, chosen: Chosen) -> dict[str, str]:
    """Entry → audience, of the entries that a statement chooses and that have one."""
    return audience_store.of_chosen(db, chosen)


def of_one(db: Session, entry_id: str | None) -> str | None:
    """An entry's audience; None without an entry."""
    return of(db, [entry_id]).get(entry_id) if entry_id else None


def held(db: Session, entry_id: str) -> Placed:
    """Where an entry stands; nobody starts with it or places it until the commit."""
    found = audience_store.held(db, entry_id)
    if found is None:
        raise NotFound("Không tìm thấy người dự thi này. Về danh sách.")
    return Placed(*found)


def choose(db: Session, entry_id: str, audience_id: str | None) -> None:
    """What a person says of themselves when they enter, once. The same again changes nothing; another one is
    a Conflict, since only staff move people."""
    if audience_id is None:
        return
    before = held(db, entry_id).audience_id
    if before is None:
        audience_store.put(db, entry_id, audience_id)
    elif before != audience_id:
        raise Conflict(OTHER)


def move(db: Session, entry_id: str, audience_id: str) -> None:
    """Another audience. The caller holds the entry and has looked at what it did."""
    audience_store.put(db, entry_id, audience_id)


def counts(db: Session, campaign_id: str) -> dict[str | None, int]:
    """Audience → how many have entered; None: those who have not said."""
    return audience_store.count(db, campaign_id)


def used(db: Session, campaign_id: str) -> set[str]:
    """The audiences of a contest that somebody belongs to, whichever of their registrations counts."""
    return set(audience_store.used(db, campaign_id))
