"""Alarms on length: it is the tail that makes a code base ugly, not the average. One file is excused."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house import tree

FILE, FUNCTION, TEMPLATE, SCRIPT = 300, 40, 120, 80
TESTS_PER_LINE = 1.2
#: Downloaded and run alone, by people who have nothing else of ours: one file is its purpose (decision 0061).
ONE_FILE_BY_PURPOSE = {"contest/verify.py"}


def too_long(paths: tuple[Path, ...], limit: int) -> dict[str, int]:
    return {tree.short(path): tree.lines(path) for path in paths if tree.lines(path) > limit}


def test_no_file_is_longer_than_300_lines() -> None:
    found = too_long((*tree.sources(), *tree.tests(), *tree.files("alembic", ".py")), FILE)
    assert found.keys() == ONE_FILE_BY_PURPOSE


def test_no_template_is_longer_than_120_lines() -> None:
    assert too_long(tree.templates(), TEMPLATE) == {}


def test_no_script_is_longer_than_80_lines() -> None:
    assert too_long(tree.files("static", ".js"), SCRIPT) == {}


def test_no_function_is_longer_than_40_lines() -> None:
    found = {}
    for path in (*tree.sources(), *tree.tests()):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > FUNCTION:
                    found[f"{tree.short(path)}:{node.name}"] = length
    assert found == {}


@pytest.mark.parametrize("part", ["contest", "questions"])
def test_every_package_has_tests(part: str) -> None:
    assert len(list((tree.ROOT / "tests" / part).rglob("test_*.py"))) > 0


def test_there_are_enough_lines_of_tests() -> None:
    """Over all: a file of rules has many times its length in tests, a table of constants none."""
    source = sum(map(tree.lines, tree.sources()))
    tests = sum(map(tree.lines, tree.tests()))
    assert tests >= TESTS_PER_LINE * source, f"{tests} lines of tests for {source} of source"
