"""The files of `awkward/`, made by hand, each with the outcome that its table wants."""

from __future__ import annotations

import tomllib
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from questions.formats import detect
from questions.formats.model import ParsedQuestion
from questions.formats.saying import write_answer
from questions.kinds import Kind
from tests.questions.formats.word.telling import told
from tests.questions.formats.word.test_cases import CASES

FOLDER = Path(__file__).parent / "awkward"
TABLES = sorted(FOLDER.glob("*.toml"))
FILES: list[dict[str, Any]] = [
    file for table in TABLES for file in tomllib.loads(table.read_text("utf-8"))["file"]
]


def key(question: ParsedQuestion) -> str:
    """What is right, in a few words; "?" where something stands in the way."""
    if not question.sound:
        return "?"
    match question.kind:
        case Kind.ordering:
            said = " < ".join(question.options)
        case Kind.matching:
            pairs = zip(question.options, question.targets, strict=False)
            said = ", ".join(f"{left}-{right}" for left, right in pairs)
        case _:
            said = write_answer(question)
    return f"{question.kind}: {said}"


@pytest.mark.parametrize("wanted", FILES, ids=lambda wanted: wanted["name"])
def test_an_awkward_file_comes_out_as_the_table_says(wanted: dict[str, Any]) -> None:
    report = detect.read(FOLDER / wanted["name"])
    assert (report.form or "") == wanted["form"]
    assert [key(one) for one in report.questions] == wanted["keys"]
    messages = [problem.message for problem in report.problems]
    for said in wanted["says"]:
        assert any(said in message for message in messages), said
    assert wanted["says"] or not report.errors
    if "texts" in wanted:
        assert [words(one) for one in report.questions] == wanted["texts"]
    lines = [line.strip() for line in told(report).splitlines()]
    assert [line for line in wanted.get("beside", ()) if line not in lines] == []


def words(question: ParsedQuestion) -> str:
    """What is asked and its options, in one line."""
    return " | ".join((question.text, *question.options)).replace("\n", " / ")


def test_the_tables_have_every_file_once_and_all_are_small() -> None:
    there = [path for path in FOLDER.iterdir() if path not in TABLES]
    assert sorted(wanted["name"] for wanted in FILES) == sorted(path.name for path in there)
    big = {path.name for path in there if path.stat().st_size > 30_000}
    assert big == {"ngoac-kep-chua-dong.csv"}


def test_there_are_enough_of_each_kind() -> None:
    """Of files and of described Word files together, sixty at least, and no two the same."""
    contents = {(FOLDER / wanted["name"]).read_bytes() for wanted in FILES}
    assert len(contents) == len(FILES) and len(contents) + len(CASES) >= 60
    endings = Counter(wanted["name"].rpartition(".")[2] for wanted in FILES)
    assert endings["docx"] >= 20 and endings["xlsx"] >= 12
    assert all(endings[one] >= 3 for one in ("csv", "xml", "qti"))
    styles = Counter(wanted["name"].split(".")[1] for wanted in FILES)
    assert styles["gift"] >= 3 and styles["aiken"] >= 3


def test_those_of_libreoffice_say_so_themselves() -> None:
    made = [wanted["name"] for wanted in FILES if wanted.get("made") == "LibreOffice"]
    for name in made:
        with zipfile.ZipFile(FOLDER / name) as file:
            assert b"<Application>LibreOffice/" in file.read("docProps/app.xml")
    written_by = Counter(name.rpartition(".")[2] for name in made)
    assert written_by["docx"] >= 6 and written_by["xlsx"] >= 6


@pytest.mark.parametrize("wanted", FILES, ids=lambda wanted: wanted["name"])
def test_the_name_of_a_file_does_not_matter(wanted: dict[str, Any], tmp_path: Path) -> None:
    data = (FOLDER / wanted["name"]).read_bytes()
    renamed = tmp_path / "đề thi.docx"
    renamed.write_bytes(data)
    assert detect.read(renamed) == detect.read(FOLDER / wanted["name"])
