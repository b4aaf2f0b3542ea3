"""Papers of rounds that share no question: whatever is drawn in one is in no paper of the others."""

from __future__ import annotations

import pytest

from contest import entropy
from contest.attempts import papers
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.ruleset.rules import BlueprintLine
from contest.web.database import Database, writing
from tests.contest.attempts.sitting import stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

SHIFTS, PEOPLE = 3, 8


@pytest.fixture
def shifts(database: Database) -> list[World]:
    """Three rounds of one contest, two questions a paper, from a bank of fifteen."""
    rules = world.rules(blueprint=(BlueprintLine(count=2),), shifts=SHIFTS)
    papers.forget_pools()
    first = world.make(rules, bank=15)
    made = [first]
    campaign = first.view(OPENS).campaign_id
    for number in range(2, SHIFTS + 1):
        with writing() as db:
            draft = RoundDraft(f"Ca {number}", OPENS, CLOSES, rules)
            made.append(World(campaigns.add_round(db, campaign, draft, OPENS)))
    return made


def asked(contest: World) -> set[int]:
    """What the papers of a round ask."""
    found: set[int] = set()
    for _ in range(PEOPLE):
        attempt = contest.start(contest.join(entropy.new_id()).entry_id, OPENS)
        found |= {drawn.revision for drawn in papers.from_json(str(stored(attempt, "paper")[0]))}
    return found


def test_papers_of_different_shifts_share_no_question(shifts: list[World]) -> None:
    sets = [asked(each) for each in shifts]
    assert all(len(each) >= 2 for each in sets)
    assert len(set.union(*sets)) == sum(map(len, sets))


def test_one_person_in_two_shifts_meets_no_question_twice(shifts: list[World]) -> None:
    entry = shifts[0].join("A Thanh").entry_id
    attempts = [each.start(entry, OPENS) for each in shifts]
    drawn = [
        one.revision for attempt in attempts for one in papers.from_json(str(stored(attempt, "paper")[0]))
    ]
    assert len(drawn) == len(set(drawn)) == 2 * SHIFTS
