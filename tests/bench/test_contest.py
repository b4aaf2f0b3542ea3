"""contest: the plan of the crowd, the report's arithmetic, and a tiny real contest."""

from __future__ import annotations

import json
import random
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from bench import contest, contest_report, crowd
from bench.contest_crowd import ACKNOWLEDGED, IN_SPIKE, SPIKE, drawn
from bench.contest_report import Facts, by_second, counted, plot


def test_many_start_at_the_beginning_and_hand_in_at_the_end() -> None:
    plans = [drawn(random.Random(seed), 300.0) for seed in range(2000)]
    assert all(0 <= one.start < one.end <= 300 for one in plans)
    early = sum(one.start <= SPIKE * 300 for one in plans) / len(plans)
    late = sum(one.end >= 300 - SPIKE * 300 for one in plans) / len(plans)
    assert early == pytest.approx(IN_SPIKE, abs=0.05)
    assert late == pytest.approx(IN_SPIKE, abs=0.05)


def test_a_small_contest_loses_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    found = contest.measure(1, 1, told.append, people=6, seconds=6, streams=2, folder=tmp_path)
    assert (found.name, found.unit, found.ceiling, found.bad) == ("contest", "ms", 250, 0), told
    assert found.value > 0
    page = HTMLParser((tmp_path / contest.REPORT).read_text("utf-8"))
    assert len(page.css("svg")) == 5
    cells = [row.text(separator="|").split("|")[:2] for row in page.css("tr")]
    assert ["save", "120"] in cells and ["hand in", "6"] in cells


def test_what_was_acknowledged_and_is_not_stored_is_found(tmp_path: Path) -> None:
    crowd.make("handing", 2, tmp_path)
    with closing(sqlite.connect(str(tmp_path / "hoithi.sqlite3"))) as db:
        rows = db.execute("SELECT attempt_id, op_id, answer FROM answer_event ORDER BY attempt_id").fetchall()
    first = rows[0][0]
    ops = {op: answer for attempt, op, answer in rows if attempt == first}

    def lost(said: dict[str, str]) -> dict[str, int]:
        (tmp_path / ACKNOWLEDGED).write_text(json.dumps([first, said]) + "\n", encoding="ascii")
        return contest.missing(tmp_path, 0)

    assert lost(ops) == {"answers": 0, "grades": 0, "places": 0}
    assert lost({**ops, "never": "a"})["answers"] == 1
    assert lost({**ops, next(iter(ops)): "other"})["answers"] == 1
    assert contest.missing(tmp_path, 3) == {"answers": 1, "grades": 3, "places": 3}


def facts(**changed: object) -> Facts:
    """A report's facts, all well."""
    seen: dict[str, object] = {
        "times": {"save": [(0.2, 10.0), (0.9, 30.0), (1.5, 20.0)]},
        "waits": {},
        "faults": {},
        "handed_in": 1,
        "events": 4,
        "late_ms": [0.5],
    }
    return Facts(1, 2.0, 1, seen | changed, {"answers": 0}, [(1.0, 0.5, 90.0, 1.0)], 250.0)


def test_points_are_counted_and_ranked_by_the_second() -> None:
    times = facts().times("save")
    assert counted(times) == [(0, 2), (1, 1)]
    assert by_second(times, 0.5) == [(0, 30.0), (1, 20.0)]


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [({}, "good"), ({"faults": {"save: 500": 1}}, "bad"), ({"times": {"save": [(0.1, 251.0)]}}, "bad")],
)
def test_the_page_says_whether_the_bar_is_held(changed: dict[str, object], verdict: str) -> None:
    page = HTMLParser(contest_report.page(facts(**changed)))
    assert [one.attributes["class"] for one in page.css("h1 + p")] == [verdict]


def test_a_plot_of_nothing_is_an_empty_plot() -> None:
    lines = HTMLParser(plot("Nothing", "ms", {"none": []})).css("polyline")
    assert [one.attributes["points"] for one in lines] == [""]
