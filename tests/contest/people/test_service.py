"""Joining, coming back, names for boards and lists, erasing: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from contest.campaigns.models import Campaign
from contest.errors import Conflict, Invalid, NotFound
from contest.people import codes, service
from contest.people.models import Entry, Person
from contest.people.rules import ERASED_NAME
from contest.people.service import EntryDraft
from contest.units.service import UnitDraft, save_units
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.people.conftest import TODAY, Join

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)


def stored(entry_id: str) -> tuple[Entry, Person]:
    with reading() as db:
        return db.exec(select(Entry, Person).join(Person).where(Entry.id == entry_id)).one()


def how_many(campaign: str) -> int:
    with reading() as db:
        return service.count_entries(db, campaign)


def test_an_entry_is_stored_with_its_consent(join: Join, campaign: str, clock: Clock) -> None:
    joined = join(phone="0912345678", publish=True)
    entry, person = stored(joined.entry_id)
    assert (person.name, person.birth_year, person.phone) == ("Y Thu Hằng", 1995, "0912345678")
    assert person.folded == "i thu hang"
    assert person.sort_key
    assert (entry.campaign_id, entry.consent_version) == (campaign, "1")
    assert entry.consent_at == entry.created_at == clock.now
    assert entry.consent_publish
    assert not entry.guardian_consent
    assert how_many(campaign) == 1


def test_the_code_is_never_stored(join: Join) -> None:
    joined = join()
    entry, person = stored(joined.entry_id)
    assert codes.normalise(joined.code) == joined.code
    everything = f"{entry.model_dump()} {person.model_dump()}"
    assert joined.code.lower() not in everything.lower()


def test_a_childs_name_needs_both_consents(join: Join) -> None:
    alone = join(name="A", birth_year=2012, publish=True, guardian_join=True)
    both = join(name="B", birth_year=2012, publish=True, guardian_join=True, guardian_publish=True)
    assert not stored(alone.entry_id)[0].consent_publish
    assert stored(alone.entry_id)[0].guardian_consent
    assert stored(both.entry_id)[0].consent_publish


def test_the_same_form_twice_from_one_phone_is_one_entry(join: Join, campaign: str) -> None:
    first = join(device="device0000000")
    assert join(device="device0000000") == first
    assert how_many(campaign) == 1


def test_a_sister_on_the_same_phone_is_another_entry(
    join: Join, campaign: str, units: dict[str, str]
) -> None:
    first = join(device="device0000000")
    assert join(device="device0000000", name="Y Thu Hà") != first
    assert join(device="device0000000", unit_id=units["9b"]) != first
    assert join(device="device0000000", birth_year=1996) != first
    assert how_many(campaign) == 4


def test_one_name_in_one_class_may_be_two_people(join: Join, campaign: str) -> None:
    assert join().entry_id != join().entry_id
    assert how_many(campaign) == 2


def test_name_phone_and_unit_together_are_one_person(join: Join, campaign: str) -> None:
    join(phone="0912345678")
    with pytest.raises(Conflict, match="Vào lại bằng mã dự thi"):
        join(phone="0912345678", name="y THU hăng")
    assert how_many(campaign) == 1


def test_a_family_shares_a_phone(join: Join, campaign: str, units: dict[str, str]) -> None:
    join(phone="0912345678")
    join(phone="0912345678", name="A Phương")
    join(phone="0912345678", unit_id=units["9b"])
    assert how_many(campaign) == 3


@pytest.mark.parametrize("unit_id", [None, "", "nowhere000000"])
def test_a_unit_must_be_chosen(join: Join, campaign: str, unit_id: str | None) -> None:
    with pytest.raises(Invalid) as wrong:
        join(unit_id=unit_id)
    assert list(wrong.value.fields) == ["unit"]
    assert how_many(campaign) == 0


def test_a_school_itself_is_not_to_be_chosen(join: Join, campaign: str) -> None:
    with writing() as db:
        school = save_units(db, [UnitDraft("nd", "Trường", "school", open_to_all=False)], TODAY)["nd"]
    with pytest.raises(Invalid):
        join(unit_id=school)


def test_without_any_unit_none_is_asked(database: Database, clock: Clock) -> None:
    with writing() as db:
        made = Campaign(slug="t", title="T", organiser="X", bank_slug="b", created_at=clock.now)
        db.add(made)
        db.flush()
        joined = service.join(db, made.id, EntryDraft("A Thui", 1990, None), clock.now)
    assert stored(joined.entry_id)[0].unit_id is None


def test_coming_back_with_the_code_as_typed(join: Join, campaign: str) -> None:
    joined = join()
    with reading() as db:
        for typed in (joined.code, joined.code.lower(), f" {joined.code[:4]} - {joined.code[4:]} "):
            assert service.by_code(db, campaign, typed) == joined.entry_id
        assert service.by_code(db, "another000000", joined.code) is None
        assert service.by_code(db, campaign, "") is None
        assert service.by_code(db, campaign, "00000000") is None


def test_a_new_code_ends_the_old_one(join: Join, campaign: str) -> None:
    joined = join()
    with writing() as db:
        code = service.new_code(db, joined.entry_id, NOW)
    with reading() as db:
        assert service.by_code(db, campaign, code) == joined.entry_id
        assert service.by_code(db, campaign, joined.code) is None
    assert code != joined.code
    assert stored(joined.entry_id)[0].code_at == NOW


def test_a_new_code_for_nobody(join: Join) -> None:
    with pytest.raises(NotFound), writing() as db:
        service.new_code(db, "nobody0000000", NOW)


def test_a_form_sent_again_after_a_new_code_tells_no_code(join: Join) -> None:
    joined = join(device="device0000000")
    with writing() as db:
        service.new_code(db, joined.entry_id, NOW)
    with pytest.raises(Conflict, match="mã mới"):
        join(device="device0000000")


def test_the_newest_entry_of_a_phone_in_this_campaign(join: Join, campaign: str, clock: Clock) -> None:
    first, second = join(name="Một").entry_id, join(name="Hai").entry_id
    with reading() as db:
        assert service.entry_of(db, campaign, (first, second)) == second
        assert service.entry_of(db, campaign, (second, first, "gone000000000")) == first
        assert service.entry_of(db, "another000000", (first,)) is None
        assert service.entry_of(db, campaign, ()) is None
        phones = [(first, second), (), (second, first), (first,), ("gone000000000",), (second,)]
        each = [service.entry_of(db, campaign, phone) for phone in phones]
        assert service.entries_of(db, campaign, phones) == each
        assert service.entries_of(db, campaign, []) == []
        assert set(service.entries_in(db, campaign, (first, second, "x"))) == {first, second}
        assert service.entries_in(db, campaign, ()) == ()


def test_counting_by_unit(join: Join, campaign: str, units: dict[str, str]) -> None:
    a, b = join(name="A").entry_id, join(name="B", unit_id=units["9b"]).entry_id
    join(name="C")
    with reading() as db:
        assert service.entries_by_unit(db, campaign) == {units["9a"]: 2, units["9b"]: 1}
        assert service.units_of(db, [a, b]) == {a: units["9a"], b: units["9b"]}
        assert service.count_entries(db, "another000000") == 0


def test_forgetting_leaves_no_trace_of_the_person(join: Join, campaign: str, clock: Clock) -> None:
    joined = join(name="Y Thu Hằng", phone="0912345678", publish=True)
    person_id = stored(joined.entry_id)[1].id
    with writing() as db:
        assert service.forget(db, person_id, clock.now)
        assert not service.forget(db, person_id, clock.now + timedelta(days=1))
    person = stored(joined.entry_id)[1]
    assert (person.name, person.folded, person.sort_key) == ("", "", "")
    assert (person.phone, person.birth_year, person.erased_at) == (None, None, clock.now)
    with reading() as db:
        assert service.by_code(db, campaign, joined.code) is None
        assert service.public_names(db, [joined.entry_id], clock.now)[joined.entry_id].name == ERASED_NAME
        assert service.full_names(db, [joined.entry_id])[joined.entry_id].name == ERASED_NAME
        assert service.search(db, campaign, "hang") == ()
        assert service.count_entries(db, campaign) == 1


def test_a_forgotten_person_may_enter_anew(join: Join, clock: Clock) -> None:
    first = join(device="device0000000", phone="0912345678")
    with writing() as db:
        service.forget(db, stored(first.entry_id)[1].id, clock.now)
    again = join(device="device0000000", phone="0912345678")
    assert again.entry_id != first.entry_id
    assert again.code != first.code
    assert join(device="device0000000", phone="0912345678") == again


def test_forgetting_a_campaign_spares_those_who_are_elsewhere_too(
    join: Join, campaign: str, clock: Clock
) -> None:
    here, both = join(name="Ở Đây").entry_id, join(name="Cả Hai").entry_id
    with writing() as db:
        other = Campaign(slug="khac", title="K", organiser="X", bank_slug="b", created_at=clock.now)
        db.add(other)
        db.flush()
        entry, person = stored(both)
        again = entry.model_dump() | {"id": "again00000000", "campaign_id": other.id}
        db.add(Entry(**again))
        assert person.id == again["person_id"]
    with writing() as db:
        assert service.forget_campaign(db, campaign, clock.now) == 1
        assert service.forget_campaign(db, campaign, clock.now) == 0
    assert stored(here)[1].name == ""
    assert stored(both)[1].name == "Cả Hai"
