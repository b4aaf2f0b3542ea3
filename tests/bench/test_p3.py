"""p3: people who have entered, and a tiny real run that starts each of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from bench import crowd, once, p3, shots


def test_everybody_has_entered_and_nobody_begun(tmp_path: Path) -> None:
    crowd.make("starting", 4, tmp_path)
    with closing(sqlite.connect(str(tmp_path / "hoithi.sqlite3"))) as db:
        (counted,) = db.execute("SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM attempt)")
        ((round_id,),) = db.execute("SELECT id FROM round")
    assert counted == (4, 0)
    asked = shots.read(tmp_path / shots.FILE)
    assert {(one.method, one.path, one.status, one.holds) for one in asked} == {
        ("POST", f"/attempts/new/{round_id}", 303, "/questions/1\r\n")
    }
    assert len({one.cookie for one in asked}) == 4


def test_more_people_than_the_line_has_room_for_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "A_SECOND", 80)  # 64 stand before the line
    monkeypatch.setattr(once, "WARM_UP", 2)
    found = p3.measure(1, 1, lambda line: None)
    assert (found.name, found.unit, found.bad) == ("p3", "req/s", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0
