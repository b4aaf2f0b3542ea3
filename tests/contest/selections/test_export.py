"""`selections.export`: who was selected as a file, before and after it is confirmed."""

from __future__ import annotations

import pytest

from contest.audit import service as audit
from contest.selections import export, present
from contest.web.database import reading
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.selections.test_desk import Desk, desk

__all__ = ["desk"]


def rows(desk: Desk) -> tuple[list[str], list[list[str]], str]:
    answer = desk.browser.get(desk.url("selected.csv"))
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    return titles, found, answer.headers["content-disposition"]


def test_the_list_of_the_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    typed_again()
    shown = desk.names()
    monkeypatch.setattr(present, "ROWS", 1)
    monkeypatch.setattr(export, "SLICE", 1)
    titles, found, name = rows(desk)
    assert titles == [export.PERSON, *export.COLUMNS]
    assert [row[1] for row in found] == shown and found[0][0] == "1"
    assert "chua-xac-nhan.csv" in name
    links = [str(one.attributes["href"]) for one in desk.page().css("main a[href*='selected.']")]
    assert links == [desk.url(f"selected.{ending}") for ending in ("xlsx", "csv")]
    with reading() as db:
        noted, _ = audit.about(db, [desk.final.round_id], 0, 1)
    assert (noted[0].action, dict(noted[0].detail)) == ("selections.export", {"people": len(found)})


def test_the_password_is_asked_and_strangers_are_not_led_in(desk: Desk) -> None:
    answer = desk.browser.get(desk.url("selected.xlsx"))
    assert answer.status_code in (200, 303)
    typed_again()
    assert desk.browser.get(desk.url("selected.xlsx")).content[:2] == b"PK"
    assert desk.browser.get(desk.url("selected.doc")).status_code == 404
    desk.browser.cookies.clear()
    assert desk.browser.get(desk.url("selected.csv")).status_code == 303


def test_of_nobodys_round(desk: Desk) -> None:
    typed_again()
    assert desk.browser.get(f"/selections/{'0' * 13}/selected.csv").status_code == 404
