"""`roster.classes` on who could come in as whom, and the way from a class to who of it came when and how."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import service as campaigns
from contest.clock import local
from contest.people.inviting import Agreed
from contest.roster import classes, pupils
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.roster import desk
from tests.contest.roster.test_classes import SCHOOL, bring, opened, rows, url
from tests.contest.rounds.world import World
from tests.contest.units.desk import page, text, texts


def test_whom_the_list_knows_by_a_number_or_a_phone_are_safe(organiser: TestClient, contest: World) -> None:
    rows_ = (("A Biên", 2012, SCHOOL, "9A", "", "HS1"), ("A Thui", 2012, SCHOOL, "9A", "0912345678"))
    address = desk.draft(organiser, contest.round_id, *rows_)
    organiser.post(f"{address}/saving", data={"version": "1"})
    answer = organiser.get(url(contest))
    assert "lấy tên" not in text(answer)


def test_where_only_the_year_is_known_staff_are_told(organiser: TestClient, contest: World) -> None:
    rows_ = [
        (name, year, SCHOOL, "9A") for name, year in (("A Biên", 2012), ("Y Bích", 2012), ("A Thui", 2011))
    ]
    address = desk.draft(organiser, contest.round_id, *rows_, ("Y Nhung", "", SCHOOL, "9B"))
    organiser.post(f"{address}/saving", data={"version": "1"})
    answer = organiser.get(url(contest))
    assert "3 em có thể bị bạn cùng lớp lấy tên" in text(answer, ".banner")
    assert [row[2] for row in rows(organiser, contest)] == [
        "0/3 2 em dễ bị lấy tên",
        "0/1 1 em dễ bị lấy tên",
    ]
    held = str(page(organiser.get(url(contest, "/codes"))).css("#door [name=version]")[0].attributes["value"])
    organiser.post(url(contest, "/door"), data={"by_class": "1", "version": held})
    assert "lấy tên" not in text(organiser.get(url(contest))), (
        "nothing is asked, and the page says so elsewhere"
    )


class TestWhoCame:
    """From the class to its names: who came when, how, on which phone beside whom."""

    @pytest.fixture
    def came(self, organiser: TestClient, contest: World, clock: Clock) -> str:
        """Two of 9A on one phone, one of 9B with a slip; the address of 9A's names."""
        bring(organiser, contest)
        opened(organiser, contest, until="round")
        with writing() as db:
            view = campaigns.view(db, contest.round_id, clock.now)
            code = classes.listed(db, view.campaign_id, clock.now)[0].code
            for name in ("A Biên", "Y Thu Hằng"):
                member = desk.members(contest.round_id)[name].id
                pupils.come(
                    db, view, code, member, "d7q2m94x0a1bc", Agreed(2011, guardian_join=True), clock.now
                )
        desk.come(contest.round_id, "A Thui")
        link = page(organiser.get(url(contest))).css("table.classes td.num a")[0]
        return str(link.attributes["href"])

    def test_the_count_of_a_class_leads_to_them(self, organiser: TestClient, came: str, clock: Clock) -> None:
        answer = organiser.get(came)
        assert texts(answer, "tbody td b") == ["A Biên", "Y Thu Hằng"]
        assert f"Lớp 9A, {SCHOOL}: 2 người, 2 đã vào thi." in text(answer, ".acts")
        hour = local(clock.now).strftime("%H:%M")
        for row in texts(answer, "tbody tr"):
            assert f"lúc {hour}, bằng mã lớp cùng máy với 1 tên khác" in row

    def test_searching_stays_in_the_class(self, organiser: TestClient, came: str) -> None:
        [kept] = page(organiser.get(came)).css("search [name=group]")
        assert f"group={kept.attributes['value']}" in came
        assert texts(organiser.get(f"{came}&q=bien"), "tbody td b") == ["A Biên"]
        assert texts(organiser.get(came.replace("come", "waiting")), "tbody td b") == []

    def test_the_phone_itself_is_told_to_nobody(
        self, organiser: TestClient, contest: World, came: str
    ) -> None:
        marks = {one.came_on for one in desk.members(contest.round_id).values()} - {""}
        assert len(marks) == 1
        assert not any(mark in organiser.get(came).text for mark in (*marks, "d7q2m94x0a1bc"))

    @pytest.mark.parametrize("group", ["x", "0" * 13, "0" * 14, "'"])
    def test_another_class_is_none(self, organiser: TestClient, contest: World, group: str) -> None:
        bring(organiser, contest)
        answer = organiser.get(url(contest, ""), params={"group": group})
        assert answer.status_code in (404, 422)

    def test_a_class_without_a_code_has_names_too(self, organiser: TestClient, contest: World) -> None:
        bring(organiser, contest)
        link = page(organiser.get(url(contest))).css("table.classes td.num a")[1]
        shown = organiser.get(str(link.attributes["href"]).replace("come", ""))
        assert texts(shown, "tbody td b") == ["A Thui"]
