"""Being forgotten: with one's code once more, at once, whole."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.people import guessing
from contest.privacy import own, requests_store
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.privacy.own_world import app_client, audited, board, contest, erase, fresh, phone, sit
from tests.contest.rounds.world import World

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name


def test_one_is_forgotten_at_once(phone: Phone, contest: World, clock: Clock) -> None:
    sit(contest, phone)
    answer = erase(phone, code=phone.joined.code.lower())
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds/deleted")
    assert 'hoithi_entry=""' in answer.headers["set-cookie"]
    assert (phone.person().name, phone.person().birth_year, phone.person().phone) == ("", None, None)
    assert len(contest.board()) == 1  # what they did stays, without a name
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest)
    assert phone.get("/deleted").status_code == 200
    assert phone.get().headers["location"] == "/campaigns/cds/entries/code"  # an old cookie opens nothing
    assert "privacy.forget" in audited(contest) or contest.audited() > 0


def test_the_result_goes_too_when_that_is_wanted(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    erase(phone, results="1")
    assert contest.board() == []


def test_what_was_asked_goes_with_them(phone: Phone) -> None:
    phone.post("/requests", kind="view", words="Tôi là Lê Văn Nam ở thôn 3")
    erase(phone)
    with reading() as db:
        (row,) = requests_store.of_entry(db, phone.joined.entry_id)
        assert (row.words, row.kind) == ("", "view")


@pytest.mark.parametrize(
    ("sent", "field"), [({"code": "00000000"}, "code"), ({"code": ""}, "code"), ({"sure": ""}, "sure")]
)
def test_without_the_code_or_the_tick_nothing_is_deleted(
    phone: Phone, sent: dict[str, str], field: str
) -> None:
    answer = erase(phone, **sent)
    assert answer.status_code == 422 and said(answer, f"#{field}-err")
    assert phone.person().name == "Lê Văn Nam"


def test_anothers_code_deletes_nobody(app_client: TestClient, phone: Phone, contest: World) -> None:
    other = join(contest, "A Thui")
    assert erase(phone, code=other.code).status_code == 422
    assert phone.person().name == "Lê Văn Nam"


def test_codes_are_not_guessed_without_end(phone: Phone, clock: Clock) -> None:
    for _ in range(guessing.NAME_BURST):
        assert said(erase(phone, code="00000000"), "#code-err").endswith(own.WRONG_CODE)
    slow = erase(phone)  # the right one too: a guesser learns nothing
    assert slow.status_code == 422 and said(slow, "#code-err").endswith(own.SLOW)
    clock.move(minutes=1)
    assert erase(phone).status_code == 303


def test_twice_is_once(phone: Phone) -> None:
    assert erase(phone).status_code == 303
    assert erase(phone).headers["location"] == "/campaigns/cds/entries/code"
