"""The frame for portals, over HTTP: it alone may stand within another site."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from contest.web import safety
from tests.contest.standings.test_control import make
from tests.contest.standings.test_places import board, browser, got, ranks
from tests.parsed import HTMLParser, first, text

__all__ = ["board", "browser"]  # fixtures; pytest finds them by name


def policy_of(browser: TestClient, path: str) -> str:
    return browser.get(path).headers["content-security-policy"]


def test_the_frame_alone_may_stand_in_another_site(browser: TestClient, board: str) -> None:
    framed = policy_of(browser, f"/standings/{board}/embed?rows=5")
    assert "frame-ancestors *" in framed
    assert framed.replace("frame-ancestors *", "frame-ancestors 'none'") == safety.CSP
    for path in ("", "/places", "/hall", "/embed/", "/embed/x", "/control"):
        assert policy_of(browser, f"/standings/{board}{path}") == safety.CSP, path
    for path in (
        f"/standings/{board}//embed",
        "/t/embed",
        "/campaigns/embed",
        "/standings/x/embed",
        "/embed",
    ):
        assert policy_of(browser, path) == safety.CSP, path


def test_a_frame_asks_nothing_and_knows_nobody(browser: TestClient, board: str) -> None:
    page = got(browser, f"/standings/{board}/embed?rows=5")
    assert len(ranks(page)) == 5
    assert page.css("form, input, button") == []
    assert {link.attributes["target"] for link in page.css("a")} == {"_blank"}
    assert "set-cookie" not in browser.get(f"/standings/{board}/embed").headers


def test_the_desk_gives_what_a_portal_takes_in(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.VIEWER)
    page = got(browser, f"/standings/{round_id}/control")
    frame = first(HTMLParser(text(first(page, "#embed"))), "iframe")
    assert urlsplit(str(frame.attributes["src"])).path == f"/standings/{round_id}/embed"
    assert frame.attributes["title"] == "Bảng xếp hạng Tuần 1"
    assert got(browser, urlsplit(str(frame.attributes["src"])).path).css(".places")
