"""The unit finder's fragment."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.contest.campaigns.conftest import SLUG

URL = f"/campaigns/{SLUG}/units"


def test_rows_with_what_matches_marked(contest: str, units: dict[str, str], phone_: TestClient) -> None:
    answer = phone_.get(URL, params={"q": "nguyen du 9"})
    page = HTMLParser(answer.text)
    values = [node.attributes["value"] for node in page.css("[name=unit]")]
    assert values == [units["9a"], units["9b"]]
    assert page.css("mark")
    assert page.css("h1") == []


def test_more_are_counted(contest: str, units: dict[str, str], phone_: TestClient) -> None:
    assert "còn 2 nơi nữa" in phone_.get(URL, params={"q": "thon"}).text


@pytest.mark.parametrize("query", ["", "xyz", "<b>", "%", "x" * 9999, "\x00", "\ud7ff", "'"])
def test_no_query_breaks_it(contest: str, units: dict[str, str], phone_: TestClient, query: str) -> None:
    answer = phone_.get(URL, params={"q": query})
    assert answer.status_code == 200
    assert HTMLParser(answer.text).css("[name=unit]") == []
    assert "<b>" not in answer.text


@pytest.mark.parametrize("query", ["thon", "", "khong co noi nao"])
def test_what_was_picked_stays_among_the_rows(
    contest: str, units: dict[str, str], phone_: TestClient, query: str
) -> None:
    page = HTMLParser(phone_.get(URL, params={"q": query, "unit": units["9a"]}).text)
    assert [node.attributes["value"] for node in page.css("[name=unit][checked]")] == [units["9a"]]


@pytest.mark.parametrize("unit", ["0" * 13, "x", "\x00", "<b>", "9" * 9999])
def test_nobodys_unit_is_no_pick(contest: str, units: dict[str, str], phone_: TestClient, unit: str) -> None:
    answer = phone_.get(URL, params={"q": "nguyen du 9", "unit": unit})
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert [len(page.css(rows)) for rows in ("[name=unit]", "[name=unit][checked]")] == [2, 0]


def test_no_such_contest(units: dict[str, str], phone_: TestClient) -> None:
    assert phone_.get("/campaigns/nowhere/units").status_code == 404


def test_wrong_method(contest: str, phone_: TestClient) -> None:
    assert phone_.post(URL).status_code == 405
