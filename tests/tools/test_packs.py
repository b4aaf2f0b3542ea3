"""The tables of the packs' README: what they count, and that everything else in it stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from questions.formats import text
from questions.kinds import Level
from tests.questions.checking.good import NUMBER, ONE, SEVERAL, TRUTH
from tools import packs as tool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packs: one that we have a name for, one that we have not."""
    hard = replace(ONE, text="Một việc khó?", level=Level.apply, topics=("tag-attt", "cds"))
    (tmp_path / "rieng.txt").write_text(text.write([TRUTH, NUMBER]), encoding="utf-8")
    (tmp_path / "an-toan-so.txt").write_text(text.write([ONE, SEVERAL, hard]), encoding="utf-8")
    return tmp_path


def rows(written: str) -> list[list[str]]:
    """The cells of every line of the tables."""
    lines = [line for line in written.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_files_are_named_and_counted(folder: Path) -> None:
    found = rows(tool.readme("# Bộ\n", folder))
    assert found[1:4] == [
        ["`an-toan-so.txt`", "An toàn thông tin và kỹ năng số", "3"],
        ["`rieng.txt`", "rieng", "2"],
        ["", "Cộng", "5"],
    ]


def test_topics_by_level_and_kind(folder: Path) -> None:
    found = rows(tool.readme("# Bộ\n", folder))[4:]
    assert found == [
        ["Chủ đề", "Nhận biết", "Thông hiểu", "Vận dụng", "Cộng"],
        ["Chuyển đổi số (`cds`)", "–", "–", "1 / 0 / 0 / 0", "1"],
        ["An toàn thông tin, an ninh mạng (`tag-attt`)", "1 / 1 / 0 / 0", "–", "1 / 0 / 0 / 0", "3"],
        ["Nghị quyết số 57-NQ/TW (`tag-nq57`)", "–", "0 / 0 / 1 / 1", "–", "2"],
        ["Cả các bộ", "1 / 1 / 0 / 0", "0 / 0 / 1 / 1", "1 / 0 / 0 / 0", "5"],
    ]


def test_written_again_nothing_changes(folder: Path) -> None:
    once = tool.readme("# Bộ\n\nLời đầu.\n", folder)
    assert tool.readme(once, folder) == once
    assert once.startswith("# Bộ\n\nLời đầu.\n\n") and once.endswith(f"{tool.END}\n")


def test_what_stands_around_the_tables_stays(folder: Path) -> None:
    now = f"# Bộ\n\n{tool.BEGIN}\ncũ\n{tool.END}\n\n## Đã bỏ\n\nMột câu.\n"
    written = tool.readme(now, folder)
    assert written.startswith(f"# Bộ\n\n{tool.BEGIN}\n") and written.endswith("\n\n## Đã bỏ\n\nMột câu.\n")
    assert "cũ" not in written


def test_findings_are_told_one_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "tất cả các bộ: có 5 câu, phải có ít nhất 250" in lines
    assert lines[-1] == f"{len(lines) - 1} chỗ cần xem."


def test_packs_are_written_as_the_format_is(folder: Path) -> None:
    path = folder / "rieng.txt"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("Chủ đề: ", "Chủ đề:   ") + "\n\n", encoding="utf-8")
    assert tool.main(["tidy", str(folder)]) == 0
    assert path.read_text(encoding="utf-8") == good


def test_a_pack_with_a_problem_stays_as_it_is(folder: Path) -> None:
    path = folder / "rieng.txt"
    spoiled = path.read_text(encoding="utf-8").replace("Đáp án: 7", "Đáp án: bảy") + "\n\n"
    path.write_text(spoiled, encoding="utf-8")
    assert tool.main(["tidy", str(folder)]) == 0
    assert path.read_text(encoding="utf-8") == spoiled


def test_the_tables_are_written_to_the_readme(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = folder / "README.md"
    readme.write_text("# Bộ\n", encoding="utf-8")
    monkeypatch.setattr(tool, "README", readme)
    monkeypatch.setattr(tool.packs, "FOLDER", folder)
    assert tool.main([]) == 0
    assert readme.read_text(encoding="utf-8") == tool.readme("# Bộ\n", folder)
    assert capsys.readouterr().out == ""
