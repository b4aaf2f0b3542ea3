"""What a started server tells."""

from __future__ import annotations

import io
import json
import stat
import sys
from pathlib import Path

import pytest

from contest import announce
from contest.announce import Reach


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_server_that_listens_to_itself_says_so(host: str) -> None:
    assert Reach(8000, host=host).phones == Reach(8000).here == "http://127.0.0.1:8000"


def test_phones_use_the_public_address_else_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Reach(8000, "https://thi.example").phones == "https://thi.example"
    monkeypatch.setattr(announce, "own_address", lambda: "192.168.1.20")
    assert Reach(8001).phones == "http://192.168.1.20:8001"
    monkeypatch.setattr(announce, "own_address", lambda: "")
    assert Reach(8001).phones == Reach(8001).here


def console(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, errors="strict"))
    return raw


@pytest.mark.parametrize(
    ("encoding", "is_shown"), [("utf-8", True), ("utf-16", True), ("cp1258", False), ("ascii", False)]
)
def test_a_console_that_has_no_blocks_gets_no_code(
    monkeypatch: pytest.MonkeyPatch, encoding: str, is_shown: bool
) -> None:
    console(monkeypatch, encoding)
    assert bool(announce.qr("http://192.168.1.20:8000/t/x")) is is_shown


def test_json_is_one_line_of_real_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = console(monkeypatch, "utf-8")
    announce.as_json({"tên": "Ngày hội\nsố"})
    assert raw.getvalue().decode().count("\n") == 1
    assert json.loads(raw.getvalue()) == {"tên": "Ngày hội\nsố"} and "Ngày" in raw.getvalue().decode()


def test_a_token_is_private_and_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(announce, "run_folder", lambda: tmp_path)
    announce.leave_token(8000, {"url": "a"})
    announce.leave_token(8000, {"url": "b"})
    (left,) = tmp_path.iterdir()
    assert json.loads(left.read_text()) == {"url": "b"}
    assert (left.name, stat.S_IMODE(left.stat().st_mode)) == ("8000.json", 0o600)
    announce.take_token_away(8000)
    announce.take_token_away(8000)
    assert list(tmp_path.iterdir()) == []
