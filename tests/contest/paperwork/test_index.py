"""`paperwork.index`: all papers of an occasion, what each needs, and who sees them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.campaigns.states import RoundState
from contest.paperwork.kinds import KINDS
from contest.paperwork.states import Kind, Needs
from tests.contest.commendations import overall, world
from tests.contest.commendations.world import clear
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, text


def url(made: world.Prizes) -> str:
    return f"/paperwork/{made.round_id}"


def page(browser: TestClient, made: world.Prizes) -> HTMLParser:
    answer = browser.get(url(made))
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def rows(found: HTMLParser) -> dict[str, str]:
    """Each paper with what the page says of it."""
    return {text(row.css_first("b")): text(row) for row in found.css("ul.settings li")}


def links(found: HTMLParser) -> list[str]:
    return [node.attributes["href"] or "" for node in found.css("main a[href]")]


def early() -> world.Prizes:
    round_id = boards.make_round(world.RULES, RoundState.READY)
    with world.writing() as db:
        rounds.give_parts(db, round_id)
    return world.Prizes(round_id)


def test_all_kinds_with_their_links(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    made.issue()
    found = page(organiser, made)
    assert [link for link in links(found) if link.startswith(f"{url(made)}/")] == [
        f"{url(made)}/{kind.value}" for kind in Kind
    ]
    told = rows(found)
    assert all(about.title in told and about.says in told[about.title] for about in KINDS.values())
    assert not [row for row in told.values() if "Dự thảo" in row]


def test_what_stands_elsewhere_is_linked(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    made.issue()
    found = links(page(organiser, made))
    for wanted in (
        f"/planning/{made.round_id}/rules.docx",
        f"/planning/{made.round_id}/rules.pdf",
        f"/commendations/{made.round_id}/print?version=1",
        f"/commendations/{made.round_id}/certificates",
    ):
        assert wanted in found, wanted
        assert organiser.get(wanted).status_code == 200


def test_without_an_issued_list_they_are_drafts(organiser: TestClient) -> None:
    told = rows(page(organiser, world.closed(clear(3))))
    for about in KINDS.values():
        assert ("Dự thảo" in told[about.title]) is (about.needs is Needs.LIST), about.title


def test_before_the_close_they_say_what_they_wait_for(organiser: TestClient) -> None:
    made = early()
    made.ladder()
    found = page(organiser, made)
    told = rows(found)
    for kind, about in KINDS.items():
        waits = about.needs is Needs.LIST
        assert ("Chưa lập được" in told[about.title]) is waits, about.title
        assert (f"{url(made)}/{kind.value}" in links(found)) is not waits
        assert not waits or "sau khi vòng thi đóng" in told[about.title]


def test_an_estimate_waits_for_amounts(organiser: TestClient) -> None:
    told = rows(page(organiser, world.closed(clear(1), ladder=None)))
    assert "ghi tiền thưởng" in told["Dự toán giải thưởng"]


def test_of_a_whole_contest(organiser: TestClient) -> None:
    made = overall.whole({"An": 10, "Bích": 12}, {"An": 9})
    found = page(organiser, made)
    assert "chung cuộc" in text(found.css_first("h1"))
    assert f"{url(made)}/bien-ban" in links(found)


def test_from_the_page_of_prizes(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    assert url(made) in links(HTMLParser(organiser.get(f"/commendations/{made.round_id}").text))


def test_from_the_page_of_prizes_before_the_close(organiser: TestClient) -> None:
    made = early()
    assert url(made) in links(HTMLParser(organiser.get(f"/commendations/{made.round_id}").text))


@pytest.mark.parametrize("part", [Role.VIEWER, Role.ADMIN])
def test_who_sees_the_contest_sees_them(enter: Enter, part: Role) -> None:
    browser = enter(part)
    made = world.closed(clear(1))
    assert browser.get(url(made)).status_code == 200


def test_strangers_and_others(app_client: TestClient, enter: Enter) -> None:
    away = app_client.get(url(world.closed(clear(1))))
    assert away.status_code == 303 and "/accounts/login" in away.headers["location"]
    browser = enter(Role.ORGANISER)
    for bad in ("0" * 13, "x", "0" * 12, "K7Q2M94X0A1BC", "..%2f..%2fa"):
        assert browser.get(f"/paperwork/{bad}").status_code == 404
    assert browser.post(url(world.Prizes("0" * 13))).status_code == 405
