"""The page of the paper, where questions for everybody are looked for, ticked, and seen by few."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from contest.planning import fixed
from contest.planning.states import Group
from tests.conftest import Clock
from tests.contest import fixed as bank
from tests.contest.planning import plans
from tests.contest.planning.plans import text
from tests.contest.planning.test_fixed import ticks
from tests.contest.rounds import world


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A contest that is made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="event")


def page(browser: TestClient, draft: str) -> LexborHTMLParser:
    return plans.page(browser.get(f"/planning/{draft}/paper").text)


def picks(html: LexborHTMLParser) -> dict[str, tuple[str, bool]]:
    """Field → (what the question asks, whether it is ticked)."""
    return {
        str(box.attributes["name"]): (text(box.parent, "span"), "checked" in box.attributes)
        for box in html.css("#fixed .pick input")
    }


def look(browser: TestClient, draft: str, words: str, **more: str) -> LexborHTMLParser:
    given_ = plans.fields(browser.get(f"/planning/{draft}/paper").text)
    answer = browser.post(f"/planning/{draft}/paper", data=given_ | {"find": words, "look": "1"} | more)
    assert answer.status_code == 200
    return plans.page(answer.text)


def test_from_the_search_to_the_text_in_a_few_taps(organiser: TestClient, draft: str, clock: Clock) -> None:
    before = page(organiser, draft)
    fold = before.css_first("details#fixed")
    assert fold is not None and "open" not in fold.attributes and not picks(before)
    found = look(organiser, draft, "dich vu cong so 7")
    asked = "Câu hỏi số 7 về dịch vụ công là gì?"
    field, (words, is_ticked) = next(each for each in picks(found).items() if asked in each[1][0])
    assert not is_ticked
    answer = organiser.post(f"/planning/{draft}/paper", data=plans.fields(str(found.html)) | {field: "1"})
    assert answer.status_code == 303
    after = page(organiser, draft)
    assert picks(after) == {field: (words, True)}
    assert text(after, "#fixed summary") == "Câu chung cho mọi đề: 1 câu"
    assert "1 câu do Ban Tổ chức chọn, chung cho mọi đề" in text(after, "#draft")
    assert "39 câu dùng được, không kể câu chung" in text(after, "#blueprint")
    assert plans.view(draft, clock.now).rules.fixed == (field.removeprefix(fixed.PREFIX),)


def test_what_is_ticked_shows_in_the_text_before_it_is_stored(organiser: TestClient, draft: str) -> None:
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | ticks(*bank.ids(2))
    answer = organiser.post(f"/planning/{draft}/paper/preview", data=given_)
    assert answer.status_code == 200
    shown = text(plans.page(answer.text))
    assert "2 câu do Ban Tổ chức chọn" in shown and "Câu hỏi số" not in shown


def test_enter_in_the_search_looks_and_does_not_save(organiser: TestClient, draft: str, clock: Clock) -> None:
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    assert "enter" not in plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    first = page(organiser, draft).css_first("form#settings button")
    assert first is not None and first.attributes["name"] == "enter"
    answer = organiser.post(
        f"/planning/{draft}/paper", data=given_ | {"find": "số 7", "enter": "1", "minutes": "21"}
    )
    assert answer.status_code == 200 and picks(plans.page(answer.text))
    assert plans.fields(answer.text)["minutes"] == "21"
    assert plans.view(draft, clock.now).rules.seconds != 21 * 60
    again = plans.fields(answer.text) | {"enter": "1"}
    assert organiser.post(f"/planning/{draft}/paper", data=again).status_code == 303
    assert plans.view(draft, clock.now).rules.seconds == 21 * 60


def test_what_was_ticked_is_kept_while_one_looks_on(organiser: TestClient, draft: str) -> None:
    found = look(organiser, draft, "số 7")
    field = next(iter(picks(found)))
    more = plans.fields(str(found.html)) | {field: "1", "find": "số 12", "look": "1"}
    after = plans.page(organiser.post(f"/planning/{draft}/paper", data=more).text)
    assert picks(after)[field][1]
    assert [name for name, (_, on) in picks(after).items() if on] == [field]


def test_a_search_shows_so_many_and_says_that_there_are_more(organiser: TestClient, draft: str) -> None:
    found = look(organiser, draft, "")
    assert len(picks(found)) == fixed.MOST_FOUND
    assert "Còn câu khác nữa" in text(found, "#fixed")
    assert "Còn câu khác nữa" not in text(look(organiser, draft, "số 7"), "#fixed")
    nothing = look(organiser, draft, "tàu vũ trụ")
    assert not picks(nothing) and "Không thấy câu nào" in text(nothing, "#fixed")


def test_what_can_not_be_asked_is_not_found(organiser: TestClient, draft: str) -> None:
    retired, expired = bank.ids(2)
    bank.move(retired)
    bank.rewrite(expired, "Câu này sắp hết hạn từ lâu rồi, phải không?", bank.TODAY.replace(year=2020))
    found = {name.removeprefix(fixed.PREFIX) for name in picks(look(organiser, draft, "câu"))}
    assert found and not found & {retired, expired}
    kept = set(picks(look(organiser, draft, "sắp hết hạn", keeps_expired="1")))
    assert kept == {fixed.PREFIX + expired}


def test_one_that_was_lost_stands_first_with_the_reason(organiser: TestClient, draft: str) -> None:
    chosen = bank.ids(3)
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | ticks(*chosen)
    organiser.post(f"/planning/{draft}/paper", data=given_)
    bank.move(chosen[1])
    shown = page(organiser, draft)
    assert next(iter(picks(shown))) == fixed.PREFIX + chosen[1]
    assert "Câu trên đã ngừng dùng." in text(shown, "#fixed .lack")
    checklist = text(plans.page(organiser.get(f"/planning/{draft}/checklist").text))
    assert "1 câu chung không còn dùng được: “Câu hỏi số" in checklist


def test_wrong_ones_keep_what_was_typed(organiser: TestClient, draft: str) -> None:
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | ticks("0" * 13)
    answer = organiser.post(f"/planning/{draft}/paper", data=given_ | {"minutes": "21"})
    assert answer.status_code == 422
    shown = plans.page(answer.text)
    assert "đã bị xóa" in text(shown, "#fixed-err")
    assert plans.fields(answer.text)["minutes"] == "21"
    assert picks(shown) == {fixed.PREFIX + "0" * 13: (fixed.GONE, True)}
    assert shown.css_first('.banner a[href="#fixed"]') is not None


@pytest.mark.parametrize("bad", ["fx|", "fx|abc", "fx|%27", "fx|" + "K" * 13])
def test_a_field_that_is_none_is_no_fault(organiser: TestClient, draft: str, bad: str) -> None:
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | {bad: "1"}
    answer = organiser.post(f"/planning/{draft}/paper", data=given_)
    assert answer.status_code == 422
    assert fixed.BROKEN in text(plans.page(answer.text), "#fixed-err")
    assert organiser.post(f"/planning/{draft}/paper/preview", data=given_).status_code == 200


def test_somebody_elses_choice_is_told_by_its_number(organiser: TestClient, draft: str, clock: Clock) -> None:
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    plans.change(draft, Group.PAPER, clock.now, **ticks(*bank.ids(2)))
    answer = organiser.post(f"/planning/{draft}/paper", data=given_ | {"minutes": "21"})
    assert answer.status_code == 409
    assert "câu chung cho mọi đề 2 câu" in text(plans.page(answer.text), ".banner")


# --- who may see what will be asked -----------------------------------------------------------------


@pytest.mark.parametrize("part", [None, ContestRole.PROCTOR])
def test_whoever_may_not_read_the_bank_sees_no_question(viewer: TestClient, part: ContestRole | None) -> None:
    """Neither on the page nor in the list before the opening, whatever is posted."""
    world.fill_bank(9)
    chosen = bank.ids(2)
    contest = world.make(world.rules(fixed=chosen), world.RoundState.DRAFT, bank=0)
    if part:
        world.give_part(world.Role.VIEWER, contest.round_id, part)
    bank.move(chosen[0])
    for path in ("paper", "checklist"):
        answer = viewer.get(f"/planning/{contest.round_id}/{path}")
        assert answer.status_code == 200
        assert "Câu hỏi số" not in answer.text
        assert "1 câu chung không còn dùng được" in text(plans.page(answer.text))
    shown = plans.page(viewer.get(f"/planning/{contest.round_id}/paper").text)
    assert {words for words, _ in picks(shown).values()} == {fixed.HIDDEN}
    assert shown.css_first("#find") is None


def test_another_banks_question_is_not_told_to_this_ones_author(viewer: TestClient) -> None:
    world.fill_bank(9)
    plans.fill_bank(2, "khac")
    contest = world.make(bank=0, state=world.RoundState.DRAFT)
    world.give_part(world.Role.VIEWER, contest.round_id, ContestRole.AUTHOR)
    address = f"/planning/{contest.round_id}/paper"
    given_ = plans.fields(viewer.get(address).text) | ticks(*bank.ids(1, "khac"))
    answer = viewer.post(address, data=given_)
    assert answer.status_code == 422
    assert "Câu hỏi số" not in answer.text
    assert [words for words, _ in picks(plans.page(answer.text)).values()] == [fixed.HIDDEN]
    assert "Câu hỏi số" in str(look(viewer, contest.round_id, "").html)
