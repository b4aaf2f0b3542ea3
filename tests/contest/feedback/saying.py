"""People who say how they found a round, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.guards import COOKIE
from contest.feedback.models import Feedback
from contest.people import guards
from contest.web.database import reading
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser


@dataclass
class Sayer:
    """Somebody who sat, and their phone."""

    browser: TestClient
    contest: World
    entry: str
    attempt: str

    @classmethod
    def sat(cls, browser: TestClient, contest: World, name: str, *, hands_in: bool = True) -> Sayer:
        """They entered and sat."""
        entry = contest.join(name).entry_id
        attempt = contest.start(entry, OPENS)
        if hands_in:
            contest.hand_in(entry, attempt, OPENS + timedelta(minutes=1), 2)
        return cls(browser, contest, entry, attempt)

    @property
    def path(self) -> str:
        """The page of what they say."""
        return f"/feedback/answers/{self.attempt}"

    def on(self) -> TestClient:
        """The browser with what their phone holds."""
        self.browser.cookies.clear()
        self.browser.cookies.set(guards.ENTRY_COOKIE, guards.issue([self.entry], "d" * 13))
        return self.browser

    def get(self) -> Any:
        """What they said."""
        return self.on().get(self.path)

    def say(self, grade: str = "4", **more: str) -> Any:
        """Say it."""
        return self.on().post(self.path, data={"grade": grade} | more)

    def receipt(self) -> Any:
        """Where they are asked."""
        return self.on().get(f"/attempts/{self.attempt}/receipt")


@dataclass
class Desk:
    """Somebody of the staff at what people said of a round."""

    browser: TestClient
    contest: World
    staff: str

    @property
    def path(self) -> str:
        """The digest."""
        return f"/feedback/{self.contest.round_id}"

    def on(self) -> TestClient:
        """The browser, logged in."""
        self.browser.cookies.clear()
        self.browser.cookies.set(COOKIE, self.staff)
        return self.browser

    def get(self, more: str = "") -> Any:
        """A page."""
        return self.on().get(self.path + more)

    def switch(self, asked: str) -> Any:
        """Ask, or no longer."""
        return self.on().post(f"{self.path}/asking", data={"asked": asked})


def stored() -> list[tuple[str, int, str, str]]:
    """(entry, grade, words, folded) of everything that was said."""
    with reading() as db:
        return [(one.entry_id, one.grade, one.words, one.folded) for one in db.exec(select(Feedback))]


def texts(answer: Any, selector: str) -> list[str]:
    """The words of everything that fits."""
    return [" ".join(each.text().split()) for each in HTMLParser(answer.text).css(selector)]
