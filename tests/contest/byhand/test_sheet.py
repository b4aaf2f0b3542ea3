"""Typing a paper in: read back, typed twice, handed in; late, twice, and what was typed is never lost."""

from __future__ import annotations

import pytest
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.attempts import hot, store
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.rounds.world import CLOSES
from tests.parsed import attr, first, text


def parsed(answer: Response) -> HTMLParser:
    return HTMLParser(answer.text)


def values(page: HTMLParser) -> list[str]:
    return [str(node.attributes.get("value") or "") for node in page.css("input[name=answer]")]


def test_one_line_a_question_with_what_it_takes(paper: Paper) -> None:
    page = paper.page()
    assert len(page.css("input[name=answer]")) == 3
    assert text(first(page, "#a1-hint")) == "A đến D"
    assert "Câu hỏi số" in text(first(page, "label[for=a1]"))
    assert attr(page, "#reason", "value") == "Không có điện thoại, làm bài trên giấy"
    assert "autofocus" in first(page, "#a1").attributes
    assert first(page, "form[data-typing] button").attributes["value"] == "check", "Enter alone only checks"


def test_the_times_of_the_paper_before_come_along(paper: Paper) -> None:
    page = paper.page("?began=08:05&ended=08:12")
    assert (attr(page, "#began", "value"), attr(page, "#ended", "value")) == ("08:05", "08:12")
    assert paper.browser.get(paper.url + "?began=x").status_code == 404


def test_it_is_read_back_in_full_words_before_it_counts(paper: Paper) -> None:
    letters = paper.letters(3)
    answer = paper.post(answer=[letters[0].lower(), "", letters[2]])
    page = parsed(answer)
    assert answer.status_code == 200
    said = [text(node) for node in page.css(".asked li p + p")]
    assert said == [f"{letters[0]}. Đúng một", "Bỏ trống", f"{letters[2]}. Đúng một"]
    assert attr(page, "input[name=first]", "value") == f"{letters[0]}||{letters[2]}"
    assert first(page, "button[value=hand_in]")
    with reading() as db:
        assert store.one(db, paper.contest.round_id, paper.sheet) is None


def test_what_is_wrong_is_said_beside_its_line_and_nothing_is_lost(paper: Paper) -> None:
    answer = paper.post(answer=["E", "B", "ab"], began="", stood="x", reason="")
    page = parsed(answer)
    assert answer.status_code == 422
    assert values(page) == ["E", "B", "ab"]
    assert "từ A đến D" in text(first(page, "#a1-err"))
    assert page.css_first("#a2-err") is None
    assert "ví dụ 08:30" in text(first(page, "#began-err"))
    assert first(page, "#stood-err") and first(page, "#reason-err")
    assert attr(page, "#ended", "value") == "08:12"


def test_impossible_times_are_refused_before_the_reading_back(paper: Paper) -> None:
    answer = paper.post(answer=paper.letters(), ended="08:20")
    page = parsed(answer)
    assert answer.status_code == 422
    assert "hết giờ lúc 08:15" in text(first(page, "#ended-err"))
    assert values(page) == paper.letters()


def test_typed_twice_differences_stand_in_both_ways(paper: Paper) -> None:
    letters = paper.letters()
    second = parsed(paper.post("again", answer=letters))
    assert values(second) == ["", "", ""]
    carried = attr(second, "input[name=first]", "value")
    assert carried == "|".join(letters)
    assert attr(second, "input[name=began]", "value") == "08:05"
    other = "A" if letters[1] != "A" else "B"
    page = parsed(paper.post("compare", first=carried, answer=[letters[0], other, letters[2]]))
    assert values(page) == letters
    assert f"Lần một: {letters[1]}. Lần hai: {other}." in text(first(page, "#a2-err"))
    agreed = parsed(paper.post("compare", first=carried, answer=[each.lower() for each in letters]))
    assert "Hai lần nhập khớp nhau" in text(agreed)
    assert first(agreed, "button[value=hand_in]")


def test_back_from_the_reading_what_was_typed_stands(paper: Paper) -> None:
    page = parsed(paper.post("edit", first="A||C"))
    assert values(page) == ["A", "", "C"]


def test_handed_in_there_is_a_receipt_and_the_way_to_the_next(paper: Paper, clock: Clock) -> None:
    other = desk.printed(paper.contest, paper.contest.join("Y Bích").entry_id, clock.now)
    answer = paper.hand_in(2)
    assert (answer.status_code, answer.headers["location"]) == (303, paper.url)
    page = paper.page()
    said = text(first(page, "main"))
    with reading() as db:
        row = store.one(db, paper.contest.round_id, paper.sheet)
    assert row is not None and row.receipt
    assert row.receipt in said
    assert "từ 08:05, 05/10/2026 đến 08:12, 05/10/2026, 7 phút" in said
    assert "Nguyễn Thanh Tùng, 08:30, 05/10/2026" in said
    following = attr(page, ".acts a[role=button]", "href")
    assert following == f"/byhand/{paper.contest.round_id}/sheets/{other}?began=08:05&ended=08:12"
    assert paper.browser.get(following).status_code == 200


def test_sent_twice_it_is_handed_in_once(paper: Paper) -> None:
    once = entropy.new_id()
    first_time, again = paper.hand_in(3, once=once), paper.hand_in(3, once=once)
    assert (first_time.status_code, again.status_code) == (303, 303)
    with reading() as db:
        assert len(store.events(db, paper.sheet)) == 3


def test_another_hand_with_the_same_paper_is_told(paper: Paper) -> None:
    paper.hand_in(3)
    before = paper.contest.audited()
    answer = paper.hand_in(1)
    page = parsed(answer)
    assert answer.status_code == 409
    assert "đã được nhập rồi" in text(first(page, ".banner.is-wrong"))
    assert "Biên nhận" in text(page)
    with reading() as db:
        assert len(hot.answers(db, paper.sheet)) == 3
    assert paper.contest.audited() == before


def test_only_what_was_read_back_is_handed_in(paper: Paper) -> None:
    answer = paper.post("hand_in", first="Z|A|B")
    assert answer.status_code == 422
    assert values(parsed(answer)) == ["Z", "A", "B"]


def test_after_the_close_it_is_too_late_and_says_so(paper: Paper, clock: Clock) -> None:
    clock.set(CLOSES)
    answer = paper.hand_in(3)
    assert answer.status_code == 409
    page = parsed(answer)
    assert "đã đóng" in text(first(page, ".banner.is-wrong"))
    assert "không được tính" in text(paper.page())
    assert paper.page().css_first("input[name=answer]") is None


def test_it_is_put_away_with_a_reason_and_the_phone_is_free_again(paper: Paper, clock: Clock) -> None:
    form = {"once": entropy.new_id(), "reason": "In nhầm người"}
    answer = paper.browser.post(paper.url + "/withdrawal", data=form)
    assert answer.headers["location"] == f"/byhand/{paper.contest.round_id}?done=withdrawn"
    assert paper.browser.post(paper.url + "/withdrawal", data=form).status_code == 303, "twice is once"
    page = paper.page()
    assert "In nhầm người" in text(page)
    assert page.css_first("form[data-typing]") is None
    assert paper.contest.start(paper.entry, clock.now)


def test_putting_away_needs_a_reason(paper: Paper) -> None:
    form = {"once": entropy.new_id(), "reason": " "}
    assert paper.browser.post(paper.url + "/withdrawal", data=form).status_code == 422
    assert [one.id for one in desk.waiting(paper.contest)] == [paper.sheet]


def test_no_key_is_on_the_page(paper: Paper) -> None:
    body = paper.browser.get(paper.url).text
    assert "Đúng một" not in body, "options are not on the page before they are chosen"


@pytest.mark.parametrize("answer", [[], ["A"], ["A"] * 300, ["A|B", "\x00", "<b>"]])
def test_more_or_fewer_lines_than_the_paper_has(paper: Paper, answer: list[str]) -> None:
    assert paper.post(answer=answer).status_code in (200, 422)
