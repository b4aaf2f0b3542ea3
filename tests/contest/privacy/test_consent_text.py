"""One text at the desk, whole and as it was shown."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.contest.privacy.own_phone import said
from tests.contest.privacy.test_consents import (
    NEW,
    app_client,
    contest,
    enter,
    fresh,
    organiser,
    people,
    root,
    viewer,
)
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser

__all__ = [
    "app_client",
    "contest",
    "enter",
    "fresh",
    "organiser",
    "viewer",
]  # fixtures; pytest finds them by name


def test_a_text_is_shown_whole_and_as_text(organiser: TestClient, contest: World) -> None:
    people(contest)
    link = HTMLParser(organiser.get(root(contest)).text).css_first("tbody a")
    assert link is not None
    answer = organiser.get(str(link.attributes["href"]))
    assert said(answer, ".privacy dd") == "Đoàn xã <b>Đăk Tô</b>"
    assert NEW.digest in said(answer, "code")


@pytest.mark.parametrize(("end", "status"), [("/0000000000000", 404), ("/x", 422)])
def test_a_text_that_is_not_there(organiser: TestClient, contest: World, end: str, status: int) -> None:
    assert organiser.get(root(contest) + end).status_code in (status, 404)


def test_another_contests_text_is_not_there(organiser: TestClient, contest: World) -> None:
    people(contest)
    link = HTMLParser(organiser.get(root(contest)).text).css_first("tbody a")
    assert link is not None
    text = str(link.attributes["href"]).rpartition("/")[2]
    other = world.make(slug="khac", bank=0)
    assert organiser.get(f"/privacy/{other.round_id}/consents/{text}").status_code == 404
