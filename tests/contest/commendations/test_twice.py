"""Prizes of somebody who entered twice: never two, and an issued list says that it differs."""

from __future__ import annotations

from dataclasses import replace

from contest import entropy
from contest.commendations import occasions, present
from contest.people import same
from contest.rounds import twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_lists import two_weeks
from tests.contest.commendations.test_show import staff
from tests.contest.commendations.world import LADDER, NOW, STAFF


def merge(made: world.Prizes, keep: str, other: str) -> None:
    order = Order(entropy.new_id(), STAFF, "Cùng một người đăng ký hai lần")
    with writing() as db:
        twice.merge(db, order, made.round_id, Choice(made.entries[keep], (made.entries[other],)), NOW)


def test_the_list_follows_and_an_issued_one_says_so(database: Database) -> None:
    made = world.closed([("An", 15), ("Bích", 14), ("Chi", 13), ("Dũng", 12)])
    made.issue()
    merge(made, "Bích", "An")
    assert made.told() == {"Bích": "Nhất", "Chi": "Nhì", "Dũng": "Nhì"}
    with reading() as db:
        page = present.show_page(db, staff(), occasions.of(db, made.round_id, NOW), NOW)
    assert [line.split(",")[0].split(":")[0] for line in page.changes] == ["Đổi Bích", "Đổi Dũng", "Bỏ An"]
    assert made.issue("Một người đăng ký hai lần") == 2


def test_nothing_even_if_the_board_still_has_them(database: Database) -> None:
    made = world.closed([("An", 15), ("Bích", 14), ("Chi", 13)])
    with writing() as db:
        same.merge(db, [made.entries["An"]], made.entries["Bích"], entropy.new_id())
    assert made.told()["An"] == "passed"
    assert made.told()["Bích"] == "Nhất"


def test_who_won_under_the_other_registration_has_won(database: Database) -> None:
    """An has the first week's prize; the registration that counts from now on is Giang's."""
    first, second = two_weeks(once=True)
    first.issue()
    merge(second, "Giang", "An")
    assert second.told() == {"Giang": "passed", "Bích": "passed"}
    reasons = [row.reason for row in second.board().rows if row.reason]
    assert reasons == ["Đã nhận giải Nhất tuần 1", "Đã nhận giải Nhì tuần 1"]
    second.ladder(replace(LADDER, once=False))
    assert second.told() == {"Giang": "Nhất", "Bích": "Nhì"}
