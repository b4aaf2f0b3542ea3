"""The authorisation matrix: route × caller × whose × moment, each cell against a table written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute

from contest.web.policy import declared
from tests.conftest import Clock
from tests.contest.rounds.conftest import fresh
from tests.matrix import expected as table
from tests.matrix.deeds import DEEDS
from tests.matrix.expected import EVERYBODY, FORBIDDEN, LET_IN, LOG_IN, MAKER, NOT_THERE, Caller
from tests.matrix.forms import form
from tests.matrix.stand import Answer, Stand, built, name_of
from tests.trusted import measured
from tests.whole.world import NOBODY, Contest, Moment

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here

ALL = "./hoithi test tests/matrix"
#: The usual run asks one cell in so many; which ones follows from their names.
SAMPLE = 96

Build = Callable[[], AbstractContextManager[Stand]]


@pytest.fixture
def build(sqlite_template: Path, tmp_path: Path, clock: Clock, fresh: None) -> Build:
    return partial(built, sqlite_template, tmp_path, clock)


@dataclass
class Seen:
    """What a walk over the matrix met."""

    cells: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def met(answer: Answer, who: str) -> str:
    """The class of an answer."""
    to = answer.headers.get("location", "")
    if who == "entrant" and answer.status == 303 and (to == "/" or to.endswith("/entries/code")):
        return LOG_IN
    if answer.status == 303 and to.startswith("/accounts/login?"):
        return LOG_IN
    return {401: LOG_IN, 403: FORBIDDEN, 404: NOT_THERE}.get(answer.status, LET_IN)


def changed(stand: Stand, ask: Callable[[], Answer]) -> tuple[Answer, bool]:
    """An answer, and whether anything was committed meanwhile."""
    before = stand.commits()
    answer = ask()
    return answer, stand.commits() != before


def cells(stand: Stand) -> Iterator[tuple[BaseRoute, str, Caller, str]]:
    """Every cell of one moment."""
    for route, method in stand.routes():
        whose = ("ours", "theirs") if stand.owned(route) else ("ours",)
        for caller, of in product(EVERYBODY, whose):
            yield route, method, caller, of


def walk(stand: Stand, moment: Moment, seen: Seen, one_in: int = 1) -> None:
    """Ask the cells of a moment; what the table does not say is kept as wrong."""
    stand.go(moment)
    before = stand.digest()
    for route, method, caller, whose in cells(stand):
        name = name_of(route)
        called = f"{moment.name}: {caller.name}: {method} {name} of {whose}"
        if zlib.crc32(called.encode()) % one_in:
            continue
        contest = stand.whole.ours if whose == "ours" else stand.whole.theirs
        sent = form(name, contest, stand.whole)
        address, cookie = stand.path(route, contest), stand.cookies[caller.name]
        answer, wrote = changed(stand, partial(stand.ask, cookie, method, address, sent))
        wanted = table.at(name, method, caller, whose, moment)
        got = met(answer, table.wanted(name, method))
        seen.cells += 1
        if not _fits(name, wanted, got, answer) or (wrote and wanted != LET_IN):
            seen.wrong.append(f"{called}: {wanted}, not {got} ({answer.status}){' and it wrote' * wrote}")
        if wanted != LET_IN:
            seen.refused += 1
        if wrote:
            stand.reset()
    if stand.digest() != before:
        seen.wrong.append(f"{moment.name}: a row changed that nobody was let in to change")


#: Throwing a list away that is not there is done already: it says so to everybody, and does nothing.
IDEMPOTENT = frozenset({"units.discard", "roster.discard"})


def _fits(name: str, wanted: str, got: str, answer: Answer) -> bool:
    if wanted == NOT_THERE and name in IDEMPOTENT and got == LET_IN:
        return True
    if name == "campaigns.audience" and {wanted, got} == {LET_IN, LOG_IN}:
        return True  # led to the contest or to its door, as the round stands; nothing is written either way
    return got == wanted and (answer.status < 500 or name == "standings.stream")


def test_the_table_and_the_application_name_the_same_routes(build: Build) -> None:
    with build() as stand:
        routes = {(name_of(route), method) for route, method in stand.routes()}
        said = {word.rpartition(":")[2] for text in table.WHO.values() for word in text.split()}
        assert said == {name for name, _ in routes}
        words = [word for text in table.WHO.values() for word in text.split()]
        assert len(words) == len(set(words))
        for route, method in stand.routes():
            rule = declared(route)
            assert rule is not None
            name = name_of(route)
            told = table.wanted(name, method).replace(" ", "_").replace("bank", "BANK").upper()
            assert rule.who.name == told, (method, name)


def test_a_part_of_every_cell_is_as_the_table_says(build: Build) -> None:
    seen = Seen()
    with build() as stand:
        for moment in Moment:
            walk(stand, moment, seen, SAMPLE)
    assert "\n".join(seen.wrong) == ""
    assert seen.cells > 700
    assert seen.refused > 350


@pytest.mark.slow
def test_every_cell_is_as_the_table_says(build: Build) -> None:
    seen = Seen()
    with build() as stand:
        routes = len(list(stand.routes()))
        for moment in Moment:
            walk(stand, moment, seen)
    assert not seen.wrong, "\n".join(seen.wrong)
    assert seen.cells > 75_000
    told = f"{seen.cells:,} cells: {routes} routes × {len(EVERYBODY)} callers × own or another contest's × "
    measured(
        "authorisation",
        "matrix",
        f"{told}{len(Moment)} moments; {seen.refused:,} of them refused, none of which wrote a byte",
        ALL,
    )


def test_a_deed_does_something_in_its_moments_only(build: Build) -> None:
    wrong = []
    with build() as stand:
        routes = {name_of(route): route for route, method in stand.routes() if method == "POST"}
        for moment in Moment:
            stand.go(moment)
            for name, does in DEEDS.items():
                caller = "the participant" if name.startswith(("attempts.", "feedback.")) else MAKER.name
                contest, cookie = stand.whole.ours, stand.cookies[caller]
                sent, address = form(name, contest, stand.whole), stand.path(routes[name], contest)
                answer, wrote = changed(stand, partial(stand.ask, cookie, "POST", address, sent))
                if wrote != (does[moment] == "+") or answer.status == 422:
                    wrong.append(f"{moment.name}: {name}: {answer.status}{' wrote' * wrote}")
                if wrote:
                    stand.reset()
    assert "\n".join(wrong) == ""


# --- somebody else's things -----------------------------------------------------------------------

OWNERS = (MAKER.name, "our proctor who owns theirs", "our owner", "an administrator")


def test_anothers_thing_below_ones_own_address_is_nobodys(build: Build) -> None:
    """The one who runs both contests too: a thing is found below its own contest alone."""
    asked, wrong = 0, []
    with build() as stand:
        for moment in (Moment.OPEN,):
            stand.go(moment)
            for route, method in stand.routes():
                if len(stand.owned(route)) < 2:
                    continue
                for name in OWNERS:
                    asked += 1
                    wrong += nested(stand, route, method, name)
    assert "\n".join(wrong) == ""
    assert asked > 180


def nested(stand: Stand, route: BaseRoute, method: str, caller: str) -> list[str]:
    """What tells another contest's thing from one that is nowhere."""
    whole, cookie, name = stand.whole, stand.cookies[caller], name_of(route)
    sent = form(name, whole.ours, whole)
    there = stand.path(route, whole.ours, below=whole.theirs)
    none = stand.path(route, whole.ours, none=True)
    answer, wrote = changed(stand, partial(stand.ask, cookie, method, there, sent))
    nobody = stand.ask(cookie, method, none, sent)
    ids = (*whole.theirs.ids.values(), NOBODY)
    if wrote:
        stand.reset()
    if wrote or answer.masked(*ids) != nobody.masked(*ids):
        return [f"{stand.moment.name}: {caller}: {method} {there}: {answer.status}, nobody's {nobody.status}"]
    return []


def test_what_is_not_yours_and_what_is_not_there_are_the_same_bytes(build: Build) -> None:
    asked, wrong = 0, []
    callers = [caller for caller in EVERYBODY if not caller.theirs and caller.role != "admin"]
    with build() as stand:
        for moment in (Moment.DRAFT, Moment.OPEN):
            stand.go(moment)
            for route, method in stand.routes():
                name = name_of(route)
                for caller in callers[moment :: len(Moment)]:
                    is_refused = table.expected(name, method, caller, "theirs") == NOT_THERE
                    if not stand.owned(route) or not is_refused or (name in PUBLIC and moment):
                        continue
                    asked += 1
                    wrong += alike(stand, route, method, caller)
    assert "\n".join(wrong) == ""
    assert asked > 350


#: A round that is no draft is public: who has not entered its contest is told so.
PUBLIC = frozenset({"attempts.ready"})


def alike(stand: Stand, route: BaseRoute, method: str, caller: Caller) -> list[str]:
    """What tells another's address from one that leads nowhere."""
    name = name_of(route)
    nowhere = Contest("x", (), {**stand.whole.theirs.ids, **dict.fromkeys(stand.owned(route), NOBODY)})
    nowhere.ids |= {"class": NOBODY, "apart": NOBODY}
    cookie, answers = stand.cookies[caller.name], []
    for contest in (stand.whole.theirs, nowhere):
        sent = form(name, contest, stand.whole)
        answer = stand.ask(cookie, method, stand.path(route, contest), sent)
        answers.append(answer.masked(*stand.whole.theirs.ids.values(), NOBODY))
    return [] if answers[0] == answers[1] else [f"{caller.name}: {method} {name}: {answers[0][0]}"]


def test_a_form_cannot_bring_anothers_thing_along(build: Build) -> None:
    """Ids in the form, not in the address: nothing is done with those of another contest."""
    asked, wrong = 0, []
    with build() as stand:
        stand.go(Moment.OPEN)
        for route, method in stand.routes():
            name, whole = name_of(route), stand.whole
            sent = form(name, whole.theirs, whole)
            if method != "POST" or not _ids(sent) & set(whole.theirs.ids.values()):
                continue
            asked += 1
            cookie, address = stand.cookies[MAKER.name], stand.path(route, whole.ours)
            answer, wrote = changed(stand, partial(stand.ask, cookie, method, address, sent))
            if wrote:
                wrong.append(f"{name}: {answer.status}")
                stand.reset()
    assert "\n".join(wrong) == ""
    assert asked >= 9


def _ids(sent: dict[str, Any]) -> set[str]:
    return {part for text in sent.values() for part in str(text).split(",") if len(part) == len(NOBODY)}
