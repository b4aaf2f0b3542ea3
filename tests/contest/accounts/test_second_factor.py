"""A second step on, asked for, lost, away: its codes, once each, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import select

from contest import server_key, settings
from contest.accounts import second_factor, service, signing_in
from contest.accounts.models import RecoveryCode, SecondFactor
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import Conflict, Invalid, NotFound, Unauthenticated
from contest.settings import Settings
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD
from tests.contest.accounts.staffing import at_once, rows
from tests.contest.accounts.stepping import SEED, shown_by_app, turned_on, wrong_code

pytestmark = pytest.mark.usefixtures("cheap_hashes", "server_key")
People = Callable[..., service.Member]


@pytest.fixture
def people(database: Database, clock: Clock) -> People:
    """Add somebody, on each database."""

    def add(login: str, role: Role = Role.ADMIN) -> service.Member:
        with writing() as db:
            hashed = service.hashed(PASSWORD, login)
            return service.create_staff(db, SERVER, login, f"Tên {login}", role, hashed, clock.now)

    return add


def takes(member: service.Member, code: str, clock: Clock) -> str:
    with writing() as db:
        return second_factor.takes(db, member.id, code, clock.now)


def half(clock: Clock, login: str = "nhung") -> str:
    passed = signing_in.authenticate(login, PASSWORD, clock.now)
    assert passed.is_half
    return passed.token


def test_a_password_alone_opens_nothing(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    token = half(clock)
    assert service.who_is(token, clock.now) is None and service.held_back(token, clock.now) is None
    opened = signing_in.finish(token, shown_by_app(nhung, clock), clock.now)
    found = service.who_is(opened, clock.now)
    assert found is not None and found.login == "nhung"
    assert service.who_is(token, clock.now) is None


def test_a_step_is_good_for_once_and_for_ten_minutes(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    first, second, *_ = turned_on(nhung, clock)
    token = half(clock)
    assert signing_in.finish(token, first, clock.now)
    with pytest.raises(Unauthenticated):
        signing_in.finish(token, second, clock.now)
    late = half(clock)
    clock.move(minutes=10)
    with pytest.raises(Unauthenticated):
        signing_in.finish(late, second, clock.now)
    just = half(clock)
    clock.move(minutes=10, milliseconds=-1)
    assert signing_in.finish(just, second, clock.now)


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
def test_without_a_step_no_code_helps(people: People, clock: Clock, token: str) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    with pytest.raises(Unauthenticated):
        signing_in.finish(token, shown_by_app(nhung, clock), clock.now)


def test_a_code_is_taken_once(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    code = shown_by_app(nhung, clock)
    assert [takes(nhung, code, clock) for _ in range(2)] == ["code", ""]
    clock.move(seconds=30)
    assert takes(nhung, shown_by_app(nhung, clock), clock) == "code"


def test_of_two_with_one_code_one_comes_in(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    recovery, *_ = turned_on(nhung, clock)
    for code in (shown_by_app(nhung, clock), recovery):
        assert sorted(at_once(4, lambda code=code: takes(nhung, code, clock)))[:3] == [""] * 3


def test_the_first_code_does_not_log_in_too(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    clock.move(minutes=-1)
    assert takes(nhung, shown_by_app(nhung, clock), clock) == ""


def test_each_recovery_code_once(people: People, clock: Clock) -> None:
    nhung, other = people("nhung"), people("khac")
    codes = turned_on(nhung, clock)
    turned_on(other, clock)
    assert len(set(codes)) == second_factor.CODES
    assert takes(other, codes[0], clock) == ""
    assert takes(nhung, codes[0].lower().replace("-", " "), clock) == "recovery"
    assert takes(nhung, codes[0], clock) == ""
    with reading() as db:
        assert second_factor.codes_left(db, nhung.id) == 9
        assert second_factor.codes_left(db, other.id) == 10


def test_what_is_stored_of_a_recovery_code_cannot_be_counted_through(people: People, clock: Clock) -> None:
    """From 112 bits on a plain hash is enough (ASVS 6.5.2); 5 bits a sign of Crockford's alphabet."""
    codes = turned_on(people("nhung"), clock)
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(6, 6, 6, 6)}
    assert all(set(code.replace("-", "")) <= set(signs) for code in codes)
    assert second_factor.CODE_LENGTH * 5 >= 112
    assert len({code[:4] for code in codes}) > 5, "drawn by chance, all of it"


def test_codes_on_paper_from_before_still_help_once(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    with writing() as db:
        old = second_factor._hash(settings.current().secret, nhung.id, "W6RD3P8KQ2")
        db.add(RecoveryCode(staff_id=nhung.id, code_hash=old))
    assert [takes(nhung, "w6rd3-p8kq2", clock) for _ in range(2)] == ["recovery", ""]
    assert takes(nhung, "W6RD3P8KQ2" * 2, clock) == ""


def test_the_database_tells_no_code_and_no_secret(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    codes = turned_on(nhung, clock)
    secret = second_factor.offer(nhung.id, "nhung", "", SEED).typed.replace(" ", "")
    stored = " ".join(str(row.model_dump()) for row in (*rows(SecondFactor), *rows(RecoveryCode)))
    assert not any(code.replace("-", "") in stored for code in codes)
    assert secret not in stored


def test_guessing_codes_is_slow_and_locks_nobody_out(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    turned_on(nhung, clock)
    wrong = wrong_code(nhung, clock)
    token, waits = half(clock), []
    for _ in range(13):
        for seconds in range(2000):
            try:
                signing_in.finish(token, wrong, clock.now)
            except Unauthenticated:
                token = half(clock)
                continue
            except Invalid as said:
                if not said.fields:
                    clock.move(seconds=int(said.message.split("Chờ ")[1].split()[0]))
                    continue
                waits.append(seconds)
                break
    with pytest.raises(Invalid, match="Chờ 900 giây"):
        signing_in.finish(half(clock), shown_by_app(nhung, clock), clock.now)
    # Their own browser is known, so a stranger's tries are none of its business.
    assert signing_in.finish(half(clock), shown_by_app(nhung, clock), clock.now, known="b" * 13)
    clock.move(seconds=900)
    assert signing_in.finish(half(clock), shown_by_app(nhung, clock), clock.now)


# --- on and off -----------------------------------------------------------------------------------


def test_turning_it_on_needs_a_code_of_the_app(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    with writing() as db, pytest.raises(Invalid) as wrong:
        second_factor.turn_on(db, nhung.id, SEED, wrong_code(nhung, clock), clock.now)
    assert wrong.value.fields == {"code": second_factor.WRONG}
    assert rows(SecondFactor) == []
    turned_on(nhung, clock)
    with pytest.raises(Conflict):
        turned_on(nhung, clock)


def test_new_codes_end_the_old_ones(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    old = turned_on(nhung, clock)
    with writing() as db:
        new = second_factor.new_codes(db, nhung.id, clock.now)
    assert takes(nhung, old[0], clock) == "" and takes(nhung, new[0], clock) == "recovery"


def test_what_is_off_has_no_codes(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    for deed in (second_factor.new_codes, second_factor.turn_off):
        with writing() as db, pytest.raises(Conflict):
            deed(db, nhung.id, clock.now)
    assert takes(nhung, "000000", clock) == ""
    turned_on(nhung, clock)
    with writing() as db:
        second_factor.turn_off(db, nhung.id, clock.now)
    assert not signing_in.authenticate("nhung", PASSWORD, clock.now).is_half
    assert rows(RecoveryCode) == []


def test_reset_it_ends_sessions_and_steps_half_done(people: People, clock: Clock) -> None:
    nhung = people("nhung")
    code, *_ = turned_on(nhung, clock)
    opened = signing_in.finish(half(clock), code, clock.now)
    waiting = half(clock)
    for done in (True, False):
        with writing() as db:
            assert second_factor.reset(db, "actor", nhung.id, clock.now) is done
    assert service.who_is(opened, clock.now) is None
    with reading() as db:
        assert signing_in.half_way(db, waiting, clock.now) is None
    with writing() as db, pytest.raises(NotFound):
        second_factor.reset(db, "actor", "nobody", clock.now)


@pytest.mark.parametrize("deed", ["password", "disabling", "role"])
def test_a_step_half_done_ends_with_what_it_rests_on(people: People, clock: Clock, deed: str) -> None:
    from contest.accounts import staffing

    people("chinh")
    nhung = people("nhung")
    turned_on(nhung, clock)
    waiting = half(clock)
    with writing() as db:
        if deed == "password":
            service.set_password(db, "actor", nhung.id, "x", clock.now)
        elif deed == "disabling":
            staffing.disable(db, "actor", nhung.id, clock.now)
        else:
            version = staffing.account(db, nhung.id).version
            staffing.change(db, "actor", nhung.id, nhung.name, Role.VIEWER, version, clock.now)
    with pytest.raises(Unauthenticated):
        signing_in.finish(waiting, shown_by_app(nhung, clock), clock.now)


# --- another key ----------------------------------------------------------------------------------


def with_keys(monkeypatch: pytest.MonkeyPatch, *keys: bytes) -> None:
    now = settings.current()
    monkeypatch.setattr(settings, "_current", Settings(now.data, "", keys[0], older=keys[1:]))


def test_it_outlives_a_rotation_while_its_key_is_kept(
    people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    nhung = people("nhung")
    codes = turned_on(nhung, clock)
    app, old = shown_by_app(nhung, clock), settings.current().secret
    with_keys(monkeypatch, b"n" * 32, old)
    assert takes(nhung, app, clock) == "code" and takes(nhung, codes[0], clock) == "recovery"
    assert [row.key_mark for row in rows(SecondFactor)] == [server_key.mark(old)]
    with_keys(monkeypatch, b"n" * 32)
    clock.move(minutes=1)
    assert takes(nhung, codes[1], clock) == ""
    with writing() as db:
        assert second_factor.end_all(db, "cli", clock.now) == 1
        assert db.exec(select(SecondFactor)).all() == []
    assert not signing_in.authenticate("nhung", PASSWORD, clock.now).is_half
