"""Somebody's name out of what others wrote, on both databases: only what may hold it is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.feedback import rules, store
from contest.feedback.models import Feedback
from contest.people.mentions import INSTEAD
from contest.people.models import Entry, Person
from contest.privacy import forgetting
from contest.units.rules import fold as folded_name
from contest.web.database import Database, writing
from questions.folding import fold
from tests.conftest import Clock
from tests.contest.feedback.saying import stored
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS

NAME, PHONE = "Y Thu Bích", "0912345678"
HELD = [
    "Nhờ Y Thu Bích giúp",
    "Y. THU-bích",
    "y thu\nbich nói",
    unicodedata.normalize("NFD", "Của Y Thu Bích"),
    "Gọi 0912.345.678",
    "+84 (0)912 345 678",
    "Gọi 0084-912–345–678 nhé",
    # Folded these are longer than written, so that the name no longer stands in the folded text.
    "½" * 200 + " Y Thu Bích",
]
FREE = ["Y Thu Bé", "100%_\\ đẹp", "thu bích", "0912345679", "Máy chậm", "☺"]


@pytest.fixture
def said(database: Database, clock: Clock) -> tuple[str, list[str]]:
    """The person, and who wrote each text."""
    clock.set(OPENS)
    contest = world.make()
    whose = contest.join(NAME).entry_id
    with writing() as db:
        person = db.get_one(Entry, whose).person_id
        db.get_one(Person, person).phone = PHONE
    entries = [contest.join(f"Người {number}").entry_id for number in range(len(HELD) + len(FREE))]
    with writing() as db:
        for entry_id, words in zip(entries, HELD + FREE, strict=True):
            told = Feedback(round_id=contest.round_id, entry_id=entry_id, grade=3, changed_at=OPENS)
            told.words, told.folded = words, fold(words)[: rules.LONGEST]
            db.add(told)
    return person, entries


def test_what_holds_the_name_or_the_phone_is_rewritten_and_nothing_else_is_read(
    said: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, entries = said
    looked: list[str] = []
    usual = store.mentioning

    def noted(*asked: object) -> list[tuple[str, str, str]]:
        found = usual(*asked)  # ty: ignore[invalid-argument-type]
        looked.extend(words for _, words, _ in found)
        return found

    monkeypatch.setattr(store, "mentioning", noted)
    with writing() as db:
        forgetting.forget(db, person, by=world.STAFF, now=OPENS)
    assert sorted(looked) == sorted(HELD)
    left = {entry: (words, kept) for entry, _, words, kept in stored()}
    for entry in entries[: len(HELD)]:
        words, kept = left[entry]
        assert INSTEAD in words and "bich" not in kept and "912" not in fold(words).replace(" ", "")
    for entry, words in zip(entries[len(HELD) :], FREE, strict=True):
        assert left[entry] == (words, fold(words))


@given(st.from_regex(r"[^\W_]{1,12}", fullmatch=True))
def test_both_ways_to_fold_know_a_word_as_the_same(word: str) -> None:
    assert fold(folded_name(word)).replace("y", "i") == fold(word).replace("y", "i")
