"""Nothing of a person is kept that the inventory does not know; what it says is what the code does."""

from __future__ import annotations

from contest import tables
from contest.people import guards
from contest.privacy import forgetting, periods
from contest.privacy.columns import NOTHING
from contest.privacy.inventory import FILES, ITEMS, PARTICIPANTS, columns, kept
from contest.privacy.kinds import Keep, Sort
from contest.privacy.tombstones import FILE
from contest.signals.rules import KEPT_DAYS
from contest.web.database import Database, reading

EVERY = {
    f"{table.name}.{column.name}" for table in tables.METADATA.tables.values() for column in table.columns
}


def test_every_column_is_in_the_inventory_or_said_to_hold_nothing() -> None:
    unknown = EVERY - columns() - NOTHING
    assert not unknown, f"say in contest/privacy what these hold of people: {sorted(unknown)}"


def test_the_inventory_knows_no_column_that_is_not_there() -> None:
    gone = (columns() | NOTHING) - EVERY
    assert not gone, f"these columns are gone: {sorted(gone)}"


def test_no_column_is_both() -> None:
    assert not columns() & NOTHING
    told = [where for one in ITEMS for where in one.where]
    assert len(told) == len(set(told)), "each stands once"


def test_free_text_is_never_said_to_hold_nothing() -> None:
    texts = {"name", "phone", "reason", "witness", "birth_year", "guardian", "answer", "said", "contact"}
    of_things = {
        *("audience", "bank", "round", "topic", "unit", "setting", "question", "outside_contest"),
        "paper_template",
    }
    found = {each for each in NOTHING if each.split(".")[1] in texts and each.split(".")[0] not in of_things}
    assert not found, "a text that staff type may name somebody"


def test_what_is_forgotten_is_forgotten_by_a_feature_and_what_stays_says_why() -> None:
    features = {name for name, _ in forgetting.FORGETS}
    for one in ITEMS:
        assert bool(one.forgets) != bool(one.stays), one.what
        assert one.forgets in features | {""}, one.what
    assert {one.forgets for one in PARTICIPANTS} - {""} <= features


def test_every_kind_of_keeping_is_used_and_told_in_words(database: Database) -> None:
    with reading() as db:
        spans = periods.spans(db)
    for keep in Keep:
        assert kept(keep), keep
        assert spans[keep]


def test_behaviour_is_sensitive_and_short() -> None:
    for one in kept(Keep.SIGNALS):
        assert one.sort is Sort.SENSITIVE
    assert periods.PERIODS[Keep.SIGNALS].most == KEPT_DAYS == 30


def test_what_lies_on_phones_and_beside_the_database_is_named() -> None:
    files = {where for one in FILES for where in one.where}
    assert {guards.ENTRY_COOKIE, guards.CODE_COOKIE, FILE, "hoithi.sqlite3"} <= files
    assert guards.MAX_AGE == 60 * 24 * 3600, "the inventory says 60 days"
