"""What the entry form asks, set among the people of a contest: shown beforehand, stored, forced by age."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import prizes
from contest.campaigns import service as campaigns
from contest.campaigns.prizes import Promised
from contest.commendations import promising
from contest.errors import Invalid
from contest.people.asking import LEAST, USUAL, Ask, Fields
from contest.planning import present, preview, service
from contest.planning.labels import in_words
from contest.planning.states import Group
from contest.ruleset.rules import Criterion
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.test_drafting import SETTINGS, post

PEOPLE = "people"


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def form(browser: TestClient, round_id: str) -> dict[str, str]:
    return plans.fields(browser.get(f"/planning/{round_id}/{PEOPLE}").text)


def shown(html: str) -> list[str]:
    """What people will be asked, as the page says it."""
    return [plans.text(line) for line in plans.page(html).css(".asked li")]


def test_a_new_contest_asks_the_least(organiser: TestClient, draft: str, clock: Clock) -> None:
    assert plans.view(draft, clock.now).wanted == LEAST
    given = form(organiser, draft)
    assert (given["asks_year"], given["asks_phone"], given["asks_unit"]) == ("off", "off", "required")


def test_what_is_set_is_stored_for_all_rounds(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft) | {"asks_year": "optional", "asks_phone": "required", "asks_unit": "off"}
    assert organiser.post(f"/planning/{draft}/{PEOPLE}", data=given).status_code == 303
    wanted = Fields(Ask.OPTIONAL, Ask.REQUIRED, Ask.OFF)
    assert plans.view(draft, clock.now).wanted == wanted
    last = plans.loaded(draft, clock.now).rounds[-1].id
    organiser.post(f"/planning/{draft}/weeks", data={"last": last})
    assert {each.wanted for each in plans.loaded(draft, clock.now).rounds} == {wanted}


def test_the_preview_shows_what_people_will_be_asked(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft)
    assert shown(organiser.get(f"/planning/{draft}/{PEOPLE}").text) == [
        "Họ tên để xếp hạng, ghi giấy chứng nhận",
        "Đơn vị để tính thành tích cho đơn vị",
        "Đã đủ 16 tuổi hay chưa để biết ai cần cha, mẹ hoặc người giám hộ đồng ý",
    ]
    typed = given | {"asks_phone": "optional", "asks_year": "required"}
    lines = shown(organiser.post(f"/planning/{draft}/{PEOPLE}/preview", data=typed).text)
    assert "Số điện thoại (không bắt buộc) chỉ để báo tin khi được giải" in lines
    assert not [line for line in lines if line.startswith("Đã đủ 16")]
    assert plans.view(draft, clock.now).wanted == LEAST
    assert shown(organiser.get(f"/planning/{draft}/time").text) == []


def test_a_least_age_asks_for_the_year_and_says_why(organiser: TestClient, draft: str, clock: Clock) -> None:
    typed = form(organiser, draft) | {"youngest": "14"}
    html = organiser.post(f"/planning/{draft}/{PEOPLE}/preview", data=typed).text
    assert present.FORCED in plans.text(plans.page(html), ".asked")
    assert "Năm sinh để xét quy định về tuổi trong thể lệ" in shown(html)
    organiser.post(f"/planning/{draft}/{PEOPLE}", data=typed)
    view = plans.view(draft, clock.now)
    assert (view.wanted.year, view.fields.year) == (Ask.OFF, Ask.REQUIRED)
    assert form(organiser, draft)["asks_year"] == "off", "what was chosen stays, for when the age goes"


def test_ranking_by_age_forces_it_too() -> None:
    rules = SETTINGS.rules.changed(criteria=(*SETTINGS.rules.criteria, Criterion.OLDEST))
    changed = post(Group.PEOPLE, asks_year="off")
    assert preview.asked(changed).year is Ask.OFF
    assert preview.asked(post(Group.RANKING, changed)).year is Ask.OFF
    assert [line.name for line in preview.form(post(Group.PEOPLE))][2] == "Năm sinh"
    assert preview.asked(replace(changed, rules=rules)).year is Ask.REQUIRED


def test_the_text_changes_with_it(organiser: TestClient, draft: str) -> None:
    typed = form(organiser, draft) | {"asks_phone": "optional"}
    page = plans.page(organiser.post(f"/planning/{draft}/{PEOPLE}/preview", data=typed).text)
    marked = " ".join(plans.text(node) for node in page.css(".here mark"))
    assert "số điện thoại" in marked


@pytest.mark.parametrize("value", ["", "always", "REQUIRED", "0"])
@pytest.mark.parametrize("field", ["asks_year", "asks_phone", "asks_unit"])
def test_what_is_no_choice_is_refused(
    organiser: TestClient, draft: str, clock: Clock, field: str, value: str
) -> None:
    answer = organiser.post(f"/planning/{draft}/{PEOPLE}", data=form(organiser, draft) | {field: value})
    assert answer.status_code == 422
    assert plans.page(answer.text).css(f"#{field}[aria-invalid]")
    assert plans.view(draft, clock.now).wanted == LEAST


def test_two_organisers_see_what_the_other_chose(organiser: TestClient, draft: str, clock: Clock) -> None:
    mine = form(organiser, draft) | {"asks_phone": "required"}
    plans.change(draft, Group.PEOPLE, clock.now, asks_year="required")
    answer = organiser.post(f"/planning/{draft}/{PEOPLE}", data=mine)
    assert answer.status_code == 409
    said = plans.text(plans.page(answer.text), ".banner.is-wrong")
    assert service.STALE in said
    assert "hỏi năm sinh Bắt buộc" in said
    assert in_words("asks_phone", "off") == "Không hỏi"


def test_a_round_that_began_holds_it_for_all(organiser: TestClient, draft: str, clock: Clock) -> None:
    last = plans.loaded(draft, clock.now).rounds[-1].id
    second = organiser.post(f"/planning/{draft}/weeks", data={"last": last}).headers["location"].split("/")[2]
    opens = plans.view(draft, clock.now).opens_at
    organiser.post(f"/planning/{draft}/schedule")
    clock.set(opens)
    with pytest.raises(Invalid) as wrong:
        plans.change(second, Group.PEOPLE, clock.now, asks_phone="required")
    assert wrong.value.fields == {"asks_phone": service.SHARED}
    assert plans.view(draft, clock.now).wanted == LEAST


def test_prizes_for_units_keep_the_unit_on_the_form(organiser: TestClient, draft: str, clock: Clock) -> None:
    prizes.use_prizes(lambda db, view: Promised((), ("Giải đơn vị.",), units=True))
    try:
        answer = organiser.post(
            f"/planning/{draft}/{PEOPLE}", data=form(organiser, draft) | {"asks_unit": "off"}
        )
        assert answer.status_code == 422
        assert service.UNIT_PRIZES in plans.text(plans.page(answer.text), "#asks_unit-err")
        assert plans.change(draft, Group.PEOPLE, clock.now, asks_unit="optional").asked.unit is Ask.OPTIONAL
    finally:
        prizes.use_prizes(promising.promised)
    assert plans.change(draft, Group.PEOPLE, clock.now, asks_unit="off").asked.unit is Ask.OFF


def test_copies_and_rehearsals_ask_the_same(organiser: TestClient, draft: str, clock: Clock) -> None:
    plans.change(draft, Group.PEOPLE, clock.now, asks_phone="required", asks_unit="optional")
    wanted = plans.view(draft, clock.now).wanted
    copy = plans.made_by(organiser, base=f"copy-{draft}")
    assert plans.view(copy, clock.now).wanted == wanted != USUAL
    assert organiser.post(f"/planning/{draft}/rehearsal").status_code == 303
    with reading() as db:
        rehearsals = [each for each in campaigns.every(db, clock.now) if each.rehearsal_of]
    assert [each.wanted for each in rehearsals] == [wanted]
