"""The ladder as the thể lệ tells it, and the place where a higher feature puts it in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest.campaigns import prizes
from contest.campaigns import service as campaigns
from contest.campaigns.pages import Prize, RulesPage
from contest.campaigns.prizes import Promised
from contest.commendations import promising
from contest.commendations.ladders import USUAL, ExtraStep, Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.ruleset.rules import Ties
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.world import LADDER, RULES, UNITS

PAGE = RulesPage("cds", ("Thi",), "Tuần 1", (), "0" * 16)


def test_the_most_prizes_that_there_may_be() -> None:
    told = tuple(promising.sentences(replace(LADDER, cap=50)))
    said = "Tổng số giải cá nhân không quá 50% số người dự thi; quá thì bớt từ giải thấp nhất."
    assert said in told
    assert said not in tuple(promising.sentences(replace(LADDER, people=(), cap=50)))


def test_how_equal_units_are_told_apart() -> None:
    said = "Khi bằng nhau, đơn vị có nhiều người trả lời đúng tất cả các câu hơn được xét giải trước."
    for units, is_told in ((UNITS, True), ((), False)):
        assert (said in tuple(promising.sentences(Ladder((), units, equal_by_perfect=True)))) == is_told
    assert said not in tuple(promising.sentences(Ladder((), UNITS)))


def told_by(*boards: Board, **changes: Any) -> list[str]:
    made = Ladder(USUAL.people, tuple(UnitStep("Nhất", 1, 0, board) for board in boards), **changes)
    return [line.replace("\u00a0", " ") for line in promising.sentences(made)]


def test_what_a_mean_of_a_unit_is() -> None:
    told = told_by(Board.MEAN)
    assert "Giải đơn vị theo điểm trung bình: 1 giải Nhất." in told
    assert (
        "Điểm trung bình của đơn vị là tổng điểm của những người dự thi thuộc đơn vị chia cho số người đó; "
        "so sánh không làm tròn, công bố đến hai chữ số thập phân." in told
    )
    least = "Đơn vị có dưới 3 người dự thi không xét giải theo điểm trung bình."
    assert least in " ".join(told_by(Board.MEAN, mean_people=3))
    assert "người dự thi không xét" not in " ".join(told + told_by(Board.MEAN, mean_people=1))


def test_what_prizes_bring_a_unit() -> None:
    told = told_by(Board.WON)
    assert (
        "Điểm giải của đơn vị là tổng điểm của các giải cá nhân mà người của đơn vị đạt: mỗi giải Nhất "
        "10 điểm, mỗi giải Nhì 8 điểm, mỗi giải Ba 6 điểm; các giải khác không có điểm." in told
    )
    assert "Đơn vị không có điểm giải thì không xét giải theo điểm giải." in told
    adding = told_by(Board.WON, won=(0, 5, 5, 5, 5), rate_adds=True)
    assert "mỗi giải Nhì 5 điểm, mỗi giải Ba 5 điểm, mỗi giải Khuyến khích 5 điểm; các" in " ".join(adding)
    assert "Đơn vị không có điểm giải thì không xét giải theo điểm giải." not in adding
    assert not any("điểm giải" in line.casefold() for line in told_by(Board.RATE, rate_adds=True))


def test_prizes_by_age_bring_a_unit_nothing() -> None:
    by_age = (ExtraStep("Nhất", 1, 0, Board.YOUNGEST),)
    told = " ".join(told_by(Board.WON, extra=by_age))
    assert "giải Ba 6 điểm; các giải khác, kể cả giải theo độ tuổi, không có điểm." in told
    every = " ".join(told_by(Board.WON, won=(4, 3, 2, 1), extra=by_age))
    assert "giải Khuyến khích 1 điểm; giải theo độ tuổi không có điểm." in every
    assert "không có điểm." not in " ".join(told_by(Board.WON, won=(4, 3, 2, 1)))


def test_without_money_none_is_named() -> None:
    told = tuple(promising.sentences(USUAL))
    assert told[0] == (
        "Giải cá nhân: 1\u00a0giải Nhất; 2\u00a0giải Nhì; 3\u00a0giải Ba; 5\u00a0giải Khuyến khích."
    )
    assert "đồng." not in " ".join(told)


def test_only_what_there_is() -> None:
    assert tuple(promising.sentences(Ladder(()))) == ()
    only_units = tuple(promising.sentences(Ladder((), UNITS)))
    assert [line.split(":")[0] for line in only_units] == [
        "Giải đơn vị theo số người dự thi",
        "Giải đơn vị theo tỷ lệ dự thi",
        "Mỗi đơn vị nhận nhiều nhất một giải.",
        "Khi nhiều đơn vị đồng hạng mà số giải không đủ, Ban Tổ chức quyết định và ghi rõ cách làm.",
    ]
    assert promising.prizes(replace(LADDER, units=UNITS[:1]))[-1] == Prize(
        "Nhất (đơn vị, theo số người dự thi)", 1, 500_000
    )


def test_nothing_until_somebody_has_set_them(database: Database) -> None:
    made = world.closed(ladder=None)
    with reading() as db:
        assert world.promised(db, made.round_id) == Promised()
    made.ladder()
    with reading() as db:
        assert len(world.promised(db, made.round_id).prizes) == 3


def test_by_what_units_have_prizes(database: Database) -> None:
    made = world.closed(ladder=Ladder(LADDER.people, UNITS))
    with reading() as db:
        told = world.promised(db, made.round_id)
    assert (told.measures, told.mean_least) == (("number", "rate"), 0)
    mean = UnitStep("Nhất", 1, 0, Board.MEAN)
    for units, measures, least in (
        ((mean, *UNITS), ("number", "rate", "mean"), 7),
        (UNITS, ("number", "rate"), 0),
        ((), (), 0),
    ):
        made.ladder(Ladder(LADDER.people, units, mean_people=7))
        with reading() as db:
            told = world.promised(db, made.round_id)
        assert (told.measures, told.mean_least) == (measures, least)


def test_the_place_for_it(sqlite_database: Database) -> None:
    given = Promised((Prize("Nhất", 1, 0),), ("Một câu.",))
    made = world.closed(ladder=None)
    with reading() as db:
        view = campaigns.view(db, made.round_id, world.NOW)
        prizes.use_prizes(lambda db, of: given if of is view else Promised())
        assert prizes.promised(db, view) == given
        prizes.use_prizes(None)
        assert prizes.promised(db, view) == Promised()
    assert prizes.with_article(PAGE, Promised()) == PAGE
    (article,) = prizes.with_article(PAGE, given).sections
    assert (article.title, article.items) == ("Điều 1. Giải thưởng", ("Một câu.",))


@pytest.mark.parametrize(
    ("ties", "who"),
    [(Ties.SHARED, "người hoặc đơn vị"), (Ties.LOT, "đơn vị"), (Ties.COMMITTEE, "đơn vị")],
)
def test_what_becomes_of_equal_people_is_told_once(database: Database, ties: Ties, who: str) -> None:
    """Where lots or the head of the committee decide, the article of the ranking says so."""
    made = world.closed(rules=RULES.changed(ties=ties), ladder=replace(LADDER, units=UNITS))
    with reading() as db:
        told = world.promised(db, made.round_id).sentences
    assert f"Khi nhiều {who} đồng hạng mà số giải không đủ" in " ".join(told)
    only_people = " ".join(promising.sentences(LADDER, ties))
    assert ("đồng hạng" in only_people) == (ties is Ties.SHARED)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 giải Nhất trị giá 500.000 đồng."), (2, "2 giải Nhất, mỗi giải 500.000 đồng.")],
)
def test_one_prize_and_several(count: int, said: str) -> None:
    told = next(promising.sentences(Ladder((Step("Nhất", count, 500_000),))))
    assert told.replace("\u00a0", " ") == f"Giải cá nhân: {said}"
