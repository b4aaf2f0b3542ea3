"""The schema's revisions, and bringing a database up to date.

Alembic is imported only when there is something to do: most starts find the newest revision, and
importing it takes as long as the rest of a start.
"""

from __future__ import annotations

import re

from contest import resources
from contest.errors import CannotStart
from contest.web.database import revision_of

__all__ = ["known_revisions", "migrate", "newest_revision", "revision_of"]

NEWER = "Dữ liệu này do phiên bản hoithi mới hơn tạo ra. Cài phiên bản đó rồi chạy lại."
REVISION = re.compile(r'^(down_)?revision = "(\w+)"$', re.MULTILINE)


def known_revisions() -> set[str]:
    """Every revision of the schema that this version can read and bring up to date."""
    return _named(down=False)


def newest_revision() -> str:
    """The one that no other comes after."""
    (newest,) = known_revisions() - _named(down=True)
    return newest


def _named(*, down: bool) -> set[str]:
    files = resources.path("alembic", "versions").glob("*.py")
    found = (match for file in files for match in REVISION.finditer(file.read_text(encoding="utf-8")))
    return {match[2] for match in found if bool(match[1]) is down}


def migrate(url: str) -> None:
    """Bring a database to the newest revision; :class:`CannotStart` when a newer version made it."""
    stands_at = revision_of(url)
    if stands_at == newest_revision():
        return
    if stands_at is not None and stands_at not in known_revisions():
        raise CannotStart(NEWER)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")
