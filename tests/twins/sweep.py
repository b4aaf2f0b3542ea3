"""Every route, asked in every way by everybody, in a twin world whose clock stands still."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from starlette.routing import BaseRoute

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.app import routes_of
from contest.audit.service import SERVER
from contest.campaigns import service as campaigns
from contest.web.database import reading, writing
from contest.web.policy import Who, declared
from questions.authoring import banks, listing
from questions.authoring.views import Wanted
from tests.twins.script import Script
from tests.twins.world import QUIET, Clock

#: Devices that the story has left logged in or entered, and two of the staff who may not see a bank.
VIEWER, PROCTOR, ADMIN, ME, STRANGER = (
    "người xem",
    "người giúp",
    "ban tổ chức",
    "tôi (máy khác)",
    "người qua đường",
)
YOU = "bạn"
#: Whoever may read a bank sees its keys: that is what these are for.
SHOW_KEYS = frozenset({Who.READS_BANK, Who.WRITES_BANK, Who.APPROVES_BANK})
#: What would end the story, or the session that asks.
ENDS = frozenset(
    {"rounds.close", "accounts.logout", "accounts.disable", "accounts.password", "campaigns.leave"}
)
#: Everything else of a request that may make another answer of it.
WAYS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"Range": "bytes=0-99"},
    {"Accept-Encoding": "gzip"},
)


class Still(Clock):
    """A clock that a script can't move."""

    def move(self, **span: float) -> Any:
        return self.moment


def hire(script: Script, name: str, part: ContestRole) -> None:
    """Somebody of the staff with a part in the quiet contest, logged in."""
    now = script.world.clock.now
    with writing() as db:
        login = f"nv{len(script.jars)}"
        hired = accounts.create_staff(db, SERVER, login, name, Role.VIEWER, "-", now)
        campaign = campaigns.campaign_of(db, script.world.rounds[QUIET]) or ""
        accounts.grant(db, SERVER, hired.id, campaign, part, now)
        script.jars[name] = {COOKIE: accounts.open_session(db, hired.id, now)}


def ids(script: Script) -> dict[str, str]:
    """Something for every word of an address: of the quiet contest, where it has it."""
    found = {"round": script.world.rounds[QUIET], "slug": QUIET, "slot": "1", "number": "1", "row": "1"}
    found |= {
        "unit": script.world.units[0],
        "form": "gift",
        "group": "paper",
        "ending": "docx",
        "kind": "ke-hoach",
    }
    with reading() as db:
        bank = next(one.bank.id for one in banks.every(db) if one.bank.slug == "bank")
        rows = listing.search(db, bank, Wanted(), script.world.clock.now.date()).rows
    found |= {"bank": bank, "question": rows[0].id, "file": "x", "digest": "0" * 16}
    for one in script.seen:
        for word, where in (("attempt", "attempts"), ("sheet", "sheets"), ("entry", "entries")):
            path = re.search(rf"/{where}/([0-9a-z]{{13}})(?:/|$)", one.path)
            if path and one.who in (ME, ADMIN, "tôi") and one.slug == QUIET:
                found.setdefault(word, path[1])
    return found


def address(route: BaseRoute, known: dict[str, str]) -> str:
    """The route's address in this world."""
    path = str(route.path)  # ty: ignore[missing-attribute]
    return re.sub(r"\{(\w+)[^}]*\}", lambda word: known.get(word[1], "0" * 13), path)


def routes(script: Script) -> Iterator[tuple[BaseRoute, str]]:
    """Every route with its methods, HEAD beside GET."""
    for route in routes_of(script.world.client.app):  # ty: ignore[invalid-argument-type]
        for method in sorted({*(route.methods or ())}):  # ty: ignore[missing-attribute]
            yield route, method


def callers(route: BaseRoute, method: str) -> Iterator[str]:
    """Who asks. Whoever may read banks, elsewhere than there."""
    rule = declared(route)
    assert rule is not None
    yield from (ME, YOU, STRANGER, VIEWER, PROCTOR)
    if rule.who not in SHOW_KEYS and (method != "POST" or str(route.name) not in ENDS):  # ty: ignore[missing-attribute]
        yield ADMIN


def sweep(script: Script) -> None:
    """Ask for everything. What changes something comes last."""
    script.slug = ""
    hire(script, VIEWER, ContestRole.VIEWER)
    hire(script, PROCTOR, ContestRole.PROCTOR)
    script.world.clock = Still(script.world.clock.moment)
    known = ids(script)
    every = sorted(routes(script), key=lambda one: one[1] == "POST")
    for route, method in every:
        path = address(route, known)
        if str(route.name) == "standings.stream":  # ty: ignore[missing-attribute]
            script.stream(STRANGER, path)
            continue
        for who in callers(route, method):
            for headers in WAYS if method != "POST" else WAYS[:2]:
                told = script.ask(who, method, path, headers=headers)
            etag = dict(told.headers).get("etag")
            if etag:
                script.ask(who, method, path, headers={"If-None-Match": etag})
    for path in ("/nowhere", "/rounds/%00", "/rounds/0000000000000", "/attempts/x/ops", "/static/../x"):
        for who in (ME, STRANGER, ADMIN):
            for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
                script.ask(who, method, path)
