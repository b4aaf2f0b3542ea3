"""Bring an archive in: all that was judged is written in the caller's one transaction, or nothing of it.

Ids are random, so they stay what they are: a signed result names them. Only questions have numbers of a
server, which are given anew; what names them is written anew with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from contest import entropy
from contest.archives import fitting, judging, naming
from contest.archives import rows_store as store
from contest.archives.declared import NUMBERED, PARTS, Back
from contest.archives.errors import BadArchive
from contest.archives.fitting import Fitting
from contest.archives.grading import Versions
from contest.archives.judging import Judged
from contest.archives.models import BroughtContest
from contest.archives.shapes import Unfit, key, ordered, table_of
from contest.archives.unpacking import Archive, wrong
from contest.audit import service as audit
from contest.errors import Conflict, Invalid
from contest.privacy import again
from contest.web.database import from_ms
from questions.folding import searchable
from questions.kinds import Content

HERE = "Cuộc thi này đang có ở đây rồi ({slug}). Mỗi cuộc thi chỉ mang về được một lần."
TAKEN = "Địa chỉ “{slug}” đã có cuộc thi khác dùng. Chọn một địa chỉ ngắn khác."
CLASH = "Gói có dòng trùng mã với dữ liệu ở đây, nên không mang về được. Chưa có gì thay đổi."
NO_ADMIN = "Chưa có ai quản trị máy chủ này. Mở máy chủ, lập tài khoản quản trị trước rồi mang về."
NOT_OVER = "Gói có vòng chưa đóng, không mang về được."
#: What undoing a merge that came puts back: the unit alone, at the top.
NO_UNDOING = '{"parent": null, "children": [], "count": null}'
SLICE = 500

Row = dict[str, Any]


@dataclass(frozen=True)
class Brought:
    """What came in. ``forgotten``: people who had been forgotten here, and are again."""

    campaign_id: str
    slug: str
    title: str
    people: int
    rows: int
    forgotten: int
    units: int


@dataclass
class _Here:
    """What rows become here: numbers and ids that are other ones, texts that stand for what did not come."""

    owner: str
    slug: str
    fit: Fitting
    versions: Versions
    numbers: dict[str, dict[Any, Any]] = field(default_factory=dict)
    _newest: dict[int, tuple[int, str]] = field(default_factory=dict)

    def note(self, table: str, row: Row, made: Row) -> None:
        """What later rows, or the questions themselves, need of this one."""
        if table == "question_key":
            self.versions.note(row["revision_id"], row["version"], row["created_at"])
        if table == "question_revision":
            question, told = made["question_id"], (row["number"], row["content"])
            self._newest[question] = max(told, self._newest.get(question, told))

    def folded(self) -> list[tuple[int, str]]:
        """What the questions are found by, as their newest revision that came says it."""
        newest = ((id, Content.from_json(text)) for id, (_, text) in self._newest.items())
        return [(id, searchable(one.likened, one.choices)) for id, one in newest]


def bring(
    db: Session, archive: Archive, judged: Judged, slug: str, owner: str, actor: str, now: datetime
) -> Brought:
    """Write it all. ``slug``: its short address here; ``owner``: whose lists of people come in as; ``actor``:
    who does it. Conflict and Invalid say what stands in the way, and the transaction is to be undone."""
    told = archive.manifest
    if store.there(db, table_of("campaign"), "id", [told.contest]):
        raise Conflict(HERE.format(slug=told.slug))
    if store.there(db, table_of("campaign"), "slug", [slug]):
        raise Invalid(fields={"slug": TAKEN.format(slug=slug)})
    if not owner:
        raise Conflict(NO_ADMIN)
    here = _Here(owner, slug, Fitting(db, slug, now), Versions(judged.papers))
    try:
        for table in ordered():
            _bring_table(db, archive, table, here)
        _bring_names(db, archive)
    except IntegrityError as error:
        raise Conflict(CLASH) from error
    made = BroughtContest(
        campaign_id=told.contest,
        origin=told.origin,
        product=told.product[:40],
        slug=told.slug[:60],
        digest=told.digest,
        made_at=from_ms(told.made_at),
        brought_at=now,
        brought_by=actor,
    )
    store.note(db, made)
    people = here.numbers.get("person", {})
    forgotten = again.forget_known(db, {one: people.get(one, one) for one in judged.ids["person"]}, now)
    detail = {"people": judged.people, "sha256": told.digest, "forgotten": forgotten}
    audit.record(db, actor, "archives.bring", told.contest, detail, now)
    new_units = len(here.fit.units)
    return Brought(told.contest, slug, told.title, judged.people, judged.rows, forgotten, new_units)


def _bring_names(db: Session, archive: Archive) -> None:
    names = dict(judging.names(archive))
    known = store.known_names(db, names)
    fresh = [{"id": id, "name": name} for id, name in names.items() if id not in known]
    store.put(db, table_of("staff_elsewhere"), fresh)


def _bring_table(db: Session, archive: Archive, table: Table, here: _Here) -> None:
    rows = judging.rows(archive, table)
    if table.name in fitting.SHARED or table.name in NUMBERED:
        _fit(db, table, rows, here)
        return
    made = (_made(table, row, here, number) for number, row in enumerate(rows, 1))
    while some := list(islice(made, SLICE)):
        store.put(db, table, some)


def _fit(db: Session, table: Table, rows: Iterator[Row], here: _Here) -> None:
    """Tables that serve other contests too: what is here already stays as it is."""
    above = next((one.parent.name for one in table.foreign_keys if one.column.table is table), "")
    numbers = here.numbers.setdefault(table.name, {})
    pointers: list[tuple[Any, Any]] = []
    while some := list(islice(rows, SLICE)):
        here.fit.look(table, some)
        fresh = [made for row in some if (made := _fitted(db, table, row, here, above, pointers))]
        store.put(db, table, fresh)
    store.point(db, table, above, ((one, numbers.get(up, up)) for one, up in pointers))
    if table.name == "question_revision":
        here.versions.numbers = numbers
        store.point(db, table_of("question"), "folded", here.folded())


def _fitted(
    db: Session, table: Table, row: Row, here: _Here, above: str, pointers: list[tuple[Any, Any]]
) -> Row | None:
    """The row as it is added with others; None where it is here, or was added for its number."""
    place, numbers = key(table)[0], here.numbers[table.name]
    known, made = here.fit.fitted(table, _pointing(table, row, here, but=above))
    if known is not None:
        if known != row[place]:
            numbers[row[place]] = known
        return None
    made |= _stands_in(table, made, here) | ({above: None} if above else {})
    if table.name in NUMBERED:
        del made[place]
        numbers[row[place]] = store.put_numbered(db, table, made)
        here.note(table.name, row, made)
    elif made[place] != row[place]:
        numbers[row[place]] = made[place]
    if above and row.get(above) is not None:
        pointers.append((numbers.get(row[place], row[place]), row[above]))
    return None if table.name in NUMBERED else made


def _made(table: Table, row: Row, here: _Here, number: int) -> Row:
    """A row as it is written here."""
    made = _pointing(table, row, here)
    for column, kind in PARTS[table.name].texts.items():
        try:
            made[column] = naming.renamed(kind, made[column], here.numbers["question_revision"])
        except Unfit as error:
            raise wrong(f"{table.name}, dòng {number}", error) from error
    made |= _stands_in(table, made, here)
    if table.name in ("grade", "regrade_change"):
        made["key_version"] = here.versions.renamed(
            row["attempt_id"], row["key_version"], row.get("graded_at")
        )
    return made


def _pointing(table: Table, row: Row, here: _Here, but: str = "") -> Row:
    """The row with the ids and numbers that its foreign keys have here."""
    made = dict(row)
    for one in table.foreign_keys:
        name = one.parent.name
        numbers = here.numbers.get(one.column.table.name)
        if name != but and numbers and made.get(name) is not None:
            made[name] = numbers.get(made[name], made[name])
    return made


def _stands_in(table: Table, row: Row, here: _Here) -> Row:
    """What stands in the place of values that did not leave, and what a contest is called here."""
    found: Row = {}
    for name, back in PARTS[table.name].kept_back.items():
        match back:
            case Back.NONE:
                found[name] = None
            case Back.EMPTY:
                found[name] = ""
            case Back.UNKNOWN:
                found[name] = f"-{row[key(table)[0]]}"
            case Back.ROWS:
                found[name] = "[]"
            case Back.OWNER:
                found[name] = here.owner
            case Back.FOLDED:
                found[name] = ""
            case Back.UNDO:
                found[name] = NO_UNDOING
    if table.name == "campaign":
        found |= {"slug": here.slug, "bank_slug": here.fit.bank(row["bank_slug"])}
    if table.name == "audience" and row["bank_slug"]:
        found["bank_slug"] = here.fit.bank(row["bank_slug"])
    return found | (_round(row) if table.name == "round" else {})


def _round(row: Row) -> Row:
    """A closed round is as it was; a draft draws its papers from another seed, that nobody saw in a file."""
    if row["state"] == "closed":
        return {}
    if row["state"] != "draft":
        raise BadArchive(NOT_OVER)
    seed = entropy.random_bytes(32)
    return {"seed": seed.hex(), "seed_commitment": fitting.sha256(seed)}
