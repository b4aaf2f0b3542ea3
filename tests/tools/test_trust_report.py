"""The trust report says what the files say, one numbered row for each promise."""

from __future__ import annotations

import json
import re

import pytest

from tests import trusted
from tools import mutation_report, trust_report

NUMBERED = re.compile(r"^\| (\d+) \| ", re.MULTILINE)


def test_the_report_is_as_the_files_say() -> None:
    assert trust_report.REPORT.read_text(encoding="utf-8") == trust_report.report()


def test_twelve_rows_in_order() -> None:
    assert NUMBERED.findall(trust_report.report()) == [str(number) for number in range(1, 13)]


def test_a_row_without_a_measurement_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(trust_report, "FOLDER", tmp_path)
    assert trust_report.line(1, "kill").endswith("| not measured yet | – | – |")


def test_parts_of_a_row_stand_beside_each_other(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(trust_report, "FOLDER", tmp_path)
    monkeypatch.setattr(trusted, "FOLDER", tmp_path)
    monkeypatch.setenv(trusted.VARIABLE, "1")
    trusted.measured("residue", "crowd", "1,000 in", "./hoithi test faults")
    trusted.measured("residue", "residue", "0 bytes", "./hoithi test faults")
    trusted.measured("residue", "residue", "0 bytes in 3 files", "./hoithi test faults")
    said = trust_report.line(12, "residue")
    assert "1,000 in; 0 bytes in 3 files" in said
    assert said.count("./hoithi test faults") == 1


def test_the_mutation_run_is_told_with_its_figure(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(trust_report, "FOLDER", tmp_path)
    assert trust_report.mutations() == ""
    (tmp_path / "mutations.md").write_text(mutation_report.report({"a": (4, 9, [])}, ""), "utf-8")
    assert "4 mutants of 1 files tried: 4 noticed (100.0 %)" in trust_report.mutations()
    assert "(trust/mutations.md)" in trust_report.mutations()


def test_an_ordinary_run_writes_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(trusted, "FOLDER", tmp_path)
    monkeypatch.delenv(trusted.VARIABLE, raising=False)
    trusted.measured("kill", "points", "60", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        trusted.measured("speed", "x", "y", "z")


def test_each_file_is_a_row_with_words_commands_and_dates() -> None:
    for file in trust_report.FOLDER.glob("*.json"):
        seen = json.loads(file.read_text(encoding="utf-8"))
        assert file.stem in trust_report.ROWS
        assert set(seen["said"]) == set(seen["commands"]) == set(seen["dates"])
