"""What single pages of the phone promise: the question screen, entering, the receipt, the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contest.attempts.rules import Left
from contest.web import pages
from tests.addresses import stand_in
from tests.parsed import attr, first, parse, text, tree
from tests.samples import ENTER, ENTERED, ERRORS, LANDING, SAMPLES, TYPED, UNITS
from tests.samples_attempts import QUESTION, RECEIPT, REVIEW, SCORE

NAMES = sorted(SAMPLES)
TIMER = [(61, ""), (60, "soon"), (11, "soon"), (10, "last"), (0, "last")]


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    pages.configure(stand_in())
    yield


# --- the question screen ------------------------------------------------------------------------


def test_all_questions_are_in_the_page_and_one_is_shown() -> None:
    page = parse(QUESTION)
    assert len(page.css("section[data-slot]")) == 16
    shown = page.css("section[data-slot]:not([hidden])")
    assert [node.attributes["data-slot"] for node in shown] == ["7"]
    assert first(page, "#map [aria-current]").text() == "7"


def test_without_script_each_question_saves_and_moves_by_its_own_form() -> None:
    page = parse(QUESTION)
    for section in page.css("section[data-slot]"):
        form = section.css_first("form")
        assert form is not None
        assert (form.attributes["action"] or "").endswith(f"/questions/{section.attributes['data-slot']}")
        assert attr(section, "input[name=lease]", "value") == "1"
        assert section.css_first("[name=answer]") is not None
    assert "Lưu, sang" in text(page.css_first("#cau-7 button"))


@pytest.mark.parametrize(("slot", "kind"), [(7, "radio"), (4, "checkbox"), (5, "radio"), (16, None)])
def test_controls_by_kind(slot: int, kind: str | None) -> None:
    page = parse(replace(QUESTION, slot=slot))
    control = page.css_first(f"#cau-{slot} [name=answer]")
    assert control is not None
    assert control.attributes.get("type") == kind


def test_what_the_server_holds_is_shown_as_saved() -> None:
    page = parse(QUESTION)
    assert text(page.css_first("#state")) == "Đã lưu 7"
    assert len(page.css("#map .saved")) == 7
    assert [node.attributes["value"] for node in page.css("#cau-4 [checked]")] == ["oa", "oc"]
    assert text(page.css_first("#so-16-read")) == "Đã lưu: một nghìn không trăm năm mươi người"
    assert attr(page, "#so-16", "value") == "1.050"


def test_neighbours() -> None:
    page = parse(QUESTION)
    hrefs = [node.attributes["href"] for node in page.css("#cau-7 .moves a")]
    assert hrefs == [f"/attempts/{QUESTION.attempt}/questions/6"]
    assert page.css_first("#cau-1 .moves a[data-review]") is not None
    assert "xem lại" in text(page.css_first("#cau-16 .moves button"))


def test_the_prediction_stands_apart() -> None:
    page = parse(replace(QUESTION, slot=16))
    assert text(page.css_first("h1")) == "Dự đoán"
    assert len(page.css("#map a")) == 15
    assert "Đếm người, không đếm lượt" in text(page.css_first("#cau-16"))


@pytest.mark.parametrize(("seconds", "state"), TIMER)
def test_the_timer_at_its_borders(seconds: int, state: str) -> None:
    timer = parse(replace(QUESTION, left=Left(seconds))).css_first("#timer")
    assert timer is not None
    assert (timer.attributes["class"] or "").split()[1:] == ([state] if state else [])


def test_data_for_scripts_holds_no_name() -> None:
    body = parse(QUESTION).css_first("body")
    assert body is not None
    assert {key for key in body.attributes if key.startswith("data-")} == {
        *("data-page", "data-attempt", "data-ops", "data-receipt", "data-lease", "data-seq", "data-left"),
        "data-ask",  # where the time left is asked for
    }


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("question", "review", "taken"))])
def test_nothing_hints_at_right_or_wrong_while_sitting(name: str) -> None:
    page = tree(name)
    assert not page.css(".is-wrong .chip, .reviewed, [data-right], [data-correct], [data-points]")


# --- entering -----------------------------------------------------------------------------------


def test_no_consent_is_ticked_beforehand() -> None:
    assert parse(ENTER).css("[type=checkbox][checked], [type=radio][checked]") == []


def test_typed_values_and_errors_are_shown_at_their_fields() -> None:
    page = parse(replace(ENTER, values=TYPED, errors=ERRORS, guardian=True, units=UNITS, query="9"))
    assert attr(page, "#name", "value") == TYPED["name"]
    linked = [node.attributes["href"] for node in page.css(".banner a")]
    assert linked == [f"#{name}" for name in ERRORS]
    for name, message in ERRORS.items():
        assert text(page.css_first(f"#{name}-err")) == message


@pytest.mark.parametrize("shown", [False, True])
def test_the_guardians_part_is_the_servers_to_add(shown: bool) -> None:
    page = parse(replace(ENTER, guardian=shown, values={"birth_year": "2012"}))
    assert (page.css_first("#guardian") is not None) is shown


def test_the_finder_works_with_and_without_script() -> None:
    page = parse(replace(ENTER, query="nguyen", units=UNITS, chosen="u9b"))
    field = page.css_first("input[name=q]")
    assert field is not None
    assert field.attributes["hx-get"] == f"/campaigns/{ENTER.slug}/units"
    assert page.css_first(field.attributes["hx-target"] or "") is not None
    assert attr(page, "button[name=find]", "type") == "submit"
    assert attr(page, "[name=unit][checked]", "value") == "u9b"
    assert [node.text() for node in page.css("mark")] == ["Nguyễn"] * 3


def test_the_fragment_is_the_pages_own_part() -> None:
    inside = parse(replace(ENTER, query="nguyen du 9", units=UNITS, chosen="u9b")).css_first("#units")
    assert inside is not None
    assert inside.html == first(tree("units"), "#units").html


# --- the front page, receipt, board -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words", "path"),
    [
        ("landing", "Vào thi", "/entries/new"),
        ("landing-entered", "Vào thi", f"/attempts/new/{LANDING.round}"),
        ("landing-sitting", "Làm tiếp bài", "/questions/8"),
        ("landing-waiting", "Đăng ký trước", "/entries/new"),
        ("landing-closed", "Xem bảng kết quả", f"/standings/{LANDING.round}"),
    ],
)
def test_the_button_of_the_front_page(name: str, words: str, path: str) -> None:
    button = "article a.big:not(.quiet)"
    assert text(first(tree(name), button)) == words
    assert attr(tree(name), button, "href").endswith(path)


@pytest.mark.parametrize("name", ["landing-spent", "landing-waiting-entered", "landing-closing"])
def test_when_there_is_nothing_to_press_a_sentence_says_why(name: str) -> None:
    page = tree(name)
    assert page.css_first("article a.big:not(.quiet)") is None
    assert text(page.css_first("article"))


def test_leaving_a_shared_phone_is_offered_to_who_entered() -> None:
    assert parse(LANDING).css_first("form") is None
    form = parse(replace(LANDING, mine=ENTERED)).css_first("form")
    assert form is not None
    assert (form.attributes["action"] or "").endswith("/leaving")


def test_before_close_the_receipt_tells_no_score() -> None:
    page = text(parse(RECEIPT))
    assert "Kết quả có sau khi tuần 4 đóng, 20 giờ Chủ nhật, 11/10." in page
    assert "HT-3F8D-61VN" in page
    for word in ("Điểm", "Hạng", "trả lời đúng", "Lời giải"):
        assert word not in page


def test_after_close_the_receipt_explains() -> None:
    page = tree("receipt-closed")
    assert len(page.css(".woven svg")) == 15
    assert len(page.css(".woven .off")) == 1
    assert [text(node) for node in page.css(".reviewed .chip")] == ["Đúng", "Chưa đúng", "Bỏ trống"]
    assert "Nghị định 45/2020/NĐ-CP, Điều 5" in text(page)


def test_a_score_without_rank_or_points_shows_neither() -> None:
    page = text(
        parse(replace(RECEIPT, score=replace(SCORE, rank=None, people=None, points=None, truth=None)))
    )
    assert "6 phút 42 giây" in page
    for word in ("Hạng", "Điểm", "lệch"):
        assert word not in page


def test_handing_in_says_how_many_are_missing() -> None:
    page = parse(REVIEW)
    assert "Nộp bài? Còn 2 câu chưa làm. Sau khi nộp, bạn không đổi được đáp án." in text(page)
    assert [text(node) for node in page.css(".map a")] == ["8", "13"]
    assert attr(page, "form[data-hand-in] [name=lease]", "value") == "1"


def test_a_closed_board_shows_no_row() -> None:
    page = tree("board-hidden")
    assert page.css(".places") == []
    assert "có sau khi tuần 4 đóng" in text(page)


def test_ones_own_row_is_marked_in_words_too() -> None:
    rows = tree("board").css(".places .own")
    assert [("(bạn)" in text(row)) for row in rows] == [True, True, False]
