"""`bank.law` and `bank.prolong`: questions whose law changed or soon will, each with its mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from contest.bank import laws
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NOBODY, NUMBER, TRUE
from tests.contest.documents import register
from tests.contest.documents.register import BASED, DECREE, NEW
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import OPENS

NEAR = OPENS.date() + timedelta(days=30)
DATED = replace(NUMBER, valid_until=NEAR)


def replaced() -> None:
    """The decree that BASED rests on was replaced."""
    register.change(register.id_of(), replace(DECREE, replaced_by=register.add(NEW)))


def prolong(browser: TestClient, bank: str, one: str, day: str, version: int = 1) -> Any:
    data = {"valid_until": day, "version": str(version)}
    return browser.post(f"/bank/{bank}/questions/{one}/validity", data=data)


def texts(browser: TestClient, bank: str) -> list[str]:
    page = shelf.page(browser, f"/bank/{bank}/law")
    return [" ".join(node.text().split()) for node in page.css("#rows td:first-child > a")]


def test_what_changed_is_told_with_why(organiser: TestClient) -> None:
    bank, (_, near, _) = shelf.fill(BASED, DATED, TRUE)
    assert texts(organiser, bank) == [DATED.text]
    replaced()
    assert set(texts(organiser, bank)) == {DATED.text, BASED.text}
    page = shelf.page(organiser, f"/bank/{bank}/law")
    said = shelf.said(page, "#rows")
    assert "13/2023/NĐ-CP ngày 17/04/2023, thay bằng 356/2025/NĐ-CP" in said
    assert f"Sắp đến ngày phải xem lại: {NEAR:%d/%m/%Y}" in shelf.said(page, f"#q-{near}")
    banner = shelf.page(organiser, f"/bank/{bank}")
    assert shelf.said(banner, "#law").startswith("2 câu có căn cứ đã thay đổi")
    assert banner.css(f"#law a[href='/bank/{bank}/law']")


def test_it_goes_out_with_the_lists_own_export(organiser: TestClient) -> None:
    bank, _ = shelf.fill(BASED, TRUE)
    replaced()
    link = shelf.page(organiser, f"/bank/{bank}/law").css(".files a")[1].attributes["href"]
    text = organiser.get(str(link)).content.decode("utf-8-sig")
    assert BASED.text in text and TRUE.text not in text


def test_a_later_day_waits_for_approval_and_takes_it_off(organiser: TestClient) -> None:
    bank, (one, draft) = shelf.fill(DATED, TRUE)
    answer = prolong(organiser, bank, one, "31/12/2027")
    assert answer.headers["location"] == f"/bank/{bank}/law?done=revision"
    page = shelf.page(organiser, answer.headers["location"])
    assert "chờ duyệt" in shelf.said(page, "#done") and texts(organiser, bank) == []
    stored = shelf.seen(bank, one)
    assert (stored.newest.valid_until, stored.is_changed) == (date(2027, 12, 31), True)
    assert prolong(organiser, bank, one, "31/12/2027", version=2).headers["location"].endswith("done=nothing")
    assert prolong(organiser, bank, draft, "31/12/2027", version=9).status_code == 409


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", laws.NO_DAY),
        ("31/02/2027", laws.NO_DAY),
        (f"{OPENS:%d/%m/%Y}", laws.PAST),
        ("01/01/2020", laws.PAST),
    ],
    ids=["none", "no-day", "today", "past"],
)
def test_a_day_that_is_none_is_kept_beside_its_question(organiser: TestClient, day: str, why: str) -> None:
    bank, (one, two) = shelf.fill(DATED, replace(TRUE, valid_until=NEAR))
    before = shelf.audited()
    answer = prolong(organiser, bank, one, day)
    assert answer.status_code == 422 and shelf.said(answer.text, f"#day-{one}-err") == why
    assert shelf.form(answer.text, f"#q-{one}")["valid_until"] == [day]
    assert shelf.form(answer.text, f"#q-{two}")["valid_until"] == [""] and shelf.audited() == before


def test_it_is_retired_from_the_list(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(DATED)
    form = shelf.form(shelf.page(organiser, f"/bank/{bank}/law"), f"#q-{one} form[action$='/state']")
    answer = organiser.post(f"/bank/{bank}/questions/{one}/state", data=form)
    assert answer.headers["location"] == f"/bank/{bank}/law?done=retired"
    assert shelf.seen(bank, one).state is QuestionState.RETIRED and texts(organiser, bank) == []


def test_who_may_do_what(viewer: TestClient) -> None:
    bank, (one,) = shelf.fill(DATED)
    assert viewer.get(f"/bank/{bank}/law").status_code == 404
    assert prolong(viewer, bank, one, "31/12/2027").status_code == 404
    shelf.give(ContestRole.APPROVER)
    page = shelf.page(viewer, f"/bank/{bank}/law")
    assert page.css("form[action$='/validity']") == [] and len(page.css("form[action$='/state']")) == 1
    assert prolong(viewer, bank, one, "31/12/2027").status_code == 403
    shelf.give(ContestRole.AUTHOR)
    assert prolong(viewer, bank, one, "31/12/2027").status_code == 303


def test_a_stranger_and_another_site_do_nothing(app_client: TestClient) -> None:
    bank, (one,) = shelf.fill(DATED)
    assert app_client.get(f"/bank/{bank}/law").status_code == 303
    assert prolong(app_client, bank, one, "31/12/2027").status_code == 401
    evil = app_client.post(
        f"/bank/{bank}/questions/{one}/validity", headers={"Origin": "https://evil.example"}
    )
    assert evil.status_code == 403


def test_no_such_question(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    other, (one,) = shelf.fill(CITY, slug="khac")
    assert prolong(organiser, bank, NOBODY, "31/12/2027").status_code == 404
    assert prolong(organiser, bank, one, "31/12/2027").status_code == 404
    assert organiser.get(f"/bank/{bank}/questions/{one}/validity").status_code in (404, 405)
    assert other and organiser.get(f"/bank/{NOBODY}/law").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999", "7"])
def test_a_page_that_is_not_there_is_the_last(organiser: TestClient, page: str) -> None:
    bank, _ = shelf.fill(DATED)
    assert len(shelf.page(organiser, f"/bank/{bank}/law", page=page).css("#rows tbody tr")) == 1


def test_statements_do_not_grow(organiser: TestClient) -> None:
    counted = []
    for many in (3, 40):
        asked = [replace(DATED, text=f"Có mấy tỉnh năm {many} số {one}?") for one in range(many)]
        bank, _ = shelf.fill(*asked)
        with statements() as said:
            shelf.page(organiser, f"/bank/{bank}/law")
        counted.append(len(said))
    assert counted[0] == counted[1]
