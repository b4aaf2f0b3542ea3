"""`hoithi bench`: its names, what it prints and what it ends with. The measurements are stood in for here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bench import command, rates, timed
from bench.figures import Figure, Measurement
from bench.load import Load
from bench.timed import Run

GOOD = Figure("p1", 5000, "req/s", 6000, 0.833, 11.5, 17.25, 0)
#: Where a figure was told once, its name stays.
NAMES = (
    "p1",
    "p1-open",
    "p1-slow",
    "servers-2",
    "servers-4",
    "p2",
    "p3",
    "p4",
    "p4-rank",
    "p5",
    "contest",
    "growth-start",
    "growth-save",
    "growth-hand-in",
    "close",
    "close-open",
    "regrade",
    "regrade-open",
    "server",
    "server-many",
    "search",
    "certificates",
    "certificates-2000",
    "analysis",
    "imports",
    "imports-saves",
    "phone-landing",
    "phone-question",
    "phone-result",
)
#: Minutes each: measured only when they are named.
DEAR = {
    *("p1-slow", "servers-2", "servers-4", "p4", "p4-rank", "p5"),
    *(
        "contest",
        "growth-start",
        "growth-save",
        "growth-hand-in",
        "close",
        "close-open",
        "regrade",
        "regrade-open",
        "server-many",
    ),
}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, int, float]]]:
    """Measurements that take no time; the list tells which were asked for, and how."""

    def use(*figures: Figure, cheap: bool = True) -> list[tuple[str, int, float]]:
        asked: list[tuple[str, int, float]] = []

        def made(one: Figure) -> Measurement:
            def measure(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
                tell("  lượt 1")
                asked.append((one.name, rounds, seconds))
                return one

            return Measurement(one.name, measure, rates.told, cheap)

        monkeypatch.setattr(command, "MEASUREMENTS", {one.name: made(one) for one in figures})
        return asked

    return use


def test_the_names_stay() -> None:
    assert set(NAMES) == set(command.MEASUREMENTS)
    assert {name for name, one in command.MEASUREMENTS.items() if not one.cheap} == DEAR
    assert all(name == one.name for name, one in command.MEASUREMENTS.items())


def test_no_name_stands_twice() -> None:
    told = [one.name for module in command.MODULES for one in module.MEASUREMENTS]
    assert sorted(told) == sorted(set(told))


def test_without_names_what_is_cheap_is_measured(stand_in, capsys: pytest.CaptureFixture[str]) -> None:
    asked = stand_in(GOOD, replace(GOOD, name="p2"))
    assert command.bench([]) == 0
    assert asked == [("p1", 5, 4.0), ("p2", 5, 4.0)]
    asked = stand_in(GOOD, cheap=False)
    assert command.bench([]) == 0
    assert asked == []
    assert command.bench(["p1"], rounds=2, seconds=1.5) == 0
    assert asked == [("p1", 2, 1.5)]
    assert capsys.readouterr().out.count("p1: 5000/giây") == 2


def test_one_line_of_json_and_the_machine_beside_it(stand_in, capsys: pytest.CaptureFixture[str]) -> None:
    stand_in(GOOD)
    assert command.bench(["p1"], as_json=True) == 0
    told = capsys.readouterr()
    (line,) = told.out.splitlines()
    assert json.loads(line) == {
        "name": "p1",
        "value": 5000,
        "unit": "req/s",
        "ceiling": 6000,
        "ratio": 0.833,
        "p99_ms": 11.5,
        "ceiling_p99_ms": 17.25,
        "bad": 0,
    }
    machine, turn = told.err.splitlines()
    assert machine == command.machine()
    assert "Python 3" in machine and " nhân" in machine
    assert turn == "  lượt 1"


def test_memory_is_told_where_it_was_measured() -> None:
    assert replace(GOOD, kb_each=15.5).fields()["kb_each"] == 15.5
    assert "kb_each" not in GOOD.fields()


def test_a_bad_reply_ends_with_1_and_is_told(stand_in, capsys: pytest.CaptureFixture[str]) -> None:
    stand_in(GOOD, replace(GOOD, name="p2", bad=3))
    assert command.bench(["p2", "p1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("; HỎNG: 3 trả lời không như phải thế")
    assert "HỎNG" not in lines[1]


def test_an_unknown_name_measures_nothing(stand_in, capsys: pytest.CaptureFixture[str]) -> None:
    asked = stand_in(GOOD)
    assert command.bench(["p1", "p9"]) == 2
    told = capsys.readouterr()
    assert (asked, told.out) == ([], "")
    assert told.err == "Không có phép đo p9. Có: p1.\n"


# --- figures ------------------------------------------------------------------------------------


def load(rate: float, p99: float = 10.0, bad: int = 0, busy: float = 0.0) -> Load:
    return Load(int(rate), 1.0, 1.0, p99, bad, busy)


def test_the_ratio_is_the_median_of_the_rounds_own() -> None:
    pairs = [(load(50, 1), load(100, 3)), (load(90, 2), load(100, 4, bad=1)), (load(10, 9), load(10, 5))]
    assert rates.figure("p2", pairs) == Figure("p2", 50, "req/s", 100, 0.9, 2, 4, 1)


def test_rounds_go_in_turns_after_a_warm_up() -> None:
    seen: list[tuple[str, int]] = []
    told: list[str] = []

    def run(kind: str, turn: int) -> Load:
        seen.append((kind, turn))
        return load(50 if kind == "app" else 100, busy=0.5 * turn)

    pairs = rates.in_turns(2, told.append, run)
    assert seen == [(kind, turn) for turn in range(3) for kind in ("app", "ceiling")]
    assert len(pairs) == 2
    assert told[0].startswith("  lượt 1: 50/giây")
    assert told[0].endswith("tỷ số 0.50; máy phát bận 50 % và 50 %")


def test_a_bad_reply_while_warming_up_is_counted() -> None:
    pairs = rates.in_turns(1, lambda line: None, lambda kind, turn: load(10, bad=0 if turn else 2))
    assert rates.figure("p1", pairs).bad == 4


def test_runs_of_a_work_are_told_in_milliseconds() -> None:
    made = timed.figure("imports", [Run(4.0, 1.0, 0), Run(2.0, 1.0, 1), Run(3.0, 1.5, 0)])
    assert made == Figure("imports", 3000, "ms", 1000, 0.5, 4000, 1500, 1)
    assert timed.told("riêng đọc")(made) == "imports: 3000 ms, riêng đọc 1000 ms; tỷ số 0.50"
