"""Which parts of a row can be mended on the spot, and by what: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from contest.bank.import_pages import Control, Repair
from questions.folding import fold
from questions.formats.answers import MOST_OPTIONS, letter
from questions.formats.drafts import PART_NAMES, Draft, option_place
from questions.formats.model import ParsedQuestion, Problem
from questions.formats.words import (
    ACCEPTED_BAR,
    KIND_NAMES,
    KINDS,
    LEVEL_NAMES,
    LEVELS,
    SCORINGS,
    TRUTH_NAMES,
    nearest_topics,
    read_topics,
)
from questions.kinds import Kind
from questions.taxonomy import BY_SLUG

Choices = tuple[tuple[str, str, bool], ...]


def of(draft: Draft, question: ParsedQuestion, problems: Sequence[Problem]) -> tuple[Repair, ...]:
    """The repairs of what is wrong, each part once, in the order of the problems."""
    parts = list(
        dict.fromkeys("option" if option_place(one.part) is not None else one.part for one in problems)
    )
    found = [repair for part in parts for repair in _repairs(part, draft, question)]
    return tuple(found)


def _repairs(part: str, draft: Draft, question: ParsedQuestion) -> list[Repair]:
    match part:
        case "":
            return []
        case "option" if len(draft.options) > MOST_OPTIONS:
            return []  # what has no letter is mended as a whole, where it is said what gets lost
        case "option":
            return [
                Repair("option", f"Phương án {letter(place)}", Control.TEXT, draft.words(f"option{place}"))
                for place in range(max(2, len(draft.options)))
            ]
        case "answer":
            return [_answer(draft, question)]
        case "topics":
            return _topics(draft)
        case "kind":
            return [Repair("kind", PART_NAMES[part], Control.SELECT, choices=kinds(draft.kind))]
        case "level":
            return [Repair("level", PART_NAMES[part], Control.SELECT, choices=levels(draft.level))]
        case "scoring":
            return [Repair("scoring", PART_NAMES[part], Control.SELECT, choices=scorings(draft.scoring))]
        case _:
            return [Repair(part, PART_NAMES[part], Control.TEXT, draft.words(part))]


def _answer(draft: Draft, question: ParsedQuestion) -> Repair:
    label = PART_NAMES["answer"]
    typed = Repair("answer", label, Control.TEXT, draft.answer)
    match question.kind:
        case Kind.true_false:
            choices = tuple((name, name, False) for name in TRUTH_NAMES)
            return Repair("answer", label, Control.RADIO, choices=choices)
        case Kind.one | Kind.several if len(question.options) > 1:
            control = Control.CHECKBOX if question.kind is Kind.several else Control.RADIO
            return Repair("answer", label, control, choices=_lettered(question))
        case Kind.short:
            return replace(typed, label=f"{label} ({ACCEPTED_BAR} giữa các đáp án được nhận)")
        case Kind.statements:
            return replace(typed, label=f"{label} (Đ hoặc S cho từng ý)")
        case (
            Kind.one
            | Kind.several
            | Kind.number
            | Kind.ordering
            | Kind.matching
            | Kind.prediction
            | Kind.suggestion
        ):
            return typed
        case _:
            assert_never(question.kind)


def _lettered(question: ParsedQuestion) -> Choices:
    return tuple(
        (letter(place), f"{letter(place)}. {text}", False) for place, text in enumerate(question.options)
    )


def scorings(words: str) -> Choices:
    """The ways of marking to choose from; "" is what its kind usually has."""
    chosen = SCORINGS.get(fold(words))
    offered = tuple((name, name.capitalize(), name == chosen) for name in dict.fromkeys(SCORINGS.values()))
    return (("", "Như thường lệ của loại câu", chosen is None), *offered)


def kinds(words: str) -> Choices:
    """The kinds to choose from; "" lets the answer tell."""
    chosen = KINDS.get(fold(words))
    offered = tuple((name, name.capitalize(), kind is chosen) for kind, name in KIND_NAMES.items())
    return (("", "Máy tự hiểu theo đáp án", chosen is None), *offered)


def levels(words: str) -> Choices:
    """The levels to choose from."""
    chosen = LEVELS.get(fold(words))
    return tuple((name, name.capitalize(), level is chosen) for level, name in LEVEL_NAMES.items())


def _topics(draft: Draft) -> list[Repair]:
    """Each way to put a built-in topic in the place of an unknown one."""
    _, unknown = read_topics(draft.topics)
    offered = [
        (_replaced(draft.topics, word, slug), BY_SLUG[slug].name, False)
        for word in unknown
        for slug in nearest_topics(word)
    ]
    if not offered:
        return []
    keep = (draft.topics, f"Giữ “{draft.topics}” làm chủ đề riêng", True)
    return [Repair("topics", PART_NAMES["topics"], Control.SELECT, choices=(keep, *offered))]


def _replaced(topics: str, word: str, slug: str) -> str:
    parts = re.split(r"([,;\n]\s*)", topics)
    return "".join(slug if part.strip() == word else part for part in parts)
