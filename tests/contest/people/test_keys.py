"""Another key of the server: codes of before open, cookies of before don't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contest import settings
from contest.people import class_codes, codes, finding, guards, inviting, service
from contest.people.service import Joined
from contest.settings import Settings
from contest.web.database import reading, writing
from tests.conftest import Clock

Join = Callable[..., Joined]
NEW, NEWER = b"n" * 32, b"m" * 32


@pytest.fixture
def rotate(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a new key before those that are there, or in their place."""

    def turn(key: bytes = NEW, *, keep: bool = True) -> None:
        now = settings.current()
        older = now.secrets if keep else ()
        monkeypatch.setattr(settings, "_current", Settings(now.data, "", key, older=older))

    return turn


def opens(campaign: str, code: str) -> str | None:
    with reading() as db:
        return service.by_code(db, campaign, code)


def test_a_code_of_before_opens_as_it_did(campaign: str, join: Join, rotate: Callable[..., None]) -> None:
    old = join(name="Y Bích")
    rotate()
    new = join(name="A Thui")
    rotate(NEWER)
    newest = join(name="A Biên")
    for joined in (old, new, newest):
        assert opens(campaign, codes.shown(joined.code).lower()) == joined.entry_id
    with reading() as db:
        found = finding.coded(db, campaign, [old.code, new.code, newest.code, "00000000", "x"])
    assert {code: each.entry_id for code, each in found.items()} == {
        each.code: each.entry_id for each in (old, new, newest)
    }


def test_without_its_key_a_code_opens_nothing(campaign: str, join: Join, rotate: Callable[..., None]) -> None:
    old = join(name="Y Bích")
    rotate(keep=False)
    assert opens(campaign, old.code) is None


def test_a_code_given_anew_ends_the_one_of_before(
    campaign: str, join: Join, rotate: Callable[..., None], clock: Clock
) -> None:
    old = join(name="Y Bích")
    rotate()
    with writing() as db:
        code = service.new_code(db, old.entry_id, clock.now)
    assert opens(campaign, old.code) is None and opens(campaign, code) == old.entry_id


def test_no_new_code_is_one_that_opens_already(
    campaign: str, join: Join, rotate: Callable[..., None]
) -> None:
    """The old one stands under another key, so its hash is another; it is looked for all the same."""
    old = join(name="Y Bích")
    stored = inviting.hashed(old.code)
    rotate()
    assert inviting.hashed(old.code) != stored and stored in inviting.hashes(old.code)
    made: list[str] = []
    with reading() as db:
        made += inviting.fresh(db, campaign, "seed", ["a"], {}).values()
        again = inviting.fresh(db, campaign, "seed", ["a"], {stored or "": "b"})
    assert list(again.values()) == made
    with reading() as db:
        other = inviting.fresh(db, campaign, "seed", ["a"], dict.fromkeys(inviting.hashes(made[0])[1:], "b"))
    assert list(other.values()) != made


def test_cookies_of_before_are_void(join: Join, rotate: Callable[..., None]) -> None:
    joined = join(name="Y Bích")
    entry = guards.issue((joined.entry_id,), "d" * 13)
    card = guards.issue_codes({joined.entry_id: joined.code})
    assert guards.read(entry) is not None and guards.read_codes(card)
    rotate()
    assert guards.read(entry) is None and guards.read_codes(card) == {}
    assert guards.read(guards.issue((joined.entry_id,), "d" * 13)) is not None


# --- codes of classes -----------------------------------------------------------------------------


def test_a_class_code_is_told_as_it_was_printed(rotate: Callable[..., None]) -> None:
    code = class_codes.of("class00000001", 0)
    stored = class_codes.hashed(code)
    rotate()
    rotate(NEWER)
    assert class_codes.of("class00000001", 0, stored) == code
    assert stored in class_codes.hashes(code)
    assert class_codes.of("class00000001", 0) != code, "another one is made with the newest key"


def test_a_class_code_whose_key_is_gone_is_told_no_more(rotate: Callable[..., None]) -> None:
    stored = class_codes.hashed(class_codes.of("class00000001", 0))
    rotate(keep=False)
    assert class_codes.of("class00000001", 0, stored) == ""
