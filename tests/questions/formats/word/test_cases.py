"""Awkward files as offices and schools have them: what each should be read as stands beside it.

`cases/*.txt` hold a description (see `building`), a line `====`, and what is to be read. Some of them were
also written by LibreOffice (`cases/*.docx`): whatever program made the file, the questions are the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.formats import detect
from questions.formats.model import Report
from tests.questions.formats.word.building import word
from tests.questions.formats.word.telling import told

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))}

MADE = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.docx"))}


def described(name: str) -> tuple[str, str]:
    """The description of a file and what is to be read from it."""
    made, _, expected = CASES[name].read_text("utf-8").partition("====\n")
    return "\n".join(line for line in made.splitlines() if not line.startswith("# ")), expected


def read(name: str) -> Report:
    return detect.read_bytes(word(described(name)[0]))


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_as_its_author_meant_it(name: str) -> None:
    assert told(read(name)) == described(name)[1]


@pytest.mark.parametrize("name", MADE)
def test_the_same_file_written_by_another_program(name: str) -> None:
    assert told(detect.read_bytes(MADE[name].read_bytes())) == described(name)[1]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 20 and len(MADE) >= 10


@pytest.mark.parametrize("name", CASES)
def test_a_draft_comes_back_from_its_stored_text(name: str) -> None:
    for draft in read(name).drafts:
        assert type(draft).from_json(draft.to_json()) == draft
