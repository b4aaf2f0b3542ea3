"""Two processes on one PostgreSQL: what one of them stored is not undone by what the other still knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.errors import Conflict
from contest.office import logos, service
from contest.office.rules import Identity
from contest.web import database as web_database
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.office.conftest import picture

US = Identity("UBND xã Đăk Tô", "Tỉnh Quảng Ngãi", "Hội thi Đăk Tô", "Đăk Tô")


def known() -> Identity:
    """Who we are, as this process knows it."""
    with reading() as db:
        return service.current(db).identity


def save(clock: Clock, given: Identity, png: bytes = b"") -> None:
    with writing() as db:
        service.save_identity(db, "staff00000001", given, clock.now, png=png)


@pytest.fixture
def behind_the_times(postgresql_url: str, clock: Clock) -> tuple[bytes, Identity]:
    """This process knows the first logo only, another one has stored a second: that one, and who we are."""
    web_database.configure(postgresql_url)
    first, second = (logos.shrunk(picture(size=size)) for size in ((300, 300), (200, 100)))
    save(clock, US, png=first)
    here = service._known
    save(clock, known(), png=second)
    stored = known()
    service._known = here
    return second, stored


def test_a_logo_of_another_process_is_kept_by_a_form_without_a_picture(
    behind_the_times: tuple[bytes, Identity], clock: Clock
) -> None:
    png, stored = behind_the_times
    save(clock, replace(stored, logo="", name="UBND xã Ngọk Bay"))
    assert (known().name, known().logo) == ("UBND xã Ngọk Bay", stored.logo)
    with reading() as db:
        assert service.logo(db, stored.logo) == png


def test_paper_carries_the_logo_that_is_stored(behind_the_times: tuple[bytes, Identity]) -> None:
    with reading() as db:
        assert service.current(db).identity.logo != behind_the_times[1].logo
        assert service.logo_for_paper(db) == behind_the_times[0]


def test_who_is_told_of_another_process_sees_what_it_stored(
    behind_the_times: tuple[bytes, Identity], clock: Clock
) -> None:
    with pytest.raises(Conflict):
        save(clock, replace(known(), name="UBND xã Ngọk Bay"))
    assert known() == behind_the_times[1]


def test_without_a_logo_paper_has_none(database: Database) -> None:
    with reading() as db:
        assert service.logo_for_paper(db) is None
