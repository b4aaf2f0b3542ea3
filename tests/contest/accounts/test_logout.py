"""`accounts.logout`: works, twice, by a stranger, by a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from tests.conftest import Clock


@pytest.mark.parametrize("role", list(Role))
def test_it_ends_the_session_on_both_sides(
    client: TestClient,
    staff: Callable[..., service.Member],
    enter: Callable[[str], None],
    clock: Clock,
    role: Role,
) -> None:
    staff("nhung", role)
    enter("nhung")
    token = client.cookies[COOKIE]
    answer = client.post("/accounts/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/login")
    assert COOKIE not in client.cookies
    assert service.who_is(token, clock.now) is None
    assert client.post("/accounts/logout").status_code == 401, "twice"


def test_a_stranger(client: TestClient) -> None:
    assert client.post("/accounts/logout").status_code == 401


def test_a_link_logs_nobody_out(
    client: TestClient, staff: Callable[..., service.Member], enter: Callable[[str], None]
) -> None:
    staff("nhung")
    enter("nhung")
    assert client.get("/accounts/logout").status_code == 405
    assert client.get("/rounds").status_code == 200
