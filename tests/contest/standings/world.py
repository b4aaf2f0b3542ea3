"""A contest with people in it, for tests of boards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from contest.attempts.models import Attempt, AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.models import Campaign
from contest.campaigns.states import RoundState
from contest.people.models import Entry, Person
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Visibility,
)
from contest.standings.rules import Result
from contest.units import service as units
from contest.web.database import to_ms, writing

OPENS = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=2)
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)
LINES = (BlueprintLine(count=15),)


def rules(**changes: Any) -> Ruleset:
    """Rules with a live board, unless `changes` say otherwise."""
    given: dict[str, Any] = {"blueprint": LINES, "seconds": 900, "visibility": LIVE}
    return Ruleset(**(given | changes))


PREDICTING = rules(prediction=PredictionTarget.PARTICIPANTS, visibility=Visibility())


def make_round(given: Ruleset, state: RoundState = RoundState.READY, slug: str = "cds") -> str:
    """A campaign with one round that opens at OPENS."""
    with writing() as db:
        campaign = Campaign(
            slug=slug,
            title="Ngày hội\nChuyển đổi số",
            organiser="UBND xã Đăk Tô",
            bank_slug="bank",
            created_at=OPENS,
        )
        db.add(campaign)
        db.flush()
        draft = campaigns.RoundDraft("Tuần 1", OPENS, CLOSES, given, state)
        return campaigns.add_round(db, campaign.id, draft, OPENS)


def make_units(sizes: dict[str, int | None]) -> dict[str, str]:
    """Units by name with their headcounts; name → id."""
    with writing() as db:
        rows = [units.UnitDraft(name, name, "thon", people=size) for name, size in sizes.items()]
        return units.save_units(db, rows, date(2026, 1, 1))


def enter(
    round_id: str, names: Sequence[str], attempts: int = 1, unit: str | None = None, **person: Any
) -> list[str]:
    """People of these names with attempts `<entry>-<number>`; their entries' ids."""
    with writing() as db:
        campaign = campaigns.view(db, round_id, OPENS).campaign_id
        entries = []
        for name in names:
            given: dict[str, Any] = {
                "name": name,
                "folded": name,
                "sort_key": "0",
                "birth_year": 1990,
            } | person
            publish = given.pop("publish", True)
            human = Person(**given)
            entry = Entry(
                campaign_id=campaign,
                person_id=human.id,
                unit_id=unit,
                code_hash=human.id,
                consent_version="1",
                consent_at=OPENS,
                consent_publish=publish,
                created_at=OPENS,
            )
            db.add(human)
            db.flush()
            db.add(entry)
            entries.append(entry.id)
        db.flush()
        db.add_all(
            _attempt(entry, round_id, number) for entry in entries for number in range(1, attempts + 1)
        )
    return entries


def _attempt(entry_id: str, round_id: str, number: int) -> Attempt:
    return Attempt(
        id=attempt_id(entry_id, number),
        entry_id=entry_id,
        round_id=round_id,
        number=number,
        paper="[]",
        slots=15,
        started_at=OPENS,
        deadline=CLOSES,
        accepts_until=CLOSES + timedelta(seconds=20),
        state=AttemptState.HANDED_IN,
    )


def attempt_id(entry_id: str, number: int = 1) -> str:
    """The id of an entry's attempt in these tests: 13 characters."""
    return f"{entry_id[:11]}-{number}"


def result(entry_id: str, right: int, seconds: int = 300, number: int = 1, **changes: Any) -> Result:
    """What an attempt brought; handed in `number` minutes after the round opened."""
    given: dict[str, Any] = {
        "entry_id": entry_id,
        "attempt_id": attempt_id(entry_id, number),
        "number": number,
        "points": right * 100,
        "right": right,
        "seconds": seconds,
        "submitted_ms": to_ms(OPENS + timedelta(minutes=number)),
    }
    return Result(**(given | changes))
