"""`rounds.extra`: for somebody, a unit, all; it says how many, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.rounds import closing, deeds, service
from contest.web.database import from_ms
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk, deadline, facts
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import HTMLParser, attr, first, text

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


def three(desk: Desk) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Two of a unit and one of another: their entries and attempts by name, and the units."""
    units = world.make_units({"Thôn 1": 10, "Thôn 2": 10})
    of = {"An": units["Thôn 1"], "Bình": units["Thôn 1"], "Chi": units["Thôn 2"]}
    entries = {name: desk.contest.join(name, unit).entry_id for name, unit in of.items()}
    return entries, {name: desk.contest.start(entry, OPENS) for name, entry in entries.items()}, units


def test_the_form_says_how_many_each_scope_touches(desk: Desk) -> None:
    entries, _, _ = three(desk)
    page = desk.page(f"/extra?entry={entries['An']}")
    assert [text(node) for node in page.css(".pick span")] == [
        "An đang làm bài",
        "Một đơn vị, chọn bên dưới",
        "Tất cả 3 người đang làm bài",
    ]
    assert [text(node) for node in page.css("option")] == [
        *("Chọn đơn vị", "Thôn 1: 2 người đang làm", "Thôn 2: 1 người đang làm")
    ]
    assert (
        page.css_first("input[name=scope]:checked") is None
        or "checked" in first(page, "[value=entry]").attributes
    )


@pytest.mark.parametrize(
    ("scope", "touched", "whom"),
    [
        ("entry", {"An"}, "An"),
        ("unit", {"An", "Bình"}, "Thôn 1"),
        ("all", {"An", "Bình", "Chi"}, "mọi người"),
    ],
)
def test_whom_it_reaches(desk: Desk, scope: str, touched: set[str], whom: str) -> None:
    entries, attempts, units = three(desk)
    form = {"scope": scope, "entry": entries["An"], "unit": units["Thôn 1"], "minutes": "5"}
    answer = desk.fill("/extra", **form)
    assert answer.status_code == 303
    for name, attempt in attempts.items():
        assert deadline(attempt) == OPENS + (15 if name in touched else 10) * MINUTE
    told = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert f"Đã thêm 5 phút cho {len(touched)} người: {whom}" in text(first(told, "#given"))


def test_it_is_taken_back_and_only_once(desk: Desk, clock: Clock) -> None:
    _, attempts, _ = three(desk)
    given = desk.fill("/extra", scope="all", minutes="5").headers["location"]
    deed = given.split("=")[1]
    clock.move(minutes=12)
    page = f"/extra?deed={deed}"
    assert desk.fill(f"/extra/{deed}/undoing", page, reason=None).status_code == 303
    assert {deadline(attempt) for attempt in attempts.values()} == {OPENS + 13 * MINUTE}, "used, and a minute"
    told = desk.page(page)
    assert "Đã hoàn tác" in text(first(told, "#given"))
    assert told.css_first("#given button") is None
    again = desk.browser.post(desk.url(f"/extra/{deed}/undoing"), data={"once": "0" * 13})
    assert again.status_code == 409


def test_beyond_the_close_and_closing_waits(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.join("An").entry_id
    attempt = desk.contest.start(entry, CLOSES - MINUTE)
    clock.set(CLOSES - MINUTE)
    desk.fill("/extra", scope="entry", entry=entry, minutes="30")
    assert deadline(attempt) == CLOSES + 30 * MINUTE
    world.work(clock.set(CLOSES))
    world.work(clock.set(CLOSES + 20 * MINUTE))
    job = desk.contest.job()
    assert job is not None and job.step == closing.CloseStep.SWEEP
    assert "Chờ 1 người còn giờ làm bài" in text(first(desk.page(""), "#counts"))
    desk.fill("/extra", scope="all", minutes="1")
    assert deadline(attempt) == CLOSES + 31 * MINUTE, "while closing waits, more may be given"
    until = facts(attempt).accepts_until
    world.work(clock.set(from_ms(until) + timedelta(milliseconds=1)))
    world.work(clock.set(from_ms(until) + service.SETTLE))
    assert desk.contest.view(clock.now).phase != "closed", "what came last may wait to be written"
    world.work(clock.move(seconds=6))
    assert desk.contest.view(clock.now).phase == "closed"
    assert facts(attempt).state == "timed_out"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "121"}, "minutes"),
        ({"minutes": "năm"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"scope": "unit"}, "scope"),
        ({"scope": "entry"}, "scope"),
        ({"reason": ""}, "reason"),
    ],
)
def test_bad_input_is_said_at_its_field(desk: Desk, form: dict[str, str], field: str) -> None:
    _, attempts, _ = three(desk)
    answer = desk.fill("/extra", **{"scope": "all", "minutes": "5", **form})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, f"#{field}-err") is not None
    assert attr(page, "#minutes", "value") == form.get("minutes", "5")
    assert deadline(attempts["An"]) == OPENS + 10 * MINUTE


def test_nobody_answers(desk: Desk) -> None:
    before = desk.contest.audited()
    answer = desk.fill("/extra", scope="all", minutes="5")
    assert answer.status_code == 409
    assert "không có ai" in text(first(HTMLParser(answer.text), ".banner"))
    assert desk.contest.audited() == before


def test_twice_is_once(desk: Desk) -> None:
    _, attempts, _ = three(desk)
    once = attr(desk.page("/extra"), "input[name=once]", "value")
    form = {"once": once, "scope": "all", "minutes": "5", "reason": "Mất điện"}
    places = {desk.browser.post(desk.url("/extra"), data=form).headers["location"] for _ in range(2)}
    assert len(places) == 1
    assert deadline(attempts["An"]) == OPENS + 15 * MINUTE


@pytest.mark.parametrize("changed", [{"minutes": "10"}, {"reason": "Máy treo"}, {"scope": "entry"}])
def test_a_used_form_that_says_something_else_is_told_so(desk: Desk, changed: dict[str, str]) -> None:
    """The way back, other minutes, the button again: nothing is done until it is pressed once more."""
    entries, attempts, _ = three(desk)
    once = attr(desk.page("/extra"), "input[name=once]", "value")
    form = {"once": once, "scope": "all", "minutes": "5", "reason": "Mất điện", "entry": entries["An"]}
    desk.browser.post(desk.url("/extra"), data=form)
    answer = desk.browser.post(desk.url("/extra"), data=form | changed)
    page = HTMLParser(answer.text)
    assert answer.status_code == 409
    assert deeds.USED in text(first(page, ".deed-form .banner"))
    assert deadline(attempts["An"]) == OPENS + 15 * MINUTE
    typed = {name: attr(page, f"#{name}", "value") for name in ("minutes", "reason")}
    typed["scope"] = attr(page, "input[name=scope]:checked", "value")
    assert typed == {name: (form | changed)[name] for name in typed}
    again = attr(page, ".deed-form input[name=once]", "value")
    assert again != once
    assert desk.browser.post(desk.url("/extra"), data=form | changed | {"once": again}).status_code == 303
    assert deadline(attempts["An"]) > OPENS + 15 * MINUTE


def test_giving_and_taking_back_are_two_forms(desk: Desk) -> None:
    three(desk)
    page = desk.page(
        "/" + desk.fill("/extra", scope="all", minutes="5").headers["location"].rpartition("/")[2]
    )
    ids = {attr(page, f"{form} input[name=once]", "value") for form in ("#given", ".deed-form")}
    assert len(ids) == 2


def test_taken_back_twice_by_one_form_is_taken_back_once(desk: Desk) -> None:
    _, attempts, _ = three(desk)
    deed = desk.fill("/extra", scope="all", minutes="5").headers["location"].split("=")[1]
    form, before = {"once": "0" * 13}, desk.contest.audited()
    answers = [desk.browser.post(desk.url(f"/extra/{deed}/undoing"), data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {deadline(attempt) for attempt in attempts.values()} == {OPENS + 10 * MINUTE}
    assert desk.contest.audited() == before + 1


def test_a_form_that_took_one_deed_back_takes_no_other_back(desk: Desk) -> None:
    _, attempts, _ = three(desk)
    one, other = (
        desk.fill("/extra", scope="all", minutes="5").headers["location"].split("=")[1] for _ in range(2)
    )
    form = {"once": "0" * 13}
    assert desk.browser.post(desk.url(f"/extra/{one}/undoing"), data=form).status_code == 303
    answer = desk.browser.post(desk.url(f"/extra/{other}/undoing"), data=form)
    assert answer.status_code == 409
    assert deeds.USED in text(first(HTMLParser(answer.text), ".deed-form .banner"))
    assert {deadline(attempt) for attempt in attempts.values()} == {OPENS + 15 * MINUTE}
    assert desk.fill(f"/extra/{other}/undoing", f"/extra?deed={other}", reason=None).status_code == 303
    assert {deadline(attempt) for attempt in attempts.values()} == {OPENS + 10 * MINUTE}


def test_what_is_no_extra_time_is_not_taken_back(desk: Desk) -> None:
    page = desk.page("/pause")
    once = attr(page, "input[name=once]", "value")
    desk.browser.post(desk.url("/pause"), data={"once": once, "reason": "Mất điện"})
    answer = desk.browser.post(desk.url(f"/extra/{once}/undoing"), data={"once": "0" * 13})
    assert answer.status_code == 409
    assert (
        desk.browser.post(desk.url(f"/extra/{'1' * 13}/undoing"), data={"once": "0" * 13}).status_code == 404
    )
