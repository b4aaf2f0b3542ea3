"""`bank.twins` and `bank.part`: questions that look alike, before one more is saved and in the whole bank."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.bank import shelf
from tests.contest.bank.shelf import NOBODY
from tests.contest.bank.test_edit import save
from tests.contest.bank.test_new import typed
from tests.contest.rounds.test_index import statements

DAY = ParsedQuestion(
    Kind.one, "Ngày Chuyển đổi số quốc gia hằng năm là ngày nào?", ("10/10", "10/8", "19/8"), (0,)
)
LIKE = replace(DAY, text="Ngày Chuyển đổi số quốc gia hằng năm là ngày nào vậy?")
OTHER = ParsedQuestion(
    Kind.one, "Cơ quan nào cấp căn cước cho công dân Việt Nam?", ("Công an", "Tư pháp"), (0,)
)


def add(browser: TestClient, bank: str, wanted: ParsedQuestion, **more: Any) -> Any:
    return browser.post(f"/bank/{bank}/questions/new", data=typed(wanted, **more))


def part(browser: TestClient, bank: str, one: str, other: str) -> Any:
    return browser.post(f"/bank/{bank}/twins", data={"one": one, "other": other})


def pairs(browser: TestClient, bank: str) -> list[list[str]]:
    """The ids of each pair on the page."""
    page = shelf.page(browser, f"/bank/{bank}/twins")
    return [
        [str(node.attributes["href"])[-13:] for node in row.css(".heads a")] for row in page.css(".twins")
    ]


def test_a_new_question_that_is_like_another_is_shown_beside_it(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(DAY)
    before = shelf.audited()
    answer = add(organiser, bank, LIKE)
    assert answer.status_code == 409 and shelf.audited() == before and len(shelf.every(bank)) == 1
    assert "rất giống" in shelf.said(answer.text, "#problem") or "rất giống" in shelf.said(
        answer.text, "main"
    )
    page = shelf.LexborHTMLParser(answer.text)
    assert [node.text() for node in page.css("#beside-other ins")] == ["[thêm: vậy?]"] or page.css("ins")
    assert page.css(f"#beside-other a[href='/bank/{bank}/questions/{one}']")
    # What was typed is kept, and one click saves it all the same.
    fields = shelf.form(answer.text)
    assert fields["text"] == [LIKE.text]
    button = page.css_first("#beside-other button")
    assert button is not None and button.attributes["form"] == "question"
    kept = organiser.post(f"/bank/{bank}/questions/new", data=fields | {"deed": ["anyway"]})
    assert kept.status_code == 303 and len(shelf.every(bank)) == 2


def test_the_very_same_is_refused_as_before(organiser: TestClient) -> None:
    bank, _ = shelf.fill(DAY)
    for deed in ("save", "anyway"):
        answer = add(organiser, bank, DAY, deed=deed)
        assert answer.status_code == 409 and "cùng nội dung" in answer.text
        assert shelf.LexborHTMLParser(answer.text).css_first("#beside-other") is None


@pytest.mark.parametrize(
    "wanted",
    [OTHER, replace(DAY, text="Ngày Chuyển đổi số quốc gia năm 2025 là ngày nào?")],
    ids=["other", "number"],
)
def test_what_is_not_alike_is_saved_at_once(organiser: TestClient, wanted: ParsedQuestion) -> None:
    bank, _ = shelf.fill(replace(DAY, text="Ngày Chuyển đổi số quốc gia năm 2026 là ngày nào?"))
    assert add(organiser, bank, wanted).status_code == 303


def test_a_change_is_compared_when_its_words_change(organiser: TestClient) -> None:
    bank, (_, two) = shelf.fill(DAY, OTHER)
    answer = save(organiser, bank, two, LIKE)
    assert answer.status_code == 409 and "Vẫn lưu" in shelf.said(answer.text, "#beside-other")
    assert shelf.form(answer.text)["version"] == ["1"]
    assert save(organiser, bank, two, LIKE, deed="anyway").status_code == 303
    # Its words stay, so nobody is asked again.
    assert save(organiser, bank, two, replace(LIKE, explanation="Khác."), version=2).status_code == 303


def test_pairs_of_a_bank_and_what_is_no_pair(organiser: TestClient) -> None:
    bank, (one, two, _) = shelf.fill(DAY, LIKE, OTHER)
    assert pairs(organiser, bank) == [[one, two]]
    before = shelf.audited()
    form = shelf.form(shelf.page(organiser, f"/bank/{bank}/twins"), ".twins form")
    answer = organiser.post(f"/bank/{bank}/twins", data=form)
    assert "không phải trùng" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#done")
    assert pairs(organiser, bank) == [] and shelf.audited() == before + 1
    # Said twice, and the other way round, it stands once; other words of the second are asked about no more.
    assert part(organiser, bank, two, one).status_code == 303
    assert save(organiser, bank, two, replace(LIKE, text=f"{DAY.text} Vậy?")).status_code == 303


def test_a_new_question_is_among_the_pairs_at_once(organiser: TestClient) -> None:
    bank, _ = shelf.fill(DAY)
    assert pairs(organiser, bank) == []
    add(organiser, bank, LIKE, deed="anyway")
    assert len(pairs(organiser, bank)) == 1


def test_a_retired_one_is_nobodys_twin(organiser: TestClient) -> None:
    bank, ids = shelf.fill(DAY, LIKE)
    organiser.post(f"/bank/{bank}/changes", data={"question": ids[:1], "deed": "state:retired"})
    assert pairs(organiser, bank) == []


@pytest.mark.parametrize("other", [NOBODY, "", "x", "'"], ids=["nobody", "none", "short", "sign"])
def test_no_such_pair(organiser: TestClient, other: str) -> None:
    bank, (one,) = shelf.fill(DAY)
    foreign, (stranger,) = shelf.fill(DAY, slug="khac")
    before = shelf.audited()
    for name in (other, stranger):
        assert part(organiser, bank, one, name).status_code == 404
    assert part(organiser, bank, one, one).status_code == 422
    assert foreign and shelf.audited() == before


def test_who_may_do_what(viewer: TestClient) -> None:
    bank, (one, two) = shelf.fill(DAY, LIKE)
    assert viewer.get(f"/bank/{bank}/twins").status_code == 404
    assert part(viewer, bank, one, two).status_code == 404
    shelf.give(ContestRole.APPROVER)
    assert shelf.page(viewer, f"/bank/{bank}/twins").css(".twins form") == []
    assert part(viewer, bank, one, two).status_code == 403


def test_a_stranger_and_another_site_do_nothing(app_client: TestClient) -> None:
    bank, (one, two) = shelf.fill(DAY, LIKE)
    assert app_client.get(f"/bank/{bank}/twins").status_code == 303
    assert part(app_client, bank, one, two).status_code == 401
    evil = app_client.post(f"/bank/{bank}/twins", headers={"Origin": "https://evil.example"})
    assert evil.status_code == 403


@pytest.mark.parametrize("page", ["0", "abc", "9999", "2"])
def test_a_page_that_is_not_there_is_the_last(organiser: TestClient, page: str) -> None:
    bank, _ = shelf.fill(DAY, LIKE)
    assert len(shelf.page(organiser, f"/bank/{bank}/twins", page=page).css(".twins")) == 1


def test_statements_do_not_grow(organiser: TestClient) -> None:
    counted = []
    for slug, many in (("it", 2), ("nhieu", 15)):
        texts = [f"{DAY.text} {'vậy ' if one else ''}{'nhỉ' * one}" for one in range(many)]
        bank, _ = shelf.fill(*(replace(DAY, text=text) for text in texts), slug=slug)
        with statements() as said:
            shelf.page(organiser, f"/bank/{bank}/twins")
        counted.append(len(said))
    assert counted[0] == counted[1]
