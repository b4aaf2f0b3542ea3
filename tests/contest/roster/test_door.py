"""`roster.door`: how a contest is entered, set by one of two who look at the same page."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.roster.codes import NO_WAY
from tests.contest.roster.desk import draft
from tests.contest.rounds.world import World
from tests.contest.units.desk import page, text


def url(contest: World, tail: str = "/codes") -> str:
    return f"/roster/{contest.round_id}{tail}"


def version(browser: TestClient, contest: World) -> str:
    """Of the way in, as the page carries it."""
    return str(page(browser.get(url(contest))).css("#door [name=version]")[0].attributes["value"])


def door(browser: TestClient, contest: World, seen: str | None = None, **ticks: str) -> Any:
    """Set the way in, from a page read now or before."""
    held = version(browser, contest) if seen is None else seen
    return browser.post(url(contest, "/door"), data={"version": held} | ticks)


def ticked(answer: Any) -> set[str | None]:
    """What a page has ticked of the way in."""
    return {node.attributes["name"] for node in page(answer).css("#door [type=checkbox][checked]")}


def test_the_way_in_is_chosen_and_told(organiser: TestClient, contest: World) -> None:
    def chosen(answer: Any = None) -> set[str | None]:
        return ticked(answer or organiser.get(url(contest)))

    assert chosen() == {"form", "code", "proof"}
    answer = door(organiser, contest, code="1", by_class="1", on_paper="1")
    assert answer.headers["location"] == url(contest, "/codes?done=door")
    assert "Đã đổi cách vào thi." in text(organiser.get(answer.headers["location"]))
    assert chosen() == {"code", "by_class", "on_paper"}
    before = contest.audited()
    door(organiser, contest, code="1", by_class="1", on_paper="1")
    assert contest.audited() == before
    none = door(organiser, contest, proof="1")
    assert (none.status_code, text(none, "[role=alert]")) == (422, NO_WAY)
    assert chosen(none) == {"proof"}, "what was ticked is kept"
    assert chosen() == {"code", "by_class", "on_paper"}
    door(organiser, contest, form="1")
    assert chosen() == {"form"}


def test_two_who_set_the_way_in_do_not_overwrite_each_other_unseen(
    organiser: TestClient, contest: World
) -> None:
    seen = version(organiser, contest)
    assert door(organiser, contest, seen, code="1", proof="1").status_code == 303
    before = contest.audited()
    late = door(organiser, contest, seen, form="1", on_paper="1")
    assert late.status_code == 409
    said = text(late, "[role=alert]")
    assert "Người khác vừa đổi cách vào thi." in said
    assert "Đang dùng: mã trên phiếu; chọn tên xong phải ghi điều danh sách biết; chưa thu giấy" in said
    assert ticked(late) == {"form", "on_paper"}, "what was ticked is kept"
    assert ticked(organiser.get(url(contest))) == {"code", "proof"}
    assert contest.audited() == before
    again = door(
        organiser, contest, str(page(late).css("#door [name=version]")[0].attributes["value"]), form="1"
    )
    assert again.status_code == 303, "the page said what stands: now it is a choice"
    assert ticked(organiser.get(url(contest))) == {"form"}


@pytest.mark.parametrize("seen", ["", "x", "form.1"])
def test_a_form_that_saw_nothing_changes_nothing(organiser: TestClient, contest: World, seen: str) -> None:
    assert door(organiser, contest, seen, code="1").status_code == 409
    assert door(organiser, contest, "x" * 31, code="1").status_code == 422
    assert ticked(organiser.get(url(contest))) == {"form", "code", "proof"}


def test_a_form_sent_twice_is_one_change(organiser: TestClient, contest: World) -> None:
    seen = version(organiser, contest)
    for _ in range(2):
        assert door(organiser, contest, seen, code="1").status_code == 303


def test_opening_a_class_is_news_to_the_form(organiser: TestClient, contest: World) -> None:
    seen = version(organiser, contest)
    address = draft(organiser, contest.round_id, ("Y Thu Hằng", 2011, "Trường THCS Nguyễn Du", "9A"))
    assert organiser.post(f"{address}/saving", data={"version": "1"}).status_code == 303
    assert organiser.post(url(contest, "/classes/opening")).status_code == 303
    assert "mã lớp" in text(door(organiser, contest, seen, form="1"), "[role=alert]")
    assert "by_class" in ticked(organiser.get(url(contest)))
