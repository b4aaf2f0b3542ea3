"""A name that exists, one that doesn't, one that is disabled: the same work and the same answer.

Counted, not timed: hashes, statements, bytes, headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from contest.accounts import passwords, service, signing_in, staffing
from contest.accounts.guards import KNOWN_COOKIE
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD
from tests.contest.accounts.stepping import turned_on
from tests.contest.accounts.test_login import problem

Staff = Callable[..., service.Member]
WRONG = "sai mật khẩu rồi"
#: Of one length, so that the name typed, which the page shows again, is the only difference.
NAMES = {"known": "biet1", "two steps": "biet2", "disabled": "khoa1", "unknown": "khong"}


@dataclass
class Work:
    """What was done since it was last asked."""

    done: Counter[str] = field(default_factory=Counter)

    def take(self) -> dict[str, int]:
        taken, self.done = dict(self.done), Counter()
        return taken


class Counted:
    """The hashing library, each call counted."""

    def __init__(self, scheme: Any, work: Work) -> None:
        self._scheme, self._work = scheme, work

    def __getattr__(self, name: str) -> Any:
        self._work.done[name] += 1
        return getattr(self._scheme, name)


@pytest.fixture
def work(client: TestClient, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts hashes and statements."""
    found = Work()
    monkeypatch.setattr(passwords, "_scheme", Counted(passwords._scheme, found))

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.done[" ".join(statement.split()[:3])] += 1

    for engine in (sqlite_database.reader, sqlite_database.writer):
        event.listen(engine, "before_cursor_execute", note)
    return found


@pytest.fixture
def people(staff: Staff, clock: Clock, server_key: None) -> None:
    """Each kind of name but the unknown one."""
    staff(NAMES["known"])
    turned_on(staff(NAMES["two steps"]), clock)
    disabled = staff(NAMES["disabled"])
    with writing() as db:
        staffing.disable(db, "actor", disabled.id, clock.now)


def told(answer: Any, login: str) -> tuple[object, ...]:
    """Everything that an answer says, but the name that was typed."""
    headers = sorted((name, value) for name, value in answer.headers.items())
    return answer.status_code, headers, answer.content.replace(login.encode(), b"*****")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("tries", [1, 3])
def test_a_wrong_password_says_and_costs_the_same(client: TestClient, work: Work, tries: int) -> None:
    seen, costs = {}, {}
    for kind, login in NAMES.items():
        for _ in range(tries):
            work.take()
            answer = client.post("/accounts/login", data={"login": login, "password": WRONG})
        costs[kind], seen[kind] = work.take(), told(answer, login)
        assert (answer.status_code, problem(answer.text)) == (422, signing_in.WRONG)
        assert costs[kind]["verify"] == 1 and "hash" not in costs[kind]
    assert len(set(map(str, costs.values()))) == 1, costs
    assert len(set(map(str, seen.values()))) == 1


@pytest.mark.usefixtures("people")
def test_the_right_password_of_who_is_disabled_is_any_wrong_one(client: TestClient, work: Work) -> None:
    seen, costs = [], []
    for kind, password in (("disabled", PASSWORD), ("disabled", WRONG), ("unknown", PASSWORD)):
        work.take()
        answer = client.post("/accounts/login", data={"login": NAMES[kind], "password": password})
        costs.append(work.take())
        seen.append(told(answer, NAMES[kind]))
    assert costs[0]["verify"] == 1
    assert costs[0] == costs[2]
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.usefixtures("people")
def test_who_must_wait_costs_no_hash_and_is_told_the_same(client: TestClient, work: Work) -> None:
    seen = set()
    for login in NAMES.values():
        for _ in range(3):
            client.post("/accounts/login", data={"login": login, "password": WRONG})
        work.take()
        answer = client.post("/accounts/login", data={"login": login, "password": PASSWORD})
        assert "verify" not in work.take()
        assert problem(answer.text) == signing_in.WAIT.format(seconds=1)
        seen.add(str(told(answer, login)))
    assert len(seen) == 1


def test_the_hash_of_nobody_is_of_todays_cost() -> None:
    assert not passwords.is_outdated(passwords.NOBODY)


# --- a stranger's delay is the stranger's ---------------------------------------------------------


def guess(browser: TestClient, clock: Clock, times: int) -> None:
    """Somebody without the cookie guesses on and on, waiting as told."""
    browser.cookies.clear()
    for _ in range(times):
        browser.post("/accounts/login", data={"login": "nhung", "password": WRONG})


def test_a_known_browser_passes_a_strangers_delay(client: TestClient, staff: Staff, clock: Clock) -> None:
    staff("nhung")
    right = {"login": "nhung", "password": PASSWORD}
    client.post("/accounts/login", data=right)
    known = client.cookies[KNOWN_COOKIE]
    guess(client, clock, 30)
    assert client.post("/accounts/login", data=right).status_code == 422, "another browser waits"
    client.cookies.set(KNOWN_COOKIE, known)
    assert client.post("/accounts/login", data=right).status_code == 303
    guess(client, clock, 1)
    answer = client.post("/accounts/login", data=right)
    assert answer.status_code == 422, "and what the stranger owes is not forgiven by it"


def test_a_known_browser_that_guesses_waits_too(client: TestClient, staff: Staff, clock: Clock) -> None:
    staff("nhung")
    right = {"login": "nhung", "password": PASSWORD}
    client.post("/accounts/login", data=right)
    for _ in range(3):
        client.post("/accounts/login", data=right | {"password": WRONG})
    answer = client.post("/accounts/login", data=right)
    assert (answer.status_code, problem(answer.text)) == (422, signing_in.WAIT.format(seconds=1))


def test_a_browser_knows_no_other_name(client: TestClient, staff: Staff, clock: Clock) -> None:
    staff("nhung"), staff("khac")
    client.post("/accounts/login", data={"login": "khac", "password": PASSWORD})
    known = client.cookies[KNOWN_COOKIE]
    guess(client, clock, 30)
    client.cookies.set(KNOWN_COOKIE, known)
    answer = client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD})
    assert answer.status_code == 422
