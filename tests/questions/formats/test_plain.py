"""Small parts: HTML made plain, what stands below an explanation, which text is which format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.folding import tidy
from questions.formats import html_text, noting, plain_texts, text
from questions.formats.drafts import Draft
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("x<sup>2</sup> + H<sub>2</sub>O <sup>th</sup>", "x² + H₂O th"),
        ("a&nbsp;&lt;&nbsp;b &amp; &#273;", "a < b & đ"),
        ("<script>alert(1)</script><style>p{}</style>a", "a"),
        ("<b>a", "a"),
        ("a <!-- lời --> b", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a < b", "a < b"),
        ("<![x", "<![x"),
        ("", ""),
    ],
)
def test_html_as_a_person_reads_it(html: str, said: str) -> None:
    assert html_text.plain(html).text == said


def test_what_can_t_come_along_is_told_once() -> None:
    found = html_text.plain('<img src="a"><img src="b" alt="bản đồ">x<video></video>')
    assert found.text == "[hình: bản đồ] x"
    assert found.lost == f"{html_text.PICTURE} {html_text.SOUND}"
    assert html_text.plain("x").lost == ""


@given(st.text())
def test_any_html_has_a_text(html: str) -> None:
    for found in (html_text.plain(html), html_text.loose(html)):
        assert tidy(found.text) == found.text


LINES = st.sampled_from(["Vì thế.", "Căn cứ: Luật", ">Căn cứ: x", "CĂN CỨ PHÁP LÝ: y", ">>căn  cứ", "x"])
TEXTS = st.lists(LINES, max_size=3).map("\n".join).map(tidy)


@given(TEXTS, TEXTS)
def test_explanation_and_basis_are_told_apart_again(explanation: str, basis: str) -> None:
    question = ParsedQuestion(Kind.one, "x", explanation=explanation, basis=basis)
    draft = Draft(1)
    noting.read_why(draft, noting.written_why(question))
    assert (draft.explanation, draft.basis) == (explanation, basis)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (text.HEADER + "\n\nCâu hỏi: {=a ~b}\nA. x\n", Form.TEXT),
        ("Câu hỏi: Hỏi {=a}?\nA. x\n*B. y\n", Form.TEXT),
        ("Câu 1: Thủ đô là {=Hà Nội}", Form.GIFT),
        ("::a:: x {T}", Form.GIFT),
        ("x \\{=a\\}", Form.TEXT),
        ("Hỏi?\nA. x\nB. y\nANSWER: A\n", Form.AIKEN),
        ("Câu hỏi: x\n  ANSWER: A\nA. x\n*B. y\n", Form.TEXT),
        ("Câu hỏi;Đáp án A;Đáp án B;Đáp án\n", Form.CSV),
        ("Chào bạn", Form.TEXT),
    ],
)
def test_which_format_a_text_is(content: str, form: Form) -> None:
    assert plain_texts.form_of(content) is form
