"""Questions that everybody meets: in every paper of a round, in none of its rehearsal."""

from __future__ import annotations

import pytest

from contest import entropy
from contest.attempts import drawing, papers, starting
from contest.attempts.starting import Refusal, StartRequest
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.rounds import service as rounds
from contest.ruleset.rules import BlueprintLine
from contest.web.database import Database, reading, to_ms, writing
from questions import service as questions
from questions.models import QuestionState
from tests.contest import fixed
from tests.contest.attempts.sitting import stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

PEOPLE = 6
BANK = 9


@pytest.fixture
def always(database: Database) -> tuple[str, ...]:
    """Two of nine questions."""
    papers.forget_pools()
    world.fill_bank(BANK)
    return fixed.ids(2)


@pytest.fixture
def contest(always: tuple[str, ...]) -> World:
    """A round of two drawn questions and these two."""
    return world.make(world.rules(blueprint=(BlueprintLine(count=2),), fixed=always), bank=0)


def paper(contest: World, people: int = PEOPLE) -> list[list[int]]:
    """What the papers of so many people ask, slot by slot."""
    return [
        [drawn.revision for drawn in papers.from_json(str(stored(attempt, "paper")[0]))]
        for attempt in (contest.start(contest.join(entropy.new_id()).entry_id, OPENS) for _ in range(people))
    ]


def revisions(ids: tuple[str, ...]) -> set[int]:
    with reading() as db:
        return set(questions.revisions_of(db, ids))


def test_everybody_meets_them_among_others(contest: World, always: tuple[str, ...]) -> None:
    found = paper(contest, 12)
    assert all(len(each) == len(set(each)) == 4 for each in found)
    assert all(revisions(always) <= set(each) for each in found)
    assert len({tuple(each) for each in found}) > 6
    places = {each.index(revision) for each in found for revision in revisions(always)}
    assert len(places) > 1, "they stand anywhere"


def test_everything_is_graded_and_a_perfect_paper_has_them_right(contest: World) -> None:
    entry = contest.sit("A Thanh", OPENS, 4)
    later = CLOSES + world.GRACE * 2
    with writing() as db:
        rounds.close_now(db, world.STAFF, contest.round_id, CLOSES)
    world.work(later)
    (placed,) = contest.board()
    assert (placed.entry_id, placed.right) == (entry, 4)


def test_a_paper_of_them_alone(always: tuple[str, ...]) -> None:
    contest = world.make(world.rules(blueprint=(), fixed=always), bank=0)
    assert {frozenset(each) for each in paper(contest)} == {frozenset(revisions(always))}


@pytest.mark.parametrize("state", [QuestionState.RETIRED, QuestionState.DRAFT])
def test_a_running_round_keeps_one_that_the_bank_dropped(
    contest: World, always: tuple[str, ...], state: QuestionState
) -> None:
    before = paper(contest, 1)
    fixed.move(always[0], state)
    papers.forget_pools()  # as a restart does
    assert all(revisions(always) <= set(each) for each in before + paper(contest))


def test_the_revision_is_the_one_that_was_approved_last(contest: World, always: tuple[str, ...]) -> None:
    fixed.rewrite(always[0], "Câu này vừa được viết lại, phải không?")
    newest = max(revisions(always[:1]))
    fixed.move(always[0], QuestionState.DRAFT)
    fixed.rewrite(always[0], "Câu này viết lại lần nữa mà chưa ai duyệt?")
    papers.forget_pools()
    assert len(revisions(always[:1])) == 3
    for each in paper(contest):
        assert set(each) & revisions(always[:1]) == {newest}


def test_one_that_is_gone_stops_the_start_in_words(contest: World, always: tuple[str, ...]) -> None:
    fixed.delete(always[0])
    papers.forget_pools()
    entry = contest.join("A Thanh").entry_id
    request = StartRequest(contest.round_id, (entry,), entropy.new_id(), to_ms(OPENS))
    with writing() as db:
        (outcome,) = starting.start_batch(db, [request])
    assert outcome.refusal is Refusal.BANK


def test_a_rehearsal_shows_none_of_them(contest: World, always: tuple[str, ...]) -> None:
    campaign = contest.view(OPENS).campaign_id
    rules = contest.view(OPENS).rules
    with writing() as db:
        first = RoundDraft("Chạy thử", OPENS, CLOSES, rules, RoundState.READY)
        draft = CampaignDraft("thu", "Chạy thử", "Xã", "bank", first, rehearsal_of=campaign)
        tried = World(campaigns.create(db, draft, OPENS))
    found = paper(tried, 12)
    assert all(len(each) == len(set(each)) == 4 for each in found)
    assert not any(revisions(always) & set(each) for each in found)


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.READY])
def test_an_import_can_not_delete_what_a_coming_round_counts_on(
    always: tuple[str, ...], state: RoundState
) -> None:
    world.make(world.rules(blueprint=(), fixed=always), state, bank=0)
    mine = revisions(always)
    other = revisions(fixed.ids(BANK)) - mine
    with reading() as db:
        before = OPENS - world.GRACE * 30
        assert drawing.drawn(db, "bank", mine | other, before) == mine
        assert drawing.drawn(db, "bank", other, before) == set()
