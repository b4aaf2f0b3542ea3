"""`office.privacy`: the notice, its editions, and what people agree to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import Role
from contest.office import service
from contest.office.rules import PUBLISHED, PURPOSE, Notice
from contest.people.models import Entry
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.office.conftest import Enter
from tests.contest.rounds import world
from tests.parsed import HTMLParser, attr, text

FORM = {
    "holder": "UBND xã Đăk Tô",
    "contact": "Chị Hồ Thị Nhung, 0260 383 1111",
    "months": "6",
    "purpose": "Xét giải và trao giải.",
    "published": "Tên người đạt giải, khi người đó đồng ý.",
    "version": "1",
    "step": "0",
}
ENTER = "/campaigns/cds/entries/new"


def stored() -> Notice:
    with reading() as db:
        return service.current(db).notice


def test_it_begins_with_a_notice_that_holds(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/privacy").text)
    assert text(page.css_first("#purpose")) == PURPOSE and text(page.css_first("#published")) == PUBLISHED
    assert attr(page, "#months", "value") == "12"
    assert [text(row) for row in page.css(".editions li")] == ["Bản 1, ngày 23/11/2026: giữ tên 12 tháng"]


def test_a_change_is_a_new_edition(admin: TestClient) -> None:
    answer = admin.post("/office/privacy", data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/privacy?saved=1")
    assert (stored().version, stored().months, stored().contact) == (2, 6, FORM["contact"])
    page = HTMLParser(admin.get(answer.headers["location"]).text)
    assert "bản 2" in text(page.css_first(".banner.is-saved"))
    assert text(page.css_first(".editions li")) == "Bản 2, ngày 05/10/2026: giữ tên 6 tháng"
    assert admin.post("/office/privacy", data=FORM).status_code == 303, "a double click"
    assert stored().version == 2


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"months": ""}, {"months"}),
        ({"months": "0"}, {"months"}),
        ({"months": "61"}, {"months"}),
        ({"months": "sáu"}, {"months"}),
        ({"months": "1.5"}, {"months"}),
        ({"purpose": " "}, {"purpose"}),
        ({"published": "x" * 601, "holder": "x" * 201}, {"published", "holder"}),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    admin: TestClient, change: dict[str, str], wrong: set[str]
) -> None:
    answer = admin.post("/office/privacy", data=FORM | change)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == wrong
    assert attr(page, "#months", "value") == (FORM | change)["months"]
    assert text(page.css_first("#purpose")) == (FORM | change)["purpose"].strip()
    assert not stored().is_set


@pytest.mark.parametrize("change", [{"version": ""}, {"dated": "2020-01-01"}, {"step": "-1"}])
def test_what_our_form_never_sends(admin: TestClient, change: dict[str, str]) -> None:
    assert admin.post("/office/privacy", data=FORM | change).status_code == 422


def test_two_administrators(enter: Enter) -> None:
    one, other = enter(Role.ADMIN, "tung"), enter(Role.ADMIN, "nhung")
    one.post("/office/privacy", data=FORM)
    answer = other.post("/office/privacy", data=FORM | {"months": "24"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 409 and attr(page, "#months", "value") == "24"
    assert "Giữ tên bao nhiêu tháng “6”" in text(page.css_first(".banner.is-waiting"))
    assert stored().months == 6
    again = FORM | {"months": "24", "version": attr(page, "[name=version]", "value")}
    assert other.post("/office/privacy", data=again).status_code == 303
    assert (stored().months, stored().version) == (24, 3)


def test_in_the_first_run_it_leads_on(admin: TestClient) -> None:
    answer = admin.post("/office/privacy", data=FORM | {"step": "4"})
    assert answer.headers["location"] == "/office/phones?step=5"


# --- what people read and agree to ----------------------------------------------------------------

PERSON = {"name": "Y Bích", "birth_year": "1990", "consent_join": "1"}


def consents() -> list[str]:
    with reading() as db:
        return list(db.exec(select(Entry.consent_version).order_by(Entry.consent_version)))


def test_entrants_read_it_and_their_consent_names_the_edition(
    admin: TestClient, stranger: TestClient, clock: Clock
) -> None:
    world.make(bank=0)
    clock.set(world.OPENS)
    assert "UBND xã Đăk Tô" in text(HTMLParser(stranger.get(ENTER).text).css_first("#privacy"))
    assert stranger.post(ENTER, data=PERSON).status_code == 303
    admin.post("/office/privacy", data=FORM)
    page = HTMLParser(stranger.get(ENTER).text)
    notice = text(page.css_first("#privacy"))
    for told in (
        "UBND xã Đăk Tô. Chị Hồ Thị Nhung",
        FORM["purpose"],
        FORM["published"],
        "05/04/2027",
        "Bản 2",
    ):
        assert told in notice
    form = PERSON | {"name": "A Thui", "notice": attr(page, "[name=notice]", "value")}
    assert stranger.post(ENTER, data=form).status_code == 303
    assert consents() == ["1", "2"]


def test_nobody_agrees_to_what_they_have_not_read(
    admin: TestClient, stranger: TestClient, clock: Clock
) -> None:
    world.make(bank=0)
    clock.set(world.OPENS)
    old = attr(HTMLParser(stranger.get(ENTER).text), "[name=notice]", "value")
    admin.post("/office/privacy", data=FORM)
    answer = stranger.post(ENTER, data=PERSON | {"notice": old})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422 and consents() == []
    assert "vừa thay đổi" in text(page.css_first("#consent_join-err"))
    assert attr(page, "#name", "value") == "Y Bích"
    ticked = page.css_first("#consent_join")
    assert ticked is not None and "checked" not in ticked.attributes
    new = attr(page, "[name=notice]", "value")
    assert stranger.post(ENTER, data=PERSON | {"notice": new}).status_code == 303
    assert consents() == ["2"]


@pytest.mark.parametrize(("first", "months"), [("6", 6), ("24", 12)])
def test_names_go_by_the_shortest_promise(
    admin: TestClient,
    stranger: TestClient,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    months: int,
) -> None:
    """One person agreed to twelve months; whoever keeps all of them for longer breaks that word."""
    from contest.rounds import keeping

    world.make(bank=0)
    clock.set(world.OPENS)
    stranger.post(ENTER, data=PERSON)
    admin.post("/office/privacy", data=FORM | {"months": first})
    stranger.post(ENTER, data=PERSON | {"name": "A Thui"})
    due = datetime(2026 + (months + 9) // 12, (months + 9) % 12 + 1, 5, 3, tzinfo=UTC)
    monkeypatch.setattr(keeping, "_looked_at", None)
    assert len(keeping.over(due - timedelta(seconds=1))) == 0
    assert len(keeping.over(due)) == 1
