"""``python -m tests.contest.simulate.stage DATA``: every ruleset of the real contests, open now.

In a process of its own, before the server has the folder. Prints a JSON line: the server's key and, by the
place of each real contest, its short address and its round.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

from contest import clock, settings
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.serving import prepare
from contest.units import sample
from contest.units import service as units
from contest.web.database import writing
from questions import packs
from questions import service as questions
from tests.contest.ruleset.real.all import REAL

LOGIN, PASSWORD, BANK = "to-chuc", "mật khẩu rất dài", "bo-cau-hoi"


def make(data: Path) -> None:
    """The folder with a contest for each ruleset, its window around now."""
    loaded = settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}")
    settings.use(loaded)
    database = prepare(loaded)
    now = clock.now()
    staged = {}
    with writing() as db:
        password = accounts.hashed(PASSWORD, LOGIN)
        accounts.create_staff(db, "test", LOGIN, "Ban Tổ chức", Role.ADMIN, password, now)
        units.save_units(db, sample.commune(), clock.local(now).date(), sample.SOURCE)
        for pack in packs.every():
            questions.save_bank(
                db, BANK, "Bộ câu hỏi", packs.questions_of(pack), at=now, approver=pack.approver
            )
        for number, (place, real) in enumerate(REAL.items(), 1):
            window = now - timedelta(hours=1), now + timedelta(hours=3)
            slug = f"thi-{number}"
            draft = CampaignDraft(
                slug, real.title, real.organiser, BANK, RoundDraft("Vòng 1", *window, real.rules)
            )
            staged[place] = [slug, campaigns.create(db, draft, now)]
    database.close()
    print(json.dumps({"key": loaded.secret.hex(), "contests": staged}, ensure_ascii=False))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
