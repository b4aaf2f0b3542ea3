"""A table by kind that names nearly all of them names all: a new kind must not end in a KeyError."""

from __future__ import annotations

import importlib

from questions.kinds import Kind
from tests.house.tree import ROOT

#: So many kinds may be left out by a table that is about some of them.
SOME = len(Kind) // 2


def tables() -> dict[str, set[Kind]]:
    """Every table of a module whose keys are kinds."""
    found = {}
    for folder in ("contest", "questions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            # Whoever names kinds imports them.
            if "Kind." not in path.read_text() or path.name.startswith("__"):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for called, value in vars(importlib.import_module(name)).items():
                if isinstance(value, dict) and value and all(isinstance(key, Kind) for key in value):
                    found[f"{name}.{called}"] = set(value)
    return found


def test_a_table_of_nearly_all_kinds_is_one_of_all() -> None:
    # A prediction is in no bank: what writes banks need not know it.
    wanted = set(Kind) - {Kind.prediction}
    lacking = {name: wanted - kinds for name, kinds in tables().items() if len(kinds) > SOME}
    assert {name: kinds for name, kinds in lacking.items() if kinds} == {}
