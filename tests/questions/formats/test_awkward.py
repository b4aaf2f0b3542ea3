"""The files of `awkward/`, made by hand, each with the outcome that its table wants."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from questions.formats import detect
from questions.formats.model import ParsedQuestion
from questions.formats.saying import write_answer
from questions.kinds import Kind

FOLDER = Path(__file__).parent / "awkward"
TABLE = "outcomes.toml"
FILES: list[dict[str, Any]] = tomllib.loads((FOLDER / TABLE).read_text("utf-8"))["file"]


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
    told = [problem.message for problem in report.problems]
    for words in wanted["says"]:
        assert any(words in message for message in told), words
    assert wanted["says"] or not report.errors


def test_the_table_has_every_file_and_enough_of_each_kind() -> None:
    listed = [wanted["name"] for wanted in FILES]
    assert sorted(listed) == sorted(path.name for path in FOLDER.iterdir() if path.name != TABLE)
    endings = Counter(name.rpartition(".")[2] for name in listed)
    assert endings["xlsx"] >= 12 and endings["csv"] >= 3 and endings["xml"] >= 3 and endings["qti"] >= 3
    styles = Counter(name.split(".")[1] for name in listed)
    assert styles["gift"] >= 3 and styles["aiken"] >= 3


@pytest.mark.parametrize("wanted", FILES, ids=lambda wanted: wanted["name"])
def test_the_name_of_a_file_does_not_matter(wanted: dict[str, Any], tmp_path: Path) -> None:
    data = (FOLDER / wanted["name"]).read_bytes()
    renamed = tmp_path / "đề thi.docx"
    renamed.write_bytes(data)
    assert detect.read(renamed) == detect.read(FOLDER / wanted["name"])
