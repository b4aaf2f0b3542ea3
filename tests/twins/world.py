"""Two worlds that differ in one thing: one clock, chance, server key, people and taps, other answer keys.

In the second world every right answer is another one and every explanation says something else. What
a participant, a visitor or staff is sent before the close must not show which world they are in.
"""

from __future__ import annotations

import random
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import Session

from contest import clock as wall
from contest import entropy, settings
from contest.accounts import passwords
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.app import create_app
from contest.attempts import papers
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.grades import service as grades
from contest.people import guessing
from contest.privacy import own
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    Part,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Visibility,
    Way,
)
from contest.ruleset.season import Season
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web import database as web_database
from contest.web.database import writing
from questions import service as questions
from questions.authoring import banks, listing
from questions.authoring.views import Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.wording import GRADED
from tests.conftest import Clock

OPENS = datetime(2026, 10, 5, 1, 0, tzinfo=wall.UTC)
SECRET = bytes(range(32))
LOGIN, PASSWORD = "bantochuc", "con mèo trèo cây cau"
#: Explanations carry it; not one byte before the close may.
CANARY = "CHIMHOANGYEN"
#: Score channels off, score channels on, not open yet.
QUIET, LOUD, DRAFT = "kin", "mo", "nhap"
#: Papers in two parts: questions with options, then the others.
PARTED = "phan"
#: A contest with two audiences, and the second one's round.
GROUPS, GROUPS_B = "bang", "bang-b"
AUDIENCES = (
    Audience("a1aaaaaaaaaaa", "A", "Học sinh", "", None, 90),
    Audience("b1bbbbbbbbbbb", "B", "Cán bộ", "", 18, None),
)


@dataclass(frozen=True)
class Neighbour:
    """The other people: what differs in the second world of the neighbour swap."""

    name: str = "A Thui"
    unit: int = 0
    shift: int = 0


@dataclass(frozen=True)
class Twin:
    """What one world has of its own."""

    keys_moved: bool = False
    neighbour: Neighbour = field(default_factory=Neighbour)


def bank(twin: Twin) -> list[ParsedQuestion]:
    """Questions of every kind; the other keys are as plausible and as long."""
    moved = int(twin.keys_moved)
    made = []
    for number in range(4):
        told = f"{CANARY} {['một', 'hai'][moved]} {number}"
        text = f"Câu {number}: thủ tục nào làm được qua mạng?"
        options = tuple(f"Thủ tục {letter}{number}" for letter in "mnpq")
        made += [
            ParsedQuestion(Kind.one, text, options, ((number + moved) % 4,), told),
            ParsedQuestion(Kind.several, f"{text} Chọn mọi ý.", options, (moved, moved + 1), told),
            ParsedQuestion(Kind.true_false, f"{text} Đúng hay sai?", ("Đúng", "Sai"), (moved,), told),
            ParsedQuestion(Kind.number, f"{text} Mấy ngày?", (), (), told, number=5 + moved + number),
            *_rows(f"{text} ({number})", options, told, moved),
        ]
    return [*made, ParsedQuestion(Kind.suggestion, "Cần làm gì để bà con nộp hồ sơ qua mạng?")]


def _rows(text: str, options: tuple[str, ...], told: str, moved: int) -> list[ParsedQuestion]:
    """The kinds that give something to each option, and the one that is typed."""
    turned = (*options[moved:], *options[:moved])
    return [
        ParsedQuestion(Kind.statements, f"{text} Từng ý?", options, (moved, moved + 1), told, in_parts=True),
        ParsedQuestion(Kind.ordering, f"{text} Thứ tự?", turned, (), told, in_parts=True),
        ParsedQuestion(Kind.matching, f"{text} Ghép?", options, (), told, targets=turned, in_parts=True),
        ParsedQuestion(Kind.short, f"{text} Ở đâu?", (), (), told, accepted=(("cổng", "chợ")[moved],)),
    ]


def _campaign(slug: str, rules: Ruleset, state: RoundState = RoundState.READY) -> CampaignDraft:
    first = RoundDraft(f"Vòng {slug}", OPENS, OPENS + timedelta(days=1), rules, state)
    return CampaignDraft(slug, f"Hội thi {slug}", "UBND xã", "bank", first, season=Season())


LINES = tuple(BlueprintLine(count=2, kind=kind) for kind in GRADED)
QUIET_RULES = Ruleset(
    blueprint=LINES,
    seconds=900,
    attempts_allowed=3,
    prediction=PredictionTarget.PERFECT_PEOPLE,
    by_hand=True,
)
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)
LOUD_RULES = Ruleset(blueprint=LINES, seconds=900, visibility=LIVE)
PARTED_RULES = Ruleset(
    blueprint=tuple(
        BlueprintLine(count=2, kind=kind, part=part)
        for kind, part in ((Kind.one, 1), (Kind.several, 1), (Kind.true_false, 2), (Kind.number, 2))
    ),
    seconds=900,
    way=Way.PARTS,
    parts=(Part(seconds=600), Part(seconds=300)),
)


@dataclass
class World:
    """One world while it runs."""

    client: TestClient
    clock: Clock
    rounds: dict[str, str]
    units: list[str]
    twin: Twin


def fill(twin: Twin) -> tuple[dict[str, str], list[str]]:
    """Staff, units, the bank and four contests; the rounds by slug, the units' ids."""
    with writing() as db:
        hashed = accounts.hashed(PASSWORD, LOGIN)
        accounts.create_staff(db, "test", LOGIN, "Ban Tổ chức", Role.ADMIN, hashed, OPENS)
        drafts = [UnitDraft(code, name, "village", people=9) for code, name in UNITS.items()]
        places = units.save_units(db, drafts, OPENS.date())
        questions.save_bank(db, "bank", "Ngân hàng", bank(twin))
        (one,) = (each.bank.id for each in banks.every(db) if each.bank.slug == "bank")
        found = listing.search(db, one, Wanted(kind=Kind.suggestion), OPENS.date()).rows
        quiet = QUIET_RULES.changed(suggestions=tuple(each.id for each in found))
        rounds = {
            slug: campaigns.create(db, _campaign(slug, rules, state), OPENS)
            for slug, rules, state in (
                (QUIET, quiet, RoundState.READY),
                (LOUD, LOUD_RULES, RoundState.READY),
                (DRAFT, LOUD_RULES, RoundState.DRAFT),
                (PARTED, PARTED_RULES, RoundState.READY),
            )
        }
        rounds |= _groups(db)
    return rounds, [places[code] for code in UNITS]


def _groups(db: Session) -> dict[str, str]:
    """The contest with audiences: a round for each."""
    plain = _campaign(GROUPS, QUIET_RULES)
    first = replace(plain.first, audience_id=AUDIENCES[0].id)
    made = campaigns.create(db, replace(plain, first=first, audiences=AUDIENCES), OPENS)
    campaign = campaigns.campaign_of(db, made) or ""
    second = replace(first, audience_id=AUDIENCES[1].id)
    return {GROUPS: made, GROUPS_B: campaigns.add_round(db, campaign, second, OPENS)}


UNITS = {"t1": "Thôn Đăk Rao", "t2": "Thôn Kon Tu"}


@contextmanager
def running(url: str, data: Path, twin: Twin) -> Generator[World]:
    """The whole application over a fresh migrated database."""
    clock = Clock(OPENS + timedelta(minutes=5))
    wall.use(clock)
    seeded = random.Random(20261005)
    entropy.use(seeded.randbytes)
    settings.use(settings.Settings(data, url, SECRET))
    papers.forget_pools()
    grades.forget_keys()
    guessing.guesses.forget()
    own.copies.forget()
    guessing.names.forget()
    database = web_database.configure(url)
    try:
        rounds, places = fill(twin)
        app = create_app(settings.current())
        with TestClient(app, follow_redirects=False, headers={"Origin": "http://testserver"}) as client:
            yield World(client, clock, rounds, places, twin)
    finally:
        database.close()
        entropy.use(None)
        wall.use(None)


def cheap_hashes() -> tuple[object, str]:
    """The scheme and the stand-in hash of tests: how long Argon2 takes is tested elsewhere."""
    cheap = passwords._scheme.using(memory_cost=8, rounds=1)
    return cheap, cheap.hash("nobody at all")
