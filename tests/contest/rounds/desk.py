"""A desk at which somebody fills forms in, for tests of a running round."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.attempts import hot
from contest.attempts.rules import Facts
from contest.web.database import from_ms, reading
from tests.contest.rounds.world import World
from tests.parsed import attr


def facts(attempt: str) -> Facts:
    """What the rules know of an attempt now."""
    with reading() as db:
        found = hot.glance(db, attempt)
    assert found is not None
    return found


def deadline(attempt: str) -> Any:
    """When it ends."""
    return from_ms(facts(attempt).deadline)


class Desk:
    """An organiser's browser at one round."""

    def __init__(self, browser: TestClient, contest: World) -> None:
        self.browser, self.contest = browser, contest

    def url(self, path: str) -> str:
        """An address below the round."""
        return f"/rounds/{self.contest.round_id}{path}"

    def page(self, path: str, status: int = 200) -> HTMLParser:
        """A page below the round."""
        answer = self.browser.get(self.url(path))
        assert answer.status_code == status, answer.text
        return HTMLParser(answer.text)

    def fill(self, path: str, form_at: str = "", **typed: Any) -> Response:
        """Open the page, fill its form in, send it to ``path``; the hidden fields go along."""
        page = self.page(form_at or path)
        form = f"form[action$='{path.split('?')[0]}']"
        hidden = {
            str(node.attributes["name"]): node.attributes.get("value") or ""
            for node in page.css(f"{form} input[type=hidden]")
        }
        hidden["once"] = attr(page, f"{form} input[name=once]", "value")
        data = {"reason": "Mất điện", **hidden, **typed}
        sent = {name: value for name, value in data.items() if value is not None}
        return self.browser.post(self.url(path), data=sent)
