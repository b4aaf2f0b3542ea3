"""Reading pages: the tree, the paper, the receipt, as the real templates write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.attempts.pages import Given
from contest.attempts.slot_pages import Choice, Question
from contest.simulate.page import parse
from contest.simulate.paper import Asked, on_receipt, read_paper, read_receipt
from contest.web import pages
from questions.kinds import Kind
from tests.addresses import stand_in
from tests.samples_attempts import QUESTION, RECEIPT, REVIEW


@pytest.fixture(autouse=True)
def addresses() -> None:
    pages.configure(stand_in())


def test_elements_are_found_by_tag_and_attribute() -> None:
    page = parse('<main><p class="a">Một</p><input name="x" value="1"><p>Hai <b>ba</b></p></main>')
    assert [one.text() for one in page.all("p")] == ["Một", "Hai ba"]
    first = page.first("input", name="x")
    assert first is not None
    assert first.attributes["value"] == "1"
    assert page.first("input", name="y") is None


def test_names_of_attributes_take_an_underscore_for_a_hyphen() -> None:
    assert parse('<section data-slot="3"></section>').first("section", data_slot="3") is not None


def test_void_and_unclosed_elements_do_not_swallow_what_follows() -> None:
    page = parse("<ul><li>một<li>hai</ul><p>sau<br>đó</p><img src=x><b>hết</b>")
    (paragraph,) = page.all("p")
    assert paragraph.text() == "sauđó"
    assert page.all("b")[0].text() == "hết"
    assert not page.all("ul")[0].all("b")


def test_a_stray_end_tag_is_ignored() -> None:
    assert parse("</div><p>còn</p></p></main>").all("p")[0].text() == "còn"


def test_text_leaves_out_tags_and_classes() -> None:
    label = parse('<label><span class="letter">A</span> <span>Bốn <small>năm</small></span></label>')
    assert label.text() == "A Bốn năm"
    assert label.text(without=frozenset({"letter", "small"})) == "Bốn"


def test_characters_are_unescaped() -> None:
    assert parse("<p>5 &lt; 7 &amp; “đúng”&nbsp;!</p>").all("p")[0].text() == "5 < 7 & “đúng” !"


def test_links_in_their_order() -> None:
    assert parse('<a href="/a">1</a><a>2</a><p><a href="/b">3</a></p>').links() == ["/a", "/b"]


# --- the paper ------------------------------------------------------------------------------------


def test_the_paper_is_read_off_the_real_question_screen() -> None:
    paper = read_paper(parse(pages.render(QUESTION)))
    assert paper is not None
    assert paper.ops == f"/attempts/{QUESTION.attempt}/ops"
    assert (paper.lease, paper.seq) == (QUESTION.lease, QUESTION.last_seq)
    assert [(one.slot, one.kind, one.saved) for one in paper.asked] == [
        (one.slot, one.kind.value, one.answer) for one in QUESTION.questions
    ]


def test_questions_and_options_are_read_by_their_texts() -> None:
    paper = read_paper(parse(pages.render(QUESTION)))
    assert paper is not None
    for seen, real in zip(paper.asked, QUESTION.questions, strict=True):
        assert seen.text == " ".join(real.text.split())
        if real.kind in (Kind.one, Kind.several):
            assert seen.options == tuple((one.id, " ".join(one.text.split())) for one in real.options)


def test_a_chosen_and_saved_option_reads_like_the_others() -> None:
    """The mark "Đã lưu" is no part of an option's text."""
    options = (Choice("k1", "A", "Bốn năm", True), Choice("k2", "B", "Ba năm"))
    asked = Question(1, Kind.one, "Bao lâu?", options, "k1")
    paper = read_paper(parse(pages.render(replace(QUESTION, questions=(asked,), slot=1))))
    assert paper is not None
    assert paper.asked[0].options == (("k1", "Bốn năm"), ("k2", "Ba năm"))
    assert paper.asked[0].saved == "k1"


def test_other_pages_hold_no_paper_and_no_receipt() -> None:
    assert read_paper(parse(pages.render(RECEIPT))) is None
    assert read_receipt(parse(pages.render(REVIEW))) is None


# --- the receipt ----------------------------------------------------------------------------------


def test_a_receipt_is_read_off_the_real_page() -> None:
    page = replace(
        RECEIPT,
        score=None,
        review=(),
        given=(Given(1, "A"), Given(2, ""), Given(3, "A, C"), Given(4, "Đúng"), Given(5, "12")),
        prediction=1234,
    )
    receipt = read_receipt(parse(pages.render(page)))
    assert receipt is not None
    assert receipt.code == RECEIPT.receipt
    assert receipt.given == {1: "A", 2: "bỏ trống", 3: "A, C", 4: "Đúng", 5: "12"}
    assert receipt.prediction == "1.234"


OPTIONS = (("k3", "Ba"), ("k1", "Một"), ("k2", "Hai"))


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("one", "k1", "B"),
        ("one", "", "bỏ trống"),
        ("several", "k1,k3", "A, B"),
        ("several", "k3,k1", "A, B"),
        ("true_false", "dung", "Đúng"),
        ("true_false", "sai", "Sai"),
        ("number", "42", "42"),
        ("prediction", "1234", "1234"),
    ],
)
def test_an_answer_in_the_words_of_a_receipt(kind: str, answer: str, said: str) -> None:
    assert on_receipt(Asked(1, kind, "?", OPTIONS), answer) == said
