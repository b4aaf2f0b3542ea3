"""The very words that one agreed to, years later."""

from __future__ import annotations

from contest.people.consent_rules import Text
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.privacy.own_world import app_client, contest, fresh, phone
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name

WORDS = Text((("Ai giữ", "UBND xã <b>Đăk Tô</b>"), ("Giữ đến", "05/10/2027")), ("Tôi dự thi.", "Tôi đồng ý."))


def test_they_are_shown_whole_and_as_text(phone: Phone, contest: World) -> None:
    join(contest, "A Thui", text=Text((), ("Lời khác.",)))
    mine = Phone(phone.browser, join(contest, "Y Thu Hằng", text=WORDS))
    page = mine.get("/agreed")
    assert page.status_code == 200
    found = HTMLParser(page.text)
    assert [each.text() for each in found.css(".privacy dd")] == ["UBND xã <b>Đăk Tô</b>", "05/10/2027"]
    assert [each.text() for each in found.css(".privacy li")] == ["Tôi dự thi.", "Tôi đồng ý."]
    assert "Văn bản số 2" in said(page, ".privacy .muted")


def test_newer_words_change_nothing_of_it(phone: Phone, contest: World) -> None:
    mine = Phone(phone.browser, join(contest, "Y Thu Hằng", text=WORDS))
    before = mine.get("/agreed").content
    join(contest, "A Thui", text=Text(WORDS.parts, ("Lời mới.",)))
    assert mine.get("/agreed").content == before


def test_who_came_before_words_were_kept_has_none_to_read(phone: Phone) -> None:
    assert phone.get("/agreed").status_code == 303
    assert HTMLParser(phone.get().text).css_first("a[href$='/agreed']") is None
