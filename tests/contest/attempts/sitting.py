"""A phone that sits a paper, and looks into the database, for tests of attempts."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import event, text

from contest import entropy
from contest.people import guards
from contest.people.guards import ENTRY_COOKIE
from contest.rounds.service import SETTLE
from contest.web import database
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE

Row = tuple[Any, ...]


@dataclass
class Phone:
    """A browser with the cookie of some entries, in one round."""

    client: TestClient
    clock: Clock
    entries: tuple[str, ...] = ()
    device: str = ""
    round_id: str = ""
    attempt: str = ""
    seq: int = 0

    def hold(self, *entries: str, device: str = "") -> Phone:
        """Carry these entries' cookie."""
        self.entries, self.device = entries, device or entropy.new_id()
        if entries:
            self.client.cookies.set(ENTRY_COOKIE, guards.issue(entries, self.device))
        return self

    def to(self, round_id: str) -> Phone:
        """Go to a round."""
        self.round_id = round_id
        return self

    def start(self) -> Phone:
        """Press the start button."""
        answer = self.client.post(f"/attempts/new/{self.round_id}")
        assert answer.status_code == 303, answer.text
        self.attempt = answer.headers["location"].split("/")[2]
        return self

    def url(self, path: str = "") -> str:
        """An address of the attempt."""
        return f"/attempts/{self.attempt}{path}"

    def get(self, path: str) -> Response:
        """GET below the attempt."""
        return self.client.get(self.url(path))

    def page(self, path: str, status: int = 200) -> HTMLParser:
        """The parsed page below the attempt."""
        answer = self.get(path)
        assert answer.status_code == status, (answer.status_code, answer.text)
        return HTMLParser(answer.text)

    def post(self, path: str, **form: Any) -> Response:
        """A plain form."""
        return self.client.post(self.url(path), data=form)

    def send(self, body: bytes | str) -> Response:
        """The outbox with this very body."""
        return self.client.post(self.url("/ops"), content=body, headers={"Content-Type": "application/json"})

    def ops(self, *ops: Op, lease: int = 1) -> Response:
        """The outbox."""
        return self.send(json.dumps({"lease": lease, "ops": ops}))

    def tap(self, slot: int, answer: str, lease: int = 1) -> Response:
        """One tap."""
        return self.ops(self.op(slot, answer), lease=lease)

    def op(self, slot: int, answer: str) -> Op:
        """The next op."""
        self.seq += 1
        return Op(entropy.new_id(), self.seq, slot, answer)

    def hand_in(self, lease: int = 1, **form: Any) -> Response:
        """ "Nộp bài"."""
        return self.post("/handing-in", lease=lease, **form)

    def option(self, slot: int = 1, place: int = 0) -> str:
        """The id of an option of a slot, as this paper shows it."""
        inputs = self.page(f"/questions/{slot}").css(f"#cau-{slot} input[name=answer]")
        return inputs[place].attributes["value"] or ""


class Op(NamedTuple):
    """One tap as the wire has it."""

    op_id: str
    seq: int
    slot: int
    answer: str


def rows(sql: str, **values: Any) -> list[Row]:
    """What the database holds."""
    with reading() as db:
        return [tuple(row) for row in db.connection().execute(text(sql), values)]


def answers(attempt: str) -> dict[int, str]:
    """The answers that stand."""
    return dict(rows("SELECT slot, answer FROM answer WHERE attempt_id = :id", id=attempt))


def fates(attempt: str) -> list[Row]:
    """(slot, answer, fate) of every event, in order of arrival and seq."""
    sql = "SELECT slot, answer, fate FROM answer_event WHERE attempt_id = :id ORDER BY received, lease, seq"
    return rows(sql, id=attempt)


def stored(attempt: str, *columns: str) -> Row:
    """Some columns of an attempt."""
    (row,) = rows(f"SELECT {', '.join(columns)} FROM attempt WHERE id = :id", id=attempt)
    return row


def count(table: str) -> int:
    """How many rows a table has."""
    return int(rows(f"SELECT count(*) FROM {table}")[0][0])


def close(clock: Clock) -> None:
    """Let every round end and be ranked."""
    for moment in (CLOSES, CLOSES + GRACE + SETTLE):
        world.work(clock.set(moment))


@contextmanager
def statements() -> Generator[list[str]]:
    """The statements that both engines run meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engines = (database.current().reader, database.current().writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
