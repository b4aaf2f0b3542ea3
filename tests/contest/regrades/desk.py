"""An organiser's browser at the regrades of one round, for tests."""

from __future__ import annotations

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import clock
from tests.contest.regrades.world import REASON, Recount
from tests.contest.rounds import world as rounds
from tests.parsed import attr, first


class Desk:
    """Somebody at ``/regrades/{round}``."""

    def __init__(self, browser: TestClient, made: Recount) -> None:
        self.browser, self.made = browser, made

    def url(self, path: str = "") -> str:
        """An address below the round."""
        return f"/regrades/{self.made.round_id}{path}"

    def page(self, path: str = "", status: int = 200) -> HTMLParser:
        """A page below the round."""
        answer = self.browser.get(self.url(path))
        assert answer.status_code == status, answer.text
        return HTMLParser(answer.text)

    def send(self, reason: str = REASON) -> Response:
        """Fill the form in and send it."""
        once = attr(first(self.page(), "#regrade"), "input[name=once]", "value")
        return self.browser.post(self.url(), data={"once": once, "reason": reason})

    def tried(self) -> str:
        """A trial by the form, done; its path below the round."""
        answer = self.send()
        assert answer.status_code == 303, answer.text
        rounds.work(clock.now())
        return answer.headers["location"].removeprefix(self.url())
