"""An organiser's desk with what people wrote, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.contest import opened
from tests.contest.rounds.world import World
from tests.parsed import first, text


@dataclass
class Desk:
    """The browser, the round, and name → attempt of who wrote."""

    browser: TestClient
    contest: World
    attempts: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, *said: str, unit: str | None = None, right: int = 1) -> None:
        """Somebody enters, writes, hands in."""
        entry = self.contest.join(name, unit).entry_id
        self.attempts[name] = opened.hand_in(self.contest, entry, right, *said)

    @property
    def url(self) -> str:
        """The page."""
        return f"/suggestions/{self.contest.round_id}"

    def page(self, query: str = "") -> HTMLParser:
        """The parsed page."""
        answer = self.browser.get(self.url + query)
        assert answer.status_code == 200, answer.text
        return HTMLParser(answer.text)

    def mark(self, name: str, slot: int, wanted: str = "1", **form: str) -> Response:
        """Press the button beside a text."""
        address = f"{self.url}/{self.attempts[name]}/{slot}/mark"
        return self.browser.post(address, data={"wanted": wanted, **form})


def said(page: HTMLParser) -> list[str]:
    """The texts that are shown."""
    return [first(one, ".text").text() for one in page.css(".suggestion")]


def whose(page: HTMLParser) -> list[str]:
    """Whose they are, as it stands above each."""
    return [text(first(one, "p")) for one in page.css(".suggestion")]
