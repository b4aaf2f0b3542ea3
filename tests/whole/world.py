"""A whole installation: two contests with something for every address, through the moments of their life.

What stands in an address (a round, an entry, a draft of a list, a class …) is there twice, so that one
contest's things can be asked for by the other one's people, and below the other one's address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlmodel import Session, col, select

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.byhand import service as by_hand
from contest.campaigns import audiences
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.commendations import service as commendations
from contest.commendations.ladders import Ladder
from contest.commendations.models import PrizeCertificate, TieDecision
from contest.commendations.rules import Step
from contest.documents import service as documents
from contest.feedback import service as feedback
from contest.people import consents
from contest.people.consent_rules import Text
from contest.people.models import Entry
from contest.privacy import requests
from contest.privacy.states import Kind as RequestKind
from contest.regrades.models import Regrade
from contest.results import complaints
from contest.results.complaint_guards import Claimant
from contest.results.complaint_states import About
from contest.results.complaints import Said
from contest.roster.sheet_rules import MemberRow
from contest.rounds import helping, timing, twice
from contest.rounds import service as rounds
from contest.rounds.deeds import Order
from contest.rounds.helping import Scope
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.ruleset.season import Season
from contest.signals.models import Signal
from contest.units import importing as unit_lists
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.units.sheet_rules import SheetRow
from contest.web.database import reading, writing
from questions.authoring import listing
from questions.authoring.views import Wanted
from questions.documents.judging import Typed
from questions.kinds import Kind
from questions.models import QuestionRevision
from tests.conftest import Clock
from tests.contest.byhand import desk as byhand
from tests.contest.commendations.world import Prizes
from tests.contest.roster.classroom import Classroom
from tests.contest.roster.desk import Roster, members
from tests.contest.rounds import world as rounds_world
from tests.whole.contest import Contest, fill
from tests.whole.template import template

OPENS = rounds_world.OPENS
CLOSES = rounds_world.CLOSES
NOBODY = "0" * 13


class Moment(IntEnum):
    """When a copy of the database is kept."""

    DRAFT = 0
    WAITING = 1
    OPEN = 2
    PAUSED = 3
    CLOSED = 4
    ISSUED = 5


AT = {
    Moment.DRAFT: OPENS - timedelta(hours=2),
    Moment.WAITING: OPENS - timedelta(hours=1),
    Moment.OPEN: OPENS + timedelta(minutes=20),
    Moment.PAUSED: OPENS + timedelta(minutes=25),
    Moment.CLOSED: CLOSES + timedelta(minutes=10),
    Moment.ISSUED: CLOSES + timedelta(minutes=20),
}


@dataclass
class Whole:
    """The installation while it is made."""

    clock: Clock
    owner: str
    ours: Contest
    theirs: Contest
    shared: dict[str, str]

    @property
    def contests(self) -> tuple[Contest, Contest]:
        """Both."""
        return self.ours, self.theirs


#: A trial whose board has moved since, so that nobody can apply it.
TRIED: dict[str, Any] = {"state": "ready", "board": -1, "keys": "[]"}


def order(by: str, reason: str = "Mất điện") -> Order:
    """What a form asks for."""
    return Order(entropy.new_id(), by, reason)


def begin(clock: Clock, ours: tuple[str, ...], theirs: tuple[str, ...]) -> Whole:
    """Both contests as drafts, with their banks and lists."""
    clock.set(AT[Moment.DRAFT])
    with writing() as db:
        owner = accounts.create_staff(db, SERVER, "dung", "Ban Dựng", Role.ORGANISER, "-", clock.now).id
        drafts = [UnitDraft(code, name, "village", people=40) for code, name in UNITS.items()]
        places = units.save_units(db, drafts, OPENS.date())
        rows = [SheetRow(2, "Thôn Kon Rẫy", code="kr")]
        shared = {
            "unit": places["t1"],
            "unit_draft": unit_lists.begin(db, owner, "don-vi.xlsx", rows, clock.now),
            "document": documents.add(db, owner, DOCUMENT, clock.now),
            "template": template(db, owner, clock.now),
            "staff": owner,
        }
    made = Whole(clock, owner, Contest("a", ours), Contest("b", theirs), shared)
    for contest in made.contests:
        fill(contest, owner, clock.now)
        _contest(contest, clock.now)
        _roster(contest, owner)
        with writing() as db:
            ladder = Ladder(people=(Step("Nhất", 1, 500_000), Step("Nhì", 1, 300_000)), budget=900_000)
            commendations.save_ladder(db, owner, contest.ids["round"], ladder, 0, clock.now)
    return made


UNITS = {"t1": "Thôn Đăk Rao", "t2": "Thôn Kon Tu"}
DOCUMENT = Typed(number="06/QĐ-TTg", dated="06/01/2022", issuer="Thủ tướng", title="Đề án 06")


def _contest(contest: Contest, now: datetime) -> None:
    """The contest and its first round, a draft."""
    with writing() as db:
        found = listing.search(db, contest.ids["bank"], Wanted(kind=Kind.suggestion), now.date()).rows
        rules = Ruleset(
            blueprint=(BlueprintLine(count=3, kind=Kind.one),),
            seconds=3600,
            attempts_allowed=2,
            by_hand=True,
            minimum_unit_size=1,
            suggestions=tuple(one.id for one in found),
        )
        slug = f"thi-{contest.key}"
        first = RoundDraft("Tuần 1", OPENS, CLOSES, rules, RoundState.DRAFT)
        draft = CampaignDraft(slug, f"Hội thi {contest.key}", "UBND xã", contest.bank, first, season=Season())
        contest.ids |= {"round": campaigns.create(db, draft, now), "slug": slug, "slot": "1", "number": "1"}
        campaign = campaigns.campaign_of(db, contest.ids["round"]) or ""
        audience = Audience(entropy.new_id(), "A", "Học sinh")
        audiences.add(db, campaign, [audience])
        contest.ids |= {"campaign": campaign, "audience": audience.id, "ending": "docx"}


def _roster(contest: Contest, owner: str) -> None:
    """A list that waits, one that was saved, and its classes with codes."""
    roster = Roster(contest.ids["round"], owner)
    rows = [MemberRow(at, name, "2012", "Thôn Đăk Rao", "9A") for at, name in enumerate(contest.names[:2], 2)]
    room = Classroom(roster, *rows)
    contest.ids["draft"] = roster.begin(MemberRow(2, contest.names[2], "1990", "Thôn Kon Tu"))
    contest.ids["member"] = members(contest.ids["round"])[contest.names[0]].id
    room.open()
    contest.ids["class"] = room.listed()["9A"].id


def wait(whole: Whole) -> None:
    """Both rounds wait for their hour, and people have entered."""
    whole.clock.set(AT[Moment.WAITING])
    for contest in whole.contests:
        with writing() as db:
            campaigns.set_state(db, contest.ids["round"], RoundState.DRAFT, RoundState.READY)
        for part, name in zip(("own", "other", "barred"), contest.names, strict=False):
            contest.people[part] = contest.world.join(name, whole.shared["unit"])
        rounds_world.bar(contest.people["barred"].entry_id)
        contest.ids["entry"] = contest.ids["winner"] = contest.people["own"].entry_id
        with writing() as db:
            campaign, now = campaigns.campaign_of(db, contest.ids["round"]) or "", whole.clock.now
            asked = requests.ask(db, campaign, contest.ids["entry"], RequestKind.VIEW, "", now)
            contest.ids |= {"asked": asked, "text": consents.keep(db, campaign, Text((), ("A.",)), now)}


def run(whole: Whole) -> None:
    """Both rounds are open: people answer, two have handed in, a paper is printed, one has more time."""
    whole.clock.set(OPENS)
    for contest in whole.contests:
        world, begun = contest.world, OPENS + timedelta(minutes=1)
        contest.ids["attempt"] = world.start(contest.people["own"].entry_id, begun)
        done = begun + timedelta(minutes=3)
        for part in ("other", "barred"):
            entry = contest.people[part].entry_id
            attempt = world.start(entry, begun)
            contest.ids[f"{part}_attempt"] = attempt
            world.hand_in(entry, attempt, done, right=2)
        level = [world.sit(name, begun, right=3, unit=whole.shared["unit"]) for name in contest.names[3:5]]
        contest.ids["twin"] = level[0]
        whole.clock.set(AT[Moment.OPEN])
        on_paper = world.join(contest.names[5], whole.shared["unit"]).entry_id
        contest.ids["paper_entry"] = on_paper
        contest.ids["sheet"] = byhand.printed(world, on_paper, whole.clock.now)
        with writing() as db:
            by_hand.mix(db, whole.owner, contest.ids["round"], 4, whole.clock.now)
            more, apart = order(whole.owner), entropy.new_id()
            scope = Scope(contest.ids["entry"])
            helping.give(db, more, contest.ids["round"], scope, 5, whole.clock.now)
            twice.keep_apart(db, apart, whole.owner, contest.ids["round"], level, whole.clock.now)
            contest.ids |= {"deed": more.id, "apart": apart}
            revision = db.exec(select(QuestionRevision.id).limit(1)).one()
            odd = Signal(
                round_id=contest.ids["round"],
                kind="drift",
                subject=str(revision),
                evidence='{"early":[1,2],"late":[2,2]}',
                found_at=whole.clock.now,
            )
            db.add(odd)
            db.flush()
            contest.ids["signal"] = odd.id


def pause(whole: Whole) -> None:
    """Both rounds stand still."""
    whole.clock.set(AT[Moment.PAUSED])
    for contest in whole.contests:
        with writing() as db:
            timing.pause(db, order(whole.owner), contest.ids["round"], whole.clock.now)


def close(whole: Whole) -> None:
    """Both rounds go on, end, and are ranked; two people are level."""
    for contest in whole.contests:
        with writing() as db:
            timing.resume(db, order(whole.owner), contest.ids["round"], whole.clock.now, moved=False)
    whole.clock.set(CLOSES - timedelta(minutes=1))
    for contest in whole.contests:
        world_id = contest.ids["round"]
        with writing() as db:
            rounds.close_now(db, whole.owner, world_id, whole.clock.now)
    for minutes in (1, 3, 5, 8):
        rounds_world.work(whole.clock.set(CLOSES + timedelta(minutes=minutes)))
    whole.clock.set(AT[Moment.CLOSED])
    for contest in whole.contests:
        Prizes(contest.ids["round"]).decide()
        with reading() as db:
            found = select(TieDecision.id).where(TieDecision.round_id == contest.ids["round"])
            contest.ids["decision"] = db.exec(found).one()
        with writing() as db:
            told: dict[str, Any] = {
                "reason": "Câu 7 sai đáp án",
                "asked_by": whole.owner,
                "asked_at": whole.clock.now,
            }
            tried = Regrade(id=entropy.new_id(), round_id=contest.ids["round"], **told, **TRIED)
            contest.ids["regrade"] = tried.id
            db.add(tried)
    for contest in whole.contests:
        claims, said = Claimant((contest.ids["entry"],)), Said(About.TIME, None, "Tôi nộp đúng giờ")
        with writing() as db:
            made = complaints.complain(db, claims, contest.ids["attempt"], said, whole.clock.now)
        contest.ids["complaint"] = made
        with writing() as db:
            said_by = [contest.ids["entry"]], contest.ids["attempt"]
            feedback.answer(db, *said_by, 4, "Câu hỏi dễ hiểu", whole.clock.now)


def issue(whole: Whole) -> None:
    """The prizes are given."""
    whole.clock.set(AT[Moment.ISSUED])
    for contest in whole.contests:
        Prizes(contest.ids["round"]).issue(now=whole.clock.now)
        with reading() as db:
            entries = select(Entry.id).where(Entry.campaign_id == contest.ids["campaign"])
            found = select(PrizeCertificate.code).where(col(PrizeCertificate.entry_id).in_(entries))
            contest.ids["code"] = db.exec(found).first() or NOBODY


STEPS = {
    Moment.WAITING: wait,
    Moment.OPEN: run,
    Moment.PAUSED: pause,
    Moment.CLOSED: close,
    Moment.ISSUED: issue,
}
__all__ = ["AT", "NOBODY", "STEPS", "Contest", "Moment", "Session", "Whole", "begin"]
