"""What the thể lệ and the front page promise of the whole contest, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import editing
from contest.campaigns.pages import Prize
from contest.commendations.ladders import ExtraStep, Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.planning import preview
from contest.planning.states import Group
from contest.ruleset.season import Season
from contest.web.database import Database, reading, writing
from tests.contest.commendations.overall import ONE, TURNS, rounds_of, whole
from tests.contest.commendations.world import Prizes, promised
from tests.contest.planning.test_drafting import SETTINGS
from tests.parsed import HTMLParser, text


def told(made: Prizes) -> list[str]:
    with reading() as db:
        found = promised(db, rounds_of(made)[0].round_id)
    return [line.replace("\u00a0", " ") for line in found.overall]


def test_every_setting_is_printed(database: Database) -> None:
    by_age = (ExtraStep("Nhất", 1, 0, Board.AGE, None, 15), ExtraStep("Nhất", 1, 0, Board.YOUNGEST))
    ladder = replace(ONE, units=TURNS, extra=by_age, cap=50, besides=True, once=True)
    assert told(whole({"An": 9}, ladder=ladder)) == [
        "Giải chung cuộc được xét theo kết quả cả cuộc thi, sau khi các vòng đã đóng.",
        "Giải cá nhân: 1 giải Nhất trị giá 2.000.000 đồng.",
        "Giải cho người dự thi dưới 16 tuổi: 1 giải Nhất.",
        "Giải cho người dự thi ít tuổi nhất: 1 giải Nhất.",
        "Tuổi được tính bằng năm kết thúc vòng cuối cùng trừ năm sinh; trong mỗi nhóm tuổi, giải được xét "
        "theo thứ tự xếp hạng.",
        "Giải cho người ít tuổi nhất, nhiều tuổi nhất được xét theo năm sinh trong số những người được xếp "
        "hạng; người cùng năm sinh thì đồng hạng, Ban Tổ chức quyết định và ghi rõ cách làm; người không "
        "khai năm sinh không được xét.",
        "Giải đơn vị theo số lượt người dự thi: 1 giải Nhất trị giá 500.000 đồng; 1 giải Nhì.",
        "Mỗi đơn vị nhận nhiều nhất một giải.",
        "Mỗi người nhận nhiều nhất một giải chung cuộc, trừ giải cho người ít tuổi nhất, nhiều tuổi nhất.",
        "Tổng số giải cá nhân không quá 50% số người dự thi; quá thì bớt từ giải nêu sau cùng.",
        "Khi nhiều người hoặc đơn vị đồng hạng mà số giải không đủ, Ban Tổ chức quyết định và ghi rõ "
        "cách làm.",
        "Người đã nhận giải ở một vòng của cuộc thi không nhận giải cá nhân chung cuộc.",
    ]


def test_who_won_a_week_may_win_by_default(database: Database) -> None:
    made = whole({"An": 9}, ladder=ONE)
    assert told(made)[-1] == "Người đã nhận giải ở các vòng vẫn được xét giải chung cuộc."
    made.ladder(Ladder((), TURNS))
    assert "Người" not in told(made)[-1]


@pytest.mark.parametrize("ladder", [None, Ladder(())])
def test_nothing_before_there_are_prizes(database: Database, ladder: Ladder | None) -> None:
    assert told(whole({"An": 9}, ladder=ladder)) == []


def test_nothing_once_rounds_are_not_added_up(database: Database) -> None:
    made = whole({"An": 9}, ladder=replace(ONE, units=TURNS))
    week = rounds_of(made)[0].round_id
    with reading() as db:
        assert promised(db, week).units
    with writing() as db:
        editing.set_season(db, made.round_id, None)
    with reading() as db:
        found = promised(db, week)
    assert (found.prizes, found.sentences, found.overall, found.units) == ((), (), (), False)


def test_beside_the_prizes_of_the_round(database: Database) -> None:
    made = whole({"An": 9}, ladder=replace(ONE, units=TURNS[:1]))
    week = rounds_of(made)[0]
    week.ladder(Ladder((Step("Nhất", 1, 100_000),)))
    with reading() as db:
        found = promised(db, week.round_id)
    assert found.prizes == (
        Prize("Nhất", 1, 100_000),
        Prize("Nhất, chung cuộc", 1, 2_000_000),
        Prize("Nhất (đơn vị, theo số lượt người dự thi), chung cuộc", 1, 500_000),
    )
    assert found.sentences[0].startswith("Giải cá nhân: 1\u00a0giải Nhất trị giá 100.000")
    assert "trong vòng thi" in " ".join(found.sentences)


def test_the_the_le_has_an_article_of_its_own(organiser: TestClient) -> None:
    made = whole({"An": 9}, ladder=ONE)
    found = text(HTMLParser(organiser.get("/campaigns/cds/rules").text))
    assert "Giải chung cuộc Giải chung cuộc được xét theo" in " ".join(found.split())
    assert ". Giải thưởng" not in found, "no round has set its prizes"
    front = text(HTMLParser(organiser.get("/campaigns/cds").text))
    assert "Nhất, chung cuộc" in front
    week = rounds_of(made)[0].round_id
    for ending in ("docx", "pdf"):
        assert organiser.get(f"/planning/{week}/rules.{ending}").status_code == 200


def test_the_preview_follows_the_season_that_is_typed(database: Database) -> None:
    with reading() as db:
        given = promised(db, rounds_of(whole({"An": 9}, ladder=ONE))[0].round_id)
    for season, titles in ((Season(), 1), (None, 0)):
        typed = replace(SETTINGS, season=season)
        articles = preview.articles(SETTINGS, typed, Group.PRIZES, given)
        found = [one for one in articles if one.title.endswith("Giải chung cuộc")]
        assert len(found) == titles
        assert all(one.here for one in found)
