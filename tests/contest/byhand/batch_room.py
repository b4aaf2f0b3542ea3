"""A room that sat on paper, and the page on which its papers are typed in, for tests."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.attempts import variants
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.rounds.world import World
from tests.parsed import first, text

TIMES = {"began": "08:05", "ended": "08:12", "reason": "Thi trên giấy"}


class Room:
    """A room that sat on paper: its codes, its people, and the browser at the desk."""

    def __init__(self, browser: TestClient, contest: World, clock: Clock) -> None:
        self.browser, self.contest = browser, contest
        self.codes = desk.mixed(contest, clock.now)
        self.url = f"/byhand/{contest.round_id}/batch"
        clock.move(minutes=30)

    def row(self, who: str, at: int = 0, right: int = 3, **more: str) -> dict[str, str]:
        """A paper as it is typed."""
        answer = "".join(desk.variant_letters(self.contest, self.codes[at], right))
        return {"who": who, "code": self.codes[at], "answer": answer} | more

    def post(self, *rows: dict[str, str], step: str = "check", **more: Any) -> Response:
        """One press."""
        lists = {
            name: [row.get(name, "") for row in rows]
            for name in ("who", "hint", "code", "answer", "entry", "mark")
        }
        return self.browser.post(self.url, data=TIMES | lists | {"step": step} | more)

    def hand_in(self, shown: Response, **changes: Any) -> Response:
        """What a page that was read back posts when it is handed in."""
        return self.browser.post(self.url, data=fields(shown) | {"step": "hand_in"} | changes)

    def typed(self) -> dict[str, int]:
        """Code → papers."""
        with reading() as db:
            return variants.counts(db, self.contest.round_id)


def fields(answer: Response) -> dict[str, Any]:
    """The fields of the form on the page, as a browser would post them."""
    form = first(HTMLParser(answer.text), "form[data-typing]")
    found: dict[str, Any] = {}
    for node in form.css("input:not([type=file]), select, textarea"):
        name, value = str(node.attributes.get("name")), node.attributes.get("value") or ""
        if node.tag == "select":
            chosen = node.css_first("option[selected]")
            value = (chosen.attributes.get("value") or "") if chosen else ""
        if node.tag == "textarea":
            value = node.text()
        if name in ("who", "hint", "code", "answer", "entry", "mark", "rest"):
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def in_parts(values: dict[str, Any]) -> list[tuple[str, tuple[None, str]]]:
    """The same fields as a browser sends this form: each a part of its own."""
    return [
        (name, (None, each))
        for name, value in values.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def problems(answer: Response) -> list[str]:
    return [text(node) for node in HTMLParser(answer.text).css(".batch li > small")]
