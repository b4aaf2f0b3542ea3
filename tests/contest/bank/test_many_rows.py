"""Five thousand rows: read, looked at, saved and taken back in little time, with few statements."""

from __future__ import annotations

import time

from contest.bank import import_showing, importing
from contest.bank.import_rules import MOST_ROWS, Tab
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.mends import mend


def test_five_thousand_rows(sqlite_database: Database, clock: Clock) -> None:
    bank = files.make_bank()
    data = files.numbered(MOST_ROWS)
    took: dict[str, float] = {}

    def timed(name: str, begun: float) -> None:
        took[name] = time.process_time() - begun

    begun = time.process_time()
    batch = files.bring(bank, data, clock.now)
    timed("bring", begun)
    begun = time.process_time()
    with reading() as db:
        view = import_showing.batch(db, batch)
        assert len(import_showing.rows(db, batch, Tab.ALL, 100)) == 25
    timed("look", begun)
    assert (view.rows, view.ready) == (MOST_ROWS, MOST_ROWS)
    begun = time.process_time()
    mend(batch, 4_000, clock, text="Một câu khác hẳn về chữ ký số của công dân?")
    timed("mend", begun)
    begun = time.process_time()
    with reading() as db:
        ready = importing.prepare(db, batch)
    timed("prepare", begun)
    begun = time.process_time()
    with writing() as db:
        assert importing.confirm(db, files.STAFF, ready, ready.version, clock.now).saved == MOST_ROWS
    timed("confirm", begun)
    begun = time.process_time()
    with writing() as db:
        importing.take_back(db, files.STAFF, batch, clock.now)
    timed("take back", begun)
    assert files.count() == 1
    # Seconds of the processor, some three times what an idle machine needs.
    most = {"bring": 9, "look": 0.5, "mend": 3, "prepare": 4, "confirm": 6, "take back": 4}
    assert {name: took[name] for name in took if took[name] > most[name]} == {}
