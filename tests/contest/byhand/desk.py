"""A proctor's desk with papers on it, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.attempts import by_hand_looking, variants
from contest.attempts.by_hand_looking import Asked, Sheet
from contest.attempts.states import SheetState
from contest.byhand import service
from contest.byhand.letters import LETTERS
from contest.web.database import reading, writing
from questions import service as questions
from tests.contest.rounds import world
from tests.contest.rounds.world import World

STAFF = "staff00000001"


def waiting(contest: World) -> list[Sheet]:
    """The papers that are not typed in yet."""
    with reading() as db:
        return list(by_hand_looking.sheets(db, contest.round_id, SheetState.PRINTED))


def printed(contest: World, entry: str, now: datetime) -> str:
    """A paper for somebody, without pages; its id."""
    with writing() as db:
        made = service.print_for(db, STAFF, contest.round_id, [entry], now)
    (sheet,) = made.made
    return sheet


def mixed(contest: World, now: datetime, count: int = 4) -> tuple[str, ...]:
    """Shuffled papers, without pages; their codes."""
    with writing() as db:
        return service.mix(db, STAFF, contest.round_id, count, now)


def variant_letters(contest: World, code: str, right: int = world.QUESTIONS) -> list[str]:
    """What somebody marked on a paper of this code who has so many right answers."""
    with reading() as db:
        asked = variants.asked(db, contest.round_id, variants.find(variants.made(db, contest.round_id), code))
    return _letters(asked, right)


def slots(contest: World, sheet: str) -> tuple[Asked, ...]:
    """What a paper asks."""
    with reading() as db:
        return by_hand_looking.asked(db, contest.round_id, [sheet])[sheet]


def letters(contest: World, sheet: str, right: int) -> list[str]:
    """What somebody circled who has so many right answers, as it is typed."""
    return _letters(slots(contest, sheet), right)


def _letters(asked: tuple[Asked, ...], right: int) -> list[str]:
    with reading() as db:
        keys = questions.keys(db, {one.drawn.revision for one in asked})
    typed = []
    for slot, one in enumerate(asked, 1):
        at = one.drawn.options.index(keys[one.drawn.revision][1].right[0])
        typed.append(LETTERS[at if slot <= right else (at + 1) % len(one.drawn.options)])
    return typed


@dataclass
class Paper:
    """A printed paper and the browser in which it is typed in."""

    browser: TestClient
    contest: World
    entry: str
    sheet: str

    @classmethod
    def printed(cls, browser: TestClient, contest: World, entry: str, now: datetime) -> Paper:
        """Print it through the desk."""
        answer = browser.post(f"/byhand/{contest.round_id}/sheets", data={"entry": entry})
        assert answer.status_code == 303, answer.text
        return cls(browser, contest, entry, waiting(contest)[0].id)

    @property
    def url(self) -> str:
        """Where it is typed in."""
        return f"/byhand/{self.contest.round_id}/sheets/{self.sheet}"

    def page(self, query: str = "") -> HTMLParser:
        """The page."""
        answer = self.browser.get(self.url + query)
        assert answer.status_code == 200, answer.text
        return HTMLParser(answer.text)

    def letters(self, right: int = world.QUESTIONS) -> list[str]:
        """So many right answers, as they are typed."""
        return letters(self.contest, self.sheet, right)

    def post(self, step: str = "check", **typed: Any) -> Response:
        """One press on the page; times that are possible unless others are given."""
        given: dict[str, Any] = {
            "once": entropy.new_id(),
            "began": "08:05",
            "ended": "08:12",
            "reason": "Không có điện thoại",
            "step": step,
        }
        return self.browser.post(self.url, data=given | typed)

    def hand_in(self, right: int = world.QUESTIONS, **typed: Any) -> Response:
        """The last press, with what the page before it carries."""
        return self.post("hand_in", **({"first": "|".join(self.letters(right))} | typed))
