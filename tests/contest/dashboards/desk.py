"""A browser at the dashboards, and contests to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.contest.rounds.world import OPENS
from tests.contest.summaries.world import Contest, begun
from tests.parsed import text

#: After everybody has handed in, while the round is open.
LATER = OPENS + timedelta(minutes=30)


def page(browser: TestClient, path: str, status: int = 200) -> HTMLParser:
    """A page of dashboards."""
    answer = browser.get(f"/dashboards/{path}")
    assert answer.status_code == status, answer.text[:3000]
    return HTMLParser(answer.text)


def running(slug: str = "cds") -> Contest:
    """Five people of three units and of none have sat; the round is still open."""
    made = begun(slug)
    made.people()
    return made


def units(found: HTMLParser) -> list[list[str]]:
    """The table by unit, without its heads."""
    rows = found.css("#by-unit tbody tr, #by-unit tfoot tr")
    return [[text(cell) for cell in row.css("th, td")][:-1] for row in rows]


def counts(found: HTMLParser) -> list[str]:
    """The numbers on top."""
    return [text(one) for one in found.css(".now-counts b")]


def aim(browser: TestClient, made: Contest, fields: Mapping[str, str], status: int = 303) -> str:
    """Post targets: ``people``, ``share``, or units by name; the page."""
    names = {name: f"unit-{unit_id}" for name, unit_id in made.units.items()}
    form = {names.get(name, name): value for name, value in fields.items()}
    answer = browser.post(f"/dashboards/{made.round_id}/targets", data={"unit": ""} | form)
    assert answer.status_code == status, answer.text[:3000]
    return answer.text
