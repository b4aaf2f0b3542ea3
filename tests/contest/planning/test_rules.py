"""Pure rules: addresses, first and next windows, when settings stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns.editing import slug_problem
from contest.campaigns.rules import SLUG, Phase
from contest.planning import rules

NOW = datetime(2026, 10, 5, 1, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tìm hiểu\nchuyển đổi số", "tim-hieu-chuyen-doi-so"),
        ("Đăk Tô 2026!", "dak-to-2026"),
        ("***", "cuoc-thi"),
        ("new", "new-2"),
        ("Staff", "staff-2"),
        ("Tìm hiểu chuyển đổi số và cải cách hành chính nhà nước", "tim-hieu-chuyen-doi-so-va-cai"),
        ("x" * 100, "x" * rules.SLUG_LENGTH),
    ],
)
def test_an_address_from_a_title(title: str, slug: str) -> None:
    assert rules.slug_of(title, ()) == slug


def test_an_address_that_is_taken_gets_a_number() -> None:
    assert rules.slug_of("Hội thi", {"hoi-thi"}) == "hoi-thi-2"
    assert rules.slug_of("Hội thi", {"hoi-thi", "hoi-thi-2"}) == "hoi-thi-3"


@given(st.text(max_size=200), st.sets(st.sampled_from(["cuoc-thi", "cuoc-thi-2", "a", "new-2"])))
def test_whatever_the_title_the_address_is_valid_and_free(title: str, taken: set[str]) -> None:
    slug = rules.slug_of(title, taken)
    assert SLUG.fullmatch(slug)
    assert slug not in taken
    assert slug_problem(slug) == ""


def test_the_first_window_begins_with_a_full_hour_tomorrow() -> None:
    opens_at, closes_at = rules.first_window(NOW)
    assert opens_at == datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
    assert closes_at == datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 10, 5, 1, 30, tzinfo=UTC), 6),
        (datetime(2026, 10, 5, 16, 59, 59, tzinfo=UTC), 6),
        (datetime(2026, 10, 5, 17, 0, tzinfo=UTC), 7),  # after midnight in Việt Nam
    ],
)
def test_a_contest_of_one_day_is_offered_the_hours_of_tomorrow(now: datetime, day: int) -> None:
    opens_at, closes_at = rules.first_day(now)
    assert opens_at == datetime(2026, 10, day, 1, 0, tzinfo=UTC)
    assert closes_at == datetime(2026, 10, day, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "number", "after"),
    [
        ("Tuần 1", 2, "Tuần 2"),
        ("Tuần 9", 10, "Tuần 10"),
        ("Vòng ngày hội", 2, "Vòng ngày hội 2"),
        ("Tuần", 4, "Tuần 4"),
        ("Tuần 09", 10, "Tuần 10"),
        ("x" * 119 + "9", 2, "x" * 118 + "10"),
        ("x" * 119 + "8", 2, "x" * 119 + "9"),
        ("x" * 120, 2, "x" * 100 + " 2"),
        ("9" * 120, 2, "1" + "0" * 119),
    ],
)
def test_the_name_of_the_week_after(name: str, number: int, after: str) -> None:
    assert rules.next_name(name, number) == after
    assert len(after) <= rules.NAME_LENGTH


@given(st.integers(1, 60 * 24 * 40))
def test_the_week_after_has_the_same_hours_and_does_not_overlap(minutes: int) -> None:
    closes_at = NOW + timedelta(minutes=minutes)
    later = rules.next_window(NOW, closes_at)
    assert later[0] >= closes_at
    assert later[1] - later[0] == closes_at - NOW
    assert (later[0] - NOW) % rules.WEEK == timedelta()
    assert later[0] - rules.WEEK < closes_at


@pytest.mark.parametrize(
    ("phase", "started", "rehearsal", "said"),
    [
        (Phase.DRAFT, False, False, ""),
        (Phase.WAITING, False, False, ""),
        (Phase.WAITING, True, False, rules.STARTED),
        (Phase.DRAFT, True, False, rules.STARTED),
        (Phase.OPEN, False, False, rules.OPENED),
        (Phase.OPEN, True, False, rules.STARTED),
        (Phase.CLOSING, True, False, rules.OVER),
        (Phase.CLOSED, False, False, rules.OVER),
        (Phase.DRAFT, False, True, rules.REHEARSAL),
        (Phase.OPEN, True, True, rules.REHEARSAL),
    ],
)
def test_when_settings_stand(phase: Phase, started: bool, rehearsal: bool, said: str) -> None:
    assert rules.lock_reason(phase, started, rehearsal) == said


def test_a_version_depends_on_values_not_on_their_order() -> None:
    one = rules.version_of({"a": "1", "b": "2"})
    assert one == rules.version_of({"b": "2", "a": "1"})
    assert one != rules.version_of({"a": "1", "b": "3"})
    assert one != rules.version_of({"a": "1", "b": "2", "c": ""})


def test_a_rehearsals_title_says_so_in_its_first_line() -> None:
    title = rules.rehearsal_title("Tìm hiểu\nchuyển đổi số")
    assert title.splitlines()[0] == "Chạy thử, không tính kết quả"
    assert len(rules.rehearsal_title("x" * rules.TITLE_LENGTH)) <= 200


@pytest.mark.parametrize(
    ("now", "weeks"),
    [
        (NOW - timedelta(days=30), 0),
        (NOW - timedelta(seconds=1), 0),
        (NOW, 1),
        (NOW + timedelta(days=7) - timedelta(seconds=1), 1),
        (NOW + timedelta(days=7), 2),
    ],
)
def test_a_window_that_is_over_moves_by_whole_weeks(now: datetime, weeks: int) -> None:
    opens_at, later = NOW - timedelta(hours=2), timedelta(weeks=weeks)
    assert rules.window_ahead(opens_at, NOW, now) == (opens_at + later, NOW + later)


def test_a_sentence_inside_another_begins_small() -> None:
    assert [rules.small(text) for text in ("Đã mở ", "Đ", "")] == ["đã mở ", "đ", ""]
    assert rules.small("Ủy ban Nhân dân") == "ủy ban Nhân dân"


def test_whole_seconds_between_two_moments() -> None:
    assert rules.seconds_between(NOW, NOW + timedelta(seconds=61, milliseconds=999)) == 61
