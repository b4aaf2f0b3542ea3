"""Shuffled papers at the desk: made, printed, and their key when it may be told and not a moment before."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.byhand import variant_key, variant_papers
from contest.byhand.lines import Line
from contest.rounds.service import SETTLE
from contest.ruleset.rules import Visibility
from contest.ruleset.states import ReviewShown
from contest.web.database import reading
from questions.kinds import Content, Key, Kind, make_options
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.printing import pdfs
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import attr, first, text


def url(contest: World, path: str = "variants") -> str:
    return f"/byhand/{contest.round_id}/{path}"


def page(browser: TestClient, contest: World, query: str = "") -> HTMLParser:
    answer = browser.get(url(contest) + query)
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def closed(clock: Clock) -> None:
    world.work(clock.set(CLOSES + world.GRACE + SETTLE))


def test_made_by_one_press_and_shown(proctor: TestClient, contest: World) -> None:
    before = contest.audited()
    assert attr(page(proctor, contest), "#count", "value") == "4"
    answer = proctor.post(url(contest), data={"count": "4"})
    assert (answer.status_code, answer.headers["location"]) == (303, url(contest) + "?done=made")
    assert contest.audited() == before + 1
    shown = page(proctor, contest, "?done=made")
    codes = [text(node) for node in shown.css("tbody td:first-child")]
    assert len(set(codes)) == 4
    assert first(shown, f'a[href="{url(contest, "variants.pdf")}"]')
    assert first(shown, f'a[href="{url(contest, "batch")}"]')


def test_pressed_twice_it_is_one_set(proctor: TestClient, contest: World) -> None:
    proctor.post(url(contest), data={"count": "4"})
    before = contest.audited()
    answer = proctor.post(url(contest), data={"count": "4"})
    assert answer.headers["location"].endswith("?done=same")
    assert contest.audited() == before
    proctor.post(url(contest), data={"count": "6"})
    assert len(page(proctor, contest).css("tbody tr")) == 6


@pytest.mark.parametrize("count", ["3", "25", "", "bốn", "4.5"])
def test_a_wrong_count_is_said_beside_its_field(proctor: TestClient, contest: World, count: str) -> None:
    answer = proctor.post(url(contest), data={"count": count})
    shown = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert text(first(shown, "#count-err"))
    assert attr(shown, "#count", "value") == count


def test_outside_the_hours_nothing_is_made_or_printed(
    proctor: TestClient, contest: World, clock: Clock
) -> None:
    clock.move(minutes=-1)
    assert proctor.post(url(contest), data={"count": "4"}).status_code == 409
    assert page(proctor, contest).css_first("#count") is None
    clock.set(OPENS)
    proctor.post(url(contest), data={"count": "4"})
    closed(clock)
    for path in ("variants.pdf", "variants.docx", "variants.pdf?answers=1"):
        assert proctor.get(url(contest, path)).status_code == 409
    assert proctor.post(url(contest), data={"count": "8"}).status_code == 409


def test_the_papers_ask_what_they_are_typed_in_by(proctor: TestClient, contest: World) -> None:
    codes = desk.mixed(contest, OPENS)
    answer = proctor.get(url(contest, "variants.pdf"))
    said = pdfs.text(answer.content)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    for code in codes:
        assert f"Mã đề {code}" in said
    assert said.count("Phiếu trả lời ") >= 4 and said.count("Câu hỏi số 0 về dịch vụ công là gì?") == 4
    one = pdfs.text(proctor.get(url(contest, f"variants.pdf?code={codes[0]}")).content)
    assert codes[0] in one and codes[1] not in one
    only = pdfs.text(proctor.get(url(contest, "variants.pdf?answers=1")).content)
    assert "dịch vụ công" not in only and codes[3] in only
    assert proctor.get(url(contest, "variants.pdf?code=100")).status_code == 404
    assert proctor.get(url(contest, "variants.pdf?code=x")).status_code == 404
    assert proctor.get(url(contest, "variants.exe")).status_code == 404


def test_the_word_file_says_the_same(proctor: TestClient, contest: World) -> None:
    codes = desk.mixed(contest, OPENS)
    answer = proctor.get(url(contest, "variants.docx"))
    assert "attachment" in answer.headers["content-disposition"]
    document = Document(io.BytesIO(answer.content))
    said = [each.text for each in document.paragraphs]
    for code in codes:
        assert f"Mã đề {code}" in said
    assert sum("Câu hỏi số 0 về dịch vụ công" in each for each in said) == 4


def test_without_codes_there_is_no_file(proctor: TestClient, contest: World) -> None:
    for path in ("variants.pdf", "key.pdf", "batch.xlsx"):
        assert proctor.get(url(contest, path)).status_code == 404


def test_nothing_printed_depends_on_the_key(contest: World, clock: Clock) -> None:
    desk.mixed(contest, OPENS)
    with reading() as db:
        view = contest.view(clock.now)
        given = variant_papers.wanted(db, view, variant_papers.variants.made(db, view.id))
    letters = {option[0] for one in given.variants for each in one.questions for option in each.options}
    assert letters == {"A", "B", "C", "D"}
    assert all(each.note == "chọn một chữ" for one in given.variants for each in one.questions)


def test_parts_and_the_prediction_stand_under_their_titles(proctor: TestClient, clock: Clock) -> None:
    contest = world.make(world.in_parts(by_hand=True), slug="phan")
    desk.mixed(contest, OPENS)
    with reading() as db:
        view = contest.view(clock.now)
        given = variant_papers.wanted(db, view, variant_papers.variants.made(db, view.id))
    for one in given.variants:
        assert [part.title for part in one.parts] == ["Phần I. Trắc nghiệm", "Phần II"]
        assert [len(part.questions) for part in one.parts] == [2, 2]
        assert one.questions[-1].label == "Dự đoán"


def test_the_key_comes_after_the_close(proctor: TestClient, contest: World, clock: Clock) -> None:
    codes = desk.mixed(contest, OPENS)
    for moment in (OPENS, CLOSES):
        clock.set(moment)
        for ending in ("pdf", "docx"):
            assert proctor.get(url(contest, f"key.{ending}")).status_code == 409
        assert "sau khi vòng đóng" in page(proctor, contest).text()
        assert page(proctor, contest).css_first(f'a[href="{url(contest, "key.pdf")}"]') is None
    closed(clock)
    assert first(page(proctor, contest), f'a[href="{url(contest, "key.pdf")}"]')
    said = pdfs.text(proctor.get(url(contest, "key.pdf")).content)
    assert "Đáp án theo mã đề" in said and all(code in said for code in codes)
    document = Document(io.BytesIO(proctor.get(url(contest, "key.docx")).content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["Câu", *codes]
    for column, code in enumerate(codes, 1):
        assert [row[column] for row in rows[1:]] == desk.variant_letters(contest, code)


def test_a_key_that_the_rules_keep_back_is_for_who_may_see_the_bank(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    shown = Visibility(review=ReviewShown.NEVER)
    contest = world.make(world.rules(by_hand=True, visibility=shown))
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.PROCTOR)
    clock.set(OPENS)
    desk.mixed(contest, OPENS)
    closed(clock)
    answer = browser.get(url(contest, "key.pdf"))
    assert (answer.status_code, variant_key.NOT_SHOWN in answer.text) == (409, True)
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.OWNER)
    assert browser.get(url(contest, "key.pdf")).status_code == 200


@pytest.mark.parametrize(
    ("kind", "texts", "key", "said"),
    [
        (Kind.one, ("x", "y"), lambda ids: Key((ids[1],)), "B"),
        (Kind.several, ("x", "y", "z"), lambda ids: Key((ids[2], ids[0])), "AC"),
        (Kind.true_false, (), lambda ids: Key((ids[0],)), "Đ"),
        (Kind.statements, ("x", "y"), lambda ids: Key(pairs=((ids[0], "sai"), (ids[1], "dung"))), "SĐ"),
        (Kind.ordering, ("x", "y"), lambda ids: Key(pairs=((ids[0], "2"), (ids[1], "1"))), "BA"),
        (Kind.number, (), lambda ids: Key(number=12, tolerance=1), "12 (± 1)"),
        (Kind.short, (), lambda ids: Key(accepted=("hợp tác xã", "HTX")), "hợp tác xã hoặc HTX"),
    ],
    ids=["one", "several", "true or false", "statements", "ordering", "number", "short"],
)
def test_the_key_in_the_letters_of_one_paper(
    kind: Kind, texts: tuple[str, ...], key: Callable[[tuple[str, ...]], Key], said: str
) -> None:
    options = make_options(kind, texts) if kind not in (Kind.number, Kind.short) else ()
    content = Content(kind, "Câu hỏi", options)
    ids = tuple(one.id for one in content.options)
    assert variant_key.said(Line(content, ids), key(ids)) == said
