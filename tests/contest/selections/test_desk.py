"""`selections.desk` and its deeds: the list, what is tied, confirming; and the ladder of each route."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser

from contest.entropy import new_id
from contest.rounds import judging
from contest.ruleset.selection import Border, By
from contest.selections import present, service
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.selections import world
from tests.contest.selections.test_service import deed
from tests.contest.selections.world import BETWEEN, FINAL, Final
from tests.parsed import first

DEEDS = ("confirmation", "undoing", "changes", "border")


class Desk:
    """An organiser's browser at the list."""

    def __init__(self, browser: TestClient, final: Final) -> None:
        self.browser, self.final = browser, final

    def url(self, path: str = "desk") -> str:
        return f"/selections/{self.final.round_id}/{path}"

    def page(self, query: str = "") -> LexborHTMLParser:
        answer = self.browser.get(self.url() + query)
        assert answer.status_code == 200, answer.text
        return LexborHTMLParser(answer.text)

    def names(self, query: str = "") -> list[str]:
        return [
            cell.text()
            for cell in self.page(query).css("table.people tbody td b")
            if not cell.text().isdigit()
        ]

    def send(self, path: str, at: str = "", **typed: Any) -> Response:
        """Fill the form in that posts there; its hidden fields go along."""
        form = self.page(at).css_first(f"form[action$='/{path}']")
        assert form is not None, f"no form posts to {path}"
        hidden = {
            str(node.attributes["name"]): node.attributes.get("value") or ""
            for node in form.css("input[type=hidden]")
        }
        return self.browser.post(self.url(path), data=hidden | typed)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    """Two places, and two who share the second."""
    final = world.make(2)
    world.qualify(final, **{"Nguyễn Văn An": 3, "Y Bích": 2, "A Cường": 2, "Trần Dung": 1})
    clock.set(BETWEEN)
    return Desk(organiser, final)


def text(html: LexborHTMLParser, selector: str = "main") -> str:
    found = html.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text(separator=" ").split())


def test_before_the_first_round_is_closed(organiser: TestClient, clock: Clock) -> None:
    desk = Desk(organiser, world.make())
    html = desk.page()
    assert service.NOT_CLOSED.format(name="Tuần 1") in text(html)
    assert not html.css("main form")


def test_the_list_with_its_ties(desk: Desk) -> None:
    html = desk.page()
    assert sorted(desk.names()) == ["A Cường", "Nguyễn Văn An", "Y Bích"]
    assert len(html.css("td .chip.is-waiting")) == 2
    assert "theo thể lệ đều được chọn" in text(html)
    assert "Chưa xác nhận" in text(html, "h2")


def test_confirming_and_undoing(desk: Desk) -> None:
    assert desk.send("confirmation").headers["location"] == desk.url()
    html = desk.page()
    assert "xác nhận 3 người lúc" in text(html, ".banner.is-saved")
    assert html.css_first("form[action$='/confirmation']") is None
    assert desk.send("undoing").status_code == 303
    assert "Chưa xác nhận" in text(desk.page(), "h2")


def test_what_was_seen_is_old_by_now(desk: Desk) -> None:
    entry = desk.final.somebody()
    html = desk.page()
    seen = first(html, "input[name=seen]").attributes["value"]
    with writing() as db:
        judging.bar(db, deed(), desk.final.weeks[0].round_id, entry, BETWEEN)
    answer = desk.browser.post(desk.url("confirmation"), data={"seen": seen})
    assert answer.status_code == 409 and service.MOVED in answer.text
    assert desk.final.state().frozen is None


def test_results_that_changed_are_told(desk: Desk) -> None:
    desk.send("confirmation")
    entry = desk.final.somebody()
    with writing() as db:
        judging.bar(db, deed(), desk.final.weeks[0].round_id, entry, BETWEEN)
    assert "1 người trong danh sách không còn ở mức được chọn" in text(desk.page())


def entry_of(desk: Desk, name: str) -> str:
    """From the list, or from a search beside it."""
    html = desk.page(f"?q={name}")
    row = next(
        row for row in html.css("table.people tbody tr, ul.plain li") if name in row.text() and row.css("a")
    )
    return str(first(row, "a").attributes["href"]).partition("entry=")[2][:13]


def test_adding_somebody(desk: Desk) -> None:
    entry = entry_of(desk, "Trần Dung")
    answer = desk.send("changes", f"?entry={entry}", reason="Thay người xin rút")
    assert answer.status_code == 303
    assert desk.names()[-1] == "Trần Dung"
    assert "Thay người xin rút" in desk.page().text()


def test_taking_somebody_off_and_back(desk: Desk) -> None:
    entry = entry_of(desk, "Nguyễn Văn An")
    assert desk.send("changes", f"?entry={entry}", reason="Xin rút vì ốm").status_code == 303
    html = desk.page()
    assert "Nguyễn Văn An" not in desk.names()
    assert "Nguyễn Văn An: Xin rút vì ốm" in text(html)
    desk.send("changes", f"?entry={entry}", reason="Đã khỏi")
    assert "Nguyễn Văn An" in desk.names()


@pytest.mark.parametrize("typed", [{"reason": ""}, {"reason": "x" * 301}, {"chosen": "2"}, {"lạ": "1"}])
def test_a_change_without_its_reason_is_kept_and_told(desk: Desk, typed: dict[str, str]) -> None:
    entry = entry_of(desk, "Trần Dung")
    given = {"reason": "Thay người"} | typed
    answer = desk.send("changes", f"?entry={entry}", **given)
    html = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(html, "#change input[name=reason]").attributes["value"] == given["reason"]
    assert "Trần Dung" in text(html, "#change h3")
    assert "Trần Dung" not in desk.names()


def test_the_same_form_twice_is_one_change(desk: Desk) -> None:
    entry = entry_of(desk, "Trần Dung")
    data = {"once": new_id(), "entry": entry, "chosen": "1", "reason": "Thay người"}
    for _ in range(2):
        assert desk.browser.post(desk.url("changes"), data=data).status_code == 303
    answer = desk.browser.post(desk.url("changes"), data=data | {"chosen": "0"})
    assert answer.status_code == 409 and service.USED in answer.text


def test_a_search_that_finds_nobody(desk: Desk) -> None:
    assert "Không thấy ai khác hợp với “zzz”." in text(desk.page("?q=zzz"))


def test_pages_of_the_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "ROWS", 2)
    assert len(desk.names()) == 2
    assert len(desk.names("?page=2")) == len(desk.names("?page=9")) == 1


# --- the organiser decides ------------------------------------------------------------------------


@pytest.fixture
def deciding(organiser: TestClient, clock: Clock) -> Desk:
    """The same where staff decide about ties."""
    final = world.make(2, border=Border.DECIDE)
    world.qualify(final, **{"Nguyễn Văn An": 3, "Y Bích": 2, "A Cường": 2})
    clock.set(BETWEEN)
    return Desk(organiser, final)


def test_deciding_about_a_tie(deciding: Desk) -> None:
    html = deciding.page()
    assert html.css_first("form[action$='/confirmation']") is None
    assert "2 người, còn 1 suất" in text(html, "#border h3")
    ticks = {first(label, "b").text(): first(label, "input") for label in html.css("#border label.tick")}
    assert set(ticks) == {"Y Bích", "A Cường"}
    chosen = str(ticks["Y Bích"].attributes["value"])
    assert deciding.send("border", subject=chosen, reason="Bốc thăm").status_code == 303
    assert deciding.names() == ["Nguyễn Văn An", "Y Bích"]
    again = deciding.page()
    assert [node.attributes["value"] for node in again.css("#border input[checked]")] == [chosen]
    assert deciding.send("confirmation").status_code == 303


def test_nobody_of_a_tie(deciding: Desk) -> None:
    assert deciding.send("border", reason="Cả hai xin rút").status_code == 303
    assert deciding.names() == ["Nguyễn Văn An"]


def test_a_decision_without_a_reason_keeps_its_ticks(deciding: Desk) -> None:
    html = deciding.page()
    wanted = [str(node.attributes["value"]) for node in html.css("#border input[name=subject]")][:1]
    answer = deciding.send("border", subject=wanted, reason="")
    shown = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert [node.attributes["value"] for node in shown.css("#border input[checked]")] == wanted


def test_confirming_past_a_tie_is_refused(deciding: Desk) -> None:
    answer = deciding.browser.post(deciding.url("confirmation"), data={"seen": deciding.final.seen()})
    assert answer.status_code == 409 and "chưa được quyết định" in answer.text


def test_units_at_the_border(organiser: TestClient, clock: Clock) -> None:
    final = world.make(1, by=By.NUMBER, border=Border.DECIDE)
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 10})
    for place, unit in made.items():
        final.weeks.sit(0, final.weeks.enter(f"Người {place}", unit), 1)
    final.weeks.close(0)
    clock.set(BETWEEN)
    desk = Desk(organiser, final)
    assert "2 đơn vị, còn 1 suất" in text(desk.page(), "#border h3")
    desk.send("border", subject=made["Thôn 1"], reason="Bốc thăm")
    assert desk.names() == ["Người Thôn 1"]


def test_too_many_are_tied(deciding: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "MOST_TIED", 1)
    html = deciding.page()
    assert "2 người bằng nhau ở mức cuối" in text(html) and html.css_first("#border") is None


# --- the ways to it -------------------------------------------------------------------------------


def test_the_round_that_selects_leads_to_the_list(desk: Desk) -> None:
    first = desk.final.weeks[0].round_id
    html = LexborHTMLParser(desk.browser.get(f"/rounds/{first}").text)
    assert html.css_first(f"#todo li.look a[href='{desk.url()}']") is not None
    desk.send("confirmation")
    html = LexborHTMLParser(desk.browser.get(f"/rounds/{first}").text)
    assert html.css_first(f"#todo li.look a[href='{desk.url()}']") is None


def test_the_checklist_says_when_it_is_not_confirmed(desk: Desk) -> None:
    address = f"/planning/{desk.final.round_id}/checklist"
    html = LexborHTMLParser(desk.browser.get(address).text)
    assert "Chưa xác nhận danh sách người được chọn" in html.text()
    assert html.css_first(f"a[href='{desk.url()}']") is not None
    desk.send("confirmation")
    assert "Đã xác nhận danh sách" in desk.browser.get(address).text


def test_the_timeline_says_it(desk: Desk) -> None:
    desk.send("confirmation")
    html = desk.browser.get(f"/rounds/{desk.final.round_id}/timeline").text
    assert "Xác nhận danh sách 3 người được chọn" in html


def test_after_the_opening(desk: Desk, clock: Clock) -> None:
    desk.send("confirmation")
    clock.set(FINAL)
    html = desk.page()
    assert html.css_first("form[action$='/undoing']") is None
    answer = desk.browser.post(desk.url("undoing"), data={})
    assert answer.status_code == 409 and service.OPENED in answer.text
