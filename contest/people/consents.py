"""What people agreed to: the very words kept, each yes and each no after it, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlmodel import Session

from contest.errors import NotFound
from contest.people import consent_store, store
from contest.people.consent_rules import Said, Text, changes, holds, standing, understood
from contest.people.models import ConsentSaid, ConsentText, Entry
from contest.people.states import GUARDIANS, Consent, How

#: Entry → all that was said for it, in order.
SaidOf: TypeAlias = Mapping[str, tuple[Said, ...]]
#: What shows names: told, in the transaction, that those of a contest have changed.
Shown: TypeAlias = Callable[[Session, str, datetime], None]
NO_TEXT = "Không tìm thấy văn bản đồng ý này. Về danh sách."


def _nobody(db: Session, campaign_id: str, now: datetime) -> None:
    """Nothing shows names: commands and tests without pages."""


_shown: Shown = _nobody


def use_shown(shown: Shown) -> None:
    """Tell this from now on when names of a contest are to be shown otherwise."""
    global _shown
    _shown = shown


def show_anew(db: Session, campaign_id: str, now: datetime) -> None:
    """Names of this contest are to be shown otherwise, as soon as this is committed."""
    _shown(db, campaign_id, now)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored text, its number in its contest, since when it is there, how many agreed to it."""

    id: str
    version: int
    text: Text
    at: datetime
    people: int = 0


def keep(db: Session, campaign_id: str, text: Text, now: datetime) -> str:
    """The stored text with these words: made, with the next number, when there is none."""
    while True:
        found = consent_store.text_with(db, campaign_id, text.digest)
        if found is not None:
            return found
        row = ConsentText(
            campaign_id=campaign_id,
            version=consent_store.last_version(db, campaign_id) + 1,
            digest=text.digest,
            content=text.content,
            created_at=now,
        )
        if consent_store.add_text(db, row):
            return row.id


def kept(db: Session, campaign_id: str) -> tuple[Kept, ...]:
    """The texts of a contest, the newest first."""
    return tuple(_kept(row, people) for row, people in consent_store.texts(db, campaign_id))


def read(db: Session, campaign_id: str, text_id: str) -> Kept:
    """One of them; NotFound for every other contest's."""
    row = consent_store.text(db, text_id)
    if row is None or row.campaign_id != campaign_id:
        raise NotFound(NO_TEXT)
    return _kept(row)


def _kept(row: ConsentText, people: int = 0) -> Kept:
    return Kept(row.id, row.version, understood(row.content), row.created_at, people)


def versions(db: Session, text_ids: Collection[str]) -> dict[str, int]:
    """Text → its number: one statement, however many."""
    return consent_store.versions(db, text_ids) if text_ids else {}


def of(db: Session, entry_ids: Collection[str]) -> dict[str, tuple[Said, ...]]:
    """Entry → all that was said for it, in order: one statement, however many."""
    found: dict[str, list[Said]] = {}
    for row in consent_store.said(db, entry_ids) if entry_ids else ():
        found.setdefault(row.entry_id, []).append(_said(row))
    return {entry_id: tuple(rows) for entry_id, rows in found.items()}


def withdrew(db: Session, entry_ids: Collection[str]) -> frozenset[str]:
    """Who of these took back that they take part: nothing more is done with them until they agree anew. Held
    by the caller, where something is begun for them."""
    last = dict(consent_store.joined(db, entry_ids)) if entry_ids else {}
    return frozenset(entry_id for entry_id, given in last.items() if not given)


def everybodys(db: Session, campaign_id: str) -> dict[str, tuple[Said, ...]]:
    """The same for a whole contest, in the order in which people entered."""
    found: dict[str, list[Said]] = {}
    for row in consent_store.said_in(db, campaign_id):
        found.setdefault(row.entry_id, []).append(_said(row))
    return {entry_id: tuple(rows) for entry_id, rows in found.items()}


def _said(row: ConsentSaid) -> Said:
    return Said(Consent(row.what), row.given, row.at, How(row.how), row.text_id, row.by_staff)


def begin(db: Session, entry: Entry, given: Mapping[Consent, How], now: datetime) -> None:
    """Write down what somebody agreed to on entering, and how; a no is no word."""
    rows = [
        _row(entry.id, number, what, True, how, entry.consent_text_id, now)
        for number, (what, how) in enumerate(given.items(), 1)
    ]
    consent_store.add_said(db, rows)


def say(
    db: Session,
    entry_id: str,
    wanted: Mapping[Consent, bool],
    how: How,
    now: datetime,
    by: str = "",
    text_id: str | None = None,
) -> dict[Consent, bool]:
    """Agree to something, or take it back; what of it was news. It holds at once, on every board."""
    found = consent_store.held(db, entry_id)
    if found is None:
        raise NotFound()
    entry, birth_year = found
    before = _known(db, entry)
    news = changes(standing(before), wanted)
    if not news:
        return {}
    first = len(consent_store.said(db, [entry_id])) + 1
    rows = [
        _row(entry_id, number, what, given, how, text_id, now, by)
        for number, (what, given) in enumerate(news.items(), first)
    ]
    consent_store.add_said(db, rows)
    _effect(db, entry, birth_year, standing(before) | news, now)
    return news


def follow(db: Session, entry_id: str, now: datetime) -> None:
    """Somebody's age is known better now: what they agreed to may need the guardian's word, or no longer."""
    found = consent_store.held(db, entry_id)
    if found is None:
        raise NotFound()
    entry, birth_year = found
    _effect(db, entry, birth_year, standing(_known(db, entry)), now)


def _effect(
    db: Session, entry: Entry, birth_year: int | None, said: Mapping[Consent, bool], now: datetime
) -> None:
    publish = holds(said, Consent.PUBLISH, birth_year, now, grown=entry.grown)
    was, campaign_id = entry.consent_publish, entry.campaign_id
    guardian = said.get(Consent.GUARDIAN_JOIN, False)
    consent_store.set_effect(db, entry.id, publish=publish, guardian=guardian)
    if publish != was:
        show_anew(db, campaign_id, now)


def history(db: Session, entry_id: str) -> tuple[Said, ...]:
    """All that was said for an entry, in order; what it came with, where that is all that is known."""
    found = store.entry(db, entry_id)
    if found is None:
        raise NotFound()
    return _known(db, found[0])


def _known(db: Session, entry: Entry) -> tuple[Said, ...]:
    """What was said; of who entered before each word was kept, what the entry itself has."""
    rows = of(db, [entry.id]).get(entry.id, ())
    if any(each.what is Consent.JOIN for each in rows):
        return rows
    return (*old(entry), *rows)


def old(entry: Entry) -> tuple[Said, ...]:
    """What an entry from before each word was kept tells: what it published needed the guardian's word."""
    told = {
        Consent.JOIN: True,
        Consent.GUARDIAN_JOIN: entry.guardian_consent,
        Consent.PUBLISH: entry.consent_publish,
        GUARDIANS[Consent.PUBLISH]: entry.consent_publish and entry.guardian_consent,
    }
    return tuple(Said(what, True, entry.consent_at, How.FORM) for what, given in told.items() if given)


def _row(
    entry_id: str,
    number: int,
    what: Consent,
    given: bool,
    how: How,
    text_id: str | None,
    now: datetime,
    by: str = "",
) -> dict[str, object]:
    return {
        "entry_id": entry_id,
        "number": number,
        "what": what.value,
        "given": given,
        "at": now,
        "how": how.value,
        "text_id": text_id,
        "by_staff": by,
    }
