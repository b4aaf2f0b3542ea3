"""The command: which server it takes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from contest.simulate import command
from contest.simulate.tally import Result, Tally


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for tokens, empty."""
    monkeypatch.setattr(command.settings, "run_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def listening() -> Iterator[int]:
    """A port where something listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def leave(folder: Path, port: int, age: int, contest: str = "thi") -> None:
    told = {
        "url": f"http://127.0.0.1:{port}",
        "contest": contest,
        "login": "a",
        "password": "b",
        "key": "6b6b",
    }
    (folder / f"{port}.json").write_text(json.dumps(told))
    os.utime(folder / f"{port}.json", (1_000_000 - age, 1_000_000 - age))


def test_tokens_are_read_newest_first(run_folder: Path) -> None:
    leave(run_folder, 2001, age=50)
    leave(run_folder, 2002, age=10)
    assert [one.url[-4:] for one in command.tokens()] == ["2002", "2001"]


@pytest.mark.parametrize("content", ["", "{", "{}", '{"url": "x"}'])
def test_a_broken_token_is_passed_over(run_folder: Path, content: str) -> None:
    (run_folder / "1.json").write_text(content)
    assert command.tokens() == []


def test_the_token_of_a_killed_demo_is_passed_over(run_folder: Path, listening: int) -> None:
    leave(run_folder, 1, age=0, contest="chet")
    leave(run_folder, listening, age=100, contest="song")
    found = command.token_of("")
    assert found is not None
    assert found.contest == "song"


def test_an_address_finds_its_token_by_the_port(run_folder: Path) -> None:
    leave(run_folder, 2001, age=0)
    leave(run_folder, 2002, age=1, contest="kia")
    found = command.token_of("http://localhost:2002/")
    assert found is not None
    assert found.contest == "kia"
    assert command.token_of("http://localhost:2003") is None


def test_without_any_server_it_says_how_to_start_one(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.simulate(1, 1, "http://127.0.0.1:1", 1.0, "thi", False, True) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "./hoithi demo" in told.err


def test_closing_needs_a_token(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.simulate(1, 1, "http://127.0.0.1:1", 1.0, "thi", True, True) == 2
    assert "bản dùng thử" in capsys.readouterr().err


def test_numbers_are_grouped_as_in_vietnamese() -> None:
    assert [command.grouped(number) for number in (0, 999, 1000, 1234567)] == [
        "0",
        "999",
        "1.000",
        "1.234.567",
    ]


@pytest.mark.parametrize(
    ("lost", "errors", "good"), [(0, 0, True), (1, 0, False), (0, 1, False), (2, 3, False)]
)
def test_only_nothing_lost_and_nothing_unforeseen_is_good(lost: int, errors: int, good: bool) -> None:
    assert Result(1, 1, 1, 1, lost, errors, 1.0).is_good is good


def test_the_line_of_json_has_these_fields() -> None:
    facts = Tally(attempts=2, answers=30, acknowledged=29).result(2, 1.26).facts()
    assert facts == {
        "people": 2,
        "attempts": 2,
        "answers": 30,
        "acknowledged": 29,
        "lost": 0,
        "errors": 0,
        "seconds": 1.3,
    }


def test_the_summary_names_the_commonest_problems_with_their_counts() -> None:
    tally = Tally()
    for _ in range(3):
        tally.problem("GET / trả về 500")
    tally.loss("câu 3: 'A'")
    told = "\n".join(command.summary(tally.result(1, 2.5), tally))
    assert "GET / trả về 500 (3 lần)" in told
    assert "mất 1" in told
    assert "2,5 giây" in told
    assert tally.errors == 3


def test_the_progress_line_counts() -> None:
    line = command.progress(Tally(entered=1200, attempts=3, acknowledged=40, handed_in=2))
    assert line == "1.200 người đã vào, 3 lượt đã bắt đầu, 40 câu trả lời đã lưu, 2 bài đã nộp"
