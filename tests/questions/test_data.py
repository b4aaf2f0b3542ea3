"""The packs that come along: they load without a problem and give nothing away."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from questions import taxonomy
from questions.folding import fold
from questions.formats import detect, text, xlsx_writer
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, speaks_of_others

FOLDER = Path(__file__).parents[2] / "questions" / "data"
PACKS = sorted(FOLDER.glob("*.txt"))
QUESTIONS = [question for pack in PACKS for question in detect.read(pack).questions]
SINGLE = [question for question in QUESTIONS if question.kind is Kind.one]


def test_only_packs_and_a_readme_are_there() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {pack.name for pack in PACKS} == {"README.md"}
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{pack.name}`" in readme for pack in PACKS)


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_a_pack_has_no_problems_and_is_written_as_we_write(pack: Path) -> None:
    report = detect.read(pack)
    assert report.problems == ()
    source = pack.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", source)
    assert text.write(report.questions) == source
    assert len(detect.read_bytes(xlsx_writer.write(report.questions)).questions) == len(report.questions)


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert len(QUESTIONS) >= 48
    assert kinds[Kind.several] >= 6 and kinds[Kind.true_false] >= 8 and kinds[Kind.number] >= 4
    assert kinds[Kind.one] > len(QUESTIONS) / 2


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text[:40])
def test_each_is_complete(question: ParsedQuestion) -> None:
    assert question.explanation.endswith(".") and question.basis and question.topics
    assert all(topic in taxonomy.BY_SLUG for topic in question.topics)
    assert question.text[-1] in "?."
    assert len(question.options) in {Kind.one: (4,), Kind.several: (4,), Kind.true_false: (2,)}.get(
        question.kind, (0,)
    )
    assert not speaks_of_others(question.options)
    # Documents with a number carry their day, for numbers repeat.
    assert not re.search(r"/QĐ-TTg(?! ngày)", question.basis)


def test_no_question_is_there_twice() -> None:
    assert len({fold(question.text) for question in QUESTIONS}) == len(QUESTIONS)


def test_right_answers_are_spread_evenly() -> None:
    places = Counter(question.right[0] for question in SINGLE)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) - min(places.values()) <= 3
    truths = Counter(question.right[0] for question in QUESTIONS if question.kind is Kind.true_false)
    assert abs(truths[0] - truths[1]) <= 2
    amounts = {len(question.right) for question in QUESTIONS if question.kind is Kind.several}
    assert len(amounts) > 1


def test_the_longest_option_is_not_usually_right() -> None:
    longest = [one for one in SINGLE if len(one.options[one.right[0]]) > _longest_wrong(one)]
    assert len(longest) <= len(SINGLE) * 0.3


def _longest_wrong(question: ParsedQuestion) -> int:
    return max(len(option) for place, option in enumerate(question.options) if place not in question.right)


@pytest.mark.parametrize("question", SINGLE, ids=lambda question: question.text[:40])
def test_options_are_of_like_length(question: ParsedQuestion) -> None:
    lengths = [len(option) for option in question.options]
    assert max(lengths) - min(lengths) <= 16


@pytest.mark.parametrize("topic", ["cds", "cchc", "tag-attt", "cds-4g", "cchc-5b2", "tag-doan-thanh-nien"])
def test_every_area_has_questions(topic: str) -> None:
    from questions.blueprint import covers

    assert sum(any(covers(topic, slug) for slug in question.topics) for question in QUESTIONS) >= 3
