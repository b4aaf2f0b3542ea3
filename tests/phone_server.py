"""A server that answers the question screen's scripts as each test says.

Everything is served through the browser's own routing: no port, no database, and the network fails
exactly when the test wants. The content security policy is the real one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Page, Route

from contest.web import pages, static
from contest.web.safety import CSP
from tests.samples_attempts import ATTEMPT, QUESTION, RECEIPT, REVIEW

HOST = "http://thi.test"
HERE = f"{HOST}/attempts/{ATTEMPT}"


class Server:
    """What the browser talks to. `replies` are used one a POST of ops; 204 when there is none left."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.replies: list[int | None] = []
        self.batches: list[dict[str, Any]] = []
        self.cut: list[dict[str, Any]] = []  # what was sent while the network was away
        self.forms: list[dict[str, list[str]]] = []
        self.question = QUESTION
        self.review = REVIEW
        self.left: list[str | int | None] = []  # one a question: a figure or a status
        self.asked = 0
        self.opened = 0  # how often the question screen was fetched
        self.why = "conflicts"  # what a 422 complains of: of closed questions about the first op alone
        self.told: str | None = None  # what every answer to a save says of the time left
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._told)
        page.route("**/*", self.answer)

    def _told(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.problems.append(message.text)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0]
        if path.startswith("/static/"):
            name = path.removeprefix("/static/").split(".")
            found = static.asset(f"{name[0]}.{name[-1]}")
            route.fulfill(body=found.bodies["identity"], content_type=found.kind)
        elif path.endswith("/left"):
            self._tell(route)
        elif path.endswith("/ops"):
            self._store(route)
        elif route.request.method == "POST":
            self.forms.append(parse_qs(route.request.post_data or "", keep_blank_values=True))
            route.fulfill(status=200, body="đã nhận", content_type="text/plain; charset=utf-8")
        else:
            html = pages.render(self._page(path))
            headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=html, headers=headers)

    def _page(self, path: str) -> pages.Page:
        if path.endswith("/review"):
            return self.review
        if path.endswith("/receipt"):
            return RECEIPT
        self.opened += 1
        return replace(self.question, slot=int(path.rsplit("/", 1)[1]))

    def _tell(self, route: Route) -> None:
        self.asked += 1
        reply = self.left.pop(0) if self.left else 204
        if reply is None:
            route.abort()
        elif isinstance(reply, int):
            body = {"receipt": f"/attempts/{ATTEMPT}/receipt"} if reply == 410 else {}
            route.fulfill(status=reply, json=None if reply == 204 else body)
        else:
            route.fulfill(status=204, headers={"X-Left": reply})

    def _store(self, route: Route) -> None:
        reply = self.replies.pop(0) if self.replies else 204
        if reply is None:
            self.cut.append(json.loads(route.request.post_data or ""))
            route.abort()
            return
        self.batches.append(json.loads(route.request.post_data or ""))
        body = {409: {"lease": 2}, 410: {"receipt": f"/attempts/{ATTEMPT}/receipt"}}.get(reply, {})
        if reply == 422:
            ids = [op[0] for op in self.batches[-1]["ops"]]
            body = {self.why: ids[:1] if self.why == "closed" else ids}
        headers = {"Retry-After": "7"} if reply == 503 else {}
        if self.told is not None:
            headers["X-Left"] = self.told
        route.fulfill(status=reply, json=None if reply == 204 else body, headers=headers)

    def ops(self) -> list[list[Any]]:
        """Every op that arrived, without its random id."""
        return [op[1:] for batch in self.batches for op in batch["ops"]]


def open_question(server: Server, slot: int = 8) -> Page:
    server.page.goto(f"{HERE}/questions/{slot}")
    return server.page


def tap(page: Page, text: str) -> None:
    page.locator("section:not([hidden])").get_by_text(text, exact=False).first.click()


def wait(page: Page, seconds: int) -> None:
    """Time goes by second after second, and the network keeps up with it."""
    for _ in range(seconds):
        page.clock.run_for(1_000)
        page.wait_for_timeout(50)
