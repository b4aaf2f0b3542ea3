"""Units go along as they count: merged ones stay merged, and none is lost that only a text names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contest.archives.fitting import Fitting
from contest.campaigns import service as campaigns
from contest.dashboards.models import ContestTarget
from contest.dashboards.target_rules import Targets, to_json
from contest.standings import present
from contest.standings.units import UnitPlaced
from contest.tables import METADATA
from contest.units import merging
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing
from tests.contest.archives.installations import NOW, brought, fresh, member, packed
from tests.contest.archives.rewriting import rewritten
from tests.contest.commanded import Installation


def boards(server: Installation, contest: str) -> list[tuple[str, tuple[UnitPlaced, ...]]]:
    """Every round of a contest with its units."""
    with server.open(), reading() as db:
        views = [one for one in campaigns.every(db, NOW) if one.slug == contest]
        return [(view.name, present.unit_board(db, view)) for view in views]


def merge(unit: str, into: str) -> None:
    with writing() as db:
        plan = merging.plan(db, unit, into, NOW)
        merging.merge(db, "cli", unit, into, plan.version, True, NOW)


@pytest.fixture
def merged(first: Installation) -> Iterator[dict[str, str]]:
    """The unit of everybody was merged into one below a commune, by way of another."""
    drafts = (UnitDraft("x", "Xã Mới", "commune"), UnitDraft("t3", "Thôn Ba", "village", "x", 50))
    with first.open():
        with writing() as db:
            places = units.save_units(db, drafts, NOW.date())
            places |= {one.name: one.id for one in units.search(db, "thôn", 9)}
        merge(places["Thôn Đăk Rao"], places["Thôn Kon Tu"])
        merge(places["Thôn Kon Tu"], places["t3"])
    yield places


def test_codes_given_out_in_one_slice_differ(database: Database) -> None:
    with writing() as db:
        units.save_units(db, [UnitDraft("10A", "Lớp 10A", "class")], NOW.date())
    table = METADATA.tables["unit"]
    rows = [{"id": f"{number:013d}", "code": code} for number, code in enumerate(("10A", "10A-2", "10A"))]
    with reading() as db:
        fitting = Fitting(db, "thi-a", NOW)
        fitting.look(table, rows)
        codes = [fitting.fitted(table, row)[1]["code"] for row in rows]
    assert codes == ["10A-2", "10A-2-2", "10A-3"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_merged_units_stay_merged(
    first: Installation,
    merged: dict[str, str],
    tmp_path: Path,
    sqlite_template: Path,
    request: pytest.FixtureRequest,
    kind: str,
) -> None:
    out = packed(first, "thi-a", tmp_path / "m.zip")
    assert "before" not in member(out, "unit_merge")[0]
    there = fresh(kind, tmp_path / "there", sqlite_template, request.getfixturevalue)
    brought(there, out)
    before = boards(first, "thi-a")
    assert boards(there, "thi-a") == before
    assert {row.unit_id for _, board in before for row in board} == {merged["t3"]}
    with there.open():
        with reading() as db:
            assert [one.name for one in units.search(db, "thôn", 9)] == ["Thôn Ba"]
        with writing() as db:  # undone there, it is a unit of its own again
            assert merging.unmerge(db, "cli", merged["Thôn Kon Tu"], NOW) == merged["t3"]
    assert {row.unit_id for _, board in boards(there, "thi-a") for row in board} == {merged["Thôn Kon Tu"]}


def test_what_a_unit_that_is_here_counts_for_is_told_here(
    first: Installation, merged: dict[str, str], file: Path, second: Installation, tmp_path: Path
) -> None:
    brought(second, file)
    alone = boards(second, "thi-a")
    assert {row.unit_id for _, board in alone for row in board} == {merged["Thôn Đăk Rao"]}
    brought(second, packed(first, "thi-b", tmp_path / "b.zip"))
    assert boards(second, "thi-a") == alone


def test_units_that_count_for_each_other_are_refused(
    first: Installation, merged: dict[str, str], second: Installation, tmp_path: Path
) -> None:
    def ring(every: dict[str, list[dict]]) -> None:
        every["unit_merge"].append({**every["unit_merge"][0], "unit_id": merged["t3"]})

    out = packed(first, "thi-a", tmp_path / "m.zip")
    bad = rewritten(out, tmp_path / "ring.zip", ring)
    assert "unit_merge" in second.refused("archive-import", str(bad))


def test_units_with_a_target_alone_go_along(
    first: Installation, second: Installation, tmp_path: Path
) -> None:
    with first.open(), writing() as db:
        unit = units.save_units(db, [UnitDraft("t9", "Thôn Chín", "village", people=9)], NOW.date())["t9"]
        contest = next(one.campaign_id for one in campaigns.every(db, NOW) if one.slug == "thi-a")
        text = to_json(Targets(units={unit: 5, "0123456789abc": 7}))
        db.add(ContestTarget(campaign_id=contest, content=text, changed_by="0123456789abc", changed_at=NOW))
    out = packed(first, "thi-a", tmp_path / "t.zip")
    assert unit in {row["id"] for row in member(out, "unit")}
    assert (unit, 9) in {(row["unit_id"], row["people"]) for row in member(out, "unit_headcount")}
    brought(second, out)
    with second.open(), reading() as db:
        assert units.names(db, [unit]) == {unit: "Thôn Chín"}


@pytest.mark.parametrize(
    "content",
    [
        '{"x":1}',
        "[]",
        "{",
        '{"share":101}',
        '{"people":true}',
        '{"units":{"x":1}}',
        '{"units":{"0123456789abc":0}}',
        '{"units":[1]}',
        '{"units":null}',
    ],
)
def test_a_target_that_is_none_is_refused(
    file: Path, second: Installation, tmp_path: Path, content: str
) -> None:
    def crafted(every: dict[str, list[dict]]) -> None:
        contest = every["campaign"][0]["id"]
        row = {"campaign_id": contest, "content": content, "changed_by": "0123456789abc", "changed_at": 1}
        every["contest_target"] = [row]

    bad = rewritten(file, tmp_path / "bad.zip", crafted)
    assert "contest_target, dòng 1" in second.refused("archive-import", str(bad))
