"""A contest goes from one server to another and on to a third: nothing of it is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contest.archives.declared import NUMBERED, PARTS
from tests.contest.archives.installations import brought, fresh, member, old, packed, tables

Row = dict[str, Any]
#: What a server gives anew: numbers, the address and name of a bank, what a question is here.
ANEW = {
    "bank": {"slug", "name", "is_sample"},
    "question": {"state"},
    "campaign": {"bank_slug"},
    "audience": {"bank_slug"},
    "grade": {"key_version"},
    "regrade_change": {"key_version"},
    "round": {"seed", "seed_commitment"},
}


def named(file: Path) -> dict[str, dict[int, str]]:
    """Numbered table → number → what tells its row from others, wherever it is."""
    found: dict[str, dict[int, str]] = {}
    for table in NUMBERED:
        found[table] = {
            row["id"]: json.dumps(plain(table, row, found), sort_keys=True) for row in member(file, table)
        }
    return found


def plain(table: str, row: Row, names: dict[str, dict[int, str]]) -> Row:
    """A row without what a server gives it."""
    row = {name: value for name, value in row.items() if name not in ANEW.get(table, ())}
    if table in NUMBERED:
        del row["id"]
    for name in ("bank_id", "question_id", "revision_id", "topic_id", "source_id"):
        if name in row:
            row[name] = names[{"revision_id": "question_revision"}.get(name, name.removesuffix("_id"))][
                row[name]
            ]
    if table == "topic":
        row["parent_id"] = row["parent_id"] is None
    for name in PARTS[table].texts if table in PARTS else ():
        row[name] = asked(json.loads(row[name]), names["question_revision"])
    return row


def asked(text: Any, names: dict[int, str]) -> Any:
    if isinstance(text, dict):
        return sorted((names[int(one)], version) for one, version in text.items())
    return [[names.get(abs(slot[0]), "đoán"), slot[0] > 0, *slot[1:]] for slot in text]


def contents(file: Path) -> dict[str, list[str]]:
    """Everything in an archive, whatever numbers its questions have."""
    names = named(file)
    return {
        table: sorted(json.dumps(plain(table, row, names), sort_keys=True) for row in member(file, table))
        for table in tables(file)
    }


@pytest.mark.parametrize("slug", ["thi-a", "thi-b"])
def test_from_sqlite_to_postgresql_and_back(
    whole_file: Path,
    tmp_path: Path,
    sqlite_template: Path,
    request: pytest.FixtureRequest,
    slug: str,
) -> None:
    first = old(whole_file, tmp_path / "1")
    one = packed(first, slug, tmp_path / "1.zip")
    second = fresh("postgresql", tmp_path / "2", sqlite_template, request.getfixturevalue)
    told = brought(second, one)
    two = packed(second, slug, tmp_path / "2.zip")
    third = fresh("sqlite", tmp_path / "3", sqlite_template, request.getfixturevalue)
    brought(third, two)
    three = packed(third, slug, tmp_path / "3.zip")
    before = contents(one)
    assert contents(two) == before
    assert contents(three) == before
    assert sum(map(len, before.values())) == told["rows"] > 100
    assert first.noted(member(one, "campaign")[0]["id"])[0] == ("cli", "archives.make")
    assert third.noted(member(one, "campaign")[0]["id"])[1] == ("cli", "archives.bring")
