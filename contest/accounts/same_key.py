"""Servers on one PostgreSQL have one key: cookies and codes that one made must open with the others.

The database knows the key's mark, never the key. A server with another key would refuse everybody's code, so
it does not start. On SQLite key and file lie in one folder, and travel together.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from contest import server_key
from contest.accounts import store
from contest.errors import CannotStart
from contest.web import database

MARK = "server_key"
OTHER = (
    "Khóa của máy chủ này khác với khóa mà dữ liệu trong PostgreSQL đang dùng. Chép tệp {name} từ máy chủ "
    "kia (hoặc từ chỗ cất) vào thư mục dữ liệu rồi chạy lại. Khóa cũ mất hẳn: hoithi key rotate --void-codes."
)


def agree(db: Session, keys: Sequence[bytes]) -> None:
    """This server may serve these data; :class:`CannotStart` when they were made with a key that it lacks."""
    if database.current().is_sqlite:
        return
    stored, marks = store.setting(db, MARK), [server_key.mark(key) for key in keys]
    if stored is not None and stored not in marks:
        raise CannotStart(OTHER.format(name=server_key.NAME))
    # One of the older: the key was rotated here, and the other servers are to follow.
    if stored != marks[0]:
        store.put_setting(db, MARK, marks[0])


def note(db: Session, key: bytes) -> None:
    """The key was rotated, maybe without the old one."""
    if not database.current().is_sqlite:
        store.put_setting(db, MARK, server_key.mark(key))
