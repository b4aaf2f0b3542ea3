"""What every simulated contest stands on: a migrated database with staff, units and a bank."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web import database
from contest.web.database import writing
from questions import service as questions
from tests.simulated.desk import LOGIN
from tests.simulated.plan import BANK, UNITS, bank
from tests.simulated.sky import BEGINS


def fill(url: str) -> None:
    """The same in every run."""
    entropy.use(random.Random(0).randbytes)
    opened = database.configure(url)
    with writing() as db:
        accounts.create_staff(db, "test", LOGIN, "Ban Tổ chức", Role.ADMIN, "x", BEGINS)
        drafts = [UnitDraft(code, name, "village", people=9) for code, name in UNITS.items()]
        units.save_units(db, drafts, BEGINS.date())
        questions.save_bank(db, BANK, "Ngân hàng", bank())
    opened.close()
    entropy.use(None)


def filled(template: Path, file: Path) -> Path:
    """A file with all that, its log emptied, so that the file is the whole database."""
    shutil.copyfile(template, file)
    fill(f"sqlite:///{file}")
    with closing(sqlite.connect(str(file))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def copied(template: Path, file: Path) -> str:
    """A contest's own copy, always in the same place."""
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    shutil.copyfile(template, file)
    return f"sqlite:///{file}"
