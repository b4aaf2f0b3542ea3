"""Make an archive of a contest: rows are read as of one moment, a slice at a time, and written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import Table
from sqlmodel import Session

from contest.archives import packing
from contest.archives import rows_store as store
from contest.archives.declared import OUT, PARTS
from contest.archives.gathering import Ids, gathered
from contest.archives.packing import Packed
from contest.archives.shapes import canonical, line, ordered
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.office import service as office
from contest.results import publication_keys
from contest.web.database import to_ms

NOT_CLOSED = (
    "Còn vòng chưa đóng: {names}. Gói mang theo câu hỏi và đáp án, nên chỉ làm được khi mọi vòng đã đóng."
)
REHEARSAL = "Cuộc thi thử không đóng gói được. Chọn cuộc thi thật."
#: After so many rows, or bytes, it is told how far it is: whoever makes it beside others pauses then.
TOLD, TOLD_BYTES = 1_000, 1 << 20

Tell = Callable[[int, int], None]


def own_sign(sha256: str) -> tuple[str, str]:
    """(signature, public key) by the key of this process's settings."""
    return publication_keys.sign(sha256, packing.SIGNED)


@dataclass(frozen=True)
class Source:
    """Who makes the archive: which version of the program, on which schema. ``sign``: as whom."""

    product: str
    schema: str
    sign: packing.Sign = own_sign


@dataclass(frozen=True)
class Made:
    """An archive that is written. ``digest`` is of the whole file but its last bytes, which tell it."""

    campaign_id: str
    slug: str
    title: str
    people: int
    rows: int
    digest: str
    parts: dict[str, Packed]


def check(db: Session, campaign_id: str, now: datetime) -> RoundView:
    """A round of the contest, if it can be packed; Conflict says what stands in the way."""
    rounds = [one for one in campaigns.every(db, now) if one.campaign_id == campaign_id]
    if any(one.rehearsal_of for one in rounds):
        raise Conflict(REHEARSAL)
    open_ = [one.name for one in rounds if one.state not in (RoundState.CLOSED, RoundState.DRAFT)]
    if open_:
        raise Conflict(NOT_CLOSED.format(names=", ".join(open_)))
    return rounds[0]


def make(
    db: Session, campaign_id: str, out: IO[bytes], source: Source, now: datetime, tell: Tell = lambda *_: None
) -> Made:
    """Write the archive into an empty file. The session reads, and nothing else was read with it before."""
    store.still(db)
    view = check(db, campaign_id, now)
    ids = gathered(db, campaign_id)
    total = sum(store.count(db, table, campaign_id, ids) for table in ordered())
    writing = _Writing(db, campaign_id, ids, tell, total)
    head = {
        "product": source.product,
        "schema": source.schema,
        "made_at": to_ms(now),
        "origin": " ".join(office.current(db).identity.name.split()),
        "campaign": {"id": campaign_id, "slug": view.slug, "title": " ".join(view.title.split())},
        "left_out": OUT,
        "kept_back": sorted(f"{name}.{column}" for name, part in PARTS.items() for column in part.kept_back),
    }
    parts = packing.write(out, writing.members(), head, source.sign)
    end = out.seek(0, 2) - packing.DIGITS
    out.seek(end)
    digest = out.read(packing.DIGITS).decode()
    rows = sum(one.rows for one in parts.values())
    people = parts[packing.member_of("entry")].rows
    return Made(campaign_id, view.slug, view.title, people, rows, digest, parts)


class _Writing:
    """The members of an archive, one after another; names of staff are gathered on the way."""

    def __init__(self, db: Session, campaign_id: str, ids: Ids, tell: Tell, total: int) -> None:
        self._db, self._contest, self._ids = db, campaign_id, ids
        self._tell, self._total, self._done = tell, total, 0
        self._untold_rows = self._untold_bytes = 0
        self._staff: set[str] = set()

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        for table in ordered():
            yield packing.member_of(table.name), self._lines(table)
        yield packing.STAFF, self._names()

    def _lines(self, table: Table) -> Iterator[bytes]:
        part = PARTS[table.name]
        for row in store.rows(self._db, table, self._contest, self._ids):
            self._staff.update(row[name] for name in part.staff if row[name])
            if table.name == "round" and row["state"] != RoundState.CLOSED:
                row["seed"] = ""
            made = line(row)
            yield made
            self._wrote(len(made))
        self._say()

    def _wrote(self, size: int) -> None:
        self._untold_rows, self._untold_bytes = self._untold_rows + 1, self._untold_bytes + size
        if self._untold_rows >= TOLD or self._untold_bytes >= TOLD_BYTES:
            self._say()

    def _say(self) -> None:
        """How far it is, where that is another place than the last one."""
        if self._untold_rows:
            self._done += self._untold_rows
            self._untold_rows = self._untold_bytes = 0
            self._tell(self._done, self._total)

    def _names(self) -> Iterator[bytes]:
        for id, name in sorted(store.known_names(self._db, self._staff).items()):
            yield canonical({"id": id, "name": name}) + b"\n"


def note(db: Session, actor: str, campaign_id: str, people: int, digest: str, now: datetime) -> None:
    """Say in the chain that a whole contest left the server."""
    detail: dict[str, Any] = {"people": people, "sha256": digest}
    audit.record(db, actor, "archives.make", campaign_id, detail, now)


def name_of(slug: str, day: str) -> str:
    """What the file is called."""
    return f"luu-tru-{slug}-{day}.zip"
