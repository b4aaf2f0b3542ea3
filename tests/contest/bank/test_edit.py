"""`bank.edit`, `bank.move`, `bank.delete`: change a question, approve and retire it, two authors at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from contest.audit.service import SERVER
from contest.bank import corrections
from contest.web.database import reading
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NOBODY, NUMBER
from tests.contest.bank.test_new import typed
from tests.questions.asked import MATCHING
from tests.questions.authoring.shelf import STORED


def save(
    browser: TestClient, bank: str, one: str, wanted: ParsedQuestion, version: int = 1, **more: Any
) -> Any:
    return browser.post(f"/bank/{bank}/questions/{one}", data=typed(wanted, version=str(version), **more))


def move(browser: TestClient, bank: str, one: str, state: str, version: int = 1) -> Any:
    data = {"state": state, "version": str(version)}
    return browser.post(f"/bank/{bank}/questions/{one}/state", data=data)


def held() -> int:
    """The revision that a paper would hold."""
    with reading() as db:
        return questions.pool(db, "bank")[0].revision


@pytest.mark.parametrize("question", ALL)
def test_the_form_holds_the_question_and_saves_it_unchanged(
    organiser: TestClient, question: ParsedQuestion
) -> None:
    bank, (one,) = shelf.fill(question)
    fields = shelf.form(shelf.page(organiser, f"/bank/{bank}/questions/{one}"))
    before = shelf.audited()
    answer = organiser.post(f"/bank/{bank}/questions/{one}", data=fields | {"deed": ["save"]})
    assert answer.headers["location"].endswith("?done=nothing")
    assert shelf.told(bank, one) == question and shelf.audited() == before


@pytest.mark.parametrize(
    ("state", "change", "done", "words"),
    [
        ("approved", {"text": "Thủ đô nước ta?"}, "revision", "thành bản 2"),
        ("approved", {"level": Level.apply}, "revision", "Đề thi vẫn dùng bản 1"),
        ("approved", {"right": (1,)}, "key", "Đã sửa đáp án"),
        ("approved", {"explanation": "Khác."}, "key", "(lần 2)"),
        ("approved", {"topics": ("cchc",)}, "details", "Đã lưu chủ đề"),
        ("draft", {"text": "Thủ đô nước ta?"}, "written-over", "ghi đè"),
        ("draft", {"right": (1,)}, "written-over", "bản 1"),
    ],
)
def test_it_says_what_saving_did(
    organiser: TestClient, state: str, change: dict[str, Any], done: str, words: str
) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState(state))
    wanted = replace(CITY, **change)
    answer = save(organiser, bank, one, wanted)
    assert answer.status_code == 303 and answer.headers["location"].endswith(f"?done={done}")
    assert words in shelf.said(shelf.page(organiser, answer.headers["location"]), "#done")
    assert shelf.told(bank, one) == wanted


@pytest.mark.parametrize("done", ["", "x", "<b>", "none"])
def test_only_known_words_are_said(organiser: TestClient, done: str) -> None:
    bank, (one,) = shelf.fill(CITY)
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}", done=done)
    assert page.css_first("#done") is None


def test_two_authors_lose_nothing(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    assert save(organiser, bank, one, replace(CITY, text="Bản của người kia?")).status_code == 303
    mine = replace(CITY, text="Bản của tôi?", explanation="Lời của tôi.")
    answer = save(organiser, bank, one, mine)
    assert answer.status_code == 409
    assert shelf.told(bank, one).text == "Bản của người kia?"
    theirs = shelf.said(answer.text, "#theirs")
    assert "Bản của người kia?" in theirs and "Lời của tôi." in theirs and "Nguyễn Thanh Tùng" in theirs
    fields = shelf.form(answer.text)
    assert fields["text"] == ["Bản của tôi?"] and fields["version"] == ["2"]
    # Having seen it, the same form again puts mine in its place.
    again = organiser.post(f"/bank/{bank}/questions/{one}", data=fields | {"deed": ["save"]})
    assert again.status_code == 303 and shelf.told(bank, one) == mine


def test_a_double_click_is_told_and_changes_nothing_more(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    wanted = replace(CITY, text="Một lần?")
    assert [save(organiser, bank, one, wanted).status_code for _ in range(2)] == [303, 409]
    assert shelf.seen(bank, one).newest.number == 2


@pytest.mark.parametrize("deed", ["save", "preview"])
def test_a_mistake_keeps_the_version_that_was_loaded(organiser: TestClient, deed: str) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, replace(CITY, text="Người kia?"))
    answer = save(organiser, bank, one, replace(CITY, text=""), deed=deed)
    assert answer.status_code == (422 if deed == "save" else 200)
    # Else the other's text would be lost by the next click, unseen.
    assert shelf.form(answer.text)["version"] == ["1"]


def test_a_question_with_more_options_than_rows(organiser: TestClient) -> None:
    many = replace(CITY, options=tuple(f"Phương án {place}" for place in range(12)), right=(11,))
    bank, (one,) = shelf.fill(many)
    fields = shelf.form(shelf.page(organiser, f"/bank/{bank}/questions/{one}"))
    assert (len(fields["option"]), fields["right"]) == (12, ["11"])


@pytest.mark.parametrize(("rows", "after"), [(8, 12), (12, 16), (22, 26), (25, 26), (26, 26)])
def test_more_rows_without_script(organiser: TestClient, rows: int, after: int) -> None:
    bank, (one,) = shelf.fill(CITY)
    before = shelf.audited()
    data = typed(replace(CITY, text="Đang gõ dở"), version="1", deed="rows")
    data["option"] = [*CITY.options, *[""] * (rows - 4), "cuối"]
    for address in (f"/bank/{bank}/questions/{one}", f"/bank/{bank}/questions/new"):
        answer = organiser.post(address, data=data)
        assert answer.status_code == 200
        kept = shelf.form(answer.text)
        assert len(kept["option"]) == len(kept["target"]) == after and kept["text"] == ["Đang gõ dở"]
        assert kept["option"][rows - 1] == "cuối" and kept["right"] == ["0"]
        button = LexborHTMLParser(answer.text).css_first("button.more-rows")
        assert (button is None) is (after == 26)
    assert shelf.told(bank, one) == CITY and shelf.audited() == before


def test_the_button_leads_to_the_first_new_row(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    page = shelf.page(organiser, f"/bank/{bank}/questions/new")
    button = page.css_first("button.more-rows")
    assert button is not None
    assert button.attributes["formaction"] == f"/bank/{bank}/questions/new/upload#option8"
    assert button.attributes["data-for"] == "one several statements ordering matching"
    data = typed(CITY, deed="rows")
    more = LexborHTMLParser(organiser.post(f"/bank/{bank}/questions/new", data=data).text)
    # Pairs end at twelve: they have to fit into an answer.
    there = more.css_first("button.more-rows")
    assert there is not None and there.attributes["data-for"] == "one several"
    assert more.css_first("#option8") is not None


def test_as_many_options_as_there_are_letters(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    many = replace(CITY, options=tuple(f"Phương án số {place}" for place in range(26)), right=(25,))
    assert organiser.post(f"/bank/{bank}/questions/new", data=typed(many)).status_code == 303
    assert shelf.every(bank)[0].parsed == many


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_pairs_keep_the_order_of_their_author(organiser: TestClient, order: tuple[int, ...]) -> None:
    bank, _ = shelf.fill()
    lefts, rights = (tuple(side[place] for place in order) for side in (MATCHING.options, MATCHING.targets))
    asked = replace(MATCHING, options=lefts, targets=(*rights, "Không của ai", "Cũng không"))
    made = organiser.post(f"/bank/{bank}/questions/new", data=typed(asked))
    kept = shelf.form(shelf.page(organiser, made.headers["location"]))
    assert [text for text in kept["option"] if text] == list(asked.options)
    assert [text for text in kept["target"] if text] == list(asked.targets)
    assert shelf.every(bank)[0].parsed == asked


def test_a_prediction_of_a_file_can_still_be_read(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(ParsedQuestion(Kind.prediction, "Bao nhiêu người?"))
    fields = shelf.form(shelf.page(organiser, f"/bank/{bank}/questions/{one}"))
    assert fields["kind"] == ["prediction"]


def test_the_same_words_elsewhere_are_pointed_at(organiser: TestClient) -> None:
    bank, (one, two) = shelf.fill(CITY, replace(CITY, options=("x", "y"), right=(0,)))
    page = shelf.page(organiser, f"/bank/{bank}/questions/{two}")
    link = page.css_first(".banner a")
    assert link is not None and str(link.attributes["href"]).endswith(one)


@pytest.mark.parametrize("start", STORED)
@pytest.mark.parametrize("to", STORED)
def test_states(organiser: TestClient, start: QuestionState, to: QuestionState) -> None:
    bank, (one,) = shelf.fill(CITY, state=start)
    before = shelf.audited()
    answer = move(organiser, bank, one, to)
    assert answer.status_code == 303 and shelf.seen(bank, one).state is to
    assert shelf.audited() == before + (start is not to)
    # A second click finds it done.
    assert move(organiser, bank, one, to).status_code == 303


def test_a_state_is_not_moved_past_somebody_elses_change(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    save(organiser, bank, one, replace(CITY, text="Vừa sửa, chưa ai xem?"))
    answer = move(organiser, bank, one, "approved")
    assert answer.status_code == 409 and "vừa sửa" in shelf.said(answer.text, "#problem")
    assert shelf.seen(bank, one).state is QuestionState.DRAFT
    assert shelf.form(answer.text)["text"] == ["Vừa sửa, chưa ai xem?"]


def test_somebody_reads_a_draft(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    before = shelf.audited()
    for _ in range(2):
        assert move(organiser, bank, one, "reviewed").status_code == 303
    assert shelf.seen(bank, one).state is QuestionState.REVIEWED and shelf.audited() == before + 1
    assert move(organiser, bank, one, "draft", version=2).status_code == 303
    assert shelf.seen(bank, one).state is QuestionState.DRAFT


@pytest.mark.parametrize("data", [{}, {"state": "ready", "version": "1"}, {"state": "draft", "version": "x"}])
def test_a_state_that_is_none(organiser: TestClient, data: dict[str, str]) -> None:
    bank, (one,) = shelf.fill(CITY)
    assert organiser.post(f"/bank/{bank}/questions/{one}/state", data=data).status_code == 422


def test_only_a_draft_that_was_never_approved_is_deleted(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "không lấy lại được" in shelf.said(page, "details")
    answer = organiser.post(f"/bank/{bank}/questions/{one}/deletion")
    assert "Đã xóa" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#result")
    assert organiser.post(f"/bank/{bank}/questions/{one}/deletion").status_code == 404
    _, (two,) = shelf.fill(NUMBER)
    move(organiser, bank, two, "draft")
    refused = organiser.post(f"/bank/{bank}/questions/{two}/deletion")
    assert refused.status_code == 409 and "Ngừng dùng" in shelf.said(refused.text, "#problem")
    assert shelf.page(organiser, f"/bank/{bank}/questions/{two}").css_first("details") is None


def test_an_author_proposes_and_moves_nothing_into_contests(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, (one,) = shelf.fill(CITY)
    before = held()
    assert shelf.page(viewer, f"/bank/{bank}/questions/{one}").css(".standing form") == []
    assert save(viewer, bank, one, replace(CITY, right=(1,))).headers["location"].endswith("?done=revision")
    assert held() == before and shelf.told(bank, one).right == (1,)
    for state in ("approved", "draft", "retired"):
        assert move(viewer, bank, one, state, version=2).status_code == 403
    assert shelf.seen(bank, one).is_changed


def test_an_approver_reads_what_others_write(viewer: TestClient) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, (one,) = shelf.fill(CITY)
    page = shelf.page(viewer, f"/bank/{bank}/questions/{one}")
    assert page.css_first("#question") is None and "Theo Hiến pháp." in shelf.said(page, "#read")
    assert save(viewer, bank, one, replace(CITY, right=(1,))).status_code == 403
    assert shelf.told(bank, one) == CITY


def test_an_author_without_the_right_to_approve_corrects_no_paper(
    viewer: TestClient, organiser: TestClient
) -> None:
    bank, (one,) = shelf.fill(CITY)
    revision = held()
    move(organiser, bank, one, "draft")
    shelf.give(ContestRole.AUTHOR)
    shelf.log_in(viewer, "viewer")
    answer = save(viewer, bank, one, replace(CITY, right=(1,)), version=2)
    assert answer.headers["location"].endswith("?done=revision")
    with reading() as db:
        assert questions.keys(db, [revision])[revision] == (1, CITY.key())


def test_a_corrected_key_is_told_to_grading(organiser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(corrections, "_listener", lambda: told.append("now"))
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, replace(CITY, right=(1,)))
    assert told == ["now"]
    save(organiser, bank, one, replace(CITY, text="Chỉ đổi lời?", right=(1,)), version=2)
    # What waits is nobody's paper yet.
    save(organiser, bank, one, replace(CITY, text="Chỉ đổi lời?", right=(0,)), version=3)
    assert told == ["now"]
    assert SERVER not in told


def test_nobody_else_is_named_in_the_page_of_a_stranger(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    html = organiser.get(f"/bank/{bank}/questions/{one}").text
    assert "<script>" not in html
    assert organiser.get(f"/bank/{bank}/questions/{NOBODY}").status_code == 404
    assert LexborHTMLParser(html).css_first('form[action*="/state"]') is not None
