"""A bank with questions, made through the real services, and reading its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.web.database import reading, writing
from questions import service as questions
from questions.authoring import banks, listing
from questions.authoring.views import Stored, Wanted
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.questions.authoring.shelf import ALL, CITY, NUMBER, SEVERAL, TODAY, TRUE

__all__ = ["ALL", "CITY", "NUMBER", "SEVERAL", "TRUE"]

NOBODY = "0" * 13


def fill(
    *asked: ParsedQuestion, state: QuestionState = QuestionState.APPROVED, slug: str = "bank"
) -> tuple[str, tuple[str, ...]]:
    """A bank with questions: its public id, theirs. Contests of `world` draw from the bank "bank"."""
    with writing() as db:
        questions.save_bank(db, slug, f"Bộ {slug}", ())
        added = questions.add_questions(db, slug, asked, state=state, author="an", at=OPENS)
        (bank,) = (one.bank.id for one in banks.every(db) if one.bank.slug == slug)
    return bank, tuple(one for one in added.ids if one)


def seen(bank: str, question: str) -> Stored:
    """A question that is there."""
    with reading() as db:
        found = listing.question(db, bank, question)
    assert found is not None
    return found


def told(bank: str, question: str) -> ParsedQuestion:
    """What a question says now."""
    return replace(seen(bank, question).parsed, line=0)


def every(bank: str) -> list[Stored]:
    """All questions of a bank, the last changed first."""
    with reading() as db:
        return list(listing.search(db, bank, Wanted(), TODAY).rows)


def give(part: ContestRole, slug: str = "bank") -> None:
    """The member who is logged in as a viewer gets a part in a contest that draws from a bank."""
    made = world.make(bank=0, slug=f"thi-{part}-{slug}")
    with writing() as db:
        campaign = campaigns.campaign_of(db, made.round_id)
        member = accounts.find(db, Role.VIEWER.value)
        assert campaign and member
        accounts.grant(db, audit.SERVER, member.id, campaign, part, OPENS)


def log_in(browser: TestClient, login: str) -> None:
    """Somebody who is known takes the browser over."""
    with writing() as db:
        member = accounts.find(db, login)
        assert member
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, OPENS))


def another(login: str = "binh") -> str:
    """Somebody else who may approve, so that nobody is alone; their id."""
    with writing() as db:
        return accounts.create_staff(db, audit.SERVER, login, "Trần Thị Bình", Role.ORGANISER, "-", OPENS).id


def audited() -> int:
    """How many rows the chain has; it has to be whole."""
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows


def page(browser: TestClient, address: str, **params: Any) -> LexborHTMLParser:
    """A page that is there."""
    answer = browser.get(address, params=params or None)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def said(html: str | LexborHTMLParser, selector: str) -> str:
    """The text below a selector in one line, "" when nothing is there."""
    parsed = LexborHTMLParser(html) if isinstance(html, str) else html
    node = parsed.css_first(selector)
    return " ".join(node.text().replace("\u00a0", " ").split()) if node else ""


def form(html: str | LexborHTMLParser, selector: str = "#question") -> dict[str, list[str]]:
    """What a browser would send of a form as it stands."""
    parsed = LexborHTMLParser(html) if isinstance(html, str) else html
    found: dict[str, list[str]] = {}
    for node in parsed.css(f"{selector} input, {selector} textarea, {selector} select"):
        given = node.attributes
        name, kind = given.get("name"), given.get("type")
        if not name or kind == "file" or (kind in ("checkbox", "radio") and "checked" not in given):
            continue
        # A browser drops the first line break of a text area.
        value = node.text().removeprefix("\n") if node.tag == "textarea" else given.get("value") or ""
        found.setdefault(name, []).append(value)
    return found
