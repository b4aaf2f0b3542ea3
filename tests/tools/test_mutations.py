"""The mutation run changes one thing at a time, and tells what no test noticed."""

from __future__ import annotations

import ast

import pytest

from tools import mutations
from tools.mutations import Mutant

#: Before → after, whatever else could be changed in it.
CHANGES = [
    ("a < b", "a <= b"),
    ("a is None", "a is not None"),
    ("a in b", "a not in b"),
    ("a and b", "a or b"),
    ("not a", "a"),
    ("a + b", "a - b"),
    ("a // b", "a * b"),
    ("3", "4"),
    ("True", "False"),
    ("min(a, b)", "max(a, b)"),
    ("f(a)", "pass"),
    ("raise ValueError", "pass"),
]


def after(text: str) -> list[str]:
    """All that becomes of a piece of source."""
    tree = ast.parse(text)
    alone = mutations._left_alone(tree)
    return [
        ast.unparse(mutations.mutated(Mutant(text, at, 0, "")))
        for at, node in enumerate(ast.walk(tree))
        if id(node) not in alone and mutations._said(node)
    ]


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's name is its text."""

    class Root:
        def __truediv__(self, text: str) -> Root:
            self.text = text
            return self

        def read_text(self, encoding: str) -> str:
            return self.text

    monkeypatch.setattr(mutations, "ROOT", Root())


@pytest.mark.parametrize(("before", "changed"), CHANGES, ids=[before for before, _ in CHANGES])
def test_each_change(before: str, changed: str) -> None:
    assert changed in after(before)


@pytest.mark.parametrize("text", ["'words'", "@dataclass(frozen=True)\nclass A:\n    pass", "x: Literal[1]"])
def test_what_says_nothing_is_left_alone(text: str) -> None:
    assert after(text) == []


def test_one_change_at_a_time() -> None:
    assert sorted(after("a < b and c == d")) == ["a < b and c != d", "a < b or c == d", "a <= b and c == d"]


def test_a_condition_is_turned_round_and_a_value_is_lost() -> None:
    assert "if not a:\n    pass" in after("if a:\n    pass")
    assert "def f():\n    return None" in after("def f():\n    return a + b")


def test_a_constant_that_is_returned_is_changed_once() -> None:
    assert after("def f():\n    return False") == ["def f():\n    return True"]


def test_a_sample_is_the_same_for_a_seed() -> None:
    text = "\n".join(f"a{number} < {number}" for number in range(30))
    taken, whole = mutations.sample(text, 10, 1)
    assert (len(taken), whole) == (10, 60)
    assert mutations.sample(text, 10, 1)[0] == taken
    assert mutations.sample(text, 10, 2)[0] != taken


def test_the_report_counts_and_lists_survivors() -> None:
    lives = Mutant("a.py", 7, 3, "Lt becomes LtE")
    said = mutations.report({"a.py": (4, 9, [lives]), "b.py": (6, 6, [])}, 1)
    assert "10 mutants tried, 9 noticed (90.0 %)" in said
    assert "| `a.py` | 9 | 4 | 1 |" in said
    assert "- `a.py:3` Lt becomes LtE" in said
