"""`hoithi bank`: files looked at, brought in as drafts, and written; exit codes tell what became of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contest import settings
from contest.audit import service as audit
from contest.bank_command import EXPORT_RUNNING, NO_BANK, NOTHING_FITS, RUNNING
from contest.cli import app
from contest.errors import CannotStart
from contest.installation import NOTHING, changing, looking
from contest.serving import only_server
from contest.web.database import reading, writing
from questions import service as questions
from questions.authoring import banks, listing
from questions.authoring.views import Wanted
from questions.formats import detect
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.models import QuestionState

AT = datetime(2026, 10, 5, tzinfo=UTC)
THERE = ParsedQuestion(Kind.one, "Có sẵn?", ("x", "y"), (0,), "vì")
NUMBER = ParsedQuestion(Kind.number, "Bao nhiêu?", number=34, explanation="vì")
GIFT = "::1:: Hỏi mới? {=a ~b ####vì}\n\n::2:: Có sẵn? {=x ~y ####vì}\n\n::3:: Không đáp án? {~a ~b}\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["bank", *words], prog_name="hoithi")


def refusal(told: Result) -> str:
    assert isinstance(told.exception, CannotStart), (told.output, told.exception)
    return str(told.exception)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> list[str]:
    """The options that name an installation, on each database; it has a bank with two questions."""
    data = tmp_path / "data"
    data.mkdir()
    words = ["--data", str(data)]
    if request.param == "sqlite":
        shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    else:
        words += ["--database", request.getfixturevalue("postgresql_url")]
    with changing(data, words[-1] if request.param == "postgresql" else "", ""), writing() as db:
        questions.save_bank(db, "cds", "Bộ CĐS", (THERE, NUMBER), at=AT)
    return words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A GIFT file: one question is new, one is there, one has no answer."""
    path = tmp_path / "de.txt"
    path.write_text(GIFT, "utf-8")
    return path


def held(where: list[str]) -> list[tuple[str, QuestionState]]:
    """What the bank holds, by text."""
    with looking(Path(where[1]), where[3] if len(where) > 2 else "") as db:
        (bank,) = (one.bank for one in banks.every(db) if one.bank.slug == "cds")
        rows = listing.search(db, bank.id, Wanted(), AT.date()).rows
    return sorted((one.newest.content.text, one.state) for one in rows)


# --- check ----------------------------------------------------------------------------------------


def test_check_says_which_format_it_took_the_file_for(file: Path) -> None:
    told = run("check", str(file))
    assert told.exit_code == 1
    assert told.stdout.splitlines()[-1].startswith("GIFT: 3 câu hỏi, ")


def test_the_shape_of_the_json_stays_as_it_is(file: Path) -> None:
    told = run("check", str(file), "--json")
    assert told.exit_code == 1
    facts = json.loads(told.stdout)
    assert set(facts) == {"questions", "problems"}
    assert [set(one) for one in facts["problems"]] == [{"line", "level", "message"}] * len(facts["problems"])
    assert len(told.stdout.splitlines()) == 1


# --- import ---------------------------------------------------------------------------------------


def test_a_file_comes_in_as_drafts_and_what_is_left_out_is_told(where: list[str], file: Path) -> None:
    told = run("import", str(file), "--bank", "cds", *where)
    assert told.exit_code == 1, told.output
    assert "dòng 5: bỏ ra: Câu hỏi chưa có đáp án đúng." in told.stdout
    assert "Đã nhập 1 câu vào cds, thành bản nháp. 1 câu đã có sẵn, 1 câu bỏ ra." in told.stdout
    approved, draft = QuestionState.APPROVED, QuestionState.DRAFT
    assert held(where) == [("Bao nhiêu?", approved), ("Có sẵn?", approved), ("Hỏi mới?", draft)]
    with reading() as db:
        assert audit.verify(db).whole


def test_a_second_time_nothing_is_new(where: list[str], file: Path) -> None:
    run("import", str(file), "--bank", "cds", *where)
    told = run("import", str(file), "--bank", "cds", "--json", *where)
    facts = json.loads(told.stdout)
    assert (told.exit_code, facts["saved"], facts["there"]) == (1, 0, 2)
    assert facts["left_out"] == [{"line": 5, "message": "Câu hỏi chưa có đáp án đúng."}]
    assert len(held(where)) == 3


def test_a_sound_file_leaves_with_zero(where: list[str], tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Câu hỏi: Hỏi?\nA. x\n*B. y\nGiải thích: vì\n", "utf-8")
    told = run("import", str(tmp_path / "a"), "--bank", "cds", *where)
    assert (told.exit_code, len(held(where))) == (0, 3)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"<!DOCTYPE a><quiz/>", b"x" * (detect.MOST_BYTES + 1)]
)
def test_a_file_that_is_none_changes_nothing(where: list[str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert refusal(run("import", str(tmp_path / "a"), "--bank", "cds", *where))
    assert len(held(where)) == 2


def test_what_is_missing_is_told(where: list[str], file: Path, tmp_path: Path) -> None:
    assert refusal(run("import", str(file), "--bank", "nope", *where)) == NO_BANK.format(
        slug="nope", there="cds"
    )
    assert "Không đọc được tệp" in refusal(run("import", str(tmp_path / "nope"), "--bank", "cds", *where))
    assert "Không đọc được tệp" in refusal(run("import", str(tmp_path), "--bank", "cds", *where))
    nowhere = tmp_path / "nowhere"
    told = run("import", str(file), "--bank", "cds", "--data", str(nowhere))
    assert refusal(told) == NOTHING.format(path=nowhere) and not nowhere.exists()
    assert run("import", str(file)).exit_code == 2


def test_beside_a_running_server_nothing_is_brought(
    sqlite_template: Path, tmp_path: Path, file: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    with only_server(settings.load(data).data):
        told = run("import", str(file), "--bank", "cds", "--data", str(data))
    assert refusal(told) == RUNNING


# --- export ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.DOCX], ids=str)
def test_a_bank_is_written_and_what_is_lost_goes_to_the_other_stream(
    where: list[str], tmp_path: Path, form: Form
) -> None:
    target = tmp_path / "out"
    told = run("export", "cds", "--format", form.value, "-o", str(target), *where)
    assert told.exit_code == 0, told.output
    found = [replace(one, line=0) for one in detect.read(target).questions]
    if form is Form.AIKEN:
        assert [one.text for one in found] == ["Có sẵn?"]
        assert "Sẽ mất: 1 câu điền số không có trong tệp" in told.stderr
        assert told.stdout.strip() == f"Đã ghi 1 câu ra {target}."
    else:
        assert found == [THERE, NUMBER] and told.stderr == ""


def left(where: list[str]) -> list[tuple[str, str, object]]:
    """(who, which format, how many) of every time that questions left this bank, the newest first."""
    with looking(Path(where[1]), where[3] if len(where) > 2 else "") as db:
        (bank,) = (one.bank for one in banks.every(db) if one.bank.slug == "cds")
        rows, _ = audit.about(db, [bank.id], 0, 20)
        assert audit.verify(db).whole
    noted = [row for row in rows if row.action == "bank.export"]
    return [(row.actor, str(row.detail["kind"]), row.detail["questions"]) for row in noted]


def test_what_leaves_is_noted_with_who_took_it(where: list[str], tmp_path: Path) -> None:
    assert run("export", "cds", "-o", str(tmp_path / "a"), *where).exit_code == 0
    assert run("export", "cds", "--format", "aiken", "-o", str(tmp_path / "b"), *where).exit_code == 0
    assert left(where) == [("cli", "aiken", 2), ("cli", "xlsx", 2)]


def test_what_did_not_leave_is_not_noted(where: list[str], tmp_path: Path) -> None:
    assert refusal(run("export", "cds", "-o", str(tmp_path / "no" / "x"), *where))
    assert left(where) == []


def test_beside_a_running_server_nothing_leaves_without_a_line(sqlite_template: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    with only_server(settings.load(data).data):
        told = run("export", "cds", "-o", str(tmp_path / "x"), "--data", str(data))
    assert refusal(told) == EXPORT_RUNNING and not (tmp_path / "x").exists()


def test_facts_as_json(where: list[str], tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    told = run("export", "cds", "--format", "aiken", "--json", "-o", str(target), *where)
    facts = json.loads(told.stdout)
    assert (facts["format"], facts["file"], facts["questions"]) == ("aiken", str(target), 1)
    assert [one["part"] for one in facts["losses"]] == ["question", "explanation"]


def test_without_a_name_the_file_has_one(
    where: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "cds", "--format", "moodle", *where).exit_code == 0
    (made,) = tmp_path.glob("cds-*.moodle.xml")
    assert len(detect.read(made).questions) == 2


def test_what_can_t_be_written_is_told(where: list[str], tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert "Không ghi được" in refusal(run("export", "cds", "-o", str(tmp_path / "no" / "x"), *where))
    assert refusal(run("export", "nope", "-o", str(target), *where)) == NO_BANK.format(
        slug="nope", there="cds"
    )
    told = run("export", "cds", "--format", "nope", *where)
    assert told.exit_code == 2
    with changing(Path(where[1]), where[3] if len(where) > 2 else "", ""), writing() as db:
        questions.save_bank(db, "so", "Chỉ số", (NUMBER,), at=AT)
    told = run("export", "so", "--format", "aiken", "-o", str(target), *where)
    assert refusal(told) == NOTHING_FITS.format(label="Aiken") and not target.exists()
