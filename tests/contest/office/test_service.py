"""What an installation knows of itself: saved once, read by all, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from contest import settings
from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.office import logos, reach, service, store
from contest.office.rules import Identity, Notice, Office, Reach
from contest.office.states import Part
from contest.settings import Settings
from contest.web import database as web_database
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.office.conftest import picture
from tests.contest.selects import selects

US = Identity("UBND xã Đăk Tô", "Tỉnh Quảng Ngãi", "Hội thi Đăk Tô", "Đăk Tô")
ACTOR = "staff00000001"


def office() -> Office:
    with reading() as db:
        return service.current(db)


def save(clock: Clock, given: Identity | Notice | Reach, png: bytes = b"", unlogo: bool = False) -> None:
    with writing() as db:
        if isinstance(given, Identity):
            service.save_identity(db, ACTOR, given, clock.now, png=png, unlogo=unlogo)
        elif isinstance(given, Notice):
            service.save_notice(db, ACTOR, given, clock.now)
        else:
            service.save_reach(db, ACTOR, given, clock.now)


def audited() -> int:
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows


def test_a_fresh_installation(database: Database) -> None:
    assert office() == Office()
    with reading() as db:
        assert service.notices(db) == (Notice(),)
        assert service.last_change(db, Part.NOTICE) is None


def test_what_is_saved_is_what_all_read(database: Database, clock: Clock) -> None:
    office()
    save(clock, US)
    save(clock, Notice(months=6, holder="UBND xã"))
    save(clock, Reach("https://thi.example"))
    found = office()
    assert found.identity == replace(US, version=2)
    assert (found.notice.months, found.notice.version, found.notice.dated.isoformat()) == (6, 2, "2026-10-05")
    assert found.reach == Reach("https://thi.example", 2)
    assert audited() == 3
    with reading() as db:
        assert [each.version for each in service.notices(db)] == [2, 1]
        assert service.last_change(db, Part.REACH) == (ACTOR, clock.now)


def test_the_same_twice_is_one_version(database: Database, clock: Clock) -> None:
    """A double click, or the back button and save: the second form is as old as the first."""
    save(clock, Notice(months=6))
    save(clock, Notice(months=6))
    save(clock, replace(office().notice, months=6))
    assert office().notice.version == 2 and audited() == 1


@pytest.mark.parametrize("given", [Identity("Khác"), Notice(months=3), Reach("http://10.0.0.9")])
def test_who_comes_second_is_told_and_nothing_is_lost(
    database: Database, clock: Clock, given: Identity | Notice | Reach
) -> None:
    for first in (US, Notice(months=6), Reach("https://thi.example")):
        save(clock, first)
    stands = office()
    with pytest.raises(Conflict):
        save(clock, given)
    with pytest.raises(Conflict):
        save(clock, replace(given, version=9))
    assert office() == stands and audited() == 3
    save(clock, replace(given, version=2))
    assert office() != stands and audited() == 4


def test_of_many_at_once_one_is_stored(database: Database, clock: Clock) -> None:
    outcomes: list[str] = []

    def run(number: int) -> None:
        try:
            save(clock, Notice(months=number))
            outcomes.append("saved")
        except Conflict:
            outcomes.append("told")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved"] + ["told"] * 5
    assert office().notice.version == 2 and audited() == 1


def test_an_empty_short_name_is_the_products(database: Database, clock: Clock) -> None:
    save(clock, replace(US, short=""))
    assert office().identity.short == "Hội thi"


# --- the logo -------------------------------------------------------------------------------------


def test_a_logo_comes_changes_and_goes(database: Database, clock: Clock) -> None:
    first, second = (logos.shrunk(picture(size=size)) for size in ((300, 300), (200, 100)))
    save(clock, US, png=first)
    stored = office().identity
    assert stored.logo == logos.digest(first)
    with reading() as db:
        assert service.logo(db, stored.logo) == first
    save(clock, stored, png=first)
    assert office().identity.version == 2, "the same picture again is no change"
    save(clock, stored, png=second)
    with reading() as db:
        assert service.logo(db, logos.digest(second)) == second
        with pytest.raises(NotFound):
            service.logo(db, logos.digest(first))
    save(clock, replace(office().identity, place="Đăk Tô"))
    assert office().identity.logo == logos.digest(second), "a form without a picture keeps it"
    save(clock, office().identity, unlogo=True)
    assert office().identity.logo == ""
    with reading() as db, pytest.raises(NotFound):
        service.logo(db, logos.digest(second))


def test_a_new_logo_and_none_at_once(database: Database, clock: Clock) -> None:
    with pytest.raises(Invalid) as wrong:
        save(clock, US, png=logos.shrunk(picture()), unlogo=True)
    assert wrong.value.fields == {"logo": service.EITHER}


def test_a_late_logo_does_not_stay_behind(database: Database, clock: Clock) -> None:
    save(clock, US)
    png = logos.shrunk(picture())
    with pytest.raises(Conflict):
        save(clock, replace(US, name="Khác"), png=png)
    with reading() as db:
        assert store.logo(db, logos.digest(png)) is None


# --- what is remembered ---------------------------------------------------------------------------


def test_no_page_asks_the_database(database: Database, clock: Clock) -> None:
    save(clock, US)
    service.brand()
    seen = selects(database)
    for _ in range(3):
        assert service.brand().name == "Hội thi Đăk Tô"
        service.public_url()
        with reading() as db:
            service.current(db)
    assert seen == []


def test_what_is_rolled_back_was_never_so(database: Database, clock: Clock) -> None:
    save(clock, US)
    with pytest.raises(ZeroDivisionError), writing() as db:
        service.save_identity(db, ACTOR, replace(US, name="Khác", version=2), clock.now)
        service.current(db)
        raise ZeroDivisionError
    assert office().identity.name == US.name


def test_another_database_is_another_installation(
    sqlite_url: str, clock: Clock, tmp_path: Path, sqlite_template: Path
) -> None:
    web_database.configure(sqlite_url)
    save(clock, US)
    other = tmp_path / "other.sqlite3"
    other.write_bytes(sqlite_template.read_bytes())
    web_database.configure(f"sqlite:///{other}")
    assert office() == Office()


def test_what_another_process_saved_is_seen_in_time(postgresql_url: str, clock: Clock) -> None:
    web_database.configure(postgresql_url)
    service.look_again(clock.now)
    assert office() == Office()
    here = service._known
    save(clock, US)
    service._known = here  # as a process that did not save it
    service.look_again(clock.now + timedelta(seconds=9))
    assert office() == Office()
    service.look_again(clock.now + timedelta(seconds=10))
    assert office().identity.name == US.name


def test_on_sqlite_there_is_no_other_process(sqlite_database: Database, clock: Clock) -> None:
    office()
    seen = selects(sqlite_database)
    service.look_again(clock.move(days=1))
    assert seen == []


def test_in_storage_trouble_a_page_still_has_a_name(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_db: object) -> list:
        raise OperationalError("SELECT", {}, ValueError("disk"))

    monkeypatch.setattr(store, "newest", broken)
    assert service.brand().name == "Hội thi"
    assert service.public_url() == ""


def test_a_command_without_a_database_has_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_database, "_current", None)
    service.warm()


# --- where phones go ------------------------------------------------------------------------------


def test_what_staff_chose_comes_before_the_start_and_the_guess(
    sqlite_database: Database, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "own_address", lambda: "192.168.1.20")
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"", port=8123))

    def root() -> str:
        with reading() as db:
            return service.public_root(db)

    assert root() == "http://192.168.1.20:8123"
    assert service.root_for("http", "localhost:8123") == "http://192.168.1.20:8123"
    assert service.root_for("http", "10.0.0.2:8123") == "http://10.0.0.2:8123"
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"", public_url="https://env.example"))
    assert root() == service.root_for("http", "localhost") == "https://env.example"
    save(clock, Reach("https://chon.example"))
    assert root() == service.root_for("http", "localhost") == service.public_url() == "https://chon.example"
    assert service.guess("http", "localhost") == "https://env.example"


def test_without_any_network(monkeypatch: pytest.MonkeyPatch, sqlite_database: Database) -> None:
    monkeypatch.setattr(reach, "own_address", lambda: "")
    with reading() as db:
        assert service.public_root(db) == "http://127.0.0.1:8000"
    assert service.found_root("http", "localhost:8000") == "http://localhost:8000"


@pytest.mark.parametrize(
    ("root", "refused"),
    [
        ("http://192.168.1.20:8000", False),
        ("https://thi.example", False),
        ("https://THI.example", False),
        ("https://khac.example", True),
    ],
)
def test_a_name_that_the_server_does_not_know(
    root: str, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"", hosts=("thi.example",)))
    assert service.is_refused(root) is refused


def test_an_address_of_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "own_addresses", lambda: ("192.168.1.20",))
    assert not service.is_gone("http://192.168.1.20:8000")
    assert service.is_gone("http://192.168.1.21:8000")
    assert not service.is_gone("https://thi.example") and not service.is_gone("http://8.8.8.8")
