"""A mutant's code takes the place of the source's in a module that everybody has imported already."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from tools import mutation_forks, mutations
from tools.mutation_report import Mutant

FILE = "tests/tools/rules_of_nothing.py"
SOURCE = """
from functools import cache

MOST = 3

def is_less(a):
    return a < MOST

@cache
def twice(a):
    return a + a

class A:
    @property
    def one(self):
        return is_less(1)

    @staticmethod
    def two():
        return 2

    @classmethod
    def three(cls):
        return 3
"""


@pytest.fixture
def loaded() -> Iterator[ModuleType]:
    """The source as a loaded module."""
    module = ModuleType(mutation_forks.module_of(FILE))
    module.__file__ = FILE
    exec(SOURCE, module.__dict__)
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


def put(before: str, after: str) -> None:
    mutation_forks.put(ast.parse(SOURCE.replace(before, after)), FILE)


def test_who_imported_a_function_before_has_the_changed_one(loaded: ModuleType) -> None:
    mine = loaded.is_less
    put("a < MOST", "a > MOST")
    assert (mine(4), mine(2)) == (True, False)
    assert loaded.A().one is False


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        ("a + a", "a - a", lambda module: module.twice(5) == 0),
        ("is_less(1)", "not is_less(1)", lambda module: module.A().one is False),
        ("return 2", "return 4", lambda module: module.A.two() == 4),
        ("return 3", "return 5", lambda module: module.A().three() == 5),
    ],
    ids=["cached", "property", "static", "class"],
)
def test_every_kind_of_function(loaded: ModuleType, before: str, after: str, asked) -> None:
    assert not asked(loaded)
    loaded.twice.cache_clear()
    put(before, after)
    assert asked(loaded)


def test_the_same_code_changes_nothing(loaded: ModuleType) -> None:
    put("", "")
    assert (loaded.is_less(2), loaded.twice(2), loaded.A().one, loaded.A.two()) == (True, 4, True, 2)


def test_what_runs_at_the_import_is_told_from_what_runs_when_called() -> None:
    tree = ast.parse("MOST = 3\ndef f(a=4):\n    return a < 5\n")
    inside = {
        said.partition(" ")[0]
        for at, node in enumerate(ast.walk(tree))
        if (said := mutations._said(node)) and mutation_forks.in_a_function(Mutant(FILE, at, 0, said), tree)
    }
    assert inside == {"nothing", "Lt", "5"}
