"""The pictures of a draft as its question has them: one in front of the options, one for each option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from questions.formats.drafts import Draft, option_part
from questions.formats.model import ParsedQuestion
from questions.formats.words import PAIR_SIGN
from questions.kinds import Kind
from questions.picture import Picture


def pictured(draft: Draft, question: ParsedQuestion, written: Sequence[str]) -> ParsedQuestion:
    """The question with what the draft shows; `written` are its options before its kind was known."""
    if not draft.pictures:
        return question
    beside = _beside(draft, question.kind, written)
    return replace(
        question,
        picture=draft.pictures.get("text"),
        pictures=beside if any(beside) and len(beside) == len(question.options) else (),
    )


def _beside(draft: Draft, kind: Kind, written: Sequence[str]) -> tuple[Picture | None, ...]:
    places = range(len(written))
    match kind:
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            shown = places
        case Kind.matching:
            # What has no left side belongs to nothing: it is a target alone.
            shown = [place for place in places if written[place].partition(PAIR_SIGN)[0].strip()]
        case Kind.true_false | Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            shown = ()
        case _:
            assert_never(kind)
    return tuple(draft.pictures.get(option_part(place)) for place in shown)


def put(draft: Draft, question: ParsedQuestion) -> None:
    """The same way back."""
    listed = {option_part(place): one for place, one in enumerate(question.pictures) if one}
    draft.pictures = ({"text": question.picture} if question.picture else {}) | listed
