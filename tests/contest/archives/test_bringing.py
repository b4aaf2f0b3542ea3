"""Bringing a contest in: what is asked first, what stays out, who stays forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from contest.accounts import staffing
from contest.archives import rows_store as store
from contest.campaigns import service as campaigns
from contest.holding import only_server
from contest.people import service as people
from contest.privacy import forgetting, tombstones
from contest.privacy.tombstones import Stone
from contest.web.database import reading, writing
from tests.contest.archives.installations import NOW, brought, member, old, packed
from tests.contest.archives.rewriting import rewritten
from tests.contest.commanded import Installation, installed
from tests.whole.world import Moment


def rows(server: Installation, statement: str) -> list[tuple]:
    """Past the program."""
    with server.open(), reading() as db:
        return [tuple(row) for row in db.connection().execute(text(statement))]


def state(server: Installation) -> list[tuple]:
    """How many rows every table has that a contest could be in."""
    tables = (
        "campaign",
        "entry",
        "person",
        "unit",
        "question",
        "attempt",
        "audit",
        "staff_elsewhere",
        "bank",
    )
    return [(name, *rows(server, f"SELECT count(*) FROM {name}")[0]) for name in tables]


def test_it_comes_with_its_names_and_says_where_from(file: Path, second: Installation) -> None:
    told = brought(second, file)
    assert told | {"rows": 0} == {"contest": "thi-a", "people": 6, "rows": 0, "units": 1, "forgotten": 0}
    contest = member(file, "campaign")[0]["id"]
    owner = member(file, "staff")[0]
    with second.open(), reading() as db:
        (view,) = campaigns.every(db, NOW)
        assert (view.slug, view.campaign_id, view.state) == ("thi-a", contest, "closed")
        entries = [row["id"] for row in member(file, "entry")]
        assert {"A Thui", "Y Bích"} <= {one.name for one in people.full_names(db, entries).values()}
        assert staffing.names(db, [owner["id"]]) == {owner["id"]: owner["name"]}
        assert [one.name for one in staffing.everybody(db)] == ["Quản Trị"]
        origin = store.brought(db, contest)
        assert origin is not None and (origin.slug, origin.brought_by) == ("thi-a", "cli")
        assert not db.exec(text("SELECT 1 FROM attempt WHERE receipt IS NOT NULL")).all()  # ty: ignore


def test_nothing_secret_is_in_the_file(file: Path, first: Installation) -> None:
    held = rows(first, "SELECT code_hash FROM entry UNION SELECT code_hash FROM roster_class")
    held += rows(first, "SELECT receipt FROM attempt WHERE receipt IS NOT NULL")
    held += rows(first, "SELECT code_hash FROM roster_member WHERE code_hash IS NOT NULL")
    held += rows(first, "SELECT login FROM staff")
    assert len(held) > 10
    said = " ".join(
        str(member(file, table)) for table in ("entry", "roster_class", "roster_member", "attempt")
    )
    said += str(member(file, "staff"))
    assert not [one for (one,) in held if repr(one) in said]


def test_once_only(file: Path, second: Installation) -> None:
    brought(second, file)
    before = state(second)
    assert "đang có ở đây" in second.refused("archive-import", str(file), "--slug", "khac")
    assert state(second) == before


def test_an_address_that_is_taken_wants_another(file: Path, first: Installation, tmp_path: Path) -> None:
    other = rewritten(file, tmp_path / "b.zip", lambda rows: None)
    before = state(first)
    assert "đang có ở đây" in first.refused("archive-import", str(other))
    assert state(first) == before


def test_an_address_of_another_contest(
    file: Path, second: Installation, first: Installation, tmp_path: Path
) -> None:
    theirs = packed(first, "thi-b", tmp_path / "b.zip")
    brought(second, theirs, "--slug", "thi-a")
    said = second.refused("archive-import", str(file))
    assert "“thi-a” đã có cuộc thi khác dùng" in said and "--slug" in said
    assert brought(second, file, "--slug", "thi-moi")["contest"] == "thi-moi"
    slugs = rows(second, "SELECT slug, bank_slug FROM campaign ORDER BY slug")
    assert slugs == [("thi-a", "thi-a"), ("thi-moi", "thi-moi")]
    for wrong in ("Thi Mới", "staff", "new"):
        assert "sau --slug chưa đúng" in second.refused("archive-import", str(file), "--slug", wrong)


def test_an_installation_without_administrator_says_so(
    file: Path, sqlite_template: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    bare = installed("sqlite", tmp_path, sqlite_template, request.getfixturevalue)
    assert "quản trị" in bare.refused("archive-import", str(file))
    assert dict(state(bare))["campaign"] == 0


def test_beside_a_server_on_sqlite_it_waits_for_the_server(file: Path, second: Installation) -> None:
    with only_server(second.data):
        assert "Dừng máy chủ" in second.refused("archive-import", str(file))


def test_an_open_round_is_not_packed(whole_file: Path, tmp_path: Path) -> None:
    server = old(whole_file.parent / f"{Moment.OPEN.name}.sqlite3", tmp_path)
    assert "Còn vòng chưa đóng" in server.refused("archive", "thi-a", "--out", str(tmp_path / "a.zip"))
    assert "Không có cuộc thi “x”" in server.refused("archive", "x")
    assert not list(tmp_path.glob("*.zip")) and not list(tmp_path.glob(".hoithi-*"))


def test_an_open_round_is_not_brought(file: Path, tmp_path: Path, second: Installation) -> None:
    def opened(every: dict[str, list[dict]]) -> None:
        every["round"][0]["state"] = "ready"

    before = state(second)
    bad = rewritten(file, tmp_path / "bad.zip", opened)
    assert "vòng chưa đóng" in second.refused("archive-import", str(bad))
    assert state(second) == before


def test_the_same_contest_is_the_same_file(first: Installation, tmp_path: Path) -> None:
    one, two = (packed(first, "thi-a", tmp_path / f"{name}.zip") for name in "ab")
    assert one.read_bytes() == two.read_bytes()


def entrant(rows: list[dict], people: list[dict], name: str) -> str:
    """The person of this name who entered."""
    ids = {row["person_id"] for row in rows}
    return next(row["id"] for row in people if row["name"] == name and row["id"] in ids)


def name_of(server: Installation, person: str) -> str:
    ((name,),) = rows(server, f"SELECT name FROM person WHERE id = '{person}'")
    return name


def test_who_was_forgotten_here_comes_back_without_a_name(file: Path, second: Installation) -> None:
    people = member(file, "person")
    gone, there = (entrant(member(file, "entry"), people, name) for name in ("A Thui", "A Lan"))
    with second.open():
        tombstones.add(second.data / tombstones.FILE, [Stone(gone, NOW, keep_result=True)])
    assert brought(second, file)["forgotten"] == 1
    assert (name_of(second, gone), name_of(second, there)) == ("", "A Lan")
    assert rows(second, f"SELECT count(*) FROM tombstone WHERE person_id = '{gone}'") == [(1,)]


def test_who_was_forgotten_there_does_not_leave(
    file: Path, first: Installation, second: Installation, tmp_path: Path
) -> None:
    gone = entrant(member(file, "entry"), member(file, "person"), "A Thui")
    with first.open(), writing() as db:
        forgetting.forget(db, gone, by="server", now=NOW)
    out = packed(first, "thi-a", tmp_path / "a.zip")
    assert next(row for row in member(out, "person") if row["id"] == gone)["name"] == ""
    assert brought(second, out)["forgotten"] == 0
    assert name_of(second, gone) == ""


def test_who_is_forgotten_after_it_came_is_gone(file: Path, second: Installation) -> None:
    brought(second, file)
    gone = entrant(member(file, "entry"), member(file, "person"), "Y Bích")
    with second.open(), writing() as db:
        assert forgetting.forget(db, gone, by="server", now=NOW).is_known
    assert name_of(second, gone) == ""


def test_a_person_with_other_data_is_somebody_else(
    file: Path, first: Installation, second: Installation, tmp_path: Path
) -> None:
    """The second contest of one server names a person of the first, who was put right meanwhile."""
    brought(second, file)
    person = next(row for row in member(file, "person") if row["name"] == "A Thui")
    theirs = packed(first, "thi-b", tmp_path / "b.zip")

    def same(every: dict[str, list[dict]]) -> None:
        old_id, every["person"][0]["id"] = every["person"][0]["id"], person["id"]
        for table in ("entry", "roster_member"):
            for row in every[table]:
                row["person_id"] = person["id"] if row["person_id"] == old_id else row["person_id"]

    brought(second, rewritten(theirs, tmp_path / "c.zip", same))
    assert rows(second, f"SELECT name FROM person WHERE id = '{person['id']}'") == [("A Thui",)]
    assert rows(second, "SELECT count(*) FROM entry WHERE person_id NOT IN (SELECT id FROM person)") == [(0,)]


def test_the_file_can_be_looked_at_without_a_server(file: Path, second: Installation) -> None:
    from typer.testing import CliRunner

    from contest.cli import app

    done = CliRunner().invoke(app, ["archive-verify", str(file)], prog_name="hoithi")
    assert done.exit_code == 0 and done.output.startswith("ĐÚNG: Hội thi a (thi-a)"), done.output
    done = CliRunner().invoke(app, ["archive-verify", str(file), "--json"], prog_name="hoithi")
    assert '"people":6' in done.output.replace(" ", "")
