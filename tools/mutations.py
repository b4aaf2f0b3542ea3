"""Mutates rules one node at a time and sees whether the tests notice: `python -m tools.mutations`.

Each mutant runs in a fork of one process that has the libraries loaded, with the mutated module put in place
of the real one on import; nothing is written into the tree. A mutant that survives the file's own tests is
tried on the rest of its feature's before it counts as survived. What runs on a sample is said so.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent
#: File → the tests that must notice, the quickest first; the second list is for what survives the first.
TARGETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "contest/recorder.py": (("tests/contest/test_recorder.py",), ("tests/contest/attempts/test_hand_in.py",)),
    "contest/web/policy.py": (("tests/contest/web/test_policy.py",), ("tests/contest/test_app.py",)),
    "questions/grading.py": (("tests/questions/test_grading.py",), ("tests/questions/test_answering.py",)),
    "questions/blueprint.py": (("tests/questions/test_blueprint.py",), ("tests/questions/test_fixed.py",)),
    **{
        f"contest/{name}/rules.py": ((f"tests/contest/{name}/test_rules.py",), (f"tests/contest/{name}",))
        for name in (
            *("accounts", "attempts", "audit", "bank", "byhand", "campaigns", "commendations", "doctor"),
            *("grades", "office", "people", "planning", "ruleset", "seasons", "selections", "signals"),
            *("standings", "suggestions", "units"),
        )
    },
}
#: Seconds until a mutant that hangs counts as noticed.
PATIENCE = 120
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """One change: the node's place in a walk of the tree, and what is done to it."""

    file: str
    at: int
    line: int
    said: str


def _said(node: ast.AST) -> str:
    """What would be done to a node; "" when nothing is."""
    match node:
        case ast.Compare(ops=[only]) if type(only) in COMPARED:
            return f"{type(only).__name__} becomes {COMPARED[type(only)].__name__}"
        case ast.BoolOp(op=op):
            return "and becomes or" if isinstance(op, ast.And) else "or becomes and"
        case ast.UnaryOp(op=ast.Not()):
            return "not is left out"
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in COUNTED:
            return f"{type(op).__name__} becomes {COUNTED[type(op)].__name__}"
        case ast.Constant(value=bool(value)):
            return f"{value} becomes {not value}"
        case ast.Constant(value=int(value)):
            return f"{value} becomes {value + 1}"
        case ast.If() | ast.IfExp():
            return "the condition is turned round"
        # A constant is mutated by itself; None in the place of False is the same to whoever asks.
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            return "nothing is returned"
        case ast.Expr(value=ast.Call(func=func)) if ast.unparse(func) != "assert_never":
            return "the call is left out"
        case ast.Raise():
            return "nothing is raised"
        case ast.Name(id="min" | "max" | "any" | "all" as name):
            return f"{name} becomes {OTHER[name]}"
    return ""


OTHER = {"min": "max", "max": "min", "any": "all", "all": "any"}


def _change(node: ast.AST) -> ast.AST:
    """The node as its mutant has it."""
    match node:
        case ast.Compare(ops=[only]):
            node.ops = [COMPARED[type(only)]()]
        case ast.BoolOp(op=op):
            node.op = ast.Or() if isinstance(op, ast.And) else ast.And()
        case ast.UnaryOp(operand=operand):
            return operand
        case ast.BinOp(op=op) | ast.AugAssign(op=op):
            node.op = COUNTED[type(op)]()
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case ast.If(test=test) | ast.IfExp(test=test):
            node.test = ast.UnaryOp(ast.Not(), test)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.Expr() | ast.Raise():
            return ast.Pass()
        case ast.Name(id=name):
            node.id = OTHER[name]
    return node


def _left_alone(tree: ast.Module) -> set[int]:
    """Nodes whose change says nothing: annotations, decorators, defaults of dataclass fields' names."""
    parts: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            parts += node.decorator_list
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            parts.append(node.returns)
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            parts.append(node.annotation)
        # A log line is for people who look for a cause; what it says is no rule.
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
            parts.append(node)
    return {id(inner) for part in parts for inner in ast.walk(part)}


def mutants(file: str) -> Iterator[Mutant]:
    """All mutants of a file."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    alone = _left_alone(tree)
    for at, node in enumerate(ast.walk(tree)):
        inner = node.value if isinstance(node, ast.Expr) else node
        if id(node) not in alone and id(inner) not in alone and (said := _said(node)):
            yield Mutant(file, at, getattr(node, "lineno", 0), said)


def mutated(mutant: Mutant) -> ast.Module:
    """The file's tree with this one change."""
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    target = list(ast.walk(tree))[mutant.at]

    class Changing(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return _change(copy.copy(node)) if node is target else self.generic_visit(node)

    Changing().visit(tree)
    return ast.fix_missing_locations(tree)


class _Instead(SourceFileLoader):
    """Puts the mutated tree in the place of its module, whoever imports it."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.file.removesuffix(".py").replace("/", "."), str(ROOT / mutant.file))
        self.code = compile(mutated(mutant), self.path, "exec")

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """Never the compiled file that lies beside the source."""
        return self.code


def _tests(mutant: Mutant, tests: tuple[str, ...]) -> int:
    """In the fork: run these tests over the mutant; pytest's code."""
    import pytest

    sys.meta_path.insert(0, _Instead(mutant))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    marks = "not slow and not faults and not nightly and not journey and not journey_main"
    words = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", marks, "-k", "not postgresql")
    return int(pytest.main([*words, *tests]))


def _noticed(mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether these tests fail, or hang, over the mutant."""
    there = tuple(test for test in tests if (ROOT / test).exists())
    if not there:
        return False
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(_tests(mutant, there) & 0xFF)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def survives(mutant: Mutant) -> bool:
    """Whether no test notices this mutant."""
    first, rest = TARGETS[mutant.file]
    return not _noticed(mutant, first) and not _noticed(mutant, rest)


#: Loaded once, before any fork; nothing of ours, since the mutant must come first.
LIBRARIES = (
    "alembic",
    "fastapi",
    "hypothesis",
    "jinja2",
    "pytest",
    "selectolax",
    "sqlmodel",
    "starlette",
    "typer",
)


def sample(file: str, most: int, seed: int) -> tuple[list[Mutant], int]:
    """At most so many mutants of a file, by chance of this seed, in its order; and how many there are."""
    found = list(mutants(file))
    taken = random.Random(f"{seed}{file}").sample(found, min(most, len(found)))
    return sorted(taken, key=lambda one: (one.line, one.at)), len(found)


def report(outcomes: dict[str, tuple[int, int, list[Mutant]]], seed: int) -> str:
    """The table by file, and each survivor with its line."""
    tried = sum(count for count, _, _ in outcomes.values())
    left = [one for _, _, survivors in outcomes.values() for one in survivors]
    killed = 100 * (tried - len(left)) / tried
    lines = [
        "# Mutation run\n",
        f"`python -m tools.mutations --write`, seed {seed}.",
        f"{tried} mutants tried, {tried - len(left)} noticed ({killed:.1f} %).\n",
        "| file | mutants in it | tried | survived |",
        "|---|---|---|---|",
        *(f"| `{file}` | {whole} | {count} | {len(out)} |" for file, (count, whole, out) in outcomes.items()),
        "\n## Survivors\n",
        *(f"- `{one.file}:{one.line}` {one.said}" for one in left),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run, write docs/trust/mutations.md; 0 when at least nine tenths were noticed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--most", type=int, default=30, help="mutants a file")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--write", action="store_true", help="write docs/trust/mutations.md")
    words.add_argument("files", nargs="*", default=list(TARGETS))
    asked = words.parse_args()
    for library in LIBRARIES:
        import_module(library)
    outcomes: dict[str, tuple[int, int, list[Mutant]]] = {}
    with ThreadPoolExecutor(asked.jobs) as pool:
        for file in asked.files:
            taken, whole = sample(file, asked.most, asked.seed)
            left = [one for one, lives in zip(taken, pool.map(survives, taken), strict=True) if lives]
            outcomes[file] = (len(taken), whole, left)
            print(file, f"{len(taken)} tried, {len(left)} survived", *left, sep="\n  ", flush=True)
    said = report(outcomes, asked.seed)
    if asked.write:
        (ROOT / "docs" / "trust" / "mutations.md").write_text(said, "utf-8")
    tried = sum(count for count, _, _ in outcomes.values())
    return 0 if sum(len(left) for _, _, left in outcomes.values()) * 10 <= tried else 1


if __name__ == "__main__":
    sys.exit(main())
