"""Marking the good ones: once and again, taken back, back to the same list; never what is not there."""

from __future__ import annotations

import pytest

from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.test_ladder import NOBODY
from tests.contest.suggestions.reading import Desk, said
from tests.parsed import first, text


def marks() -> int:
    return len(rows("SELECT slot FROM suggestion_mark"))


def test_marked_listed_and_taken_back(desk: Desk) -> None:
    before = desk.contest.audited()
    answer = desk.mark("A Thui", 5, q="wifi", page="1")
    anchor = f"y-{desk.attempts['A Thui']}-5"
    assert (answer.status_code, answer.headers["location"]) == (303, f"{desk.url}?q=wifi&page=1#{anchor}")
    page = desk.page("?marked=1")
    assert said(page) == ["Lắp wifi ở nhà rông"]
    assert "Đã đánh dấu" in text(first(page, ".suggestion .chip"))
    assert first(page, ".suggestion button").attributes["value"] == "0"
    assert desk.contest.audited() == before + 1
    assert desk.mark("A Thui", 5, "0").status_code == 303
    assert said(desk.page("?marked=1")) == [] and desk.contest.audited() == before + 2


@pytest.mark.parametrize("wanted", ["0", "1"])
def test_twice_is_once(desk: Desk, wanted: str) -> None:
    if wanted == "0":
        desk.mark("A Thui", 5)
    desk.mark("A Thui", 5, wanted)
    before = desk.contest.audited()
    assert desk.mark("A Thui", 5, wanted).status_code == 303
    assert (desk.contest.audited(), marks()) == (before, int(wanted))


def test_the_form_brings_the_sieve_along(desk: Desk) -> None:
    form = first(desk.page("?q=wifi&nameless=1"), ".suggestion form")
    sent = {str(one.attributes["name"]): str(one.attributes["value"]) for one in form.css("input")}
    assert sent == {"q": "wifi", "nameless": "1"}
    assert desk.browser.post(str(form.attributes["action"]), data=sent | {"wanted": "1"}).status_code == 303


@pytest.mark.parametrize(("name", "slot"), [("A Thui", 3), ("A Thui", 6), ("A Thui", 999), ("Y Bích", 5)])
def test_what_says_nothing_is_not_there(desk: Desk, name: str, slot: int) -> None:
    answer = desk.mark(name, slot)
    assert answer.status_code == 404 and "Ý kiến này không còn" in answer.text
    assert marks() == 0


@pytest.mark.parametrize("slot", ["0", "x", "1000", "4.5"])
def test_a_bad_slot(desk: Desk, slot: str) -> None:
    assert desk.browser.post(f"{desk.url}/{desk.attempts['A Thui']}/{slot}/mark").status_code == 404


@pytest.mark.parametrize("attempt", [NOBODY, "abc"])
def test_no_such_attempt(desk: Desk, attempt: str) -> None:
    assert desk.browser.post(f"{desk.url}/{attempt}/4/mark", data={}).status_code == 404


def test_of_another_round_it_is_not_there(desk: Desk) -> None:
    rules = desk.contest.view(world.OPENS).rules
    other = world.make(rules, bank=0, slug="khac")
    address = f"/suggestions/{other.round_id}/{desk.attempts['A Thui']}/5/mark"
    assert desk.browser.post(address, data={}).status_code == 404 and marks() == 0


@pytest.mark.parametrize("bad", [{"wanted": "2"}, {"q": "x" * 81}, {"more": "1"}])
def test_a_bad_form_changes_nothing(desk: Desk, bad: dict[str, str]) -> None:
    answer = desk.mark("A Thui", 5, **({"wanted": "1"} | bad))
    assert answer.status_code == 422 and marks() == 0


def test_another_site_marks_nothing(desk: Desk) -> None:
    address = f"{desk.url}/{desk.attempts['A Thui']}/5/mark"
    assert desk.browser.post(address, headers={"Origin": "https://evil.example"}).status_code == 403
    assert marks() == 0
