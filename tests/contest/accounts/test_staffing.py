"""What administrators do with accounts, on both databases: above all, one of them stays."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from contest.accounts import passwords, service, sessions, signing_in, staffing
from contest.accounts.states import ContestRole, Role
from contest.audit import service as audit
from contest.errors import Busy, Conflict, Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD
from tests.contest.accounts.staffing import audited
from tests.contest.rounds import world

NEW = "mười hai con giáp"
NOBODY = "0" * 13

pytestmark = pytest.mark.usefixtures("cheap_hashes", "database")


@pytest.fixture
def people(database: Database, clock: Clock) -> Callable[..., service.Member]:
    """Add somebody on either database."""

    def add(login: str, role: Role = Role.ADMIN) -> service.Member:
        hashed = service.hashed(PASSWORD, login)
        with writing() as db:
            return service.create_staff(db, audit.SERVER, login, f"Tên {login}", role, hashed, clock.now)

    return add


People = Callable[..., service.Member]


def account(staff_id: str) -> staffing.Account:
    with reading() as db:
        return staffing.account(db, staff_id)


def change(clock: Clock, of: staffing.Account, name: str, role: Role) -> staffing.Account:
    with writing() as db:
        return staffing.change(db, "actor", of.id, name, role, of.version, clock.now)


# --- adding ---------------------------------------------------------------------------------------


def test_the_same_form_twice_adds_one_person(clock: Clock) -> None:
    made = [
        staffing.add("actor", "Nhung", "Hồ Thị Nhung", Role.VIEWER, PASSWORD, clock.now) for _ in range(2)
    ]
    assert made[0] == made[1] and made[0].login == "nhung"
    with reading() as db:
        assert len(staffing.everybody(db)) == staffing.active_count(db) == audited() == 1


@pytest.mark.parametrize(
    ("login", "name", "role", "password", "field"),
    [
        ("nhung", "Người khác", Role.VIEWER, PASSWORD, "login"),
        ("NHUNG", "Hồ Thị Nhung", Role.ADMIN, PASSWORD, "login"),
        ("nhung", "Hồ Thị Nhung", Role.VIEWER, NEW, "login"),
        ("n", "Hồ Thị Nhung", Role.VIEWER, PASSWORD, "login"),
        ("khac", "Hồ Thị Nhung", Role.VIEWER, "ngắn", "password"),
    ],
)
def test_what_is_not_the_same_form(
    clock: Clock, login: str, name: str, role: Role, password: str, field: str
) -> None:
    staffing.add("actor", "nhung", "Hồ Thị Nhung", Role.VIEWER, PASSWORD, clock.now)
    with pytest.raises(Invalid) as wrong:
        staffing.add("actor", login, name, role, password, clock.now)
    assert set(wrong.value.fields) == {field}
    assert audited() == 1


# --- changing -------------------------------------------------------------------------------------


def test_name_and_role(people: People, clock: Clock) -> None:
    people("chinh")
    before = account(people("nhung", Role.VIEWER).id)
    after = change(clock, before, "Hồ Thị Hồng Nhung", Role.ORGANISER)
    assert (
        (after.name, after.role)
        == ("Hồ Thị Hồng Nhung", Role.ORGANISER)
        == (
            account(before.id).name,
            account(before.id).role,
        )
    )
    assert change(clock, before, after.name, after.role) == after, "a double click"
    with pytest.raises(Conflict):
        change(clock, before, "Khác", Role.VIEWER)
    assert audited() == 3


def test_nobody_of_this_id(clock: Clock) -> None:
    for deed in (staffing.disable, staffing.enable):
        with pytest.raises(NotFound), writing() as db:
            deed(db, "actor", NOBODY, clock.now)
    with pytest.raises(NotFound):
        account(NOBODY)


def test_the_last_administrator_stays(people: People, clock: Clock) -> None:
    last = account(people("chinh").id)
    people("nhung", Role.ORGANISER)
    with pytest.raises(Conflict) as told:
        change(clock, last, last.name, Role.ORGANISER)
    assert told.value.message == staffing.LAST
    with pytest.raises(Conflict), writing() as db:
        staffing.disable(db, "actor", last.id, clock.now)
    assert account(last.id) == last
    change(clock, last, "Tên mới", Role.ADMIN)
    other = people("tung")
    with writing() as db:
        staffing.disable(db, "actor", other.id, clock.now)
    with pytest.raises(Conflict), writing() as db:
        staffing.disable(db, "actor", last.id, clock.now)
    with writing() as db:
        staffing.enable(db, "actor", other.id, clock.now)
        staffing.disable(db, "actor", last.id, clock.now)
    assert not account(last.id).is_active
    change(clock, account(last.id), "Tên mới", Role.VIEWER)  # who can't log in is nobody's last


def test_of_two_who_demote_each_other_one_stays(people: People, clock: Clock) -> None:
    for round_ in range(5):
        pair = [account(people(f"{login}{round_}").id) for login in ("mot", "hai")]
        with writing() as db:
            for each in staffing.everybody(db):
                if each.is_active and each.id not in {one.id for one in pair}:
                    staffing.disable(db, "actor", each.id, clock.now)
        threads = [threading.Thread(target=_demote, args=(clock, each)) for each in pair]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(account(each.id).role for each in pair) == [Role.ADMIN, Role.VIEWER]


def _demote(clock: Clock, one: staffing.Account) -> None:
    try:
        change(clock, one, one.name, Role.VIEWER)
    except Conflict:
        return


def test_disabled_is_out_at_once_and_can_come_back(people: People, clock: Clock) -> None:
    people("chinh")
    nhung = people("nhung", Role.VIEWER)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    for _ in range(2):
        with writing() as db:
            staffing.disable(db, "actor", nhung.id, clock.now)
    assert service.who_is(token, clock.now) is None
    with pytest.raises(Invalid):
        signing_in.authenticate("nhung", PASSWORD, clock.now)
    for _ in range(2):
        with writing() as db:
            staffing.enable(db, "actor", nhung.id, clock.now)
    assert service.who_is(token, clock.now) is None, "the old session stays ended"
    assert signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert audited() == 6  # two accounts, two log-ins, off, on


def test_names(people: People) -> None:
    nhung = people("nhung")
    with reading() as db:
        assert staffing.names(db, [nhung.id, NOBODY, audit.SERVER]) == {nhung.id: "Tên nhung"}
        assert staffing.names(db, []) == {}


def test_owners_who_can_log_in(people: People, clock: Clock) -> None:
    contest = world.make(bank=0)
    campaign = contest.view(clock.now).campaign_id
    people("chinh")
    one, other = people("mot", Role.ORGANISER), people("hai", Role.ORGANISER)
    with writing() as db:
        for member, role in (
            (one, ContestRole.OWNER),
            (other, ContestRole.OWNER),
            (other, ContestRole.AUTHOR),
        ):
            service.grant(db, "actor", member.id, campaign, role, clock.now)
        assert set(staffing.owners(db, campaign)) == {one.id, other.id}
        staffing.disable(db, "actor", one.id, clock.now)
        assert staffing.owners(db, campaign) == [other.id]


# --- one's own ------------------------------------------------------------------------------------


def test_another_password_ends_every_session_but_the_new_one(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    before = [signing_in.authenticate("nhung", PASSWORD, clock.now).token for _ in range(2)]
    token = staffing.change_own(nhung, PASSWORD, NEW, clock.now)
    assert [service.who_is(each, clock.now) for each in before] == [None, None]
    found = service.who_is(token, clock.now)
    assert found is not None and found.login == "nhung"
    with pytest.raises(Invalid):
        signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert signing_in.authenticate("nhung", NEW, clock.now)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sai rồi nhé bạn", NEW, "old"),
        (PASSWORD, "ngắn", "new"),
        (PASSWORD, "nhungnhung2026", "new"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, f" {PASSWORD} ", "new"),
    ],
)
def test_what_is_no_other_password(people: People, clock: Clock, old: str, new: str, field: str) -> None:
    nhung = people("nhung")
    with pytest.raises(Invalid) as wrong:
        staffing.change_own(nhung, old, new, clock.now)
    assert set(wrong.value.fields) == {field}
    assert signing_in.authenticate("nhung", PASSWORD, clock.move(minutes=2))


def test_guessing_the_old_one_is_slow(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    for _ in range(3):
        with pytest.raises(Invalid):
            staffing.change_own(nhung, "sai rồi nhé bạn", NEW, clock.now)
    with pytest.raises(Invalid) as wait:
        staffing.change_own(nhung, PASSWORD, NEW, clock.now)
    assert "Chờ" in wait.value.message and not wait.value.fields
    clock.move(minutes=2)
    staffing.change_own(nhung, PASSWORD, NEW, clock.now)
    assert signing_in.authenticate("nhung", NEW, clock.now), "a right one takes the count away"


def test_in_a_crowd_it_waits(people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_places", threading.BoundedSemaphore(1))
    nhung = people("nhung")
    with passwords.place(), pytest.raises(Busy):
        staffing.change_own(nhung, PASSWORD, NEW, clock.now)


def test_other_sessions_are_counted_and_ended(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    people("khac")
    signing_in.authenticate("khac", PASSWORD, clock.now)
    signing_in.authenticate("nhung", PASSWORD, clock.now)  # long ended
    clock.move(hours=9)
    here, other = (signing_in.authenticate("nhung", PASSWORD, clock.now).token for _ in range(2))
    with reading() as db:
        assert len(sessions.open_of(db, nhung, here, clock.now)) == 2
    before = audited()
    for _ in range(2):
        with writing() as db:
            sessions.end_others(db, nhung.id, here, clock.now)
    assert audited() == before + 1
    assert service.who_is(other, clock.now) is None and service.who_is(here, clock.now) is not None
    with reading() as db:
        assert len(sessions.open_of(db, nhung, here, clock.now)) == 1
