"""A real contest played through the real services: entered, sat, judged, closed, its list issued."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from contest import entropy
from contest.attempts.rules import Verdict
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.commendations import content as frozen
from contest.commendations import deciding, freezing, lists, occasions, service
from contest.commendations.deciding import Said
from contest.commendations.ladders import Ladder
from contest.commendations.lists import Draft
from contest.commendations.states import Way
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.rounds.service import SETTLE
from contest.standings import service as standings
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import reading, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.rounds.world import STAFF, World, bar, work
from tests.contest.ruleset.real.shape import Human, Real, Sat

OPTIONS = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
Prizes = dict[str, tuple[str, ...]]


@dataclass
class Played:
    """What came of it: for each round who has which prize, the units too, and the ties that were decided."""

    rounds: list[str]
    entries: dict[str, str]
    truths: list[int | None] = field(default_factory=list)
    people: list[Prizes] = field(default_factory=list)
    units: list[Prizes] = field(default_factory=list)
    tied: list[frozenset[str]] = field(default_factory=list)

    def places(self, number: int) -> list[tuple[int, str]]:
        """(rank, name) of a round's board."""
        names = {entry: name for name, entry in self.entries.items()}
        with reading() as db:
            return [(one.rank, names[one.entry_id]) for one in standings.every(db, self.rounds[number])]


def play(real: Real) -> Played:
    """From the first entry to the last list."""
    played = Played(_made(real), {})
    _enter(real, played)
    sat = sorted(((one, human) for human in real.people for one in human.sat), key=lambda pair: pair[0].at)
    for one, human in sat:
        _sit(played, one, human)
    for human in real.people:
        if human.barred:
            bar(played.entries[human.name])
    for index, round_id in enumerate(played.rounds):
        closes = real.windows[index].closes_at
        world = World(round_id)
        for moment in (closes, closes + timedelta(seconds=real.rules.grace_seconds) + SETTLE):
            work(moment)
        _award(real, played, world, index)
    return played


def _made(real: Real) -> list[str]:
    count = real.rules.questions_count
    with writing() as db:
        texts = (f"Câu hỏi số {number} là gì?" for number in range(count))
        asked = [ParsedQuestion(Kind.one, text, OPTIONS, (0,), points=real.marks) for text in texts]
        questions.save_bank(db, "bank", "Ngân hàng", asked)
        drafts = [RoundDraft(one.name, one.opens_at, one.closes_at, real.rules) for one in real.windows]
        before = real.windows[0].opens_at - timedelta(days=3)
        contest = CampaignDraft(real.file, real.title, real.organiser, "bank", drafts[0])
        made = [campaigns.create(db, contest, before)]
        campaign = campaigns.campaign_of(db, made[0])
        assert campaign is not None
        return made + [campaigns.add_round(db, campaign, draft, before) for draft in drafts[1:]]


def _enter(real: Real, played: Played) -> None:
    opens = real.windows[0].opens_at
    names = dict.fromkeys(human.unit for human in real.people)
    with writing() as db:
        tops = [UnitDraft(block, block, "group") for block in dict.fromkeys(real.blocks.values())]
        rows = [
            *tops,
            *(UnitDraft(name, name, "xa", real.blocks.get(name), real.sizes.get(name)) for name in names),
        ]
        ids = units.save_units(db, rows, date(opens.year, 1, 1))
        campaign = campaigns.campaign_of(db, played.rounds[0])
        assert campaign is not None
        for human in real.people:
            draft = EntryDraft(
                human.name, human.year, ids[human.unit], guardian_join=opens.year - human.year < 16
            )
            played.entries[human.name] = people.join(db, campaign, draft, opens).entry_id


def _sit(played: Played, one: Sat, human: Human) -> None:
    world, entry = World(played.rounds[one.round - 1]), played.entries[human.name]
    attempt = world.start(entry, one.at)
    verdict = world.hand_in(entry, attempt, one.ends, one.right, one.guess)
    assert (
        one.late or verdict is Verdict.APPLIED
    )  # who is too late is told their receipt; the board shows the rest
    if one.void:
        with writing() as db:
            order = Order(entropy.new_id(), STAFF, "Nhờ người thi hộ")
            judging.void(db, order, world.round_id, attempt, one.ends)


def _award(real: Real, played: Played, world: World, index: int) -> None:
    """Set the prizes, decide what is tied for the upper prize, issue the list."""
    now = real.windows[-1].closes_at + timedelta(hours=1)
    with writing() as db:
        version = lists.ladder(db, world.round_id).version
        service.save_ladder(db, STAFF, world.round_id, _with_ids(db, real), version, now)
    while (draft := _draft(world, now)).pending:
        board = draft.pending[0]
        tie = board.allocation.pending
        assert tie is not None
        names = dict(draft.unit_names) | {id: person.name for id, person in draft.persons.items()}
        played.tied.append(frozenset(names[id] for id in tie.ids))
        said = Said(Way.EQUAL, keep_lower=True, witness="", reason="Đồng hạng theo thể lệ")
        with writing() as db:
            deciding.decide(db, STAFF, world.round_id, board.board, tie.key, said, now)
    issued = freezing.content(draft)
    with writing() as db:
        service.issue(db, STAFF, world.round_id, frozen.digest(issued.to_json()), "", now)
    names = {entry: name for name, entry in played.entries.items()}
    played.truths.append(draft.occasion.truth)
    played.people.append(_by_prize([(one.prize, names[one.entry]) for one in issued.people]))
    played.units.append(_by_prize([(one.prize, one.unit) for one in issued.units]))


def _with_ids(db: Session, real: Real) -> Ladder:
    """The prizes with the ids of the units that they name."""
    ids = dict(map(reversed, units.heads(db)))
    scopes = {f"below:{block}": f"below:{ids[block]}" for block in real.blocks.values()}
    steps = (replace(step, scope=scopes.get(step.scope, "")) for step in real.ladder.units)
    return replace(real.ladder, units=tuple(steps))


def _draft(world: World, now: datetime) -> Draft:
    with reading() as db:
        return lists.draft(db, occasions.of(db, world.round_id, now), now)


def _by_prize(rows: list[tuple[str, str]]) -> Prizes:
    made: Prizes = {}
    for prize, name in rows:
        made[prize] = (*made.get(prize, ()), name)
    return made
