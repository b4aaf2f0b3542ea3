"""Smells that a parser can see. Each has one place where it belongs, and is refused everywhere else."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import tree

DATABASE = "contest/web/database.py"
PRODUCT = (*tree.files("contest", ".py"), *tree.files("questions", ".py"))


def offenders(smells: Callable[[ast.AST], bool], *, excused: Callable[[Path], bool]) -> list[str]:
    """Where a smell is, outside its place."""
    return [
        f"{tree.short(path)}:{getattr(node, 'lineno', 0)}"
        for path in PRODUCT
        if not excused(path)
        for node in ast.walk(tree.parsed(path))
        if smells(node)
    ]


def is_call(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Call) and tree.dotted(node.func) in names


def ends(node: ast.AST, *names: str) -> bool:
    """A call of a method with this name, whatever it is called on."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def at(*places: str) -> Callable[[Path], bool]:
    return lambda path: tree.short(path) in places


def stores(path: Path) -> bool:
    """`hot.py` is a second store: the batch statements of the recorder, where speed is all. A store that
    would outgrow its file is split by a word of the domain, `adjusting_store.py`."""
    runs = at(DATABASE, "contest/web/batches.py")(path)
    return path.name in {"store.py", "hot.py"} or path.stem.endswith("_store") or runs


def test_sql_stands_in_stores() -> None:
    names = ("select", "insert", "update", "delete", "text", "sa.select", "sa.text", "sqlalchemy.select")

    def smells(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("sqlmodel", "sqlalchemy")):
            return any(alias.name in names for alias in node.names)
        return is_call(node, *names)

    def excused(path: Path) -> bool:
        #: The chain's triggers are DDL that migrations run; tables write their checks as text.
        return stores(path) or path.name in {"triggers.py", "models.py"}

    assert offenders(smells, excused=excused) == []


def test_only_the_web_layer_commits() -> None:
    excused = at(DATABASE, "contest/recorder.py")
    assert offenders(lambda node: ends(node, "commit", "rollback"), excused=excused) == []


def test_only_stores_flush() -> None:
    def smells(node: ast.AST) -> bool:
        sessions = ("db", "session", "connection")
        return isinstance(node, ast.Call) and tree.dotted(node.func) in {f"{name}.flush" for name in sessions}

    assert offenders(smells, excused=stores) == []


def test_one_file_reads_the_clock() -> None:
    names = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns")
    assert offenders(lambda node: is_call(node, *names), excused=at("contest/clock.py")) == []


def test_one_file_is_random() -> None:
    def smells(node: ast.AST) -> bool:
        names = {"random", "secrets", "uuid"}
        if isinstance(node, ast.Import):
            return any(alias.name in names for alias in node.names)
        return (isinstance(node, ast.ImportFrom) and node.module in names) or is_call(node, "os.urandom")

    #: The simulation draws from a seed that it prints; the server's key must not come from a test's seed.
    excused = at("contest/entropy.py", "contest/simulate.py", "contest/server_key.py")
    assert offenders(smells, excused=excused) == []


def test_no_error_is_swallowed_whole() -> None:
    def smells(node: ast.AST) -> bool:
        if not isinstance(node, ast.ExceptHandler):
            return False
        last = node.body[-1]
        if isinstance(last, ast.Raise) and last.exc is None:
            return False  # tidied up, and passed on
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        return any(each is None or tree.dotted(each) in {"Exception", "BaseException"} for each in caught)

    assert offenders(smells, excused=at()) == []


@pytest.mark.parametrize("name", ["rules.py", "grading.py", "models.py", "blueprint.py"])
def test_points_are_never_floats(name: str) -> None:
    def smells(node: ast.AST) -> bool:
        number = isinstance(node, ast.Constant) and isinstance(node.value, float)
        return number or (isinstance(node, ast.Name) and node.id == "float")

    assert offenders(smells, excused=lambda path: path.name != name) == []


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    files = (*tree.sources(), *tree.tests(), *tree.templates(), *tree.files("static", ".js", ".css"))
    found = [tree.short(path) for path in files if any(mark in path.read_text("utf-8") for mark in marks)]
    assert found == []


def test_nothing_is_a_stub() -> None:
    def smells(node: ast.AST) -> bool:
        return isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node)

    assert offenders(smells, excused=at()) == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    words = ("pytest.skip", "pytest.mark.skip", "pytest.mark.xfail", "pytest.xfail")
    found = [
        f"{tree.short(path)}:{getattr(node, 'lineno', 0)}"
        for path in tree.tests()
        for node in ast.walk(tree.parsed(path))
        if tree.dotted(node).startswith(words)
    ]
    assert found == []


def test_no_test_makes_tables_by_itself() -> None:
    """Production is made by Alembic; a test that calls `create_all` tests another database."""
    calls = [(path, call) for path in tree.tests() for call in tree.calls(tree.parsed(path))]
    assert [tree.short(path) for path, call in calls if ends(call, "create_all")] == []


def test_time_columns_are_instants() -> None:
    """A plain datetime column is another thing on each database."""
    found = []
    for path in PRODUCT:
        if path.name == "models.py":
            for node in ast.walk(tree.parsed(path)):
                if isinstance(node, ast.AnnAssign) and "datetime" in ast.dump(node.annotation):
                    text = ast.unparse(node)
                    if "Instant" not in text and "instant" not in text:
                        found.append(f"{tree.short(path)}:{node.lineno} {text}")
    assert found == []


def test_no_relationship_loads_behind_a_templates_back() -> None:
    names = ("Relationship", "relationship")
    assert offenders(lambda node: is_call(node, *names), excused=at()) == []


def test_every_public_function_has_a_docstring() -> None:
    found = [
        f"{tree.short(path)}:{node.lineno} {node.name}"
        for path in PRODUCT
        for node in tree.parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert found == []
