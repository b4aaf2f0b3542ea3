"""Revisions are read without Alembic, and say the same as Alembic does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from contest import resources, schema
from contest.errors import CannotStart
from contest.tables import METADATA
from contest.web.database import Database


def test_it_knows_what_alembic_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    scripts = ScriptDirectory.from_config(config)
    assert schema.known_revisions() == {script.revision for script in scripts.walk_revisions()}
    assert schema.newest_revision() == scripts.get_current_head()


def test_a_migrated_database_stands_at_the_newest(database: Database, database_url: str) -> None:
    assert schema.revision_of(database_url) == schema.newest_revision()


def test_an_empty_one_stands_nowhere_until_it_is_migrated(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/new.sqlite3"
    assert schema.revision_of(url) is None
    schema.migrate(url)
    assert schema.revision_of(url) == schema.newest_revision()


def test_a_newer_one_is_refused_and_left_alone(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
        connection.commit()
    database.close()
    with pytest.raises(CannotStart, match="mới hơn"):
        schema.migrate(sqlite_url)
    assert schema.revision_of(sqlite_url) == "from_the_future"


def test_a_start_without_work_imports_no_alembic(sqlite_url: str) -> None:
    asked = (
        "import sys\nfrom contest import schema\n"
        f"schema.migrate({sqlite_url!r})\nprint('alembic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_pointed_at_has_an_id_of_its_own() -> None:
    """A contest is removed table by table along these references, by ids."""
    targets = {key.target_fullname for table in METADATA.sorted_tables for key in table.foreign_keys}
    assert targets and all(target.endswith(".id") for target in targets)


def test_the_newest_revision_fits_behind_the_mark_of_a_move() -> None:
    """Alembic's table has 32 letters for a revision, and a database that is half filled has both in it."""
    assert len(f"{schema.HALF} {schema.newest_revision()}") <= 32
