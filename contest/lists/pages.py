"""What the pages of every list from a file show; a feature's page adds who looks, and its own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.lists.drafts import Draft, Kept, Sifted


@dataclass(frozen=True)
class ImportLine:
    """One list among the earlier ones: how many rows wait, how many were saved."""

    id: str
    file_name: str
    at: datetime
    state: str
    waiting: int
    made: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Every row before saving, then what was. ``edit`` is the line whose cells are open."""

    id: str
    file_name: str
    state: str
    version: int
    seen: str = ""
    counts: Mapping[str, int]
    only: str = ""
    page: int = 1
    pages: int = 1
    edit: int = 0
    made: int = 0
    problem: str = ""


def line(row: Kept, waiting: Sequence[object], made: int) -> ImportLine:
    """A stored import among the earlier ones."""
    return ImportLine(row.id, row.file_name, row.created_at, row.state, len(waiting), made)


def shared(draft: Draft[Any, Any], sifted: Sifted[Any]) -> dict[str, Any]:
    """The fields of :class:`Preview` that a draft and the rows shown of it tell."""
    row = draft.row
    told = {"id": row.id, "file_name": row.file_name, "state": row.state, "version": row.version}
    told |= {"seen": draft.seen, "counts": sifted.counts, "only": sifted.only}
    return told | {"page": sifted.page, "pages": sifted.pages}
