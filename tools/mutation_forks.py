"""The quick half of a mutation run: tests are collected once, and each mutant is a fork that runs them.

In the fork the mutated functions' code takes the place of the source's, whoever has imported them. What is
computed while a module is imported or a test collected does not change by that: such a mutant, and whoever
survives here, is tried in a process of its own (`tools.mutations`).
"""

from __future__ import annotations

import ast
import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, ModuleType
from typing import Any

import hypothesis
import pytest

from tools.mutation_report import ROOT, Mutant

#: Seconds until a mutant that hangs counts as noticed.
PATIENCE = 120


def module_of(file: str) -> str:
    """The module's name."""
    return file.removesuffix(".py").replace("/", ".")


def in_a_function(mutant: Mutant, tree: ast.Module) -> bool:
    """Whether the changed node is code that runs when a function is called."""
    target = list(ast.walk(tree))[mutant.at]
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(target is inner for each in functions for line in each.body for inner in ast.walk(line))


def put(tree: ast.Module, file: str) -> None:
    """Give the functions of a loaded module the code of this tree."""
    module = sys.modules[module_of(file)]
    fresh = ModuleType(module.__name__)
    fresh.__file__ = module.__file__
    exec(compile(tree, str(ROOT / file), "exec"), fresh.__dict__)
    _put(vars(module), vars(fresh), module.__name__)


def _put(old: Any, new: Any, module: str) -> None:
    for name, was in list(old.items()):
        now = new.get(name)
        if isinstance(was, type) and isinstance(now, type) and was.__module__ == module:
            _put(vars(was), vars(now), module)
        for mine, its in zip(_functions(was), _functions(now), strict=False):
            if mine.__module__ == module and mine.__code__.co_freevars == its.__code__.co_freevars:
                mine.__code__ = its.__code__


def _functions(value: object) -> Iterator[FunctionType]:
    """The plain functions behind a method, a property or a decorated one."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, cached_property):
        value = value.func
    elif isinstance(value, staticmethod | classmethod):
        value = value.__func__
    value = getattr(value, "__wrapped__", value)
    if isinstance(value, FunctionType):
        yield value


class Forking:
    """A plugin of pytest: instead of running what was collected, it forks for each tree."""

    def __init__(self, file: str, trees: Iterable[ast.Module], told: Path) -> None:
        self.file, self.trees, self.told = file, trees, told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """For each tree whether a test noticed it."""
        self.told.write_text(json.dumps([self._noticed(session, tree) for tree in self.trees]), "utf-8")
        return True

    def _noticed(self, session: pytest.Session, tree: ast.Module) -> bool:
        child = os.fork()
        if child == 0:
            os.setsid()
            code = 1
            try:
                put(tree, self.file)
                code = _first_failure(session)
            finally:
                os._exit(code)
        return ended_badly(child)


def _first_failure(session: pytest.Session) -> int:
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def ended_badly(child: int) -> bool:
    """Whether this fork ends with a failure, or hangs."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


#: Tests that take long, or a server of their own.
MARKS = "not slow and not faults and not nightly and not journey and not journey_main"
WORDS = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-profile", "mutants"),
    *("-m", MARKS, "-k", "not postgresql"),
)
# One example that fails is enough, and the same ones are tried in every run.
hypothesis.settings.register_profile(
    "mutants", phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate), derandomize=True, database=None
)


def quiet() -> None:
    """In a fork: nothing is printed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def noticed(file: str, trees: list[ast.Module], tests: tuple[str, ...]) -> list[bool]:
    """For each tree whether these tests, collected once, notice it; all False when they are red anyhow."""
    source = ast.parse((ROOT / file).read_text("utf-8"))
    with TemporaryDirectory() as folder:
        told = Path(folder) / "noticed"
        child = os.fork()
        if child == 0:
            os.setsid()
            quiet()
            try:
                __import__(module_of(file))
                pytest.main([*WORDS, *tests], plugins=[Forking(file, [source, *trees], told)])
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        (is_red, *found) = json.loads(told.read_text("utf-8")) if told.exists() else [True]
    if is_red:
        print("red over the source, not asked:", *tests, sep="\n  ", flush=True)
    return [False] * len(trees) if is_red else found
