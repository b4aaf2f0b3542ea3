"""What packs must have as wholes: where right options stand, coverage, levels; each at its border."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questions.checking import whole
from questions.checking.whole import AREAS, ITEMS, of_all, of_pack
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from tests.questions.checking.good import NUMBER, ONE, SEVERAL, many

FULL = many(300)


def test_there_are_eleven_items_and_six_areas() -> None:
    assert (len(ITEMS), len(AREAS)) == (11, 6)
    assert {"cds-4d-de-an-06", "cds-4dd-dvc-nhan-thuc", "cds-4l-to-cong-nghe-so"} < set(ITEMS)
    assert {"cchc-5d-cong-vu", "cchc-5dd-tai-chinh-cong", "cchc-5e-chinh-quyen-so"} < set(AREAS)


def test_good_packs_lack_nothing() -> None:
    assert list(of_pack(FULL)) == []
    assert list(of_all(FULL)) == []


def placed(*counts: int) -> list[ParsedQuestion]:
    """Questions whose right option stands so often in each place; all options are of one length."""
    options = ("Một", "Hai", "Bảy", "Mốt")
    places = [place for place, count in enumerate(counts) for _ in range(count)]
    return [replace(ONE, options=options, right=(place,)) for place in places]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((25, 25, 25, 25), []),
        ((18, 18, 32, 32), []),
        ((17, 27, 28, 28), ["đáp án A đúng ở 17% số câu, phải từ 18 đến 32%"]),
        ((22, 22, 23, 33), ["đáp án D đúng ở 33% số câu, phải từ 18 đến 32%"]),
        ((50, 0, 25, 25), ["đáp án A đúng ở 50% số câu", "đáp án B đúng ở 0% số câu"]),
    ],
)
def test_right_options_are_spread(counts: tuple[int, ...], said: list[str]) -> None:
    found = list(of_pack(placed(*counts)))
    assert [one[: len(start)] for one, start in zip(found, said, strict=True)] == said


def test_other_kinds_have_no_place() -> None:
    assert list(of_pack([SEVERAL, NUMBER, replace(ONE, kind=Kind.true_false, options=("Đúng", "Sai"))])) == []
    assert list(of_pack([])) == []


def longest(count: int) -> list[ParsedQuestion]:
    """A hundred questions, in so many of which the right option is the longest."""
    right, wrong = ("Một người", "Hai", "Bảy", "Mốt"), ("Một", "Hai người", "Bảy", "Mốt")
    turned = [(number % 4, right if number < count else wrong) for number in range(100)]
    return [replace(ONE, options=_turned(options, place), right=(place,)) for place, options in turned]


def _turned(options: tuple[str, ...], place: int) -> tuple[str, ...]:
    return options[-place:] + options[:-place] if place else options


def test_the_longest_is_not_usually_right() -> None:
    assert list(of_pack(longest(36))) == []
    assert list(of_pack(longest(37))) == ["đáp án đúng dài nhất ở 37% số câu, nhiều nhất 36%"]


def test_as_long_as_the_longest_counts_and_all_of_one_length_does_not() -> None:
    shared = replace(ONE, options=("Một người", "Hai người", "Bảy", "Mốt"), right=(0,))
    assert whole._is_longest(shared)
    assert not whole._is_longest(replace(shared, right=(2,)))
    assert not whole._is_longest(placed(1)[0])


def test_there_are_enough_questions() -> None:
    assert "có 249 câu, phải có ít nhất 250" in list(of_all(many(249)))
    assert not any("ít nhất 250" in said for said in of_all(many(250)))


@pytest.mark.parametrize(
    ("topic", "fewest"),
    [
        *((item, 8) for item in ITEMS),
        *((area, 10) for area in AREAS),
        ("cchc-4-chi-so", 1),
        ("cchc-8-quyen-giam-sat", 1),
    ],
)
def test_every_item_and_area_is_covered(topic: str, fewest: int) -> None:
    others = [one for one in FULL if topic not in one.topics]
    mine = [replace(ONE, topics=(topic, "tag-attt"))] * (fewest - 1)
    said = f"chủ đề {topic} có {fewest - 1} câu, phải có ít nhất {fewest}"
    assert said in list(of_all(others + mine))
    assert not any(topic in one for one in of_all([*others, *mine, replace(ONE, topics=(topic,))]))


def test_what_lies_below_an_area_counts_for_it() -> None:
    others = [one for one in FULL if "cchc-5b-tthc" not in one.topics]
    below = [replace(ONE, topics=("cchc-5b1-mot-cua",)), replace(ONE, topics=("cchc-5b2-dvc-truc-tuyen",))]
    assert not any("cchc-5b-tthc" in said for said in of_all(others + below * 5))
    # d and đ are two letters.
    assert any(
        "cds-4d-de-an-06" in said for said in of_all([replace(ONE, topics=("cds-4dd-dvc-nhan-thuc",))] * 9)
    )


@pytest.mark.parametrize(
    ("recognise", "understand", "apply", "wrong"),
    [
        (50, 30, 20, []),
        (58, 22, 20, []),
        (42, 38, 20, []),
        (59, 21, 20, ["nhận biết", "thông hiểu"]),
        (50, 21, 29, ["thông hiểu", "vận dụng"]),
        (100, 0, 0, ["nhận biết", "thông hiểu", "vận dụng"]),
    ],
)
def test_levels_are_mixed(recognise: int, understand: int, apply: int, wrong: list[str]) -> None:
    counts = {Level.recognise: recognise, Level.understand: understand, Level.apply: apply}
    asked = [replace(ONE, level=level) for level, count in counts.items() for _ in range(count)]
    found = [said for said in of_all(asked) if said.startswith("mức ")]
    assert [said.removeprefix("mức ").partition(" có ")[0] for said in found] == wrong


def test_no_question_at_all_is_told() -> None:
    assert "có 0 câu, phải có ít nhất 250" in list(of_all([]))
