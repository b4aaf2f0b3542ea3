"""Two desks look at one list: what one gave stands beside the name, and both stay at their place."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.attempts import adjusting
from contest.attempts.adjusting import Scope
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.attempts.test_borders import give, take_back
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_watch import MINUTE, desk, fresh_reads, names, school
from tests.contest.rounds.timekeeping import pause, resume
from tests.contest.rounds.world import OPENS
from tests.parsed import first, text

__all__ = ["desk", "fresh_reads", "school"]  # fixtures; pytest finds them by their names here


def fields(form: Any) -> dict[str, str]:
    hidden = form.css("input[type=hidden]")
    return {str(node.attributes["name"]): str(node.attributes["value"] or "") for node in hidden}


def signs(page: HTMLParser) -> str:
    return text(first(page, ".troubles tbody td:nth-child(2)")).replace("\u00a0", " ")


def test_what_one_desk_gave_the_other_sees(desk: Desk, school: dict[str, str], clock: Clock) -> None:
    clock.set(OPENS + 5 * MINUTE)
    place = desk.page(f"/watch?by=unit&at={school['Lớp 9A']}")
    assert "thêm" not in signs(place)
    form = first(place, ".troubles form")
    answer = desk.browser.post(str(form.attributes["action"]), data=fields(form))
    assert answer.status_code == 303
    there = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert names(there) == ["A Thui"], "the list is still the one of the place"
    assert "Đã được thêm 5 phút, lúc 08:05" in signs(there)


@pytest.mark.parametrize("at", ["x", "a" * 14, "<b>"])
def test_a_place_that_is_none_is_refused(desk: Desk, clock: Clock, at: str) -> None:
    desk.contest.start(desk.contest.join("A Thui").entry_id, OPENS)
    answer = desk.fill("/extra", scope="all", minutes="5", back="unit", at=at)
    assert answer.status_code == 422


def test_only_what_staff_gave_and_left_counts(database: Database) -> None:
    contest = world.make()
    entry = contest.join("A Thui").entry_id
    attempt = contest.start(entry, OPENS)

    def helped() -> dict[str, Any]:
        with reading() as db:
            return adjusting.helped(db, [attempt])

    assert helped() == {}
    pause(contest, OPENS + MINUTE)
    resume(contest, OPENS + 2 * MINUTE)
    assert helped() == {}, "what a pause gives back is no help"
    first_, _ = give(contest, 60, OPENS + 3 * MINUTE, Scope(entry))
    give(contest, 120, OPENS + 4 * MINUTE)
    assert helped() == {attempt: (180, OPENS + 4 * MINUTE)}
    take_back(contest, first_, OPENS + 5 * MINUTE)
    assert helped()[attempt][0] == 120
