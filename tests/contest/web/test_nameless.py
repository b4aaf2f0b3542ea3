"""Nothing that people typed is in a log line: the whole script with canaries, faults that carry values."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from contest.accounts import passwords
from contest.web import nameless
from contest.web.database import Database, writing
from tests.contest.privacy.canary import NAME, PHONE, numbers, spellings
from tests.twins import world as worlds
from tests.twins.groups import groups
from tests.twins.script import Script, everything
from tests.twins.world import LOUD, Neighbour, Twin

TRACES = spellings(NAME) | numbers(PHONE)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Whatever is logged at any level, written as the server writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(nameless.Nameless(nameless.FORMAT))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.setLevel(before)
    root.removeHandler(handler)


def traces_in(out: io.StringIO, more: frozenset[bytes] | set[bytes] = frozenset()) -> list[str]:
    told = out.getvalue().encode()
    return [each.decode("utf-8", "replace") for each in TRACES | more if each in told]


def typed(script: Script) -> None:
    """The canary types, wrongly too, and staff look for them."""
    groups(script)
    somebody, staff = "chim hoàng yến", "ban tổ chức"
    form = {"name": NAME, "birth_year": "1990", "unit": script.world.units[0], "phone": PHONE}
    root = f"/campaigns/{LOUD}/entries"
    script.post(somebody, f"{root}/new", form | {"birth_year": NAME})
    script.post(somebody, f"{root}/new", form | {"consent_join": "1", "x": NAME})
    script.post(somebody, f"{root}/new", form | {"consent_join": "1"})
    script.post(somebody, f"{root}/code", {"code": NAME})
    script.get(staff, f"/rounds/{script.world.rounds[LOUD]}/entries?q={NAME}")
    script.get(staff, f"/rounds/{script.world.rounds[LOUD]}/{NAME}")


def test_the_whole_script_logs_no_name_no_code_no_answer(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: io.StringIO
) -> None:
    scheme, nobody = worlds.cheap_hashes()
    monkeypatch.setattr(passwords, "_scheme", scheme)
    monkeypatch.setattr(passwords, "NOBODY", nobody)
    shutil.copyfile(sqlite_template, tmp_path / "hoithi.sqlite3")
    twin = Twin(neighbour=Neighbour(name=NAME))
    with worlds.running(f"sqlite:///{tmp_path / 'hoithi.sqlite3'}", tmp_path, twin) as world:
        script = Script(world)
        everything(script, typed)
        cookies = {
            value for jar in script.jars.values() for name, value in jar.items() if name == "hoithi_code"
        }
    codes = {pair.split("-")[1].encode() for cookie in cookies for pair in cookie.split("~")[0].split(".")}
    assert len(script.seen) > 200 and codes
    assert lines.getvalue(), "it was listened to"
    assert traces_in(lines, codes) == []


def test_a_fault_of_ours_is_told_without_the_value(lines: io.StringIO) -> None:
    log = logging.getLogger("hoithi")
    try:
        int(NAME)
    except ValueError as error:
        log.error("fault at %s %s", "POST", "/x", exc_info=error)
        log.warning("no luck: %s", error)
    told = lines.getvalue()
    assert traces_in(lines) == [] and "ValueError" in told and "int(NAME)" in told
    assert "no luck: ValueError" in told


def test_what_caused_a_fault_is_told_without_its_value_too(lines: io.StringIO) -> None:
    def cause() -> None:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise RuntimeError(PHONE) from error

    try:
        cause()
    except RuntimeError as error:
        logging.getLogger("hoithi").error("fault", exc_info=error)
    told = lines.getvalue()
    assert traces_in(lines) == [] and told.index("KeyError") < told.index("RuntimeError")


def test_a_row_that_the_database_refuses_is_not_told(database: Database, lines: io.StringIO) -> None:
    """PostgreSQL says "Failing row contains (…)" with every value of it."""
    statement = text("INSERT INTO person (id, name, folded, sort_key) VALUES ('a', :name, NULL, '')")
    with pytest.raises(IntegrityError) as refused, writing() as db:
        db.connection().execute(statement, {"name": NAME})
    if not database.is_sqlite:
        assert NAME in str(refused.value), "why this is needed"
    logging.getLogger("hoithi").error("fault", exc_info=refused.value)
    assert traces_in(lines) == []
    assert "IntegrityError" in lines.getvalue()


def test_the_systems_own_words_are_told() -> None:
    assert nameless.kind(OSError(28, "No space left on device", NAME)) == "OSError: No space left on device"
    assert nameless.kind(DBAPIError("x", {}, ValueError(NAME))) == "DBAPIError: ValueError"


def test_every_handler_writes_so_once_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = logging.StreamHandler(io.StringIO())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    nameless.install()
    assert isinstance(handler.formatter, nameless.Nameless)
