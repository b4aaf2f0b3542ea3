"""A contest in full swing: entries with open attempts, made by the app's own services."""

from __future__ import annotations

from datetime import timedelta
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
    with writing() as db:
        questions.save_bank(db, BANK, "Đo tốc độ", [_question(number) for number in range(3 * SLOTS)])
        lines = (BlueprintLine(count=SLOTS),)
        rules = Ruleset(blueprint=lines, seconds=4 * 3600, grace_seconds=grace_seconds)
        window = (now - timedelta(minutes=1), now + timedelta(days=1))
        first = RoundDraft("Vòng đo", *window, rules)
        round_id = campaigns.create(db, CampaignDraft(BANK, "Đo tốc độ", "Máy đo", BANK, first), now)
        entries = [_entry(db, round_id, number) for number in range(count)]
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


def _question(number: int) -> ParsedQuestion:
    texts = tuple(f"Lựa chọn {letter} của câu {number}" for letter in ["một", "hai", "ba", "bốn"])
    return ParsedQuestion(Kind.one, f"Câu số {number} hỏi điều gì về tốc độ?", texts, (0,))


def _entry(db: Session, round_id: str, number: int) -> tuple[str, str]:
    now = clock.now()
    device = entropy.new_id()
    campaign = campaigns.view(db, round_id, now).campaign_id
    draft = EntryDraft(f"Người Thứ {number}", 1990, None, device=device)
    return people.join(db, campaign, draft, now).entry_id, device
