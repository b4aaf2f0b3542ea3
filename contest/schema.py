"""The schema's revisions, and bringing a database up to date.

Alembic is imported only when there is something to do: most starts find the newest revision, and
importing it takes as long as the rest of a start.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from contest import resources
from contest.errors import CannotStart
from contest.web import peers_store
from contest.web.database import REVISION as STANDS_AT
from contest.web.database import Database

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

#: How the revision begins of a database that `hoithi migrate-to` is filling: no version of us starts on it.
HALF = "dang-chuyen"
HALF_MOVED = (
    "Cơ sở dữ liệu này đang nhận dữ liệu từ bản SQLite và chưa đủ. Chạy lại hoithi migrate-to để chuyển nốt, "
    "hoặc mở máy chủ trên tệp SQLite cũ."
)
OTHERS_RUN = (
    "Dữ liệu cần nâng cấp mà còn máy chủ đang chạy trên cơ sở dữ liệu này. Dừng hết các máy chủ rồi chạy "
    "lại: hoithi upgrade."
)
NEWER = "Dữ liệu này do phiên bản hoithi mới hơn tạo ra. Cài phiên bản đó rồi chạy lại."
REVISION = re.compile(r'^(down_)?revision = "(\w+)"$', re.MULTILINE)


def known_revisions() -> set[str]:
    """Every revision of the schema that this version can read and bring up to date."""
    return _named(down=False)


def newest_revision() -> str:
    """The one that no other comes after."""
    (newest,) = known_revisions() - _named(down=True)
    return newest


def revision_of(url: str) -> str | None:
    """The revision that a database stands at; None when it has no tables yet."""
    with closing(Database(url)) as database, database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(STANDS_AT).scalar()


def _named(*, down: bool) -> set[str]:
    files = resources.path("alembic", "versions").glob("*.py")
    found = (match for file in files for match in REVISION.finditer(file.read_text(encoding="utf-8")))
    return {match[2] for match in found if bool(match[1]) is down}


def migrate(url: str) -> None:
    """Bring a database to the newest revision; :class:`CannotStart` when a newer version made it."""
    stands_at = revision_of(url)
    if stands_at == newest_revision():
        return
    if stands_at is not None and stands_at.startswith(HALF):
        raise CannotStart(HALF_MOVED)
    if stands_at is not None and stands_at not in known_revisions():
        raise CannotStart(NEWER)
    from alembic import command

    config = _config()
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    with peers_store.alone(url) as is_alone:
        if not is_alone:
            raise CannotStart(OTHERS_RUN)
        command.upgrade(config, "head")


def make(connection: Connection) -> None:
    """All tables in an empty database, as part of the caller's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    return config
