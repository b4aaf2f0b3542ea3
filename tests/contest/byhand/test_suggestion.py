"""Open questions on paper: lines to write on, typed in as they stand or left, never typed twice."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.attempts import hot, store
from contest.byhand import papers
from contest.byhand.letters import Line, differences, hint, in_letters, understood
from contest.web.database import reading
from questions.answering import AnswerError
from questions.kinds import Content, Kind
from tests.conftest import Clock
from tests.contest import opened
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.printing import pdfs
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import attr, first, text

LINE = Line(Content(Kind.suggestion, "Cần làm gì?"), ())
SAID = "Mở lớp ở thôn.\nThêm máy."


@pytest.fixture
def contest(proctor: TestClient, clock: Clock) -> World:
    """Three questions and an open one, on paper too."""
    made = opened.make(by_hand=True, visibility=world.at_once())
    world.give_part(Role.VIEWER, made.round_id, ContestRole.PROCTOR)
    clock.set(world.OPENS)
    return made


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """A paper that asks openly, and its three letters."""
    return paper


def letters(paper: Paper, right: int = 3) -> list[str]:
    """The letters of the graded questions."""
    asked = desk.slots(paper.contest, paper.sheet)[:3]
    typed = []
    for slot, one in enumerate(asked, 1):
        texts = {option.id: option.text for option in one.content.options}
        good = next(at for at, id in enumerate(one.drawn.options) if texts[id] == "Đúng một")
        typed.append("ABCD"[good if slot <= right else (good + 1) % 4])
    return typed


def test_it_is_printed_with_lines_to_write_on(asked: Paper, clock: Clock) -> None:
    with reading() as db:
        view = asked.contest.view(clock.now)
        (sheet,) = papers.wanted(db, view, desk.waiting(asked.contest), "http://hoithi.vn").sheets
        made = papers.answer_sheet.pdf(papers.wanted(db, view, desk.waiting(asked.contest), "http://a.vn"))
    last = sheet.questions[-1]
    assert (last.label, last.text, last.lines) == ("Câu hỏi mở", opened.TEXTS[0], papers.WRITTEN_LINES)
    assert [one.lines for one in sheet.questions[:-1]] == [0, 0, 0]
    said = pdfs.text(made)
    assert "không chấm điểm" in said and said.count("." * 40) >= papers.WRITTEN_LINES


def test_what_was_written_is_typed_in_and_read_back_by_its_length(asked: Paper) -> None:
    page = asked.page()
    field = first(page, "textarea[name=answer]")
    assert (field.attributes["id"], field.attributes["maxlength"]) == ("a4", "2000")
    assert "data-line" not in field.attributes, "Enter makes a line here"
    answer = asked.post(answer=[*letters(asked), SAID])
    shown = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert [text(one) for one in shown.css(".asked li p + p")][-1].replace("\u00a0", " ") == "đã ghi 6 chữ"
    carried = attr(shown, "input[name=first]", "value")
    assert asked.post("hand_in", first=carried).status_code == 303
    with reading() as db:
        row = store.one(db, asked.contest.round_id, asked.sheet)
        assert row is not None and row.receipt
        assert hot.answers(db, asked.sheet)[4] == SAID
    (placed,) = asked.contest.board()
    assert placed.right == 3


def test_left_empty_it_is_in_nobodys_way(asked: Paper) -> None:
    assert asked.post("hand_in", first="|".join([*letters(asked, 1), ""])).status_code == 303
    (placed,) = asked.contest.board()
    assert placed.right == 1


def test_nobody_types_it_twice(asked: Paper) -> None:
    second = HTMLParser(asked.post("again", answer=[*letters(asked), SAID]).text)
    assert second.css_first("textarea") is None and "Không phải gõ lại câu này" in text(second)
    carried = attr(second, "input[name=first]", "value")
    agreed = HTMLParser(asked.post("compare", first=carried, answer=[*letters(asked), ""]).text)
    assert "Hai lần nhập khớp nhau" in text(agreed)
    assert attr(agreed, "input[name=first]", "value").replace("\r", "").endswith(SAID)


def test_too_long_is_said_beside_it_and_kept(asked: Paper) -> None:
    answer = asked.post(answer=[*letters(asked), "x" * 2_001])
    assert answer.status_code == 422
    assert "x" * 2_001 in answer.text or "Ngắn lại" in answer.text


def test_typed_and_shown_are_one() -> None:
    assert understood(LINE, "  Mở lớp \r\n thêm máy ") == "Mở lớp\nthêm máy"
    assert in_letters(LINE, SAID) == SAID and hint(LINE).startswith("chép nguyên văn")
    assert differences([LINE], ["một"], ["hai"]) == {}
    with pytest.raises(AnswerError):
        understood(LINE, "x" * 2_001)
