"""`security/asvs.csv`: each line of OWASP ASVS 5.0 that applies, with a status and evidence that exists."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache

import pytest

from tests.house import tree
from tests.trusted import measured

FILE = tree.ROOT / "security" / "asvs.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
ID = re.compile(r"V(\d{1,2})\.(\d{1,2})\.(\d{1,2})")
#: Chapters of things that are not here: OAuth, WebRTC.
ABSENT = {10, 17}
#: Passed of those that matter most here: what the issue asks for.
ENOUGH = 80


@cache
def named_tests(path: str) -> frozenset[str]:
    """The tests in a file."""
    names = (
        node.name for node in ast.walk(tree.parsed(tree.ROOT / path)) if isinstance(node, ast.FunctionDef)
    )
    return frozenset(names)


@cache
def anchors_of(path: str) -> frozenset[str]:
    """The anchors of a document's headings, as browsers of repositories make them."""
    text = (tree.ROOT / path).read_text("utf-8")
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)


def test_the_columns_are_three() -> None:
    assert FILE.read_text("utf-8").startswith("id,status,evidence\n")
    assert {tuple(row) for row in ROWS} == {("id", "status", "evidence")}


def test_ids_are_those_of_the_standard_and_stand_once() -> None:
    found = [ID.fullmatch(row["id"]) for row in ROWS]
    assert all(found)
    assert {int(one[1]) for one in found if one} & ABSENT == set()
    assert [row_id for row_id, count in Counter(row["id"] for row in ROWS).items() if count > 1] == []


def test_they_stand_in_the_standards_order() -> None:
    numbers = [tuple(int(part) for part in row["id"].removeprefix("V").split(".")) for row in ROWS]
    assert numbers == sorted(numbers)


def test_statuses_are_three() -> None:
    assert {row["status"] for row in ROWS} <= {"pass", "partly", "no"}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_evidence_is_there(row: dict[str, str]) -> None:
    evidence = row["evidence"]
    if "::" in evidence:
        path, _, name = evidence.partition("::")
        assert name in named_tests(path)
    else:
        path, _, anchor = evidence.partition("#")
        assert anchor in anchors_of(path)


def test_enough_is_passed() -> None:
    count = Counter(row["status"] for row in ROWS)
    assert count["pass"] >= ENOUGH
    tested = sum(row["status"] == "pass" and "::" in row["evidence"] for row in ROWS)
    said = (
        f"{len(ROWS)} requirements that apply: {count['pass']} passed ({tested} by a test), "
        f"{count['partly']} partly, {count['no']} not"
    )
    measured("asvs", "list", said, "./hoithi test tests/tools/test_asvs.py")
