"""Data that moved to PostgreSQL: a line beside the old file says so, and no server starts on that file again.

Both would take answers otherwise, each without the other's.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from contest import clock, durable
from contest.errors import CannotStart

NOTE = "da-chuyen-sang-postgresql.txt"
SAID = (
    "Dữ liệu ở đây đã chuyển sang {where} lúc {moment}, tệp SQLite chỉ còn để giữ. Mở máy chủ trên "
    "PostgreSQL: thêm --database hoặc đặt HOITHI_DATABASE_URL."
)
BACK = "{said} Bỏ PostgreSQL, dùng lại tệp cũ: xóa {path}."


def note(data: Path, where: str) -> None:
    """From now on the old file is only kept. ``where`` holds no password."""
    (data / NOTE).unlink(missing_ok=True)
    moment = f"{clock.local(clock.now()):%H:%M, %d/%m/%Y}"
    durable.write(data / NOTE, f"{SAID.format(where=where, moment=moment)}\n".encode())
    durable.sync_folder(data)


def said(data: Path) -> str:
    """What was noted; "" where the data are still here."""
    with suppress(FileNotFoundError):
        return (data / NOTE).read_text("utf-8").strip()
    return ""


def refuse(data: Path) -> None:
    """:class:`CannotStart` where the data moved away."""
    if known := said(data):
        raise CannotStart(BACK.format(said=known, path=data / NOTE))
