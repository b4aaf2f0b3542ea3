"""The runbook: ten troubles, each with its four parts; every command of the guides is one that there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from contest import cli, resources

GUIDES = resources.PACKAGE.parent / "docs" / "huong-dan"
RUNBOOK = GUIDES / "9-muoi-su-co.md"
PARTS = ("**Thấy:**", "**Làm trước:**", "```\n./hoithi", "**Xong khi:**")


def commands() -> list[tuple[str, str]]:
    """(file, command) of every line that a reader would type, in blocks and in the text."""
    found = []
    for path in sorted(GUIDES.glob("*.md")):
        for line in re.findall(r"\./hoithi [^`\n#]+", path.read_text("utf-8")):
            found.append((path.name, line.strip().rstrip(".…")))
    return found


def sections() -> list[str]:
    return re.split(r"^## (?=\d+\. )", RUNBOOK.read_text("utf-8"), flags=re.MULTILINE)[1:]


def test_there_are_ten_in_order() -> None:
    assert [section.split(".")[0] for section in sections()] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("number", range(10))
def test_each_says_what_is_seen_what_to_do_and_when_it_is_over(number: int) -> None:
    section = sections()[number]
    places = [section.find(part) for part in PARTS]
    assert -1 not in places and places == sorted(places), section.splitlines()[0]


@pytest.mark.parametrize(("file", "line"), commands())
def test_every_command_is_there_with_its_options(file: str, line: str) -> None:
    words = shlex.split(line)[1:]
    group: Any = get_command(cli.app)
    named: list[str] = []
    while words and hasattr(group, "commands") and words[0] in group.commands:
        named.append(words[0])
        group = group.commands[words.pop(0)]
    assert named, f"{file}: {line}"
    options = {option for parameter in group.params for option in parameter.opts}
    assert [word for word in words if word.startswith("--") and word not in options] == [], f"{file}: {line}"
    assert CliRunner().invoke(cli.app, [*named, "--help"]).exit_code == 0


def test_the_guides_lead_to_it() -> None:
    assert RUNBOOK.name in (GUIDES / "README.md").read_text("utf-8")
    assert RUNBOOK.name in (GUIDES / "8-su-co.md").read_text("utf-8")


def test_the_readme_names_every_file() -> None:
    told = (GUIDES / "README.md").read_text("utf-8")
    assert [path.name for path in Path(GUIDES).glob("[0-9]*.md") if path.name not in told] == []
