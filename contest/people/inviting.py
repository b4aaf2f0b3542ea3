"""People who were given a code before they entered: making such codes, and entering with one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import settings
from contest.people import codes, consents, enrolled_store, store
from contest.people.consent_rules import Text
from contest.people.drafts import Joined, given
from contest.people.joining import read_by
from contest.people.models import Entry
from contest.people.rules import may_publish
from contest.people.states import How, Relation


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody agrees to whose name and unit are known; ``birth_year``: known, or asked for.

    ``grown``: where neither the list nor the contest's form has a year, they say whether they are 16.
    """

    birth_year: int | None
    publish: bool = False
    guardian: str | None = None
    guardian_join: bool = False
    guardian_publish: bool = False
    notice: str = ""
    grown: bool = False
    photo: bool = False
    guardian_photo: bool = False
    relation: Relation = Relation.NONE
    text: Text | None = None
    seen: str = ""
    on_paper: bool = False  # the guardian's part is a signed paper that the school keeps


def hashed(code: str) -> str | None:
    """The stored form of a code as typed; None when it can't be a code."""
    normal = codes.normalise(code)
    return codes.code_hash(normal, settings.current().secret) if normal else None


def hashes(code: str) -> tuple[str, ...]:
    """The forms under which a code as typed may be stored, one a key of the server; () when it is none."""
    normal = codes.normalise(code)
    return codes.hashes(normal, settings.current().secrets) if normal else ()


def fresh(
    db: Session,
    campaign_id: str,
    seed: str,
    whose: Collection[str],
    taken: Mapping[str, str],
    own: Collection[str] = (),
) -> dict[str, str]:
    """A code for each of these ids; they follow from ``seed``, so that a form sent twice makes them once.

    ``taken``: stored code → whose it is, for those of this campaign who have not entered. ``own``: the
    entries of those of ``whose`` who have: the code that they got the first time is in nobody's way.
    """
    owners = dict(taken)
    while True:
        found = {id: _free(seed, id, owners) for id in whose}
        stored = [each for code in found.values() for each in hashes(code)]
        others = enrolled_store.with_codes(db, campaign_id, stored, own)
        if not others:
            return found
        owners |= dict.fromkeys(others, "")


def _free(seed: str, id: str, owners: dict[str, str]) -> str:
    secret = settings.current().secret
    for code in _codes(secret, f"{seed}\0{id}"):
        own, *elder = codes.hashes(code, settings.current().secrets)
        if owners.setdefault(own, id) == id and owners.keys().isdisjoint(elder):
            return code
    raise AssertionError("endless")


def _codes(secret: bytes, seed: str) -> Iterator[str]:
    count = 0
    while True:
        yield codes.derive(secret, "slip code", seed, codes.LENGTH, count).upper()
        count += 1


def held(db: Session, entry_id: str) -> tuple[str, datetime]:
    """The stored code of an entry, and when it was given or came with them; until the commit nobody gives it
    another."""
    return enrolled_store.held(db, entry_id)


def give(db: Session, entry_id: str, code: str, now: datetime) -> None:
    """The entry's code from now on; the old one stops working. The caller writes the audit row."""
    store.set_code(db, entry_id, hashed(code) or "", now)


def enter(
    db: Session,
    campaign_id: str,
    person_id: str,
    unit_id: str | None,
    code: str,
    agreed: Agreed,
    now: datetime,
    how: How = How.CODE,
) -> Joined:
    """Enter somebody who is known, with the code on the slip: from now on it is the entry's own.

    A list is mostly of children, and it was promised that whose year it lacks is masked as they are. What
    they say of being 16 spares the guardian's part and publishes nothing: ``grown`` is not kept.
    """
    notice = read_by(db, agreed.notice, agreed.seen, agreed.text)
    text_id = consents.keep(db, campaign_id, agreed.text, now) if agreed.text else None
    entry = Entry(
        campaign_id=campaign_id,
        person_id=person_id,
        unit_id=unit_id,
        code_hash=hashed(code) or "",
        consent_version=notice,
        consent_at=now,
        consent_text_id=text_id,
        consent_publish=may_publish(agreed.birth_year, agreed.publish, agreed.guardian_publish, now),
        guardian_consent=agreed.guardian_join,
        created_at=now,
    )
    relation = agreed.relation if agreed.guardian else Relation.NONE
    enrolled_store.enter(db, entry, agreed.birth_year, agreed.guardian, relation)
    consents.begin(db, entry, given(agreed, how, How.PAPER if agreed.on_paper else None), now)
    return Joined(entry.id, codes.normalise(code) or "")
