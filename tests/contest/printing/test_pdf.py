"""The compiler: what it sees, what it doesn't, and that it always says the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import typst

from contest.printing import pdf as paper
from tests.contest.printing import pdfs


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template of the test's own beside the real ones."""
    for path in paper.TEMPLATES.glob("*.typ"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(paper, "TEMPLATES", tmp_path)
    return tmp_path / "mine.typ"


def test_there_are_two_families_and_no_other() -> None:
    assert paper.fonts().families() == ["Be Vietnam Pro", "Tinos"]


def test_data_are_values(template: Path) -> None:
    template.write_text('#import "paper.typ": data\n#data.said #(data.number + 1)')
    assert pdfs.text(paper.compile("mine.typ", {"said": "#1 *Ước*", "number": 41})) == "#1 *Ước* 42"


def test_files_are_read_by_name(template: Path) -> None:
    template.write_text('#read("note.txt")')
    assert pdfs.text(paper.compile("mine.typ", {}, {"note.txt": "Xin chào".encode()})) == "Xin chào"


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/hostname")',
        '#read("../pdf.py")',
        '#read("missing.txt")',
        '#import "@preview/cetz:0.3.1"',
        "#panic()",
    ],
)
def test_nothing_else_is_read(template: Path, source: str) -> None:
    template.write_text(source)
    with pytest.raises(typst.TypstError):
        paper.compile("mine.typ", {})


def test_the_same_gives_the_same_bytes(template: Path) -> None:
    template.write_text('#set text(font: "Tinos")\nXin chào')
    first = paper.compile("mine.typ", {})
    paper.fonts.cache_clear()
    assert paper.compile("mine.typ", {}) == first


@pytest.mark.parametrize("path", sorted(paper.TEMPLATES.glob("*.typ")), ids=lambda path: path.name)
def test_templates_take_texts_only_as_data(path: Path) -> None:
    """No string is ever read as markup, no file of the machine, no package of the network."""
    source = path.read_text("utf-8")
    for word in ("eval(", 'mode: "markup"', "@preview", "plugin(", "read("):
        assert word not in source


def test_typst_and_docx_are_loaded_only_when_paper_is_made() -> None:
    """They are large, and a start needs neither."""
    for path in (paper.TEMPLATES.parent).glob("*.py"):
        if not path.name.startswith("docx_"):
            top = [
                node
                for node in ast.parse(path.read_text("utf-8")).body
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
            named = {alias.name for node in top for alias in node.names} | {
                getattr(node, "module", "") for node in top
            }
            assert not named & {"typst", "docx", "segno", "fontpkg_be_vietnam_pro", "PIL"}, path.name
