"""The packs that come along, beside what their check says: they survive Excel, and truths are mixed.

The check itself runs in tests/house.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from questions import packs
from questions.formats import detect, template, text, xlsx_writer
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.packs import Pack

QUESTIONS = [question for pack in packs.every() for question in packs.questions_of(pack)]


def bare(asked: tuple[ParsedQuestion, ...]) -> list[ParsedQuestion]:
    """Questions without the line that they stood in."""
    return [replace(one, line=0) for one in asked]


@pytest.mark.parametrize("pack", packs.every(), ids=lambda pack: pack.slug)
def test_a_pack_survives_every_format(pack: Pack) -> None:
    asked = packs.questions_of(pack)
    assert asked
    assert bare(text.parse(text.write(asked)).questions) == bare(asked)
    assert bare(detect.read_bytes(xlsx_writer.write(asked)).questions) == bare(asked)
    filled = detect.read_bytes(template.write(asked))
    assert bare(filled.questions) == bare(asked) and filled.problems == ()


def test_whoever_tries_the_demo_meets_each_kind() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert kinds[Kind.several] >= 6 and kinds[Kind.true_false] >= 8 and kinds[Kind.number] >= 4
    assert kinds[Kind.one] > len(QUESTIONS) / 2


def test_true_and_false_are_mixed() -> None:
    truths = Counter(question.right[0] for question in QUESTIONS if question.kind is Kind.true_false)
    assert min(truths[0], truths[1]) * 3 >= truths[0] + truths[1]
    amounts = {len(question.right) for question in QUESTIONS if question.kind is Kind.several}
    assert len(amounts) > 1


def test_only_the_empty_workbook_asks_to_delete_its_examples() -> None:
    pack = packs.every()[0]
    empty = detect.read_bytes(template.write()).questions
    assert bare(empty) == bare(template.EXAMPLES)
    assert len(detect.read_bytes(template.write(packs.questions_of(pack))).questions) != len(empty)
