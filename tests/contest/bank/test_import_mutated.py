"""Damaged files of every format, read by the confined process itself: a report or one clear sentence, never a
child that breaks, runs out of time or of memory. The seed is told with a failure."""

from __future__ import annotations

import random
from datetime import date

import pytest

from contest.bank import import_beside
from contest.errors import Invalid
from tests.questions.formats import test_mutations as ours
from tests.questions.formats.word import test_mutated as word
from tests.trusted import measured

TODAY = date(2026, 10, 5)
FEW, MANY = 6, 1_000
#: What must not be said of a file of some kilobytes.
FAULTS = (import_beside.BROKEN, import_beside.TOO_LONG, import_beside.TOO_MUCH)


def survive(seed: int, count: int) -> None:
    chance = random.Random(seed)
    files = [(form.value, file) for form in ours.FORMS for file in ours.sources(form)]
    files += [("docx", file) for file in word.word_files()]
    for turn in range(count):
        name, whole = chance.choice(files)
        data = ours.damaged(chance, whole) if turn % 2 else word.mutated(whole, chance)
        where = f"seed {seed}, turn {turn}, {name}"
        try:
            made = import_beside.read(data, TODAY, [], lambda digests: {}, lambda *told: None)
        except Invalid as problem:
            assert problem.fields["file"] not in FAULTS, where
            assert problem.fields["file"], where
        else:
            assert made.rows, where


def test_a_damaged_file_breaks_no_child() -> None:
    survive(seed=1, count=FEW)


@pytest.mark.slow
def test_a_thousand_damaged_files_break_no_child() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    survive(seed, MANY)
    told = (
        f"{MANY:,} damaged files of every format through the confined process: each a report or one sentence"
    )
    measured("imports", "process", told, "./hoithi test -k damaged")
