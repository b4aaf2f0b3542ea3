"""The mutation run changes one thing at a time, and tells what no test noticed."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import ROOT as TREE
from tools import mutation_report, mutations
from tools.mutation_report import Mutant
from tools.mutation_targets import ALIKE, TARGETS

SOURCES = {
    path.relative_to(TREE).as_posix()
    for part in ("contest", "questions")
    for path in (TREE / part).rglob("*.py")
}

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

    for module in (mutations, mutation_report):
        monkeypatch.setattr(module, "ROOT", Root())


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


def test_the_report_counts_and_lists_survivors(monkeypatch: pytest.MonkeyPatch) -> None:
    lives = Mutant("a < 1\nb < 2", 7, 2, "Lt becomes LtE")
    outcomes = {lives.file: (4, 9, [lives]), "c": (6, 6, [])}
    said = mutation_report.report(outcomes, " --seed 1")
    assert "10 mutants of 2 files tried: 9 noticed (90.0 %), 0 do the same as the source, 1 real" in said
    assert "| `c` | 6 | 6 | 0 |" in said
    assert said.index("Lt becomes LtE") < said.index("that do the same")
    monkeypatch.setitem(ALIKE, (lives.file, "b < 2", lives.said), "b is never 2")
    said = mutation_report.report(outcomes, " --seed 1")
    assert "1 do the same as the source, 0 real" in said
    assert said.endswith("Lt becomes LtE: b is never 2\n")


def test_only_the_listed_survivors_are_tried_again() -> None:
    some = [Mutant("a.py", at, line, "Lt becomes LtE") for at, line in ((1, 3), (2, 4), (3, 5))]
    written = "# Mutation run\n- `a.py:3` Lt becomes LtE\n- `a.py:5` Lt becomes LtE: never equal\n"
    assert mutation_report.tried_again(some, written) == [some[0], some[2]]


def test_every_file_of_rules_is_mutated_and_every_test_is_there() -> None:
    rules = {path for path in SOURCES if path.endswith("rules.py")}
    assert rules <= TARGETS.keys() <= SOURCES
    named = {test for groups in TARGETS.values() for tests in groups for test in tests}
    assert [test for test in sorted(named) if not (TREE / test).exists()] == []


def test_what_is_said_to_do_the_same_still_stands_in_the_code() -> None:
    for file, line, _ in ALIKE:
        assert line in [one.strip() for one in (TREE / file).read_text("utf-8").splitlines()]
