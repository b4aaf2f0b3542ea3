"""`hoithi commendations` and `certificates`: a draft with its ties, the issued list, its certificates."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pypdf
import pytest

from contest import results_command
from contest.commendations import certifying, papers
from contest.commendations import export as prize_export
from contest.commendations.states import Way
from contest.lists.tables import Ending
from contest.paperwork.facts import TIED
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.commanded import Installation, rows, texts
from tests.contest.commendations import world as prizes
from tests.contest.commendations.world import NOW, Prizes
from tests.contest.test_cli_results import FORMS, here, round

URL = "https://thi.xa.vn"

__all__ = ["here", "round"]  # fixtures; pytest finds them by their names here


# --- the list of prizes ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_issued_is_a_draft_with_its_ties(
    here: Installation, clock: Clock, tmp_path: Path, form: str
) -> None:
    with here.open():
        prizes.closed([("An", 15), ("Bích", 14), ("Chi", 14), ("Du", 14), ("Em", 13)])
    out = tmp_path / f"trao.{form}"
    done = here.run("commendations", "cds", "--out", str(out))
    assert done.exit_code == 0, (done.output, done.exception)
    assert results_command.DRAFT in done.output and "nhóm bằng nhau" in done.output
    if form in ("pdf", "docx"):
        said = texts(out)
        assert "DỰ THẢO" in said and said.count(TIED) == 3
        return
    if form == "json":
        told = json.loads(out.read_text("utf-8"))
        assert (told["draft"], told["version"]) == (True, 0) and "DỰ THẢO" in str(told["head"])
        given = {row["Họ và tên"]: row["Giải"] for row in told["sheets"]["Cá nhân"] if row.get("Giải")}
    elif form == "csv":
        lines = csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline=""), delimiter=";")
        given = {one["Họ và tên"]: one["Giải"] for one in lines if one["Giải"]}
    else:
        assert any("DỰ THẢO" in str(row[0]) for row in rows(out))
        at = next(row for row in rows(out) if row[0] == "STT").index("Giải")
        given = {row[1]: row[at] for row in rows(out) if row[at] and row[0] != "STT"}
    assert given == {"An": "Nhất", "Bích": TIED, "Chi": TIED, "Du": TIED}


def test_the_newest_issued_list(here: Installation, round: Prizes, tmp_path: Path) -> None:
    with here.open():
        round.decide(Way.EQUAL)
        round.issue()
        round.bar("Bích")
        assert round.issue("Có người rút") == 2
        with reading() as db:
            page = prize_export.workbook(papers.load(db, round.round_id, 2, NOW), Ending.CSV).content
    told = here.told("commendations", "cds", "--out", str(tmp_path / "trao.csv"))
    assert (told["version"], told["draft"], told["tied"]) == (2, False, False)
    assert Path(told["file"]).read_bytes() == page
    named = here.told("commendations", "cds", "--format", "pdf", "--layout", "doan", "--out", str(tmp_path))
    assert Path(named["file"]).name == "danh-sach-trao-giai-cds-1-so-2.pdf"
    assert "DỰ THẢO" not in texts(Path(named["file"]))
    assert here.noted(round.round_id)[0] == ("cli", "commendations.export")


# --- certificates ---------------------------------------------------------------------------------


def test_certificates_of_the_issued_list(here: Installation, round: Prizes, tmp_path: Path) -> None:
    assert here.refused("certificates", "cds", "--url", URL) == certifying.NO_LIST
    with here.open():
        round.decide(Way.EQUAL)
        round.issue()
    told = here.told("certificates", "cds", "--url", URL, "--out", str(tmp_path))
    path = Path(told["file"])
    assert path.name == "giay-chung-nhan-cds-1-so-1.pdf"
    assert told["people"] == len(pypdf.PdfReader(path).pages) == 4
    assert "thi.xa.vn/commendations/verify/" in texts(path)
    assert here.refused("certificates", "cds") == results_command.NO_URL
    looks = {
        here.told("certificates", "cds", "--url", URL, *more, "--out", str(tmp_path / f"{at}.pdf"))["file"]
        for at, more in enumerate((["--design", "hoi-truong"], ["--layout", "doan"]))
    }
    assert len({len(Path(each).read_bytes()) for each in (*looks, path)}) == 3
