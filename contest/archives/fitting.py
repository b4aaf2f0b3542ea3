"""What of an archive meets something that is here already: units, people, rules, topics, documents, banks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session

from contest import entropy
from contest.archives import rows_store as store
from contest.archives.shapes import key

Row = dict[str, Any]

#: Tables beside the numbered ones whose rows may be here already.
SHARED = ("unit", "person", "ruleset", "unit_headcount", "unit_merge", "question_picture")
BANK = "{name} (theo cuộc thi {slug})"
#: Letters of a bank's name and address.
NAME, SLUG, CODE = 200, 60, 40


def sha256(content: bytes) -> str:
    """The digest, hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class Fitting:
    """Where what comes meets what is here. ``units``: those that are new here."""

    db: Session
    slug: str
    now: datetime
    units: set[str] = field(default_factory=set)
    _codes: set[str] = field(default_factory=set)
    _banks: dict[str, str] = field(default_factory=dict)
    _known: dict[Any, Row] = field(default_factory=dict)

    def look(self, table: Table, rows: Sequence[Row]) -> None:
        """Read what is here under the keys of the next rows."""
        wanted = table.name in ("unit", "person", "ruleset", "question_picture")
        place = key(table)[0]
        self._known = store.whole(self.db, table, {row[place] for row in rows}) if wanted else {}

    def fitted(self, table: Table, row: Row) -> tuple[Any, Row]:
        """The key of what is here instead of this row; or None and the row as it can be added."""
        match table.name:
            case "unit":
                return self._unit(table, row)
            case "unit_headcount" | "unit_merge":
                # How large a unit that is here was, and what it counts for, is told by what is here.
                return (None if row["unit_id"] in self.units else row["unit_id"]), row
            case "person":
                return self._person(table, row)
            case "ruleset" | "question_picture":
                return self._same(table, row)
            case "topic":
                return store.find(self.db, table, {"slug": row["slug"]}), row
            case "source":
                known = store.find(self.db, table, {"number": row["number"], "dated": row["dated"]})
                return known, self._anew(table, row)
            case "bank":
                return None, self._bank(table, row)
            case "question":
                # What was asked is kept for the papers that hold it; nobody approved it here.
                return None, self._anew(table, row) | {"state": "retired"}
        return None, row

    def bank(self, slug: str) -> str:
        """What a bank of the contest is called here."""
        return self._banks.get(slug, self.slug[:SLUG])

    def _anew(self, table: Table, row: Row) -> Row:
        """A public id that another one has here becomes a fresh one."""
        taken = store.there(self.db, table, "public_id", [row["public_id"]])
        return row | ({"public_id": entropy.new_id()} if taken else {})

    def _unit(self, table: Table, row: Row) -> tuple[Any, Row]:
        if row["id"] in self._known:
            return row["id"], row
        self.units.add(row["id"])
        code, number = row["code"], 1
        # Those given out before wait with this one to be written.
        while code in self._codes or store.there(self.db, table, "code", [code]):
            number += 1
            code = f"{row['code'][: CODE - 5]}-{number}"
        self._codes.add(code)
        return None, row | {"code": code}

    def _person(self, table: Table, row: Row) -> tuple[Any, Row]:
        """Somebody who is here with the very same data is that one; with others they are somebody else."""
        known = self._known.get(row["id"])
        if known is None:
            return None, row
        if all(known[name] == value for name, value in row.items() if name != "merged_into"):
            return row["id"], row
        return None, row | {"id": entropy.new_id()}

    def _same(self, table: Table, row: Row) -> tuple[Any, Row]:
        place = "id" if table.name == "ruleset" else "digest"
        known = self._known.get(row[place])
        if known is None:
            return None, row
        if known["content"] == row["content"]:
            return row[place], row
        return None, row | ({"id": entropy.new_id()} if place == "id" else {})

    def _bank(self, table: Table, row: Row) -> Row:
        slug, number = self.slug[: SLUG - 4], 1
        while store.there(self.db, table, "slug", [slug]):
            number += 1
            slug = f"{self.slug[: SLUG - 4]}-{number}"
        self._banks[row["slug"]] = slug
        name = BANK.format(name=row["name"], slug=self.slug)[:NAME]
        return self._anew(table, row) | {"slug": slug, "name": name, "is_sample": False}
