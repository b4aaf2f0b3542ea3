"""`rounds.extra`: for somebody, a unit, all; it says how many, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.rounds import closing
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
    world.work(clock.set(CLOSES + 32 * MINUTE))
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


def test_what_is_no_extra_time_is_not_taken_back(desk: Desk) -> None:
    page = desk.page("/pause")
    once = attr(page, "input[name=once]", "value")
    desk.browser.post(desk.url("/pause"), data={"once": once, "reason": "Mất điện"})
    answer = desk.browser.post(desk.url(f"/extra/{once}/undoing"), data={"once": "0" * 13})
    assert answer.status_code == 409
    assert (
        desk.browser.post(desk.url(f"/extra/{'1' * 13}/undoing"), data={"once": "0" * 13}).status_code == 404
    )
