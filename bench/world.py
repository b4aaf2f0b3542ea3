"""A contest in full swing: entries with open attempts, made by the app's own services."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from contest import clock, entropy, settings
from contest.app import make_recorder
from contest.attempts.starting import StartRequest
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.people import guards
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.serving import prepare
from contest.settings import Settings
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind

PEOPLE = 2000
SLOTS = 20
BANK = "do-toc-do"


def make(data: Path, count: int = PEOPLE, grace_seconds: int = 20, address: str = "") -> Settings:
    """Fill the folder; beside the database lies `requests.txt`: address and cookie of each attempt."""
    loaded = settings.load(data, address or f"sqlite:///{data / 'hoithi.sqlite3'}")
    database = prepare(loaded)
    now = clock.now()
    rules = Ruleset(blueprint=(BlueprintLine(count=SLOTS),), seconds=4 * 3600, grace_seconds=grace_seconds)
    with writing() as db:
        round_id = contest(db, rules, 3 * SLOTS, now)
        entries = enter(db, round_id, range(count), now)
    writer = make_recorder(database)
    lines = []
    for entry, device in entries:
        started = writer.run("start", StartRequest(round_id, (entry,), device, to_ms(now)))
        lines.append(f"/attempts/{started.attempt_id}/ops {guards.issue((entry,), device)}")
    (data / "requests.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    with reading() as db:
        campaigns.view(db, round_id, now)
    database.close()
    return loaded


def contest(db: Session, rules: Ruleset, asked: int, now: datetime) -> str:
    """A round that has just opened, over a bank of so many questions; its id."""
    questions.save_bank(db, BANK, "Đo tốc độ", [_question(number) for number in range(asked)])
    first = RoundDraft("Vòng đo", now - timedelta(minutes=1), now + timedelta(days=1), rules)
    return campaigns.create(db, CampaignDraft(BANK, "Đo tốc độ", "Máy đo", BANK, first), now)


def enter(db: Session, round_id: str, numbers: Iterable[int], now: datetime) -> list[tuple[str, str]]:
    """People of these numbers enter: the entry and the device of each."""
    campaign = campaigns.view(db, round_id, now).campaign_id
    found = []
    for number in numbers:
        device = entropy.new_id()
        draft = EntryDraft(f"Người Thứ {number}", 1990, None, device=device)
        found.append((people.join(db, campaign, draft, now).entry_id, device))
    return found


def _question(number: int) -> ParsedQuestion:
    texts = tuple(f"Lựa chọn {letter} của câu {number}" for letter in ["một", "hai", "ba", "bốn"])
    return ParsedQuestion(Kind.one, f"Câu số {number} hỏi điều gì về tốc độ?", texts, (0,))
