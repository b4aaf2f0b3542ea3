"""What a pack must have, and what all packs must have together: spread, coverage, levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from questions.blueprint import covers
from questions.formats.answers import letter
from questions.formats.model import ParsedQuestion
from questions.formats.words import LEVEL_NAMES
from questions.kinds import Kind, Level
from questions.taxonomy import TOPICS

FEWEST = 250
PLACES = 4
#: The share of each place among the right options, in hundredths.
SPREAD = (18, 32)
#: In so many of a hundred questions no wrong option may be longer than the right one.
MOST_LONGEST = 36

#: The eleven items of digital transformation and the six areas of reform, with what lies below them.
ITEMS = tuple(topic.slug for topic in TOPICS if topic.parent == "cds-4-noi-dung")
AREAS = tuple(topic.slug for topic in TOPICS if topic.parent == "cchc-5-noi-dung")
COVERED = (
    *((item, 8) for item in ITEMS),
    *((area, 10) for area in AREAS),
    ("cchc-4-chi-so", 1),
    ("cchc-8-quyen-giam-sat", 1),
)

#: How many of a hundred questions are of each level, and how far it may be off.
LEVELS = {Level.recognise: 50, Level.understand: 30, Level.apply: 20}
OFF = 8


def of_pack(questions: Sequence[ParsedQuestion]) -> Iterator[str]:
    """What is wrong with a pack as a whole."""
    single = [one for one in questions if one.kind is Kind.one and one.right and len(one.options) == PLACES]
    if not single:
        return
    places = Counter(one.right[0] for one in single)
    low, high = SPREAD
    for place in range(PLACES):
        share = Fraction(100 * places[place], len(single))
        if not low <= share <= high:
            yield f"đáp án {letter(place)} đúng ở {float(share):.0f}% số câu, phải từ {low} đến {high}%"
    share = Fraction(100 * sum(map(_is_longest, single)), len(single))
    if share > MOST_LONGEST:
        yield f"đáp án đúng dài nhất ở {float(share):.0f}% số câu, nhiều nhất {MOST_LONGEST}%"


def _is_longest(question: ParsedQuestion) -> bool:
    """Whether a guesser who takes the longest option could be right; not when all are of one length."""
    lengths = [len(option) for option in question.options]
    return min(lengths) < max(lengths) == lengths[question.right[0]]


def of_all(questions: Sequence[ParsedQuestion]) -> Iterator[str]:
    """What is missing in all packs taken together."""
    if len(questions) < FEWEST:
        yield f"có {len(questions)} câu, phải có ít nhất {FEWEST}"
    for topic, fewest in COVERED:
        count = sum(any(covers(topic, slug) for slug in one.topics) for one in questions)
        if count < fewest:
            yield f"chủ đề {topic} có {count} câu, phải có ít nhất {fewest}"
    levels = Counter(question.level for question in questions)
    for level, wanted in LEVELS.items():
        share = Fraction(100 * levels[level], max(1, len(questions)))
        if abs(share - wanted) > OFF:
            yield f"mức {LEVEL_NAMES[level]} có {float(share):.0f}% số câu, phải gần {wanted}%"
