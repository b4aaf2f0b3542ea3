"""`bank.comment`, `bank.send_back`, `bank.settle`, `bank.signing`: two pairs of eyes on the desk's pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from contest.bank import reviewing, service
from contest.web.database import reading
from questions import service as questions
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NOBODY, NUMBER
from tests.contest.bank.test_edit import held, move, save

DRAFT = QuestionState.DRAFT
WORDED = replace(CITY, text="Thủ đô nước ta ở đâu?")


def say(browser: TestClient, bank: str, one: str, said: str, deed: str = "comments", **more: Any) -> Any:
    data = {"said": said, "version": "1"} | more
    return browser.post(f"/bank/{bank}/questions/{one}/{deed}", data=data)


def settle(browser: TestClient, bank: str, one: str, comment: str) -> Any:
    return browser.post(f"/bank/{bank}/questions/{one}/comments/{comment}/settling")


def comment_of(page: Any) -> str:
    """The id of the first comment that is open."""
    (action, *_) = [node.attributes["action"] or "" for node in page.css(".remark form")]
    return action.split("/")[-2]


def test_author_and_approver_agree_on_new_words(viewer: TestClient, organiser: TestClient) -> None:
    """The author changes what contests ask; the approver sees the difference, sends it back, approves it."""
    shelf.give(ContestRole.AUTHOR)
    bank, (one,) = shelf.fill(CITY)
    before, address = held(), f"/bank/{bank}/questions/{one}"
    shelf.log_in(viewer, "viewer")
    answer = save(viewer, bank, one, WORDED)
    assert "vẫn dùng bản 1" in shelf.said(shelf.page(viewer, answer.headers["location"]), "#done")
    assert held() == before and shelf.page(viewer, address).css(".standing form[action$='/state']") == []

    shelf.log_in(organiser, "organiser")
    page = shelf.page(organiser, address)
    assert [node.text() for node in page.css("#changes ins")] == ["[thêm: nước ta ]"]
    assert "[bỏ:" not in shelf.said(page, "#changes") and "đang dùng" in shelf.said(page, "#changes summary")
    assert say(organiser, bank, one, "Ghi rõ năm.", "return", version="2").status_code == 303
    assert shelf.page(organiser, f"/bank/{bank}", desk="cho-toi").css("#rows tbody tr") == []
    (row,) = shelf.page(organiser, f"/bank/{bank}", desk="gop-y").css("#rows tbody tr")
    assert "1 góp ý" in row.text().replace("\u00a0", " ") and "Bản sửa chờ duyệt" in row.text()

    shelf.log_in(viewer, "viewer")
    page = shelf.page(viewer, address)
    assert "Ghi rõ năm." in shelf.said(page, ".remark") and "trả lại để sửa" in shelf.said(page, ".remark")
    save(viewer, bank, one, replace(WORDED, text="Thủ đô nước ta năm 2026 ở đâu?"), version=3)
    assert settle(viewer, bank, one, comment_of(page)).status_code == 303

    shelf.log_in(organiser, "organiser")
    assert "1 câu chờ bạn duyệt" in shelf.said(shelf.page(organiser, f"/bank/{bank}"), "#waiting")
    assert move(organiser, bank, one, "approved", version=4).status_code == 303
    assert held() != before
    page = shelf.page(organiser, address)
    assert page.css_first("#changes") is None and "duyệt: Nguyễn Thanh Tùng" in shelf.said(page, ".standing")


def test_what_i_wrote_is_approved_by_another(organiser: TestClient) -> None:
    shelf.another()
    bank, (one,) = shelf.fill(CITY, state=DRAFT)
    save(organiser, bank, one, WORDED)
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "một người khác soát và duyệt" in shelf.said(page, "#another")
    for state in ("approved", "reviewed"):
        answer = move(organiser, bank, one, state, version=2)
        assert answer.status_code == 403 and shelf.said(answer.text, "#problem") == service.OWN
    assert shelf.seen(bank, one).state is DRAFT
    done = organiser.post(f"/bank/{bank}/changes", data={"question": [one], "deed": "state:approved"})
    assert "chính bạn sửa lần cuối" in shelf.said(shelf.page(organiser, done.headers["location"]), "#result")
    shelf.log_in(organiser, "binh")
    assert move(organiser, bank, one, "reviewed", version=2).status_code == 303
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "Đã soát" in shelf.said(page, ".standing") and "đã soát: Trần Thị Bình" in shelf.said(
        page, ".standing"
    )
    # Who read it may be the one who approves it.
    assert move(organiser, bank, one, "approved", version=3).status_code == 303
    assert not shelf.seen(bank, one).newest.signed_alone


def test_who_is_alone_signs_alone_and_it_is_said(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=DRAFT)
    save(organiser, bank, one, WORDED)
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "Duyệt (một người ký)" in [node.text() for node in page.css(".standing button")]
    assert move(organiser, bank, one, "approved", version=2).status_code == 303
    assert shelf.seen(bank, one).newest.signed_alone
    for path in ("", "/history"):
        page = shelf.page(organiser, f"/bank/{bank}/questions/{one}{path}")
        assert shelf.said(page, "b.alone").startswith("một người ký")


def test_the_bank_may_always_want_two(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=DRAFT)
    save(organiser, bank, one, WORDED)
    page = shelf.page(organiser, f"/bank/{bank}")
    assert "1 người được duyệt" in shelf.said(page, "#signing")
    form = shelf.form(page, "#signing")
    before = shelf.audited()
    for _ in range(2):
        assert organiser.post(f"/bank/{bank}/signing", data=form).status_code == 303
    assert shelf.audited() == before + 1
    assert "luôn cần hai người" in shelf.said(shelf.page(organiser, f"/bank/{bank}"), "#signing summary")
    assert move(organiser, bank, one, "approved", version=2).status_code == 403
    assert organiser.post(f"/bank/{bank}/signing", data={"alone": "yes"}).status_code == 303
    assert move(organiser, bank, one, "approved", version=2).status_code == 303


def test_only_organisers_say_who_signs(viewer: TestClient) -> None:
    shelf.give(ContestRole.OWNER)
    bank, _ = shelf.fill(CITY)
    assert shelf.page(viewer, f"/bank/{bank}").css_first("#signing") is None
    assert viewer.post(f"/bank/{bank}/signing", data={"alone": "no"}).status_code == 403
    assert viewer.post(f"/bank/{bank}/signing", data={"alone": "maybe"}).status_code == 422


def test_a_comment_is_kept_and_seen_to(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    before = shelf.audited()
    answer = say(organiser, bank, one, "  <b>Căn cứ</b> nào?\nNghị quyết 57?  ")
    page = shelf.page(organiser, answer.headers["location"].partition("#")[0])
    remark = page.css_first(".remark .text")
    assert remark is not None and remark.text() == "<b>Căn cứ</b> nào?\nNghị quyết 57?"
    assert shelf.said(page, "#done") == "Đã gửi góp ý." and "1/1 chưa xử lý" in shelf.said(
        page, "#remarks h2"
    )
    say(organiser, bank, one, "<b>Căn cứ</b> nào?\nNghị quyết 57?")
    comment = comment_of(page)
    for _ in range(2):
        assert settle(organiser, bank, one, comment).status_code == 303
    assert shelf.audited() == before + 2
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "Đã xử lý" in shelf.said(page, ".remark.settled") and page.css(".remark form") == []
    assert settle(organiser, bank, one, NOBODY).status_code == 404


@pytest.mark.parametrize(
    ("said", "deed", "why"),
    [
        ("", "comments", reviewing.NOTHING_SAID),
        (" \n ", "comments", reviewing.NOTHING_SAID),
        ("", "return", reviewing.WHY_BACK),
        ("x" * (reviewing.LONGEST + 1), "comments", reviewing.TOO_LONG),
    ],
    ids=["empty", "blank", "empty-return", "long"],
)
def test_what_is_no_comment_is_said_beside_it(organiser: TestClient, said: str, deed: str, why: str) -> None:
    bank, (one,) = shelf.fill(CITY, state=DRAFT)
    before = shelf.audited()
    answer = say(organiser, bank, one, said, deed)
    assert answer.status_code == 422 and shelf.said(answer.text, "#said-err") == why
    assert shelf.form(answer.text, ".say")["said"] == [said] and shelf.audited() == before


def test_only_what_waits_is_sent_back_and_no_stale_page_does_it(organiser: TestClient) -> None:
    bank, (one, two) = shelf.fill(CITY, NUMBER)
    answer = say(organiser, bank, one, "Sửa đi.", "return")
    assert answer.status_code == 409 and shelf.said(answer.text, "#problem") == reviewing.IN_USE
    save(organiser, bank, two, replace(NUMBER, number=63, text="Có mấy tỉnh?"))
    late = say(organiser, bank, two, "Sửa đi.", "return")
    assert late.status_code == 409 and shelf.form(late.text, ".say")["said"] == ["Sửa đi."]
    with reading() as db:
        assert len(questions.pool(db, "bank")) == 2


def test_new_words_are_dropped(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, WORDED)
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "Bỏ hẳn bản 2" in shelf.said(page, "details.ask")
    before = shelf.audited()
    answer = organiser.post(f"/bank/{bank}/questions/{one}/deletion")
    assert answer.headers["location"].endswith("?done=dropped")
    assert "như bản 1" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#done")
    assert shelf.told(bank, one) == CITY and shelf.audited() == before + 1
    assert organiser.post(f"/bank/{bank}/questions/{one}/deletion").status_code == 409
    # A form of before is stale.
    assert save(organiser, bank, one, WORDED, version=2).status_code == 409


def test_an_author_leaves_the_topics_of_what_contests_draw(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, (one,) = shelf.fill(CITY)
    answer = save(viewer, bank, one, replace(CITY, topics=("cchc",)))
    assert answer.status_code == 422 and "người duyệt" in shelf.said(answer.text, "#topics")
    done = viewer.post(f"/bank/{bank}/changes", data={"question": [one], "deed": "add_topic:cchc"})
    assert "refused=1" in done.headers["location"] and shelf.told(bank, one) == CITY
