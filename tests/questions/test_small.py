"""Folding, topics, citations, the words of authors, and chance."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import taxonomy
from questions.chance import Chance
from questions.citing import Citation, cited
from questions.folding import fold, tidy
from questions.formats.words import read_day, read_points, read_topics, write_points


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăk Tô", "dak to"),
        ("  CHUYỂN – đổi,  Số? ", "chuyen doi so"),
        ("hòa = hoà", "hoa hoa"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_fold_and_tidy_are_done_after_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


def test_tidy_takes_invisible_characters_away() -> None:
    assert tidy(" a\u00a0\u200bb\t c \r\n\n\x07 d\ufeff ") == "a b c\nd"


def test_the_tree_has_all_letters() -> None:
    letters = [topic.slug.split("-")[1] for topic in taxonomy.TOPICS if topic.parent == "cds-4-noi-dung"]
    assert letters == ["4a", "4b", "4c", "4d", "4dd", "4e", "4g", "4h", "4i", "4k", "4l"]
    areas = [topic.slug.split("-")[1] for topic in taxonomy.TOPICS if topic.parent == "cchc-5-noi-dung"]
    assert areas == ["5a", "5b", "5c", "5d", "5dd", "5e"]


def test_parents_stand_before_their_children() -> None:
    seen: set[str] = set()
    for topic in taxonomy.TOPICS:
        assert topic.parent is None or topic.parent in seen
        seen.add(topic.slug)
    assert len(seen) == len(taxonomy.TOPICS)
    assert [topic.position for topic in taxonomy.TOPICS] == list(range(1, len(seen) + 1))


@pytest.mark.parametrize("topic", taxonomy.TOPICS, ids=lambda topic: topic.slug)
def test_a_topic_is_found_by_slug_and_name(topic: taxonomy.BuiltInTopic) -> None:
    assert taxonomy.find(topic.slug) == taxonomy.find(topic.slug.upper()) == topic.slug
    assert taxonomy.find(topic.name) == taxonomy.find(fold(topic.name)) == topic.slug
    assert unicodedata.is_normalized("NFC", topic.name)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("cds-4dd", "cds-4dd-dvc-nhan-thuc"), ("CĐS", "cds"), ("cds-4f", None), ("", None), ("tag", None)],
)
def test_topics_by_code(text: str, slug: str | None) -> None:
    assert taxonomy.find(text) == slug


def test_lists_of_topics() -> None:
    assert read_topics("cds-4c, Nông thôn mới; cds-4c") == (
        ("cds-4c-hoa-don-dien-tu", "nong-thon-moi"),
        ("Nông thôn mới",),
    )
    assert read_topics(" ,; ") == ((), ())


@pytest.mark.parametrize(
    ("basis", "numbers"),
    [
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", [("57-NQ/TW", date(2024, 12, 22), "")]),
        ("Kế hoạch 141/KH-BCĐTKNQ18 ngày 06/12/2024", [("141/KH-BCĐTKNQ18", date(2024, 12, 6), "")]),
        ("Khoản 2 Điều 12, Luật số 72/2025/QH15", [("72/2025/QH15", None, "Khoản 2 Điều 12")]),
        ("Nghị quyết 35/2023/UBTVQH15 ngày 31/02/2023", [("35/2023/UBTVQH15", None, "")]),
        ("07/CT-TTg; 336-KH/TU", [("07/CT-TTg", None, ""), ("336-KH/TU", None, "")]),
        ("Kiến thức chung", []),
        ("Ngày 10/10 và 24/7", []),
        ("", []),
    ],
)
def test_citations(basis: str, numbers: list[tuple[str, date | None, str]]) -> None:
    assert [(one.number, one.dated, one.article) for one in cited(basis)] == numbers


@given(st.text(max_size=1000))
def test_citations_fit_their_columns(basis: str) -> None:
    assert all(
        len(one.number) <= 80 and len(one.article) <= 120 and len(one.title) <= 600 for one in cited(basis)
    )
    assert all(isinstance(one, Citation) for one in cited(basis))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1", 100),
        ("0,5", 50),
        ("0.25", 25),
        ("10", 1000),
        ("0", 0),
        ("1,234", None),
        ("-1", None),
        ("x", None),
        ("", None),
    ],
)
def test_points(text: str, points: int | None) -> None:
    assert read_points(text) == points


@given(st.integers(min_value=0, max_value=999_999))
def test_points_read_back(points: int) -> None:
    assert read_points(write_points(points)) == points


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("31/2/2026", None),
        ("mai", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text) == day


@given(st.binary(), st.lists(st.integers()))
def test_a_shuffle_keeps_everything_and_repeats(seed: bytes, items: list[int]) -> None:
    assert Counter(Chance(seed).shuffled(items)) == Counter(items)
    assert Chance(seed).shuffled(items) == Chance(seed).shuffled(items)


@given(st.binary(), st.integers(min_value=1, max_value=2**32))
def test_below_stays_below(seed: bytes, bound: int) -> None:
    assert 0 <= Chance(seed).below(bound) < bound


def test_all_places_are_as_likely() -> None:
    chance = Chance(b"fair")
    found = Counter(chance.below(6) for _ in range(12_000))
    assert set(found) == set(range(6)) and min(found.values()) > 1800 and max(found.values()) < 2200
