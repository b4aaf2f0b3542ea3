"""A signed result on another server: the same file to the byte, and receipts find their row."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from contest.attempts import papers
from contest.campaigns import service as campaigns
from contest.grades import service as grades
from contest.jobs import runner
from contest.regrades import corrections
from contest.results import publishing_job
from contest.results.publication_states import Kind
from contest.results.publishing import Order
from contest.rounds import closing
from contest.standings import whole
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.archives.installations import NOW, brought, fresh, packed
from tests.contest.results.press import Press, checked, crowd
from tests.contest.rounds import world

LATER = NOW + timedelta(days=10)
PEOPLE = (("A Thui", 3), ("Y Blưi", 2), ("A Khung", 2), ("Y Bích", 0))


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is needed is worked off; nothing of other tests is remembered."""
    papers.forget_pools()
    grades.forget_keys()
    for name, empty in (("_steps", {}), ("_ticks", []), ("_failures", {})):
        monkeypatch.setattr(runner, name, empty)
    closing.register()
    publishing_job.register()


@pytest.mark.parametrize("kinds", [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_it_agrees_to_the_byte(
    kinds: tuple[str, str],
    tmp_path: Path,
    sqlite_template: Path,
    request: pytest.FixtureRequest,
    clock: Clock,
) -> None:
    clock.set(NOW)
    here, there = (fresh(kind, tmp_path / kind, sqlite_template, request.getfixturevalue) for kind in kinds)
    with here.open():
        made = Press.of(world.make(world.predicting()))
        crowd(made.contest, *PEOPLE, prediction=4)
        made.close()
        version = made.publish()
        before = made.file(version)
        with reading() as db:
            board = list(whole.lines(db, made.round_id))
            codes = [code for (code,) in db.connection().exec_driver_sql("SELECT receipt FROM attempt")]
    brought(there, packed(here, "cds", tmp_path / "cds.zip"))
    grades.forget_keys()
    papers.forget_pools()
    with there.open():
        after = made.file(version)
        with reading() as db:
            assert list(whole.lines(db, made.round_id)) == board
            assert corrections.how_many(db, campaigns.view(db, made.round_id, NOW)) == 0
        # The next version is made of the same papers, with the keys that they were graded by.
        again = made.prepare(Order(Kind.FINAL, 3, "Hết giờ khiếu nại"), LATER)
        following = json.loads(made.content(again))
    assert after == before
    code, said = checked(after, tmp_path, "--receipt", codes[0])
    assert code == 0 and re.search(rf"Phiếu {codes[0]}: (hạng \d|không)", said), said
    told = json.loads(after)["content"]
    assert told["ranked"] == 4
    assert [row["points"] for row in following["rows"]] == [row["points"] for row in told["rows"]]
