"""Starting in a round for those who were selected: under the same lock as the limit of attempts."""

from __future__ import annotations

from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.attempts import starting
from contest.attempts.starting import Refusal
from contest.people import guards
from contest.people.guards import ENTRY_COOKIE
from contest.rounds import twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.selections import service
from contest.standings import staging
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.rounds.world import STAFF, give_part
from tests.contest.selections import world
from tests.contest.selections.world import BETWEEN, FINAL, Final
from tests.parsed import first


def final(**right: int) -> tuple[Final, dict[str, str]]:
    made = world.make(1)
    entries = world.qualify(made, **(right or {"An": 3, "Bích": 2}))
    return made, entries


def test_only_who_was_selected_starts(database: Database) -> None:
    made, entries = final()
    made.confirm()
    assert made.start(entries["Bích"]).refusal is Refusal.NOT_SELECTED
    assert made.start(entries["An"]).refusal is None
    assert made.start("0" * 13).refusal is Refusal.NOT_YOURS


def test_before_the_list_is_confirmed_nobody_starts(database: Database) -> None:
    made, entries = final()
    assert made.start(entries["An"]).refusal is Refusal.NOT_SELECTED
    made.confirm(FINAL)
    assert made.start(entries["An"]).refusal is None


def test_whoever_is_taken_off_goes_on_with_what_is_open(database: Database) -> None:
    made, entries = final()
    made.confirm()
    begun = made.start(entries["An"])
    made.change(entries["An"], False, FINAL)
    assert made.start(entries["An"]) == begun
    made.change(entries["Bích"], True, FINAL)
    assert made.start(entries["Bích"]).refusal is None


def test_one_batch_of_both(database: Database) -> None:
    made, entries = final()
    made.confirm()
    requests = [
        starting.StartRequest(made.round_id, (entry,), entropy.new_id(), to_ms(FINAL))
        for entry in (entries["Bích"], entries["An"])
    ]
    with writing() as db:
        outcomes = starting.start_batch(db, requests)
    assert [outcome.refusal for outcome in outcomes] == [Refusal.NOT_SELECTED, None]


def test_who_counts_for_somebody_selected_starts(database: Database) -> None:
    made, entries = final(An=3, Bích=2)
    made.confirm()
    with writing() as db:
        choice = Choice(entries["Bích"], (entries["An"],))
        order = Order(entropy.new_id(), STAFF, "Cùng một người")
        twice.merge(db, order, made.round_id, choice, BETWEEN)
    assert made.start(entries["An"]).refusal is Refusal.SAME
    assert made.start(entries["Bích"]).refusal is None


def test_a_round_for_everybody_reads_nothing_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, entries = final()

    def never(*_: object) -> None:
        raise AssertionError("a round without a selection asks nothing")

    monkeypatch.setattr(service, "let_in", never)
    monkeypatch.setattr(service, "why_not", never)
    world.choose(made, None)
    assert made.start(entries["Bích"]).refusal is None


def test_why_somebody_may_not(database: Database) -> None:
    made, entries = final()
    with reading() as db:
        before = service.why_not(db, made.view(), entries["An"], FINAL)
    made.confirm()
    with reading() as db:
        inside = service.why_not(db, made.view(), entries["An"], FINAL)
        outside = service.why_not(db, made.view(), entries["Bích"], FINAL)
    assert before.startswith("Vòng này dành cho 1") and before.endswith(service.WAITS)
    assert inside == "" and outside.endswith(service.MISSING)


# --- the start page -------------------------------------------------------------------------------


def ready(browser: TestClient, made: Final, entry: str) -> LexborHTMLParser:
    browser.cookies.set(ENTRY_COOKIE, guards.issue((entry,), entropy.new_id()))
    answer = browser.get(f"/attempts/new/{made.round_id}")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def test_the_start_page_says_for_whom_the_round_is(app_client: TestClient, clock: Clock) -> None:
    made, entries = final()
    made.confirm()
    clock.set(FINAL)
    page = ready(app_client, made, entries["Bích"])
    said = " ".join(first(page, ".banner").text().split())
    assert "người có kết quả cao nhất của tuần 1" in said and "không có trong danh sách" in said
    assert page.css_first("form[method=post] button.big") is None
    assert "Đã dùng hết" not in page.text()


def test_who_was_selected_has_the_button(app_client: TestClient, clock: Clock) -> None:
    made, entries = final()
    made.confirm()
    clock.set(FINAL)
    page = ready(app_client, made, entries["An"])
    assert first(page, "form[method=post] button.big").text() == "Bắt đầu làm bài"
    assert page.css_first(".banner") is None


def test_the_front_page_of_somebody_who_was_not_selected(app_client: TestClient, clock: Clock) -> None:
    made, entries = final()
    made.confirm()
    clock.set(FINAL)
    for name, button in (("Bích", None), ("An", "Vào thi")):
        app_client.cookies.set(ENTRY_COOKIE, guards.issue((entries[name],), entropy.new_id()))
        page = LexborHTMLParser(app_client.get("/campaigns/cds").text)
        big = page.css_first("a.big:not(.quiet)")
        assert (big.text() if big else None) == button
        assert ("Đăng ký trên máy này không có trong danh sách" in page.text()) is (button is None)


def test_the_front_page_says_it_too(app_client: TestClient, clock: Clock) -> None:
    made, _ = final()
    clock.set(FINAL)
    page = LexborHTMLParser(app_client.get("/campaigns/cds").text)
    assert "Vòng này dành cho 1" in page.text()
    assert page.css_first(f"a[href='/selections/{made.round_id}']") is not None
    rules = LexborHTMLParser(app_client.get("/campaigns/cds/rules").text).text()
    assert (
        "người có kết quả cao nhất của tuần 1" in rules and "bằng nhau ở mức cuối cùng đều được chọn" in rules
    )


# --- while a hall is told the places of the earlier round -------------------------------------------


def covered(made: Final, size: int) -> None:
    with writing() as db:
        staging.cover(db, STAFF, made.weeks.view(0, BETWEEN), size, BETWEEN)


def uncovered(made: Final, seen: int) -> None:
    with writing() as db:
        staging.uncover(db, STAFF, made.weeks.view(0, BETWEEN), seen, BETWEEN)


def test_until_the_last_place_is_told_all_hear_the_same(database: Database) -> None:
    made, entries = final(An=3, Bích=2, Chi=1)
    made.confirm()
    covered(made, 2)
    for seen in (2, 1):
        with reading() as db:
            said = {service.why_not(db, made.view(), entry, FINAL) for entry in entries.values()}
        assert len(said) == 1
        assert "đang công bố kết quả tuần 1" in said.pop()
        assert {made.start(entry).refusal for entry in entries.values()} == {Refusal.ANNOUNCING}
        uncovered(made, seen)
    assert made.start(entries["Chi"]).refusal is Refusal.NOT_SELECTED
    assert made.start(entries["An"]).refusal is None


def test_whoever_has_begun_goes_on(database: Database) -> None:
    made, entries = final()
    made.confirm()
    begun = made.start(entries["An"])
    covered(made, 1)
    assert made.start(entries["An"]) == begun
    assert made.start(entries["Bích"]).refusal is Refusal.ANNOUNCING


def test_ended_without_a_word_it_is_public(database: Database) -> None:
    made, entries = final()
    made.confirm()
    covered(made, 2)
    covered(made, 0)
    assert made.start(entries["An"]).refusal is None


def test_another_round_that_is_announced_is_in_nobodys_way(database: Database) -> None:
    made, entries = final()
    made.confirm()
    with writing() as db:
        staging.cover(db, STAFF, made.view(), 3, BETWEEN)
    assert made.start(entries["An"]).refusal is None


@pytest.mark.parametrize("now", [BETWEEN, FINAL])
def test_no_page_of_a_phone_tells_who_goes_on(app_client: TestClient, clock: Clock, now: datetime) -> None:
    """Word for word but for the name of whose phone it is."""
    made, entries = final()
    made.confirm()
    covered(made, 2)
    clock.set(now)
    starts, fronts = set(), set()
    for name, entry in entries.items():
        page = ready(app_client, made, entry)
        front = LexborHTMLParser(app_client.get("/campaigns/cds").text)
        for kept, shown in ((starts, page), (fronts, front)):
            kept.add(" ".join(first(shown, "main").text().replace(f" {name} ", " … ").split()))
    assert len(starts) == 1 and "công bố" in starts.pop()
    assert len(fronts) == 1


def test_staff_are_told_that_it_holds_people_up(organiser: TestClient, clock: Clock) -> None:
    made, _ = final()
    give_part(Role.ORGANISER, made.round_id, ContestRole.OWNER)
    address = f"/rounds/{made.round_id}"
    assert "chưa công bố xong" not in LexborHTMLParser(organiser.get(address).text).text()
    covered(made, 1)
    page = LexborHTMLParser(organiser.get(address).text)
    assert "Tuần 1 chưa công bố xong tại hội trường" in page.text()
    control = f"/standings/{made.weeks[0].round_id}/control"
    assert page.css_first(f"#todo a[href='{control}']") is not None
