"""A list that was read from a file and waits to be saved: what drafts of every kind of list share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Generic, Protocol, TypeVar

from contest.errors import Conflict, NotFound

KEPT = timedelta(days=7)
A_PAGE = 100
NO_DRAFT = "Không tìm thấy danh sách này. Bản nháp giữ 7 ngày; quá hạn thì tải tệp lên lại."
NO_ROW = "Dòng này không còn trong danh sách."
STALE = "Danh sách vừa đổi ở một cửa sổ khác. Xem lại rồi lưu."
NOTHING = "Chưa có dòng nào sẵn sàng để lưu. Sửa các dòng đỏ trước."
NOT_SAVED = "Danh sách này chưa lưu gì để hoàn tác."


class ImportState(StrEnum):
    """How far an import is. A draft may have saved its sound rows already."""

    DRAFT = "draft"
    SAVED = "saved"
    UNDONE = "undone"


class Standing(IntEnum):
    """How far a row is, what needs most care first. ``HAVE``: stored already, nothing to save."""

    WRONG = 0
    ASK = 1
    LOOK = 2
    READY = 3
    HAVE = 4

    @property
    def tone(self) -> str:
        """Its word in templates and addresses."""
        return self.name.lower()


class Kept(Protocol):
    """A stored import, of whichever table."""

    id: str
    owner_id: str
    file_name: str
    state: str
    version: int
    created_at: datetime
    expires_at: datetime
    rows: str


class Row(Protocol):
    """A row of a list; ``line`` is its number in the file."""

    @property
    def line(self) -> int: ...


class Judged(Protocol):
    """A row understood."""

    @property
    def row(self) -> Row: ...

    @property
    def standing(self) -> Standing: ...


IMPORT = TypeVar("IMPORT", bound=Kept)
JUDGED = TypeVar("JUDGED", bound=Judged)
ROW = TypeVar("ROW")


@dataclass(frozen=True, slots=True)
class Draft(Generic[IMPORT, JUDGED]):
    """A list with every row understood.

    ``seen``: a short mark of what saving would do; another mark means that what is stored changed since.
    """

    row: IMPORT
    judged: tuple[JUDGED, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Sifted(Generic[JUDGED]):
    """The rows of one page, and how many rows stand where."""

    shown: tuple[JUDGED, ...]
    counts: Mapping[str, int]
    only: str
    page: int
    pages: int


def owned(row: IMPORT | None, owner: str, now: datetime) -> IMPORT:
    """The import: a draft only for its owner and within its days, a saved one for all who may look."""
    is_draft = row is not None and row.state == ImportState.DRAFT
    if row is None or (is_draft and (row.owner_id != owner or row.expires_at <= now)):
        raise NotFound(NO_DRAFT)
    return row


def check(row: Kept, version: int, promised: str, seen: str, moved: str) -> None:
    """What is to be saved is what the page showed. ``promised``: its mark, none where it had no page."""
    if row.version != version:
        raise Conflict(STALE)
    if promised and promised != seen:
        raise Conflict(moved)


def is_there(rows: Sequence[Row], line: int, *, going: bool) -> bool:
    """Whether the row to mend is there; one that was to go may have gone: pressed twice."""
    if any(row.line == line for row in rows):
        return True
    if not going:
        raise Conflict(NO_ROW)
    return False


def dumped(rows: Sequence[Any]) -> str:
    """Rows as they are stored: what is empty is left out."""
    shapes = [{name: value for name, value in asdict(row).items() if value} for row in rows]
    return json.dumps(shapes, ensure_ascii=False)


def loaded(text: str, kind: type[ROW]) -> tuple[ROW, ...]:
    """Rows as they were stored; JSON knows lists only, rows hold tuples."""
    return tuple(kind(**{name: _held(value) for name, value in shape.items()}) for shape in json.loads(text))


def _held(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def sifted(judged: Sequence[JUDGED], only: str, page: int) -> Sifted[JUDGED]:
    """A page of the rows that stand so; of all rows where there is no such standing. Worst first."""
    tones = {each.tone for each in Standing}
    wanted = [one for one in judged if only not in tones or one.standing.tone == only]
    wanted.sort(key=lambda one: (one.standing, one.row.line))
    pages = max(1, -(-len(wanted) // A_PAGE))
    page = min(page, pages)
    counts = {each.tone: sum(one.standing is each for one in judged) for each in Standing}
    shown = tuple(wanted[(page - 1) * A_PAGE : page * A_PAGE])
    return Sifted(shown, counts, only if only in tones else "", page, pages)
