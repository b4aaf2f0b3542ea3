"""`rounds.merge`, `.part`, `.unpart`, `.unmerge` by their forms: what is said, how it is taken back."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.rounds import twice
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_twice import NAME, PRESET, fields, groups, merge, pair, part, third
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make(world.rules(attempts_allowed=3)))


# --- merging --------------------------------------------------------------------------------------


def test_merged_from_the_page_and_taken_back(desk: Desk, clock: Clock) -> None:
    keep, other = pair(desk.contest)
    answer = merge(desk, keep)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{desk.url('/twice')}?done=")
    page = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert "Đã ghi" in text(first(page, ".banner.is-saved"))
    assert groups(page) == []
    row = first(page, "#decided li")
    assert attr(row, "a", "href") == desk.url(f"/entries/{other}")
    assert "Nguyễn Thanh Tùng" in text(row) and PRESET in text(row)
    assert page.css_first(".empty a[role=button]")

    here = desk.page(f"/entries/{other}")
    assert text(first(here, "h2 .chip")) == "Đã gộp"
    assert first(here, f"dl a[href='{desk.url(f'/entries/{keep}')}']")
    assert first(desk.page(f"/entries/{keep}"), f"dl a[href='{desk.url(f'/entries/{other}')}']")
    assert here.css_first("form[action$='/bar']") is None
    assert "Đã gộp" in text(first(desk.page("/entries?where=same"), "tbody"))
    timeline = text(first(desk.page("/timeline"), "tbody"))
    assert "Gộp vào đăng ký khác của cùng một người" in timeline and PRESET in timeline

    back = desk.fill(f"/entries/{other}/unmerging", f"/entries/{other}", reason="Hai chị em")
    assert (back.status_code, back.headers["location"]) == (303, desk.url(f"/entries/{other}"))
    assert desk.page(f"/entries/{other}").css_first("h2 .chip") is None
    assert len(groups(desk.page("/twice"))) == 1
    assert "Tách đăng ký đã gộp" in text(first(desk.page("/timeline"), "tbody"))


def test_the_reason_is_filled_in_and_may_be_another(desk: Desk) -> None:
    keep, other = pair(desk.contest)
    assert attr(groups(desk.page("/twice"))[0], "input[name=reason]", "value") == PRESET
    assert merge(desk, keep, reason="Ghi nhầm đơn vị").status_code == 303
    assert "Ghi nhầm đơn vị" in text(first(desk.page(f"/entries/{other}"), "dl"))


@pytest.mark.parametrize("reason", [" ", "a" * 301])
def test_without_a_good_reason_it_is_asked_again(desk: Desk, reason: str) -> None:
    keep, _ = pair(desk.contest)
    before = desk.contest.audited()
    answer = merge(desk, keep, reason=reason)
    page = HTMLParser(answer.text)
    assert (answer.status_code, desk.contest.audited()) == (422, before)
    assert first(page, "[id$='-err']")
    assert attr(page, "input[name=reason]", "value") == reason
    assert first(page, ".banner.is-wrong")


@pytest.mark.parametrize(
    "wrong",
    [
        {"keep": None},
        {"keep": "x"},
        {"keep": "0" * 13},
        {"group": None},
        {"group": "0" * 13},
        {"group": "%00"},
        {"once": "x"},
        {"entry": "x"},
        {"more": "1"},
    ],
)
def test_bad_input_does_nothing(desk: Desk, wrong: dict[str, str | None]) -> None:
    keep, other = pair(desk.contest)
    before = desk.contest.audited()
    given = {"once": entropy.new_id(), "reason": PRESET, "keep": keep, "group": f"{keep},{other}", **wrong}
    sent = {name: value for name, value in given.items() if value is not None}
    answer = desk.browser.post(desk.url("/twice/merging"), data=sent)
    assert (answer.status_code, desk.contest.audited()) == (422, before)
    assert first(HTMLParser(answer.text), ".banner.is-wrong")


def test_of_more_than_two_those_ticked_are_meant(desk: Desk) -> None:
    keep, other = pair(desk.contest)
    other_one = third(desk.contest)
    (group,) = groups(desk.page("/twice"))
    assert {box.attributes["value"] for box in group.css("input[type=checkbox]")} == {keep, other, other_one}
    for ticked in ([], [keep]):
        answer = merge(desk, keep, entry=ticked)
        assert answer.status_code == 422
        assert twice.NOBODY in text(first(HTMLParser(answer.text), ".banner"))
    assert merge(desk, keep, entry=[keep, other_one]).status_code == 303
    assert text(first(desk.page(f"/entries/{other_one}"), "h2 .chip")) == "Đã gộp"
    (left,) = groups(desk.page("/twice"))
    assert {button.attributes["value"] for button in left.css("button[name=keep]")} == {keep, other}


def test_twice_is_told_and_the_same_form_is_one_deed(desk: Desk) -> None:
    keep, other = pair(desk.contest)
    form = {"reason": PRESET, "keep": keep, "group": f"{keep},{other}"}
    once, again = entropy.new_id(), entropy.new_id()
    answers = [
        desk.browser.post(desk.url("/twice/merging"), data={"once": each, **form})
        for each in (once, once, again)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 409]
    assert twice.ALREADY in text(first(HTMLParser(answers[2].text), ".banner"))


def test_who_answers_is_told(desk: Desk, clock: Clock) -> None:
    keep, other = pair(desk.contest)
    desk.contest.start(other, clock.now)
    answer = merge(desk, keep)
    assert answer.status_code == 409
    assert "đang làm bài" in text(first(HTMLParser(answer.text), ".banner"))


# --- different people -----------------------------------------------------------------------------


def test_different_people_do_not_come_again_until_looked_at_again(desk: Desk) -> None:
    pair(desk.contest)
    answer = part(desk)
    page = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert (answer.status_code, groups(page)) == (303, [])
    row = first(page, "#decided li")
    assert f"{NAME} (Thôn Đăk Rao)" in text(row) and f"{NAME} (không ghi đơn vị)" in text(row)
    form = first(row, "form")
    back = desk.browser.post(str(form.attributes["action"]), data=fields(form))
    assert (back.status_code, back.headers["location"]) == (303, desk.url("/twice"))
    assert len(groups(desk.page("/twice"))) == 1
    late = desk.browser.post(str(form.attributes["action"]), data={"once": entropy.new_id()})
    assert late.status_code == 409
    assert twice.LOOKED_AT in text(first(HTMLParser(late.text), ".banner"))


@pytest.mark.parametrize("wrong", [{"group": "x"}, {"once": ""}, {"more": "1"}])
def test_bad_input_parts_nobody(desk: Desk, wrong: dict[str, str]) -> None:
    keep, other = pair(desk.contest)
    form = {"once": entropy.new_id(), "group": f"{keep},{other}", **wrong}
    assert desk.browser.post(desk.url("/twice/parting"), data=form).status_code == 422
    assert len(groups(desk.page("/twice"))) == 1


def test_the_list_speaks_of_people_and_of_registrations(desk: Desk) -> None:
    keep, _ = pair(desk.contest)
    merge(desk, keep)
    said = {
        path: text(first(desk.page(f"/entries{path}"), "main")) for path in ("", "?q=huong", "?where=same")
    }
    assert "1 người." in said[""]
    assert "2 đăng ký hợp với “huong” trong 1 người đã đăng ký." in said["?q=huong"]
    assert "1 đăng ký đã gộp." in said["?where=same"]
    none = text(first(desk.page("/entries?where=none&q=huong"), "main"))
    assert "1 người hợp với “huong” trong 1 người đã đăng ký." in none
