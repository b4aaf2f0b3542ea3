"""The last page: the same for everybody."""

from __future__ import annotations

from tests.contest.privacy.own_phone import Phone
from tests.contest.privacy.own_world import app_client, contest, erase, fresh, phone

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name


def test_the_last_page_is_the_same_for_everybody(phone: Phone) -> None:
    before = phone.get("/deleted").content
    erase(phone)
    phone.browser.cookies.clear()
    assert phone.browser.get("/privacy/mine/cds/deleted").content == before
    assert phone.browser.get("/privacy/mine/khong-co/deleted").status_code == 404
