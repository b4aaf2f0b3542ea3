"""Names for boards and for staff, and finding somebody: on both databases."""

from __future__ import annotations

import pytest

from contest.people import same, service
from contest.people.models import Entry
from contest.people.rules import HIDDEN_NAME, PublicName
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.people.conftest import Join
from tests.contest.selects import selects


def test_public_names(join: Join, units: dict[str, str], clock: Clock) -> None:
    open_one = join(name="Trần An", publish=True).entry_id
    shy = join(name="Trần Bình").entry_id
    child = join(name="Lê Thị Ngọc", birth_year=2012).entry_id
    agreed = join(
        name="Lê Thị Ánh", birth_year=2012, publish=True, guardian_publish=True, guardian_join=True
    ).entry_id
    place = "Lớp 9A, Trường THCS Nguyễn Du"
    with reading() as db:
        shown = service.public_names(db, [open_one, shy, child, agreed, "nobody"], clock.now)
        bold = service.public_names(db, [child, agreed], clock.now, minors_masked=False)
    assert shown == {
        open_one: PublicName("Trần An", place, units["9a"]),
        shy: PublicName(HIDDEN_NAME, "", None),
        child: PublicName("Lê T. N.", place, units["9a"]),
        agreed: PublicName("Lê T. Á.", place, units["9a"]),
    }
    assert [bold[child].name, bold[agreed].name] == ["Lê T. N.", "Lê Thị Ánh"]


def test_who_entered_twice_has_the_name_of_the_entry_that_counts(
    join: Join, units: dict[str, str], clock: Clock
) -> None:
    first = join(name="tran an", publish=True).entry_id
    counts = join(name="Trần An", unit_id=units["9b"], publish=True, device="two").entry_id
    shy = join(name="Lê Bình", device="three").entry_id
    other = join(name="Lê Bình", publish=True, device="four").entry_id
    with writing() as db:
        same.merge(db, [first], counts, "d" * 13)
        same.merge(db, [other], shy, "e" * 13)
    with reading() as db:
        shown = service.public_names(db, [first, counts, shy, other], clock.now)
    assert shown[first] == shown[counts]
    assert (shown[first].name, shown[first].unit_id) == ("Trần An", units["9b"])
    assert shown[other].name == shown[shy].name == HIDDEN_NAME, "what the one that counts agreed to"
    with writing() as db:
        db.get_one(Entry, first).consent_publish = False
    with reading() as db:
        taken = service.public_names(db, [first, counts], clock.now)
    assert taken[first].name == HIDDEN_NAME, "on a list that was issued for the first one it goes, too"
    assert taken[counts].name == "Trần An"
    with writing() as db:
        db.get_one(Entry, first).consent_publish = True
    with writing() as db:
        same.part(db, first)
    with reading() as db:
        assert service.public_names(db, [first], clock.now)[first].name == "tran an"


def test_without_a_year_what_was_said_of_16_decides(join: Join, units: dict[str, str], clock: Clock) -> None:
    said = join(name="Trần An", birth_year=None, publish=True, grown=True).entry_id
    not_said = join(name="Lê Thị Ngọc", birth_year=None, publish=True).entry_id
    with reading() as db:
        shown = service.public_names(db, [said, not_said], clock.now)
    assert (shown[said].name, shown[not_said].name) == ("Trần An", "Lê T. N.")


@pytest.mark.parametrize("many", [1, 40])
def test_names_take_a_fixed_number_of_statements(
    join: Join, database: Database, clock: Clock, many: int
) -> None:
    ids = [join(name=f"Người {n}", publish=True).entry_id for n in range(many)]
    statements = selects(database)
    with reading() as db:
        assert len(service.public_names(db, ids, clock.now)) == many
        assert len(statements) == 3
        assert len(service.full_names(db, ids)) == many
        assert len(statements) == 6


def test_more_ids_than_a_statement_takes_parameters(join: Join, clock: Clock) -> None:
    real = join(publish=True).entry_id
    ids = [real, *(f"{n:013d}" for n in range(70_000))]
    with reading() as db:
        assert list(service.public_names(db, ids, clock.now)) == [real]
        assert list(service.units_of(db, ids)) == [real]


def test_no_ids_no_statement(join: Join, clock: Clock) -> None:
    with reading() as db:
        assert service.public_names(db, [], clock.now) == {}
        assert service.full_names(db, ()) == {}
        assert service.units_of(db, ()) == {}


def test_full_names_are_for_staff(join: Join, clock: Clock) -> None:
    joined = join(name="Lê Ngọc", birth_year=2012, phone="0912345678")
    with reading() as db:
        person = service.full_names(db, [joined.entry_id])[joined.entry_id]
    assert (person.name, person.birth_year, person.phone) == ("Lê Ngọc", 2012, "0912345678")
    assert person.unit_name == "Lớp 9A, Trường THCS Nguyễn Du"
    assert (person.barred_reason, person.created_at) == (None, clock.now)


def test_search_by_name_without_marks_in_class_list_order(join: Join, campaign: str) -> None:
    for name in ("Nguyễn Văn Bình", "Trần Thị Án", "Nguyễn Thị An", "Y Thúy"):
        join(name=name)

    def found(query: str, limit: int = 20) -> list[str]:
        with reading() as db:
            return [person.name for person in service.search(db, campaign, query, limit)]

    assert found("nguyen") == ["Nguyễn Thị An", "Nguyễn Văn Bình"]
    assert found("thi") == ["Nguyễn Thị An", "Trần Thị Án"]
    assert found("BÌNH nguyen") == ["Nguyễn Văn Bình"]
    assert found("thuý") == ["Y Thúy"]
    assert found("") == ["Nguyễn Thị An", "Trần Thị Án", "Nguyễn Văn Bình", "Y Thúy"]
    assert found("", 2) == ["Nguyễn Thị An", "Trần Thị Án"]
    assert found("%") == found("_") == found("")
    assert found("nobody") == []


def test_search_by_phone(join: Join, campaign: str) -> None:
    join(name="Có", phone="0912345678")
    join(name="Không 912")
    with reading() as db:
        assert [person.name for person in service.search(db, campaign, "0912 345")] == ["Có"]
        assert [person.name for person in service.search(db, campaign, "khong 912")] == ["Không 912"]
        assert service.search(db, "another000000", "0912") == ()
