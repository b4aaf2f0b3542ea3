"""What the doctor says of accounts that nobody uses, and of what browsers report, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contest.accounts.models import Staff
from contest.doctor import data, desk_rules
from contest.doctor.opening import Place
from contest.doctor.rules import State
from contest.office.models import PageViolation
from contest.web.database import Database, writing

NOW = datetime(2026, 10, 10, 13, 0, tzinfo=UTC)
DAY, MS = timedelta(days=1), timedelta(milliseconds=1)
LONG = 45 * DAY


@pytest.mark.parametrize(("unused", "state"), [(0, State.OK), (1, State.WARN), (7, State.WARN)])
def test_unused_accounts(unused: int, state: State) -> None:
    found = desk_rules.accounts(unused)
    assert found.state is state and (found.todo == "") is (state is State.OK)
    assert found.said.startswith("Không" if not unused else f"{unused} tài khoản")


@pytest.mark.parametrize(
    ("counts", "state", "word"),
    [
        ((0, 0, 0), State.OK, "không trình duyệt nào báo"),
        ((0, 0, 3), State.OK, "tiện ích"),
        ((1, 1, 0), State.WARN, "1 chỗ, 1 lần"),
        ((4, 250, 9), State.WARN, "4 chỗ, 250 lần"),
    ],
)
def test_what_browsers_report(counts: tuple[int, int, int], state: State, word: str) -> None:
    found = desk_rules.violations(*counts)
    assert found.state is state and word in found.said
    assert (found.todo == "") is (state is State.OK)


def account(login: str, made: datetime, seen: datetime | None, gone: datetime | None = None) -> Staff:
    return Staff(
        login=login,
        name=login,
        role="viewer",
        password_hash="-",
        created_at=made,
        seen_at=seen,
        disabled_at=gone,
    )


def violation(route: str, kind: str, count: int, last: datetime) -> PageViolation:
    return PageViolation(
        route=route, directive="script-src", kind=kind, count=count, first_at=NOW - 80 * DAY, last_at=last
    )


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    url = database.writer.url
    file = Path(url.database or "") if url.drivername.startswith("sqlite") else None
    return Place(tmp_path, url.render_as_string(hide_password=False), file)


def states(place: Place) -> dict[str, State]:
    return {one.check: one.state for one in data.desk(place, NOW)}


def said(place: Place, check: str) -> str:
    return next(one.said for one in data.desk(place, NOW) if one.check == check)


def test_a_new_installation_is_well(place: Place) -> None:
    assert states(place) == {"accounts": State.OK, "violations": State.OK}


def test_accounts_are_counted_at_the_border(place: Place) -> None:
    with writing() as db:
        db.add_all(
            [
                account("vua", NOW - LONG * 2, NOW - LONG + MS),
                account("lau", NOW - LONG * 2, NOW - LONG),
                account("chua", NOW - LONG, None),
                account("moi", NOW - LONG + MS, None),
                account("khoa", NOW - LONG * 2, NOW - LONG, NOW - DAY),
            ]
        )
    assert said(place, "accounts").startswith("2 tài khoản")


def test_reports_of_seven_days_are_counted_without_extensions(place: Place) -> None:
    with writing() as db:
        db.add_all(
            [
                violation("home", "inline", 3, NOW - 7 * DAY),
                violation("rounds.show", "other", 40, NOW),
                violation("rounds.show", "extension", 900, NOW),
                violation("standings.board", "eval", 500, NOW - 7 * DAY - MS),
            ]
        )
    assert "2 chỗ, 43 lần" in said(place, "violations")


def test_extensions_alone_are_well(place: Place) -> None:
    with writing() as db:
        db.add(violation("home", "extension", 900, NOW))
    assert states(place)["violations"] is State.OK and "tiện ích" in said(place, "violations")
