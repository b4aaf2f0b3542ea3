"""`hoithi report`: the page's figures as files, beside a server; what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contest.audit import service as audit
from contest.days import WRONG_DAY
from contest.holding import only_server
from contest.office.models import OfficePart
from contest.report_command import ALONE, BOTH, NO_CONTEST, NO_HEAD
from contest.summaries import period_rules
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.commanded import Installation, installed, rows, texts
from tests.contest.reports.conftest import counting
from tests.contest.rounds.conftest import fresh
from tests.contest.summaries import world
from tests.contest.summaries.world import DONE, OCTOBER, of_unit

__all__ = ["counting", "fresh"]  # fixtures; pytest finds them by name

DAYS = ("--from", "01/10/2026", "--to", "31/10/2026")
ME = '{"name": "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "above": "", "short": "", "place": "Đăk Tô", "logo": ""}'


@pytest.fixture(params=["sqlite", "postgresql"])
def here(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path, clock: Clock, counting: None
) -> Installation:
    clock.set(DONE)
    return installed(request.param, tmp_path, sqlite_template, request.getfixturevalue)


@pytest.fixture
def contest(here: Installation) -> world.Contest:
    """Five people of three units and of none, closed and counted; who we are is known."""
    with here.open():
        with writing() as db:
            db.add(OfficePart(part="identity", version=2, content=ME, changed_at=DONE, changed_by="x"))
        return world.usual()


def test_json_is_the_frozen_bytes(here: Installation, contest: world.Contest, tmp_path: Path) -> None:
    out = tmp_path / "bc.json"
    told = here.told("report", *DAYS, "--out", str(out))
    with here.open():
        assert out.read_text("utf-8") == world.report().to_json() + "\n"
    assert told | {"made_at": "", "title": ""} == {
        "title": "",
        "first": "2026-10-01",
        "last": "2026-10-31",
        "scope": "",
        "unit": "",
        "rounds": 1,
        "people": 5,
        "attempts": 5,
        "waiting": 0,
        "made_at": "",
        "format": "json",
        "file": str(out),
    }
    assert told["title"].endswith("tháng 10 năm 2026")


@pytest.mark.parametrize("layout", ["nha-nuoc", "doan", "truong-hoc", "dang"])
def test_on_paper_in_each_layout(
    here: Installation, contest: world.Contest, tmp_path: Path, layout: str
) -> None:
    out = tmp_path / "bc.docx"
    done = here.run("report", *DAYS, "--out", str(out), "--layout", layout)
    assert done.exit_code == 0, (done.output, done.exception)
    assert done.output.splitlines()[-1].endswith(f"báo cáo của 1 vòng thi, 5 người ra {out}.")
    said = texts(out).replace("\u00a0", " ")
    assert "thu hút 5 người tham gia" in said and "Chưa chốt" not in said
    assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said) is (layout in ("nha-nuoc", "truong-hoc"))


def test_as_pdf_and_as_a_workbook(here: Installation, contest: world.Contest, tmp_path: Path) -> None:
    pdf, book = tmp_path / "bc.pdf", tmp_path / "bc.xlsx"
    for out in (pdf, book):
        done = here.run("report", *DAYS, "--out", str(out))
        assert done.exit_code == 0, (done.output, done.exception)
    assert "5 người tham gia" in texts(pdf).replace("\u00a0", " ")
    assert [row[3] for row in rows(book, "Vòng thi")[-1:]] == [5]


def test_its_own_name_in_a_folder(here: Installation, contest: world.Contest, tmp_path: Path) -> None:
    told = here.told("report", *DAYS, "--out", str(tmp_path), "--format", "json")
    assert told["file"] == str(tmp_path / "bao-cao-20261001-20261031.json")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ("2026-10-01", "2026-10-31")),
        (("--period", "quy"), ("2026-10-01", "2026-12-31")),
        (("--period", "nua-nam"), ("2026-07-01", "2026-12-31")),
        (("--period", "nam", "--on", "31/12/2025"), ("2025-01-01", "2025-12-31")),
        (("--period", "thang", "--on", "2026-02-03"), ("2026-02-01", "2026-02-28")),
        (("--contest", "cds"), ("2026-10-05", "2026-10-05")),
        (("--contest", "cds", "--period", "quy"), ("2026-10-01", "2026-12-31")),
    ],
)
def test_periods(
    here: Installation, contest: world.Contest, tmp_path: Path, words: tuple[str, ...], days: tuple[str, str]
) -> None:
    told = here.told("report", *words, "--out", str(tmp_path / "x.json"))
    assert (told["first"], told["last"]) == days


def test_of_a_contest_of_a_round_of_a_unit(
    here: Installation, contest: world.Contest, tmp_path: Path
) -> None:
    out = ("--out", str(tmp_path / "x.json"))
    assert here.told("report", "--contest", "cds", *out)["scope"] == contest.campaign_id
    for words in (("--contest", "cds/1"), ("--contest", "cds", "--round", "Tuần 1")):
        assert here.told("report", *words, *out)["scope"] == contest.round_id
    told = here.told("report", *DAYS, "--unit", "lop 9a, truong thcs", *out)
    assert (told["unit"], told["people"]) == (contest.units["Lớp 9A"], 2)
    with here.open():
        of = json.loads((tmp_path / "x.json").read_text("utf-8"))
        assert of == json.loads(world.report(of_unit(contest.units["Lớp 9A"], OCTOBER)).to_json())


def test_a_server_may_run_and_nothing_is_noted(
    here: Installation, contest: world.Contest, tmp_path: Path
) -> None:
    with here.open(), reading() as db:
        before = audit.verify(db).rows
    with only_server(here.data):
        assert here.run("report", *DAYS, "--out", str(tmp_path / "x.json")).exit_code == 0
    with here.open(), reading() as db:
        assert audit.verify(db).rows == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "quy", "--from", "01/10/2026"), BOTH),
        (("--on", "01/10/2026"), ALONE),
        (("--round", "Tuần 1"), NO_CONTEST),
        (("--contest", " ", "--round", "1"), NO_CONTEST),
        (("--period", "quy", "--on", "x"), f"--on: {WRONG_DAY}"),
        (("--from", "01/10/2026"), WRONG_DAY),
        (("--from", "02/10/2026", "--to", "01/10/2026"), period_rules.WRONG_ORDER),
        (("--contest", "x"), "Không có cuộc thi “x”. Các cuộc thi: cds."),
        (("--contest", "cds/9"), "Cuộc thi cds không có vòng “9”."),
        (("--unit", "Thôn lạ"), "Không thấy đơn vị “Thôn lạ”."),
        (("--format", "csv"), "Lệnh này không ghi được dạng csv. Chọn một trong: docx, xlsx, pdf, json."),
        (("--out", "/nowhere/at/all.json"), "Không ghi được tệp /nowhere/at/all.json"),
    ],
)
def test_what_it_refuses(
    here: Installation, contest: world.Contest, words: tuple[str, ...], said: str
) -> None:
    assert here.refused("report", *words).startswith(said)


def test_no_paper_while_nobody_said_who_we_are(here: Installation, tmp_path: Path) -> None:
    with here.open():
        world.usual()
    out = tmp_path / "x.docx"
    assert here.refused("report", *DAYS, "--out", str(out)) == NO_HEAD
    assert not out.exists()
    assert here.run("report", *DAYS, "--out", str(tmp_path / "x.xlsx")).exit_code == 0
