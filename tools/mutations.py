"""Mutates rules one node at a time and sees whether the tests notice: `python -m tools.mutations`.

A mutant is first put into a fork of one process that has the file's own tests collected (`mutation_forks`).
Who survives is tried in a process of its own, in the place of the module from its import on, and then on the
rest of its feature's tests. Nothing is written into the tree. What runs on a sample is said so.
`--again` tries only those that `docs/trust/mutations.md` lists as survivors, after tests were written.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType

import pytest

from tools.mutation_forks import WORDS, ended_badly, in_a_function, module_of, noticed, quiet
from tools.mutation_report import ROOT, Mutant, Outcomes, report, tried_again
from tools.mutation_targets import TARGETS

WRITTEN = ROOT / "docs" / "trust" / "mutations.md"
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
        super().__init__(module_of(mutant.file), str(ROOT / mutant.file))
        self.code = compile(mutated(mutant), self.path, "exec")

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """Never the compiled file that lies beside the source."""
        return self.code


def _tests(mutant: Mutant | None, tests: tuple[str, ...]) -> int:
    """In the fork: run these tests over the mutant, or over the source; pytest's code."""
    if mutant is not None:
        sys.meta_path.insert(0, _Instead(mutant))
    quiet()
    return int(pytest.main(["-x", *WORDS, *tests]))


def _noticed(mutant: Mutant | None, tests: tuple[str, ...]) -> bool:
    """Whether these tests fail, or hang, over the mutant."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(_tests(mutant, tests) & 0xFF)
    return ended_badly(child)


def survives(mutant: Mutant, is_quick: bool = False) -> bool:
    """Whether no test notices this mutant; ``is_quick``: none of the file's own, if it was not in a fork."""
    asked = TARGETS[mutant.file]
    if is_quick:
        is_asked = in_a_function(mutant, ast.parse((ROOT / mutant.file).read_text("utf-8")))
        asked = () if is_asked else asked[:1]
    return not any(_is_green(tests) and _noticed(mutant, tests) for tests in asked)


def still_alive(file: str, some: list[Mutant]) -> list[Mutant]:
    """Those that the file's own tests, collected once, do not notice, or that have to be imported."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    inside = [one for one in some if in_a_function(one, tree)]
    seen = noticed(file, [mutated(one) for one in inside], TARGETS[file][0]) if inside else []
    gone = {one for one, is_seen in zip(inside, seen, strict=True) if is_seen}
    return [one for one in some if one not in gone]


@cache
def _is_green(tests: tuple[str, ...]) -> bool:
    """Whether these pass over the source: what is red anyhow notices nothing."""
    if is_red := _noticed(None, tests):
        print("red without a mutant, not asked:", *tests, sep="\n  ", flush=True)
    return not is_red


#: Loaded once, before any fork; nothing of ours, since the mutant must come first.
LIBRARIES = ("alembic", "fastapi", "hypothesis", "jinja2", "pytest", "selectolax", "sqlmodel", "typer")


def sample(file: str, most: int, seed: int) -> tuple[list[Mutant], int]:
    """At most so many mutants of a file, by chance of this seed, in its order; and how many there are."""
    found = list(mutants(file))
    taken = random.Random(f"{seed}{file}").sample(found, min(most, len(found)))
    return sorted(taken, key=lambda one: (one.line, one.at)), len(found)


def main() -> int:
    """Run, write docs/trust/mutations.md; 0 when at least nine tenths were noticed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--most", type=int, default=12, help="mutants a file")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--write", action="store_true", help="write docs/trust/mutations.md")
    words.add_argument("--again", action="store_true", help="only those that it lists as survivors")
    words.add_argument("--quick", action="store_true", help="only a file's own tests; --again asks the rest")
    words.add_argument("files", nargs="*", default=list(TARGETS))
    asked = words.parse_args()
    for library in LIBRARIES:
        import_module(library)
    outcomes: Outcomes = {}
    before = WRITTEN.read_text("utf-8") if asked.again else ""
    asking = partial(survives, is_quick=asked.quick)
    with ThreadPoolExecutor(asked.jobs) as pool:
        for file in asked.files:
            taken, whole = sample(file, asked.most, asked.seed)
            some = tried_again(taken, before) if asked.again else taken
            slow = still_alive(file, some)
            left = [one for one, lives in zip(slow, pool.map(asking, slow), strict=True) if lives]
            outcomes[file] = (len(taken), whole, left)
            print(file, f"{len(some)} tried, {len(left)} survived", *left, sep="\n  ", flush=True)
    if asked.write:
        WRITTEN.write_text(report(outcomes, f" --most {asked.most} --seed {asked.seed}"), "utf-8")
    tried = sum(count for count, _, _ in outcomes.values())
    return 0 if sum(len(left) for _, _, left in outcomes.values()) * 10 <= tried else 1


if __name__ == "__main__":
    sys.exit(main())
