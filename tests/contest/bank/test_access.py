"""Who may do what in a bank, and that a corrected key reaches grading at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from contest.accounts import service as accounts
from contest.accounts import staffing
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Permission, Role
from contest.audit.service import SERVER
from contest.bank import access, corrections
from contest.campaigns import service as campaigns
from contest.web.database import Database, reading, writing
from questions.authoring.views import BankRef
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS

WRITE, APPROVE = Permission.WRITE, Permission.APPROVE
CONTESTS = [("hoi-thi", "chung"), ("khac", "chung"), ("khac", "rieng")]


@pytest.fixture(autouse=True)
def contests(sqlite_database: Database) -> Iterator[None]:
    """Two contests and the banks that they draw from."""
    access.use_contests(lambda db: CONTESTS)
    yield
    access.use_contests(None)


def may(member: Member, slug: str) -> set[Permission]:
    with reading() as db:
        return set(access.rights(db, member)(slug))


def member(role: Role, *parts: tuple[str, ContestRole]) -> Member:
    return Member("an", "an", "An", role, parts)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.ORGANISER])
def test_organisers_write_and_approve_everywhere(role: Role) -> None:
    assert may(member(role), "chung") == may(member(role), "khong-ai-dung") == {WRITE, APPROVE}


@pytest.mark.parametrize(
    ("part", "rights"),
    [
        (ContestRole.OWNER, {WRITE, APPROVE}),
        (ContestRole.AUTHOR, {WRITE}),
        (ContestRole.APPROVER, {APPROVE}),
        (ContestRole.PROCTOR, set()),
        (ContestRole.VIEWER, set()),
    ],
)
def test_a_part_in_a_contest_is_a_part_in_its_bank(part: ContestRole, rights: set[Permission]) -> None:
    somebody = member(Role.VIEWER, ("hoi-thi", part))
    assert may(somebody, "chung") == rights
    assert may(somebody, "rieng") == may(somebody, "khong-ai-dung") == set()


def test_parts_in_several_contests_add_up() -> None:
    both = member(Role.VIEWER, ("hoi-thi", ContestRole.AUTHOR), ("khac", ContestRole.APPROVER))
    assert may(both, "chung") == {WRITE, APPROVE} and may(both, "rieng") == {APPROVE}


def test_without_contests_nobody_but_organisers() -> None:
    access.use_contests(None)
    assert may(member(Role.VIEWER, ("hoi-thi", ContestRole.OWNER)), "chung") == set()


def add(name: str, role: Role, *parts: tuple[str, ContestRole]) -> str:
    """Somebody who can log in, with parts in contests; their id."""
    with writing() as db:
        made = accounts.create_staff(db, SERVER, name, name, role, "-", OPENS)
        for campaign, part in parts:
            accounts.grant(db, SERVER, made.id, campaign, part, OPENS)
    return made.id


def contest(slug: str) -> str:
    """A contest that is there; its id."""
    made = world.make(bank=0, slug=slug)
    with reading() as db:
        found = campaigns.campaign_of(db, made.round_id)
    assert found
    return found


def test_who_may_approve_in_a_bank() -> None:
    first, other = contest("hoi-thi"), contest("khac")
    access.use_contests(lambda db: [(first, "chung"), (other, "chung"), (other, "rieng")])
    admin, organiser = add("quantri", Role.ADMIN), add("tochuc", Role.ORGANISER)
    approver = add("duyet", Role.VIEWER, (first, ContestRole.APPROVER))
    owner = add("chu", Role.VIEWER, (other, ContestRole.OWNER))
    add("soan", Role.VIEWER, (first, ContestRole.AUTHOR))
    gone = add("nghi", Role.ORGANISER)
    with writing() as db:
        staffing.disable(db, SERVER, gone, OPENS)
    with reading() as db:
        assert access.approvers(db, "chung") == {admin, organiser, approver, owner}
        assert access.approvers(db, "rieng") == {admin, organiser, owner}


@pytest.mark.parametrize(
    ("others", "allowed", "may", "alone"),
    [
        (0, True, {WRITE, APPROVE}, True),
        (1, True, {WRITE, APPROVE}, False),
        (0, False, {WRITE, APPROVE}, False),
        (0, True, {WRITE}, False),
    ],
)
def test_who_is_alone(others: int, allowed: bool, may: set[Permission], alone: bool) -> None:
    me = add("toi", Role.ORGANISER)
    for number in range(others):
        add(f"nguoi{number}", Role.ORGANISER)
    at = access.AtBank(
        Member(me, "toi", "Tôi", Role.ORGANISER), BankRef("b", "chung", "Bộ", False, allowed), frozenset(may)
    )
    with reading() as db:
        assert access.is_alone(db, at) is alone


def announce(db: Session) -> list[str]:
    told: list[str] = []
    corrections.use_listener(lambda: told.append("told"))
    corrections.announce(db)
    return told


def test_a_correction_is_told_after_the_commit_and_once() -> None:
    with writing() as db:
        told = announce(db)
        assert told == []
    assert told == ["told"]
    with writing():
        pass
    assert told == ["told"]
    corrections.use_listener(None)


def test_what_was_rolled_back_is_not_told() -> None:
    told: list[str] = []
    with pytest.raises(ZeroDivisionError), writing() as db:
        told = announce(db)
        raise ZeroDivisionError
    assert told == []
    corrections.use_listener(None)


def test_nobody_need_listen() -> None:
    corrections.use_listener(None)
    with writing() as db:
        corrections.announce(db)
