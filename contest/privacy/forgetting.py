"""Forgetting a person: every feature lets go of what it holds of them, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import forgetting as attempts
from contest.audit import service as audit
from contest.campaigns import forgetting as campaigns
from contest.commendations import forgetting as commendations
from contest.feedback import forgetting as feedback
from contest.people import forgetting as people
from contest.people.forgetting import Whom
from contest.privacy import clearing, requests, store, tombstones
from contest.privacy.tombstones import Stone
from contest.regrades import forgetting as regrades
from contest.results import complaint_forgetting, publication_forgetting
from contest.roster import forgetting as roster
from contest.rounds import forgetting as rounds
from contest.selections import forgetting as selections
from contest.signals import forgetting as signals
from contest.standings import forgetting as standings
from contest.web.database import after_commit

#: What each feature lets go of, in this order: signals know people by devices, which attempts let go; people
#: come last.
FORGETS: tuple[tuple[str, Callable[[Session, Whom, datetime], int]], ...] = (
    ("signals", signals.forget),
    ("commendations", commendations.forget),
    ("publications", publication_forgetting.forget),
    ("regrades", regrades.forget),
    ("campaigns", campaigns.forget),
    ("rounds", rounds.forget),
    ("attempts", attempts.forget),
    ("selections", selections.forget),
    ("standings", standings.forget),
    ("roster", roster.forget),
    ("complaints", complaint_forgetting.forget),
    ("feedback", feedback.forget),
    ("requests", requests.forget),
    ("people", people.forget),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done. ``counts``: feature → how many rows or texts it let go of; all 0 the second time.

    ``is_known`` is false where there is no such person.
    """

    person_id: str
    is_known: bool
    entries: tuple[str, ...]
    counts: Mapping[str, int]


def forget(
    db: Session, person_id: str, *, by: str, now: datetime, keep_result: bool = True, is_again: bool = False
) -> Forgotten:
    """Forget somebody whole: name, phone, year, codes, words, devices, in every feature. Idempotent.

    What they did stays without a face while ``keep_result``; else it leaves the boards too. ``by`` is the
    staff member's id, ``audit.SERVER``, or the token of a participant's own request. ``is_again``: they were
    forgotten before, in data that was replaced since.
    """
    who = people.whom(db, person_id)
    counts = {} if keep_result else {"withdrawn": rounds.withdraw(db, who, by, now)}
    counts |= {name: deed(db, who, now) for name, deed in FORGETS}
    done = Forgotten(person_id, bool(who.people), who.entries, counts)
    if any(counts.values()):
        rounds.show_anew(db, who, now)
        clearing.ask(db, now)
    stones = [Stone(one, now, keep_result) for one in (who.people or ([person_id] if is_again else []))]
    news = store.bury(db, [one.person_id for one in stones], now, keep_result=keep_result)
    if news:
        after_commit(db, lambda: tombstones.keep(stones))
    if news or any(counts.values()):
        audit.record(db, by, "privacy.forget", person_id, {k: v for k, v in counts.items() if v}, now)
    return done
