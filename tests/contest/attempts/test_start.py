"""POST /attempts/new/{round}: one tap, one attempt."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy, recorder, storage
from contest.attempts.starting import Refusal
from contest.storage import Ballast
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, count, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import text

MS = timedelta(milliseconds=1)
NOBODY = "0" * 13
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "k7q2m94x0a1b%27")


def said(phone: Phone, status: int, path: str = "") -> str:
    answer = phone.client.post(f"/attempts/new/{path or phone.round_id}")
    assert answer.status_code == status, answer.text
    return text(HTMLParser(answer.text).css_first("main"))


def test_one_tap_starts(phone_: Phone) -> None:
    answer = phone_.client.post(f"/attempts/new/{phone_.round_id}")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/questions/1")
    assert answer.headers["cache-control"] == "no-store"
    attempt = answer.headers["location"].split("/")[2]
    wanted = (phone_.entries[0], phone_.round_id, 1, "open", 1, phone_.device)
    assert stored(attempt, "entry_id", "round_id", "number", "state", "lease", "holder") == wanted


def test_two_taps_are_one_attempt(phone_: Phone) -> None:
    first, again = phone_.start().attempt, phone_.start().attempt
    assert first == again
    assert count("attempt") == 1


def test_on_a_short_disk_nobody_starts_but_who_sits_goes_on(
    sitting: Phone, new_phone: NewPhone, contest: World, tmp_path: Path
) -> None:
    """503 with a time to come back: what is left of the disk is for the answers of those who sit."""
    storage.use(Ballast(tmp_path / "x.sqlite3", size=1000, short=1 << 60))
    waits = new_phone(contest.join(entropy.new_id()).entry_id).to(contest.round_id)
    try:
        answer = waits.client.post(f"/attempts/new/{contest.round_id}")
        assert answer.status_code == 503
        assert 60 <= int(answer.headers["retry-after"]) <= 180, "not all at the same second"
        assert Refusal.DISK.value in text(HTMLParser(answer.text).css_first("main"))
        assert count("attempt") == 1
        assert sitting.start().attempt == sitting.attempt
    finally:
        storage.use(None)
    assert waits.start().attempt
    assert count("attempt") == 2


def test_from_a_second_phone_the_same_goes_on(sitting: Phone, new_phone: NewPhone) -> None:
    second = new_phone(*sitting.entries).to(sitting.round_id).start()
    assert second.attempt == sitting.attempt
    assert stored(sitting.attempt, "holder", "lease") == (sitting.device, 1), "nothing moves unasked"


def test_a_stranger_is_led_to_the_way_in(contest: World, stranger: Phone) -> None:
    assert stranger.client.post(f"/attempts/new/{contest.round_id}").status_code == 401
    assert count("attempt") == 0


@pytest.mark.parametrize("cookie", ["", "abc", "x" * 4000, "ü", "0" * 13 + "." + "0" * 13 + "~forged"])
def test_a_forged_cookie_is_a_stranger(contest: World, stranger: Phone, cookie: str) -> None:
    headers = {b"Cookie": f"hoithi_entry={cookie}".encode()}
    answer = stranger.client.post(f"/attempts/new/{contest.round_id}", headers=headers)
    assert answer.status_code == 401
    assert count("attempt") == 0


def test_who_entered_another_contest_has_nothing_here(phone_: Phone) -> None:
    elsewhere = world.make(bank=0, slug="khac")
    assert Refusal.NOT_YOURS in said(phone_, 404, elsewhere.round_id)


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(phone_: Phone, bad: str) -> None:
    said(phone_, 404, bad)
    assert phone_.start().attempt, "the writer goes on"


def test_only_a_post_starts(phone_: Phone) -> None:
    assert phone_.client.get(f"/attempts/new/{phone_.round_id}").status_code == 200
    assert phone_.client.put(f"/attempts/new/{phone_.round_id}").status_code == 405
    assert count("attempt") == 0


def test_another_site_starts_nothing(phone_: Phone) -> None:
    origin = {"Origin": "https://evil.example"}
    assert phone_.client.post(f"/attempts/new/{phone_.round_id}", headers=origin).status_code == 403
    assert count("attempt") == 0


def test_at_its_borders(phone_: Phone, other: Phone, clock: Clock) -> None:
    clock.set(OPENS - MS)
    assert Refusal.WAITING in said(phone_, 409)
    clock.set(OPENS)
    assert phone_.start().attempt
    clock.set(CLOSES)
    assert Refusal.OVER in said(other, 410)
    clock.set(CLOSES - MS)
    assert other.start().attempt


def test_used_up(sitting: Phone) -> None:
    assert sitting.hand_in().status_code == 303
    assert Refusal.USED_UP in said(sitting, 409)


def test_a_bank_without_questions_is_told_and_costs_nothing(contest: World, new_phone: NewPhone) -> None:
    poor = world.make(world.rules(blueprint=(world.BlueprintLine(count=9),)), bank=0, slug="ngheo")
    phone = new_phone(poor.join("Lê Thị Hoa").entry_id).to(poor.round_id)
    assert Refusal.BANK in said(phone, 409)
    assert count("attempt") == 0
    world.fill_bank(9)
    assert phone.start().attempt, "once the bank is filled"


def test_busy_says_when_to_try_again(phone_: Phone) -> None:
    recorder.current().queue_limit = 0
    answer = phone_.client.post(f"/attempts/new/{phone_.round_id}")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
