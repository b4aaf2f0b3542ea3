"""Somebody's phone at the page of their own data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from contest.people import guards
from contest.people import service as people
from contest.people.drafts import EntryDraft, Joined
from contest.people.models import Entry, Person
from contest.web.database import reading, writing
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

ROOT = "/privacy/mine/cds"


def join(contest: World, name: str, year: int | None = 1990, **more: Any) -> Joined:
    """Somebody enters and agrees to publish, unless told otherwise."""
    given: dict[str, Any] = {"publish": True, "needs_unit": False, "device": name} | more
    with writing() as db:
        draft = EntryDraft(name, year, given.pop("unit", None), **given)
        return people.join(db, contest.view(OPENS).campaign_id, draft, OPENS)


@dataclass
class Phone:
    """A phone that holds one entry."""

    browser: TestClient
    joined: Joined

    @property
    def cookies(self) -> dict[str, str]:
        """What it sends."""
        return {guards.ENTRY_COOKIE: guards.issue([self.joined.entry_id], "d" * 13)}

    def get(self, path: str = "") -> Any:
        """A page of one's own."""
        self.browser.cookies.clear()
        self.browser.cookies.update(self.cookies)
        return self.browser.get(ROOT + path)

    def post(self, path: str, **fields: str) -> Any:
        """A form of one's own."""
        self.browser.cookies.clear()
        self.browser.cookies.update(self.cookies)
        return self.browser.post(ROOT + path, data=fields)

    def entry(self) -> Entry:
        """As it is stored."""
        with reading() as db:
            row = db.get(Entry, self.joined.entry_id)
            assert row is not None
            return row

    def person(self) -> Person:
        """As it is stored."""
        with reading() as db:
            row = db.get(Person, self.entry().person_id)
            assert row is not None
            return row

    def facts(self, title: str) -> dict[str, str]:
        """A part of what is kept: name → value."""
        for part in parts(self.get().text):
            if text_of(part, "summary") == title:
                names = [each.text(strip=True) for each in part.css("dt")]
                return dict(zip(names, [each.text(strip=True) for each in part.css("dd")], strict=True))
        raise AssertionError(title)


def parts(html: str) -> list[Any]:
    """All parts of what is kept."""
    return list(HTMLParser(html).css("details.own-part"))


def text_of(node: Any, selector: str) -> str:
    """The words of the first that fits."""
    found = node.css_first(selector)
    assert found is not None, selector
    return found.text(strip=True)


def said(answer: Any, selector: str) -> str:
    """The words of the first that fits in an answer."""
    return text_of(HTMLParser(answer.text), selector)
