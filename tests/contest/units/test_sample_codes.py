"""The sample commune is known by its very codes: one whose code begins alike is nobody's sample."""

from __future__ import annotations

from datetime import date

from contest.units import sample, sampling, service, store
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing
from tests.conftest import Clock

WHO = "staff00000001"
OWN = UnitDraft("mau-giao-1", "Trường Mẫu giáo Hoa Sen", "school", people=14)


def codes() -> set[str]:
    with reading() as db:
        wanted = [OWN.code, *(draft.code for draft in sample.commune())]
        return set(store.by_codes(db, wanted))


def test_a_unit_whose_code_begins_alike_stays(database: Database, clock: Clock) -> None:
    with writing() as db:
        service.save_units(db, [OWN], date(2026, 1, 1))
    with writing() as db:
        sampling.put_in(db, WHO, clock.now)
    assert codes() == {OWN.code, *(draft.code for draft in sample.commune())}
    with writing() as db:
        sampling.take_out(db, WHO, clock.now)
    assert codes() == {OWN.code}
    with writing() as db:
        sampling.take_out(db, WHO, clock.now)
    assert codes() == {OWN.code}
