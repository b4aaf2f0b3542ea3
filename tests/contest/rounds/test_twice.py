"""`rounds.twice`: who may have entered twice, side by side, and what each of the staff sees of them."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from contest.accounts.states import ContestRole, Role
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.rounds import twice_views
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.test_judging import SETTLED, close
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser, Node, attr, first, text

NAME = "Trần Thị Mai Hương"
PRESET = "Cùng một người đăng ký hai lần"


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make(world.rules(attempts_allowed=3)))


def join(contest: World, name: str = NAME, phone: str | None = None, unit: str | None = None) -> str:
    """Somebody enters, with a phone number."""
    with writing() as db:
        campaign = contest.view(OPENS).campaign_id
        return people.join(db, campaign, EntryDraft(name, 1990, unit, phone), OPENS).entry_id


def pair(contest: World, name: str = NAME) -> tuple[str, str]:
    """Two registrations with one phone number, the second with a unit."""
    one = join(contest, name, "0912345678")
    places = world.make_units({"Thôn Đăk Rao": 10, "Thôn 3": 20})
    return one, join(contest, name, "0912345678", places["Thôn Đăk Rao"])


def third(contest: World) -> str:
    """One more of these, with another unit."""
    places = world.make_units({"Thôn 3": 20})
    return join(contest, NAME, "0912345678", places["Thôn 3"])


def groups(page: HTMLParser) -> list[Node]:
    return page.css("article.twins")


def fields(form: Node) -> dict[str, str]:
    """What a form holds as it is opened, without boxes to tick."""
    return {
        str(node.attributes["name"]): node.attributes.get("value") or ""
        for node in form.css("input[name]:not([type=checkbox])")
    }


def merge(desk: Desk, keep: str, place: int = 0, **typed: Any) -> Response:
    """Press "giữ đăng ký này" on the page."""
    form = first(groups(desk.page("/twice"))[place], "form[action$=merging]")
    return desk.browser.post(desk.url("/twice/merging"), data={**fields(form), "keep": keep, **typed})


def part(desk: Desk) -> Response:
    """Press "là hai người khác nhau"."""
    form = first(groups(desk.page("/twice"))[0], "form[action$=parting]")
    return desk.browser.post(desk.url("/twice/parting"), data=fields(form))


# --- looking --------------------------------------------------------------------------------------


def test_side_by_side_with_all_that_tells_them_apart(desk: Desk) -> None:
    weak = join(desk.contest, "A Biên"), join(desk.contest, "A Biên")
    other, one = pair(desk.contest)
    sure, maybe = groups(desk.page("/twice"))
    assert text(first(sure, "h3")) == f"{NAME} Chắc là một người"
    assert "Trùng họ tên, trùng năm sinh, trùng số điện thoại. 2 đăng ký." in text(sure)
    cards = {
        attr(card, "h4 a", "href").rsplit("/", 1)[1]: text(first(card, "dl")) for card in sure.css("section")
    }
    assert set(cards) == {one, other}
    assert "Đơn vịThôn Đăk Rao" in cards[one] and "Đơn vịkhông ghi" in cards[other]
    for said in ("Năm sinh1990", "Điện thoại0912345678", "Đăng ký08:00, 05/10/2026", "Bài làmchưa làm"):
        assert said in cards[one]
    assert text(first(maybe, "h3")) == "A Biên Có thể là một người"
    assert "trùng năm sinh. 2 đăng ký." in text(maybe)
    assert {button.attributes["value"] for button in maybe.css("button[name=keep]")} == set(weak)


def test_enter_in_the_reason_chooses_nobody(desk: Desk) -> None:
    """A browser presses a form's first button then; a disabled one stops it."""
    pair(desk.contest)
    button = groups(desk.page("/twice"))[0].css("form[action$=merging] button")[0]
    assert "disabled" in button.attributes and "name" not in button.attributes


def test_nobody_looks_alike(desk: Desk) -> None:
    join(desk.contest)
    page = desk.page("/twice")
    assert groups(page) == []
    assert "Không còn đăng ký nào" in text(first(page, ".empty"))
    assert page.css_first("#decided") is None


def test_how_many_wait_is_told_where_staff_look(desk: Desk) -> None:
    here = f"a[href='{desk.url('/twice')}']"
    for path in ("", "/entries"):
        assert desk.page(path).css_first(here) is None
    pair(desk.contest)
    assert "1 nhóm có thể trùng người" in text(first(desk.page(""), "#todo"))
    assert first(desk.page(""), f"#todo {here}")
    assert first(desk.page("/entries"), here)


def test_attempts_with_marks_where_they_may_be_seen(enter: Enter, clock: Clock) -> None:
    """Before the close only for whoever approves, as on the attempt's own page."""
    browser = enter(Role.VIEWER)
    desk = Desk(browser, world.make())
    for right in (1, 3):
        desk.contest.sit(NAME, OPENS, right)

    def told() -> list[str]:
        return [text(card.css("dd")[-1]) for card in desk.page("/twice").css(".twins section")]

    assert told() == ["Tuần 1, lượt 1: đã nộp"] * 2
    close()
    clock.set(SETTLED)
    assert sorted(told()) == [f"Tuần 1, lượt 1: đã nộp, đúng {right}/3" for right in (1, 3)]


@pytest.mark.parametrize("part", [ContestRole.VIEWER, ContestRole.PROCTOR, ContestRole.APPROVER])
def test_what_each_sees(enter: Enter, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    desk = Desk(browser, world.make())
    world.give_part(Role.VIEWER, desk.contest.round_id, part)
    pair(desk.contest)
    page = desk.page("/twice")
    assert ("0912345678" in text(first(page, "main"))) is (part is ContestRole.PROCTOR)
    assert (page.css_first("main button[name=keep]") is not None) is (part is ContestRole.APPROVER)
    assert (page.css_first("main form[action$=parting]") is not None) is (part is ContestRole.APPROVER)


def test_names_are_no_markup(desk: Desk) -> None:
    for _ in range(2):
        join(desk.contest, "<b onclick=x>Tí</b>")
    assert first(desk.page("/twice"), ".twins").css_first("b") is None


def test_pages_of_groups_and_the_number_of_statements(desk: Desk) -> None:
    counted = []
    for count in (2, twice_views.PAGE + 3):
        for number in range(count):
            for _ in range(2):
                join(desk.contest, f"Nguyễn Văn {count} {number}")
        with statements() as said:
            page = desk.page("/twice")
        counted.append(len(said))
    assert counted[0] == counted[1]
    assert len(groups(page)) == twice_views.PAGE
    assert len(groups(desk.page("/twice?page=2"))) == 5
    assert len(groups(desk.page("/twice?page=99"))) == 5, "the last page"
    assert attr(page, "nav.pages a[rel=next]", "href") == "?page=2"


def test_a_crowd_is_cut_and_still_decided_as_a_whole(desk: Desk) -> None:
    for _ in range(twice_views.SHOWN + 5):
        join(desk.contest, "A Biên")
    (crowd,) = groups(desk.page("/twice"))
    assert len(crowd.css("section")) == twice_views.SHOWN
    assert "25 đăng ký, đây là 20 đăng ký đầu" in text(crowd)
    assert part(desk).status_code == 303
    assert groups(desk.page("/twice")) == []


def test_in_a_crowd_the_sure_pair_stands_first(desk: Desk) -> None:
    for _ in range(twice_views.SHOWN + 5):
        join(desk.contest, "A Biên")
    sure = set(pair(desk.contest, "A Biên"))
    (crowd,) = groups(desk.page("/twice"))
    shown = [attr(card, "h4 a", "href").rsplit("/", 1)[1] for card in crowd.css("section")]
    assert set(shown[:2]) == sure
    assert "27 đăng ký, những đăng ký giống nhau nhất đứng trước." in text(crowd)
    keep, other = shown[:2]
    assert merge(desk, keep, entry=[other]).status_code == 303
    assert part(desk).status_code == 303
    assert groups(desk.page("/twice")) == []


@pytest.mark.parametrize(
    ("shown", "most", "said"), [(20, 300, "Còn 2 đăng ký chắc là một người"), (24, 20, "Nhóm đông quá")]
)
def test_a_crowd_that_cannot_be_parted_at_once_can_be_merged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, shown: int, most: int, said: str
) -> None:
    monkeypatch.setattr(twice_views, "SHOWN", shown)
    monkeypatch.setattr(twice_views, "MOST_APART", most)
    phones = [f"09123456{number}" for number in range(10, 21)]
    for phone in phones:
        join(desk.contest, "A Biên", phone)
    unit = world.make_units({"Thôn Đăk Rao": 10})["Thôn Đăk Rao"]
    for phone in phones:
        join(desk.contest, "A Biên", phone, unit)
    (crowd,) = groups(desk.page("/twice"))
    assert said in text(crowd)
    assert crowd.css("form[action$=parting]") == []
    first_of, second = [attr(card, "h4 a", "href").rsplit("/", 1)[1] for card in crowd.css("section")][:2]
    assert merge(desk, first_of, entry=[second]).status_code == 303
    assert "21 đăng ký" in text(groups(desk.page("/twice"))[0])
