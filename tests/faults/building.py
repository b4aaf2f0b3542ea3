"""``python -m tests.faults.building DATA OPEN FRESH [DATABASE]``: the house that fault tests damage.

Beside the open attempts of `bench.make` it has people who have entered and not begun (`fresh.txt`: round and
cookie of each) and an organiser who is logged in (`staff.txt`: the cookie).
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import text

from bench import world
from contest import clock, entropy, settings
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.campaigns import service as campaigns
from contest.people import guards
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.web import database
from contest.web.database import writing


def make(data: Path, opened: int, fresh: int, address: str = "") -> None:
    """Fill the folder."""
    loaded = settings.use(world.make(data, opened, grace_seconds=0, address=address))
    made = database.configure(loaded.database_url)
    now = clock.now()
    with writing() as db:
        (round_id,) = db.connection().execute(text("SELECT id FROM round")).one()
        campaign = campaigns.view(db, round_id, now).campaign_id
        lines = []
        for number in range(fresh):
            device = entropy.new_id()
            draft = EntryDraft(f"Người Mới {number}", 1990, None, device=device)
            lines.append(
                f"{round_id} {guards.issue((people.join(db, campaign, draft, now).entry_id,), device)}"
            )
        staff = accounts.create_staff(db, "server", "thuky", "Thư ký", Role.ADMIN, "-", now)
        token = accounts.open_session(db, staff.id, now)
    (data / "fresh.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    (data / "staff.txt").write_text(token, encoding="ascii")
    made.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
