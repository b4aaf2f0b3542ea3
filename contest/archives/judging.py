"""Every row of an archive judged before anything is written: types, limits, and that it points at nothing but
rows of the same archive. What is kept in memory are keys, no rows."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from contest.archives import naming, packing
from contest.archives.declared import PARTS
from contest.archives.errors import BadArchive
from contest.archives.shapes import ID, Field, Kind, Unfit, fields, key, ordered, row_of
from contest.archives.unpacking import SCHEMA, Archive, wrong
from contest.dashboards import target_rules
from contest.dashboards.rules import MOST as MOST_PEOPLE
from contest.results.publication_rules import SIGNED
from contest.ruleset.rules import Ruleset
from contest.units import tree_rules
from contest.verify import signed_by
from questions.kinds import Content, Key

ONE = "phải có đúng một cuộc thi"
IN_A_RING = "đơn vị gộp vòng vào chính nó"
FOREIGN = "{column}: chỉ đến một dòng không có trong gói"
BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}

Row = dict[str, Any]


@dataclass
class Judged:
    """What an archive holds. ``ids``: table → keys of its rows, where others point at it. ``papers``: attempt
    → the revisions of its graded questions, as an array's bytes. ``merges``: merged unit → what it
    counts for. ``rows``: how many there are in all."""

    ids: dict[str, set[Any]] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    people: int = 0


def judge(archive: Archive, schema: str) -> Judged:
    """Look at every row; BadArchive says which one is not as it has to be."""
    check_schema(archive, schema)
    found = Judged()
    for table in ordered():
        _table(archive, table, found)
    if tree_rules.loops(found.merges):
        raise wrong("unit_merge", IN_A_RING)
    for _ in names(archive):
        found.rows += 1
    if len(found.ids["campaign"]) != 1 or archive.manifest.contest not in found.ids["campaign"]:
        raise wrong("campaign", ONE)
    return found


def check_schema(archive: Archive, schema: str) -> None:
    """That its rows are as this version stores them."""
    told = archive.manifest
    wanted = {packing.STAFF, *(packing.member_of(table.name) for table in ordered())}
    if told.schema != schema or told.parts.keys() != wanted:
        raise BadArchive(SCHEMA.format(product=told.product, schema=told.schema, ours=schema))


def rows(archive: Archive, table: Table) -> Iterator[Row]:
    """The rows of a table; BadArchive names the line that is none."""
    shape = fields(table)
    for number, raw in enumerate(archive.lines(table.name), 1):
        try:
            yield row_of(shape, raw)
        except Unfit as error:
            raise wrong(f"{table.name}, dòng {number}", error) from error


def names(archive: Archive) -> Iterator[tuple[str, str]]:
    """(id, name) of staff who did things in the contest."""
    shape = (Field("id", Kind.TEXT, 13, is_id=True), Field("name", Kind.TEXT, 120))
    for number, raw in enumerate(archive.lines("staff"), 1):
        try:
            row = row_of(shape, raw)
        except Unfit as error:
            raise wrong(f"staff, dòng {number}", error) from error
        yield str(row["id"]), str(row["name"])


def _table(archive: Archive, table: Table, found: Judged) -> None:
    shape, mine = fields(table), key(table)
    pointers = [one for one in shape if one.points_at]
    kept = found.ids.setdefault(table.name, set()) if len(mine) == 1 and _is_pointed_at(table) else None
    later: list[tuple[int, str, Any]] = []
    for number, row in enumerate(rows(archive, table), 1):
        found.rows += 1
        try:
            for one in pointers:
                value = row[one.name]
                if one.points_at == table.name:
                    later.append((number, one.name, value)) if value is not None else None
                elif value is not None and value not in found.ids[one.points_at]:
                    raise Unfit(FOREIGN.format(column=one.name))
            _sense(table.name, row, found)
        except (Unfit, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise wrong(f"{table.name}, dòng {number}", _why(error)) from error
        if kept is not None:
            kept.add(row[mine[0]])
    for number, column, value in later:
        if kept is None or value not in kept:
            raise wrong(f"{table.name}, dòng {number}", FOREIGN.format(column=column))


def _why(error: BaseException) -> str:
    return str(error) if isinstance(error, Unfit) else "nội dung không đúng"


def _is_pointed_at(table: Table) -> bool:
    return table.name == "campaign" or any(
        one.column.table is table for other in ordered() for one in other.foreign_keys
    )


# --- what a row says ------------------------------------------------------------------------------


def _sense(name: str, row: Row, found: Judged) -> None:
    for column, kind in PARTS[name].texts.items():
        asked = naming.revisions(kind, row[column])
        if not asked <= found.ids["question_revision"]:
            raise Unfit(FOREIGN.format(column=column))
        if name == "attempt":
            found.papers[row["id"]] = graded(row[column])
    judge_ = JUDGES.get(name)
    if judge_ is not None:
        judge_(row)
    if name == "entry":
        found.people += 1
    if name == "unit_merge":
        found.merges[row["unit_id"]] = row["into_id"]


def graded(paper: str) -> bytes:
    """The revisions of a paper's graded questions, packed."""
    return array("q", (slot[0] for slot in json.loads(paper) if slot[0] > 0)).tobytes()


def _ruleset(row: Row) -> None:
    Ruleset.from_json(row["content"])
    if hashlib.sha256(row["content"].encode()).hexdigest() != row["sha256"]:
        raise Unfit("sha256: không khớp")


def _picture(row: Row) -> None:
    if not row["content"].startswith(BEGINNINGS.get(row["form"], b"\0none")):
        raise Unfit("content: không phải ảnh")


def _question_picture(row: Row) -> None:
    _picture(row)
    if hashlib.sha256(row["content"]).hexdigest() != row["digest"]:
        raise Unfit("digest: không khớp")


def _publication(row: Row) -> None:
    if row["content"] and hashlib.sha256(row["content"].encode()).hexdigest() != row["sha256"]:
        raise Unfit("sha256: không khớp")
    if not row["signature"]:
        return
    sealed = SIGNED + bytes.fromhex(row["sha256"])
    if not signed_by(bytes.fromhex(row["public_key"]), bytes.fromhex(row["signature"]), sealed):
        raise Unfit("signature: không đúng")


def _target(row: Row) -> None:
    told = target_rules.from_json(row["content"])
    numbers = [one for one in (told.people, told.share) if one is not None] + [*told.units.values()]
    if not all(type(one) is int and 0 < one <= MOST_PEOPLE for one in numbers):
        raise Unfit("content: số không đúng")
    if (told.share or 0) > 100 or not all(map(ID.fullmatch, told.units)):
        raise Unfit("content: không phải chỉ tiêu")


JUDGES: dict[str, Callable[[Row], object]] = {
    "ruleset": _ruleset,
    "question_revision": lambda row: Content.from_json(row["content"]),
    "question_key": lambda row: Key.from_json(row["content"]),
    "question_picture": _question_picture,
    "certificate_ground": _picture,
    "publication": _publication,
    "contest_target": _target,
}
