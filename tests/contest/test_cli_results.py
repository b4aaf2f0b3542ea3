"""`hoithi results`, `commendations` and `certificates`: the pages' files, beside a server, opened again."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from contest import results_command, results_files, results_paper
from contest.holding import only_server
from contest.lists.tables import Ending, made
from contest.results_paper import MOST, TOO_LONG
from contest.rounds import closing, export
from contest.seasons import export as season_export
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.commanded import Installation, installed, rows, texts
from tests.contest.commendations import world as prizes
from tests.contest.commendations.world import NOW, Prizes
from tests.contest.seasons import world as seasons
from tests.contest.seasons.test_board import two
from tests.contest.standings import world as boards

FORMS = ("xlsx", "csv", "json", "pdf", "docx")


@pytest.fixture(params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path, clock: Clock) -> Installation:
    clock.set(NOW)
    return installed(request.param, tmp_path, sqlite_template, request.getfixturevalue)


@pytest.fixture
def round(here: Installation) -> Prizes:
    """A closed round: An before Bích, then two who share a place; An's name begins as a formula."""
    with here.open():
        units = boards.make_units({"Thôn 1": 4})
        scores = [("=An", 15), ("Bích", 14), ("Chi", 12), ("Du", 12)]
        return prizes.closed(scores, unit=units["Thôn 1"])


# --- results --------------------------------------------------------------------------------------


def test_the_workbook_is_that_of_the_page(here: Installation, round: Prizes, tmp_path: Path) -> None:
    out = tmp_path / "kq.xlsx"
    with here.open(), reading() as db:
        view = results_command.find(db, "cds", "", NOW).view
        page = made(export.table(db, view, NOW), Ending.XLSX).content
    told = here.told("results", "cds", "--out", str(out))
    assert told | {"made_at": ""} == {
        "contest": "cds",
        "title": told["title"],
        "round": 1,
        "name": "Tuần 1",
        "made_at": "",
        "format": "xlsx",
        "file": str(out),
        "people": 4,
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(page))
    for sheet in ("Cá nhân", "Đơn vị", "Theo tên"):
        assert rows(out, sheet) == book.get_sheet_by_name(sheet).to_python()
    assert here.noted(round.round_id)[0] == ("cli", "rounds.export")


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_file_says_the_same(
    here: Installation, round: Prizes, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"kq.{form}"
    done = here.run("results", "cds/1", "--out", str(out))
    assert done.exit_code == 0, (done.output, done.exception)
    assert done.output.splitlines()[-1].endswith(f"đã ghi 4 người ra {out}.")
    match form:
        case "xlsx":
            *first, last, one = [row[1] for row in rows(out)][-4:]
            assert (first, {last, one}) == (["=An", "Bích"], {"Chi", "Du"}), "the last two are level"
        case "csv":
            found = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline=""), delimiter=";"))
            assert [(one["Hạng"], one["Họ và tên"], one["Điểm"]) for one in found][:2] == [
                ("1", "'=An", "15"),
                ("2", "Bích", "14"),
            ]
        case "json":
            told = json.loads(out.read_text("utf-8"))
            assert (told["contest"], told["round"], told["final"], told["people"]) == ("cds", 1, True, 4)
            first = told["sheets"]["Cá nhân"][0]
            assert (first["Hạng"], first["Họ và tên"], first["Điểm"]) == (1, "=An", "15")
            assert [*told["sheets"]] == ["Cá nhân", "Đơn vị", "Theo tên"]
        case _:
            said = texts(out)
            assert all(word in said for word in ("BẢNG KẾT QUẢ", "Bích", "Họ và tên", "05:00"))
            assert "DỰ THẢO" not in said


def test_units_alone(here: Installation, round: Prizes, tmp_path: Path) -> None:
    told = here.told("results", "cds", "--units", "--format", "csv", "--out", str(tmp_path))
    assert Path(told["file"]).name == "ket-qua-cds-1-don-vi.csv"
    lines = Path(told["file"]).read_text("utf-8-sig").splitlines()
    assert lines == [";".join(export.UNITS), "1;Thôn 1;4;4;100,0%;13,25;53"]


def test_without_a_name_it_lies_here(
    here: Installation, round: Prizes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert here.told("results", "cds")["file"] == "ket-qua-cds-1.xlsx"
    assert (tmp_path / "ket-qua-cds-1.xlsx").is_file()


def test_a_layout_is_on_the_paper(here: Installation, round: Prizes, tmp_path: Path) -> None:
    said = {}
    for layout in ("nha-nuoc", "doan", "truong-hoc", "dang"):
        out = tmp_path / f"{layout}.docx"
        here.told("results", "cds", "--layout", layout, "--out", str(out))
        said[layout] = texts(out)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said["nha-nuoc"] and "CỘNG HÒA" in said["truong-hoc"]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said["dang"] and "CỘNG HÒA" not in said["doan"]


def test_a_board_that_runs_is_a_draft(here: Installation, clock: Clock, tmp_path: Path) -> None:
    with here.open():
        round_id = boards.make_round(boards.rules())
    clock.set(boards.OPENS)
    out = tmp_path / "kq.docx"
    here.told("results", "cds/1", "--out", str(out))
    assert "DỰ THẢO" in texts(out) and "TẠM THỜI" in texts(out)
    assert here.told("results", "cds/1", "--out", str(tmp_path))["file"].endswith("-tam-thoi.xlsx")
    assert len(here.noted(round_id)) == 2


def test_the_whole_contest_where_rounds_are_added_up(
    here: Installation, clock: Clock, tmp_path: Path
) -> None:
    clock.set(seasons.OPENS)
    closing.register()
    with here.open():
        weeks = seasons.make()
        two(weeks)
        clock.set(seasons.LAST)
        with reading() as db:
            page = made(season_export.table(db, weeks[0].round_id, seasons.LAST), Ending.CSV).content
    told = here.told("results", "cds", "--out", str(tmp_path / "kq.csv"))
    assert (told["round"], told["name"], told["people"]) == (None, "Chung cuộc", 2)
    assert Path(told["file"]).read_bytes() == page
    assert here.told("results", "cds", "--round", "tuan 2", "--out", str(tmp_path))["round"] == 2
    waits = here.refused("commendations", "cds")
    assert waits.startswith("Giải chung cuộc xét sau") and waits.endswith("ghi cds/1.")


def test_too_long_for_paper(
    here: Installation, round: Prizes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST == 5_000
    monkeypatch.setattr(results_paper, "MOST", 3)
    said = here.refused("results", "cds", "--out", str(tmp_path / "kq.pdf"))
    assert said == TOO_LONG.format(count="4", most="3") and not (tmp_path / "kq.pdf").exists()


# --- what is wrong --------------------------------------------------------------------------------


def test_what_it_can_not_find_it_lists(here: Installation, round: Prizes) -> None:
    assert here.refused("results", "khac") == "Không có cuộc thi “khac”. Các cuộc thi: cds."
    for words in (("cds/7",), ("cds", "--round", "Tuần 7")):
        said = here.refused("results", *words)
        assert "không có vòng" in said and said.endswith("Các vòng: 1 (Tuần 1, đã đóng).")
    assert "ghi hai lần" in here.refused("results", "cds/1", "--round", "1")
    with here.open():
        boards.make_round(boards.rules(), slug="sau")
    assert "chưa có vòng nào đóng" in here.refused("results", "sau")


def test_options_that_are_none(here: Installation, round: Prizes, tmp_path: Path) -> None:
    for name, value, there in (("--format", "doc", "docx"), ("--layout", "hoi", "truong-hoc")):
        done = here.run("results", "cds", name, value)
        assert done.exit_code == 2 and f"không có “{value}”" in done.output and there in done.output
    said = here.refused("certificates", "cds", "--format", "docx")
    assert said == results_files.NOT_THIS.format(form="docx", there="pdf")
    said = here.refused("results", "cds", "--format", "csv", "--out", str(tmp_path / "kq.pdf"))
    assert said == results_files.NOT_SO.format(ending="pdf", form="csv")


def test_a_file_that_can_not_be_there_leaves_no_line(
    here: Installation, round: Prizes, tmp_path: Path
) -> None:
    before = here.noted(round.round_id)
    said = here.refused("results", "cds", "--out", str(tmp_path / "khong-co" / "kq.xlsx"))
    assert said.startswith("Không ghi được tệp") and said.endswith("--out.")
    assert here.noted(round.round_id) == before
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_what_is_no_file_is_not_replaced_by_one(here: Installation, round: Prizes, tmp_path: Path) -> None:
    pipe = tmp_path / "ong"
    os.mkfifo(pipe)
    said = here.refused("results", "cds", "--format", "xlsx", "--out", str(pipe))
    assert results_files.NO_FILE in said and pipe.is_fifo()


def test_no_installation(tmp_path: Path) -> None:
    nowhere = Installation(tmp_path / "khong", "")
    assert nowhere.refused("results", "cds").startswith("Không có dữ liệu ở")
    assert not (tmp_path / "khong").exists()


def test_a_server_that_runs_is_in_nobodys_way(here: Installation, round: Prizes, tmp_path: Path) -> None:
    with only_server(here.data):
        here.told("results", "cds", "--out", str(tmp_path))
        here.told("commendations", "cds", "--out", str(tmp_path))
    assert [action for _, action in here.noted(round.round_id)][:2] == [
        "commendations.export",
        "rounds.export",
    ]
