"""Data that was put back from an older copy forgets again whom it still knows, before anybody is served."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.privacy import clearing, forgetting, store, tombstones
from contest.privacy.tombstones import Stone
from contest.roster import forgetting as roster
from contest.web.database import reading, writing

#: So long a phone's cookie may bring an answer for somebody who was forgotten.
LOOKED_AFTER = timedelta(days=61)


def look_after(now: datetime) -> int:
    """What a phone brought since for somebody who was forgotten lately goes too; of how many people."""
    with reading() as db:
        lately = [row for row in store.tombstones(db) if row.at > now - LOOKED_AFTER]
    found = 0
    for one in lately:
        with writing() as db:
            kept = one.keep_result
            done = forgetting.forget(db, one.person_id, by=audit.SERVER, now=now, keep_result=kept)
            found += any(done.counts.values())
    return found


def catch_up(now: datetime) -> int:
    """Bring the file and the table to say the same; how many people were forgotten again.

    At every start, and once a day: the file may have been out of reach.
    """
    with reading() as db:
        stored = {
            row.person_id: Stone(row.person_id, row.at, row.keep_result) for row in store.tombstones(db)
        }
    kept = tombstones.read(tombstones.path())
    tombstones.keep([one for one in stored.values() if kept.get(one.person_id) is None])
    missing = [one for one in kept.values() if one.person_id not in stored]
    # One transaction each: a large list does not hold everybody else up.
    for one in missing:
        with writing() as db:
            forgetting.forget(
                db, one.person_id, by=audit.SERVER, now=now, keep_result=one.keep_result, is_again=True
            )
    if missing:
        with writing() as db:
            lists = roster.drop_waiting(db)
            clearing.ask(db, now)
            detail = {"people": len(missing), "lists": lists}
            audit.record(db, audit.SERVER, "privacy.again", "", detail, now)
    return len(missing)


def forget_known(db: Session, people: Mapping[str, str], now: datetime) -> int:
    """Of people who come from elsewhere: who was forgotten here is forgotten again, in the caller's
    transaction. ``people``: the id that they had → the one they have now. How many they were."""
    stones = {row.person_id: row.keep_result for row in store.tombstones(db)}
    stones |= {one.person_id: one.keep_result for one in tombstones.read(tombstones.path()).values()}
    found = sorted(stones.keys() & people.keys())
    for one in found:
        forgetting.forget(db, people[one], by=audit.SERVER, now=now, keep_result=stones[one], is_again=True)
    return len(found)
