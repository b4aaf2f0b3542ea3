"""One row: mended, accepted, left out, taken back; by two people; and what repeats what."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.bank import importing, mending, store
from contest.bank.import_rules import Deed, Typed, read_problems
from contest.bank.models import BankImportRow
from contest.bank.states import SAVEABLE, RowState
from contest.errors import Conflict, NotFound
from contest.web.database import Database, reading, writing
from questions.formats.drafts import Draft
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, NO_KEY, ODD_LEVEL, OTHER, SOUND, STAFF
from tests.contest.bank.mends import mend, version


def stored(batch: str, number: int) -> BankImportRow:
    with reading() as db:
        return mending.row_of(db, batch, number)


@pytest.fixture
def batch(database: Database, clock: Clock) -> str:
    """Rows 1 ready, 2 wrong, 3 to look at, 4 in the bank, 5 the same as row 1."""
    return files.bring(files.make_bank(), files.book(*MIXED), clock.now)


def test_a_mend_is_judged_by_the_same_judge(batch: str, clock: Clock) -> None:
    assert mend(batch, 2, clock, answer="D") is RowState.WRONG
    assert "không khớp" in read_problems(stored(batch, 2).problems)[0].message
    assert mend(batch, 2, clock, answer="B") is RowState.READY
    row = stored(batch, 2)
    assert (row.version, row.changed_by, row.problems) == (3, STAFF.name, "[]")


def test_accepting_holds_until_something_new_is_wrong(batch: str, clock: Clock) -> None:
    assert mend(batch, 3, clock, Deed.ACCEPT) is RowState.READY
    assert mend(batch, 3, clock, explanation="Vì khác.") is RowState.READY
    assert mend(batch, 3, clock, points="nhiều") is RowState.LOOK
    assert mend(batch, 3, clock, level="khó", points="2") is RowState.READY


def test_dropping_and_taking_back_in(batch: str, clock: Clock) -> None:
    assert mend(batch, 3, clock, Deed.DROP) is RowState.DROPPED
    assert mend(batch, 3, clock, Deed.RESTORE) is RowState.LOOK
    assert Draft.from_json(stored(batch, 3).draft).text == ODD_LEVEL[0]


def test_a_twin_stands_up_when_the_other_goes(batch: str, clock: Clock) -> None:
    assert stored(batch, 5).twin_of == 1
    mend(batch, 1, clock, Deed.DROP)
    assert (stored(batch, 5).state, stored(batch, 5).twin_of) == (RowState.READY, 0)
    assert mend(batch, 1, clock, Deed.RESTORE) is RowState.TWIN
    assert stored(batch, 1).twin_of == 5
    assert mend(batch, 5, clock, text="Một câu nay đã khác hẳn rồi?") is RowState.READY
    assert stored(batch, 1).state == RowState.READY


def test_a_mend_that_makes_a_twin(batch: str, clock: Clock) -> None:
    same = Typed({"text": SOUND[0], "level": "", "answer": "A"}, SOUND[1:4])
    assert mend(batch, 3, clock, typed=same) is RowState.TWIN
    known = Typed({"text": files.KNOWN}, ("Có", "Chưa", "Không rõ"))
    assert mend(batch, 3, clock, typed=known) is RowState.TWIN
    assert stored(batch, 3).twin_of == -1


def test_three_of_a_kind(database: Database, clock: Clock) -> None:
    batch = files.bring(files.make_bank(), files.book(SOUND, SOUND, SOUND), clock.now)
    mend(batch, 1, clock, Deed.DROP)
    assert [stored(batch, number).twin_of for number in (1, 2, 3)] == [0, 0, 2]
    mend(batch, 2, clock, Deed.DROP)
    assert [stored(batch, number).state for number in (1, 2, 3)] == ["dropped", "dropped", "ready"]


def test_two_people_at_one_row(batch: str, clock: Clock) -> None:
    seen = version(batch, 2)
    mend(batch, 2, clock, seen=seen, staff=OTHER, answer="A")
    with pytest.raises(Conflict, match="Y Ngọc Hà vừa sửa"):
        mend(batch, 2, clock, seen=seen, answer="B")
    assert Draft.from_json(stored(batch, 2).draft).answer == "A"


@pytest.mark.parametrize("deed", [Deed.SAVE, Deed.ACCEPT, Deed.DROP])
def test_sent_twice_is_done_once(batch: str, clock: Clock, deed: Deed) -> None:
    seen = version(batch, 3)
    first = mend(batch, 3, clock, deed, seen=seen, explanation="Vì.")
    assert mend(batch, 3, clock, deed, seen=seen, explanation="Vì.") is first
    assert version(batch, 3) == seen + 1


def test_what_is_saved_is_mended_in_the_bank(batch: str, clock: Clock) -> None:
    with reading() as db:
        ready = importing.prepare(db, batch)
    with writing() as db:
        importing.confirm(db, STAFF, ready, ready.version, clock.now)
    with pytest.raises(Conflict, match="đã vào ngân hàng"):
        mend(batch, 1, clock, text="Khác?")


def test_no_such_row(batch: str, clock: Clock) -> None:
    with reading() as db, pytest.raises(NotFound):
        mending.consider(db, batch, 99, 1, Deed.SAVE, Typed({}), files.TODAY)


# --- any sequence of deeds ----------------------------------------------------------------------

TEXTS = (SOUND[0], NO_KEY[0], "Một câu khác hẳn mọi câu?", "")
deeds = st.tuples(
    st.integers(1, 5),
    st.sampled_from(Deed),
    st.fixed_dictionaries(
        {},
        optional={
            "text": st.sampled_from(TEXTS),
            "answer": st.sampled_from(["A", "B", "E"]),
            "level": st.sampled_from(["khó", "?"]),
        },
    ),
)
_banks = iter(range(10_000))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, max_size=8))
def test_confirming_saves_exactly_what_is_sound(
    sqlite_database: Database, clock: Clock, done: list[tuple[int, Deed, dict[str, str]]]
) -> None:
    bank = files.make_bank(slug := f"bank-{next(_banks)}")
    batch = files.bring(bank, files.book(*MIXED), clock.now)
    for number, deed, parts in done:
        mend(batch, number, clock, deed, Typed(parts))
    with reading() as db:
        rows = store.rows(db, batch, tuple(RowState))
        wanted = {row.identity for row in rows if row.state in SAVEABLE}
        ready = importing.prepare(db, batch)
    # Each question once; whatever is sound and wanted is among them or in the bank.
    assert len(wanted) == len(ready.numbers) and "" not in wanted
    left_out = {row.identity for row in rows if row.state == RowState.TWIN and row.twin_of > 0}
    assert left_out <= wanted
    before = files.count(slug)
    with writing() as db:
        saved = importing.confirm(db, STAFF, ready, ready.version, clock.now)
    assert (saved.saved, saved.there) == (len(wanted), 0)
    assert files.count(slug) == before + len(wanted)
