"""What the routes of every list from a file share: its parameters, the file that comes, the one that goes."""

from __future__ import annotations

from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Path, Query
from fastapi.responses import RedirectResponse, Response

from contest.lists.forms import Mend
from contest.lists.heads import NoList
from contest.lists.workbook import MEDIA_TYPE, Kind
from contest.web.forms import PostedForm, content

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Word = Annotated[str, Query(max_length=10)]
Number = Annotated[int, Query(ge=1, le=100_000)]
Line = Annotated[int, Query(ge=0, le=10_000_000)]
ROW = TypeVar("ROW")

NO_FILE = "Chọn tệp Excel (.xlsx) có danh sách {of}."
NOTICES = {"discarded": "Đã bỏ bản nháp."}
LONGEST_NAME = 120
NAMELESS = "danh-sach.xlsx"


def received(posted: PostedForm, kind: Kind[ROW]) -> tuple[str, tuple[ROW, ...]]:
    """The name and the rows of the file that came. Raises :class:`NoList`, also when none came."""
    file = posted.files.get("file")
    if file is None or not file.filename:
        raise NoList(NO_FILE.format(of=kind.of))
    return kind.shape.clean(file.filename)[:LONGEST_NAME] or NAMELESS, kind.read(content(file))


def to_fill_in(kind: Kind[ROW]) -> Response:
    """The workbook to fill in, as a download."""
    told = {"Content-Disposition": f'attachment; filename="{kind.file_name}"', "Cache-Control": "no-store"}
    return Response(kind.to_fill_in(), media_type=MEDIA_TYPE, headers=told)


def back_to_row(address: str, form: Mend, step: int = 0) -> Response:
    """From a mended row to where it stands in the preview, the same rows shown."""
    asked = {"only": form.only, "page": form.page if form.page > 1 else "", "step": step or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return RedirectResponse(f"{address}{'?' if query else ''}{query}#row-{form.line}", 303)
