"""Use cases of authors on both databases: what is noted, what is refused, and two of them at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from contest.accounts.service import Member
from contest.accounts.states import Permission, Role
from contest.bank import service
from contest.bank.access import AtBank
from contest.errors import Conflict, Forbidden, Invalid, NotFound, UserError
from contest.web.database import Database, reading, writing
from questions.authoring import banks
from questions.authoring.changes import Deed
from questions.authoring.editing import Outcome
from questions.models import QuestionState
from tests.contest.accounts.staffing import at_once
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NOBODY, NUMBER, TRUE
from tests.contest.rounds.world import OPENS

BOTH = frozenset({Permission.WRITE, Permission.APPROVE})
DRAFT, APPROVED, RETIRED = QuestionState.DRAFT, QuestionState.APPROVED, QuestionState.RETIRED


def at(bank: str, may: frozenset[Permission] = BOTH, name: str = "an") -> AtBank:
    """Somebody at a bank."""
    with reading() as db:
        found = banks.find(db, bank)
    assert found is not None
    return AtBank(Member(name, name, name.title(), Role.VIEWER), found, may)


def author(bank: str, name: str = "an") -> AtBank:
    return at(bank, frozenset({Permission.WRITE}), name)


def approver(bank: str) -> AtBank:
    return at(bank, frozenset({Permission.APPROVE}), "binh")


@pytest.fixture
def bank(database: Database) -> str:
    """An empty bank; every test runs on both databases."""
    return shelf.fill()[0]


def put(bank: str, state: QuestionState = APPROVED) -> str:
    """A question in a state."""
    _, (one,) = shelf.fill(CITY, state=state)
    return one


def test_each_deed_is_noted_once(bank: str) -> None:
    here = at(bank)
    with writing() as db:
        one = service.add(db, here, CITY, OPENS)
        service.save(db, here, one, replace(CITY, text="Hai?"), 1, OPENS)
        service.move(db, here, one, APPROVED, 2, OPENS)
        service.save(db, here, one, replace(CITY, text="Ba?"), 3, OPENS)
        service.restore(db, here, one, (1, 1), 4, OPENS)
        done = service.change(db, here, [one], Deed.STATE, "retired", OPENS)
        service.undo(db, here, done.change_id, OPENS)
        service.note_export(db, here, "xlsx", 1, OPENS)
        two = service.add(db, here, NUMBER, OPENS)
        service.delete(db, here, two, OPENS)
        service.create_bank(db, "an", "Bộ mới", OPENS)
    assert shelf.audited() == 11


def test_what_changes_nothing_is_not_noted(bank: str) -> None:
    one, here = put(bank), at(bank)
    with writing() as db:
        assert service.save(db, here, one, CITY, 1, OPENS) is Outcome.NOTHING
        assert service.move(db, here, one, APPROVED, 1, OPENS) is False
        assert service.change(db, here, [one], Deed.STATE, "approved", OPENS).count == 0
    assert shelf.audited() == 0


@pytest.mark.parametrize(
    ("who", "state", "error"),
    [
        (author, APPROVED, None),
        (author, DRAFT, None),
        (author, RETIRED, None),
        (approver, DRAFT, Forbidden),
        (approver, APPROVED, Forbidden),
        (at, APPROVED, None),
    ],
)
def test_who_may_save_what(
    bank: str, who: Callable[[str], AtBank], state: QuestionState, error: type[UserError] | None
) -> None:
    one, wanted = put(bank, state), replace(CITY, text="Khác?")
    with writing() as db:
        if error is None:
            service.save(db, who(bank), one, wanted, 1, OPENS)
        else:
            with pytest.raises(error):
                service.save(db, who(bank), one, wanted, 1, OPENS)
            with pytest.raises(error):
                service.restore(db, who(bank), one, (1, 1), 1, OPENS)
    assert (shelf.told(bank, one).text == "Khác?") is (error is None)


@pytest.mark.parametrize(
    ("who", "state", "to", "allowed"),
    [
        (author, DRAFT, APPROVED, False),
        (author, DRAFT, RETIRED, True),
        (author, APPROVED, RETIRED, False),
        (approver, DRAFT, APPROVED, True),
        (approver, APPROVED, DRAFT, True),
        (at, RETIRED, APPROVED, True),
    ],
)
def test_who_may_move_what(
    bank: str, who: Callable[[str], AtBank], state: QuestionState, to: QuestionState, allowed: bool
) -> None:
    one = put(bank, state)
    with writing() as db:
        if allowed:
            assert service.move(db, who(bank), one, to, 1, OPENS)
        else:
            with pytest.raises(Forbidden):
                service.move(db, who(bank), one, to, 1, OPENS)
        done = service.change(db, who(bank), [one], Deed.STATE, to.value, OPENS)
        assert (done.count, done.refused) == (0, not allowed)
    assert (shelf.seen(bank, one).state is to) is allowed


def test_stale_forms_bring_what_stands_now(bank: str) -> None:
    one, here = put(bank), at(bank)
    with writing() as db:
        service.save(db, here, one, replace(CITY, text="Người kia?"), 1, OPENS)
    with reading() as db:
        before = shelf.audited()
    for late in (
        lambda db: service.save(db, here, one, replace(CITY, text="Tôi?"), 1, OPENS),
        lambda db: service.move(db, here, one, RETIRED, 1, OPENS),
        lambda db: service.restore(db, here, one, (1, 1), 1, OPENS),
    ):
        with writing() as db, pytest.raises(service.Stale) as caught:
            late(db)
        assert caught.value.stored is not None and caught.value.stored.parsed.text == "Người kia?"
    assert shelf.audited() == before


def test_the_same_question_again_names_the_one_that_is_there(bank: str) -> None:
    one = put(bank, RETIRED)
    with writing() as db, pytest.raises(service.Twin) as caught:
        service.add(db, at(bank), replace(CITY, explanation="Khác."), OPENS)
    assert caught.value.question == one


@pytest.mark.parametrize("name", ["", " … ", "x" * 121])
def test_names_of_banks(bank: str, name: str) -> None:
    with writing() as db, pytest.raises(Invalid):
        service.create_bank(db, "an", name, OPENS)
    with writing() as db:
        service.create_bank(db, "an", "Bộ hai", OPENS)
        with pytest.raises(Invalid):
            service.create_bank(db, "an", "BỘ HAI!", OPENS)


def test_what_is_not_there(bank: str) -> None:
    here = at(bank)
    with writing() as db:
        for deed in (
            lambda: service.save(db, here, NOBODY, CITY, 1, OPENS),
            lambda: service.move(db, here, NOBODY, DRAFT, 1, OPENS),
            lambda: service.delete(db, here, NOBODY, OPENS),
            lambda: service.restore(db, here, NOBODY, (1, 1), 1, OPENS),
            lambda: service.undo(db, here, NOBODY, OPENS),
            lambda: service.question(db, here, NOBODY),
        ):
            with pytest.raises(NotFound):
                deed()
        with pytest.raises(Invalid):
            service.change(db, here, [], Deed.STATE, "draft", OPENS)
        assert service.change(db, here, [NOBODY], Deed.STATE, "draft", OPENS).count == 0


def test_undo_is_its_authors_or_an_approvers(bank: str) -> None:
    one = put(bank, DRAFT)
    with writing() as db:
        done = service.change(db, author(bank), [one], Deed.ADD_TOPIC, "cchc", OPENS)
        with pytest.raises(Forbidden):
            service.undo(db, author(bank, "chi"), done.change_id, OPENS)
        assert service.undo(db, approver(bank), done.change_id, OPENS) == 1
        with pytest.raises(Conflict):
            service.undo(db, author(bank), done.change_id, OPENS)


def race(deed: Callable[[int], object], count: int = 4) -> list[str]:
    """So many at one moment; what each was told. No database error may come of it."""
    numbers, broken = iter(range(count)), []

    def one() -> object:
        try:
            return deed(next(numbers))
        except DBAPIError as error:
            broken.append(error)
            raise

    said = at_once(count, one)
    assert broken == []
    return said


def test_four_authors_save_at_one_moment(bank: str) -> None:
    one, here = put(bank), at(bank)

    def save(number: int) -> Outcome:
        with writing() as db:
            return service.save(db, here, one, replace(CITY, text=f"Bản {number}?"), 1, OPENS)

    said = race(save)
    assert sorted(said).count("revision") == 1 and said.count(service.STALE) == 3
    assert shelf.seen(bank, one).newest.number == 2 and shelf.audited() == 1


def test_four_authors_add_the_same_at_one_moment(bank: str) -> None:
    here = at(bank)

    def add(number: int) -> str:
        with writing() as db:
            return service.add(db, here, replace(CITY, explanation=str(number)), OPENS)

    said = race(add)
    assert said.count(service.TWIN) == 3 and len(shelf.every(bank)) == 1


def test_four_clicks_make_one_bank(bank: str) -> None:
    def create(_: int) -> str:
        with writing() as db:
            return service.create_bank(db, "an", "Bộ bốn", OPENS).name

    assert race(create).count("Bộ bốn") == 1
    with reading() as db:
        assert len(banks.every(db)) == 2


def test_four_clicks_undo_once(bank: str) -> None:
    shelf.fill(CITY, TRUE, NUMBER)
    here, ids = at(bank), [one.id for one in shelf.every(bank)]
    with writing() as db:
        done = service.change(db, here, ids, Deed.STATE, "retired", OPENS)

    def undo(_: int) -> int:
        with writing() as db:
            return service.undo(db, here, done.change_id, OPENS)

    said = race(undo)
    assert sorted(said) == sorted(["3", *[service.TOO_LATE] * 3])
    assert {one.state for one in shelf.every(bank)} == {APPROVED}


def test_four_change_the_same_at_one_moment(bank: str) -> None:
    shelf.fill(CITY, TRUE, NUMBER)
    here, ids = at(bank), [one.id for one in shelf.every(bank)]

    def change(number: int) -> int:
        with writing() as db:
            return service.change(
                db, here, ids, Deed.LEVEL, ("thong-hieu", "van-dung")[number % 2], OPENS
            ).count

    said = race(change)
    assert len(said) == 4
    # One after the other: none is lost or made twice.
    changed = sum(map(int, said))
    assert sum(one.version - 1 for one in shelf.every(bank)) == changed


def test_many_changed_while_one_is_saved(bank: str) -> None:
    shelf.fill(CITY, TRUE, NUMBER)
    here, ids = at(bank), [one.id for one in shelf.every(bank)]

    def work(number: int) -> object:
        with writing() as db:
            if number % 2:
                return service.change(db, here, ids, Deed.LEVEL, "thong-hieu", OPENS).count
            wanted = replace(shelf.told(bank, ids[0]), explanation=f"Lần {number}.")
            return service.save(db, here, ids[0], wanted, 1, OPENS)

    race(work)
    assert shelf.audited() >= 1
    numbers = {one.id: one.newest.number for one in shelf.every(bank)}
    assert max(numbers.values()) <= 3
