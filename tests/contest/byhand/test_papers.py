"""What is printed: each person's own questions in the order of their letters, receipts; never a key."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.attempts import store
from contest.attempts.by_hand_looking import Asked
from contest.byhand import papers
from contest.byhand.rules import sheet_code
from contest.ruleset.rules import PredictionTarget
from contest.web.database import reading, to_ms
from questions.blueprint import Drawn
from questions.kinds import Content, Kind, make_options
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.printing import pdfs
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, World

ROOT = "http://hoithi.vn"


def given(contest: World, clock: Clock) -> papers.answer_sheet.Sheets:
    """What goes to the printer for all papers that wait."""
    with reading() as db:
        view = contest.view(clock.now)
        return papers.wanted(db, view, desk.waiting(contest), ROOT)


def test_a_paper_says_whose_it_is_and_where_it_is_typed_in(paper: Paper, clock: Clock) -> None:
    (sheet,) = given(paper.contest, clock).sheets
    assert (sheet.name, sheet.code) == ("A Thui", sheet_code(paper.sheet))
    assert sheet.qr_text == f"{ROOT}{paper.url}"


def test_the_options_stand_in_the_order_of_this_paper(paper: Paper, clock: Clock) -> None:
    (sheet,) = given(paper.contest, clock).sheets
    for question, asked in zip(sheet.questions, desk.slots(paper.contest, paper.sheet), strict=True):
        texts = {one.id: one.text for one in asked.content.options}
        assert [text for _, text in question.options] == [texts[one] for one in asked.drawn.options]
        assert [letter for letter, _ in question.options] == ["A", "B", "C", "D"]


def test_nothing_printed_depends_on_the_key(paper: Paper, clock: Clock) -> None:
    """The letters of right answers differ between two people; what is printed of them never does."""
    before = given(paper.contest, clock)
    paper.contest.join("Y Bích")
    assert given(paper.contest, clock) == before
    said = pdfs.text(papers.answer_sheet.pdf(before))
    assert "đáp án" not in said.lower()


def test_two_people_get_papers_in_class_list_order(paper: Paper, clock: Clock) -> None:
    desk.printed(paper.contest, paper.contest.join("Y Bích").entry_id, clock.now)
    names = [sheet.name for sheet in given(paper.contest, clock).sheets]
    assert names == ["Y Bích", "A Thui"]


SLOT = Drawn(1, ())


@pytest.mark.parametrize(
    ("content", "options", "note", "unit"),
    [
        (
            Content(Kind.true_false, "Đúng không?", make_options(Kind.true_false, ())),
            (("Đ", "Đúng"), ("S", "Sai")),
            "khoanh Đ hoặc S",
            "",
        ),
        (Content(Kind.number, "Mấy ngày?", unit="ngày"), (), "ghi số", "ngày"),
        (Content(Kind.prediction, ""), (), "ghi số", "lượt"),
    ],
)
def test_each_kind_has_its_way_to_answer(
    clock: Clock, contest: World, content: Content, options: tuple[tuple[str, str], ...], note: str, unit: str
) -> None:
    view = world.make(world.predicting(PredictionTarget.ATTEMPTS, by_hand=True), slug="du-doan", bank=0).view(
        clock.now
    )
    made = papers.question(view, 4, Asked(content, SLOT))
    assert (made.options, made.note, made.unit) == (options, note, unit)


def test_several_are_printed_with_their_own_note(clock: Clock, contest: World) -> None:
    options = make_options(Kind.several, ("Một", "Hai", "Ba"))
    content = Content(Kind.several, "Những gì?", options)
    made = papers.question(
        contest.view(clock.now), 1, Asked(content, Drawn(1, (options[2].id, options[0].id)))
    )
    assert made.options == (("A", "Ba"), ("B", "Một"))
    assert made.note == "khoanh mọi chữ đúng"


def file(browser: TestClient, contest: World, query: str = "", status: int = 200) -> bytes:
    answer = browser.get(f"/byhand/{contest.round_id}/sheets.pdf{query}")
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "no-store"
    return answer.content


def test_all_one_or_those_just_printed(paper: Paper, clock: Clock) -> None:
    other = desk.printed(paper.contest, paper.contest.join("Y Bích").entry_id, clock.now)
    every = pdfs.text(file(paper.browser, paper.contest))
    assert "A Thui" in every and "Y Bích" in every
    one = pdfs.text(file(paper.browser, paper.contest, f"?sheet={paper.sheet}"))
    assert sheet_code(paper.sheet) in one and sheet_code(other) not in one
    new = pdfs.text(file(paper.browser, paper.contest, f"?since={to_ms(clock.now)}"))
    assert "Y Bích" in new and "A Thui" not in new


def test_no_paper_leaves_outside_the_hours(paper: Paper, clock: Clock) -> None:
    clock.set(CLOSES)
    file(paper.browser, paper.contest, status=409)


def test_without_papers_there_is_no_file(proctor: TestClient, contest: World) -> None:
    file(proctor, contest, status=404)
    file(proctor, contest, "?sheet=x", status=404)


def test_the_receipt_says_what_was_handed_in(paper: Paper) -> None:
    url = f"/byhand/{paper.contest.round_id}/receipts.pdf?sheet={paper.sheet}"
    assert paper.browser.get(url).status_code == 404
    paper.hand_in(2, once=entropy.new_id())
    answer = paper.browser.get(url)
    with reading() as db:
        row = store.one(db, paper.contest.round_id, paper.sheet)
    assert row is not None and row.receipt and row.digest
    said = pdfs.text(answer.content)
    for wanted in (row.receipt, row.digest[:16], "A Thui", "7 phút", "3/3 câu", "Nguyễn Thanh Tùng"):
        assert wanted in said, wanted
