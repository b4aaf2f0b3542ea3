"""The packs that come along are as the house wants them, and the README's tables are theirs."""

from __future__ import annotations

from questions import packs
from tools import packs as tool


def test_the_packs_have_no_findings() -> None:
    found = "\n".join(map(str, tool.findings(packs.FOLDER)))
    assert found == "", "see: .venv/bin/python -m tools.packs check"


def test_the_tables_of_the_readme_are_those_of_the_packs() -> None:
    now = tool.README.read_text(encoding="utf-8")
    assert tool.readme(now, packs.FOLDER) == now, "run: .venv/bin/python -m tools.packs"


def test_only_packs_and_a_readme_are_there() -> None:
    names = {path.name for path in packs.FOLDER.iterdir()}
    assert names == {"README.md", *(f"{pack.slug}.txt" for pack in packs.every())}
