"""Who may call a route, and in which state: declared on every endpoint, proved at the start.

An endpoint says ``@policy(Who.STAFF, state="any")``. A guard (a dependency, or the ``guard`` of a raw
ASGI endpoint) says with ``@grants(Who.STAFF)`` what it makes sure of. ``prove`` refuses an application
with a route that declares nothing, or that declares more than its guards make sure of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from inspect import iscoroutinefunction, isfunction
from typing import Any, TypeVar

from starlette.routing import BaseRoute

from contest.web.database import repeated

E = TypeVar("E", bound=Callable[..., Any])


class Who(IntEnum):
    """Who may call a route. Every guard for somebody from ``STAFF`` on makes sure of ``STAFF`` too.

    ``SEES`` to ``RUNS`` are about the one contest that the address names (``accounts.rules.ALLOWED``),
    ``READS_BANK`` to ``APPROVES_BANK`` about its question bank (``bank.access``).
    """

    ANYONE = 0
    ENTRANT = 1
    STAFF = 2
    ORGANISER = 3
    ADMIN = 4
    SEES = 5
    HELPS = 6
    WRITES = 7
    APPROVES = 8
    RUNS = 9
    READS_BANK = 10
    WRITES_BANK = 11
    APPROVES_BANK = 12


class Load(StrEnum):
    """What a route is to the machine, in the order of what matters (``admission``)."""

    SAVE = "save"  # an answer, a hand-in: bounded by the recorder alone
    START = "start"  # the button, and the line before it: an op for the recorder, no thread
    PAPER = "paper"  # every page of a paper whose clock runs
    LOGIN = "login"  # to enter a contest, to come back to it
    PASSWORD = "password"  # where a password is hashed
    READ = "read"
    DEED = "deed"  # what staff do
    BOARD = "board"
    DESK = "desk"  # what staff look at
    UPLOAD = "upload"
    EXPORT = "export"  # files that staff take away
    ASIDE = "aside"  # what costs as much and anybody may ask for: never in the way of the desk's
    FREE = "free"  # costs nothing, or is bounded in a way of its own: static files, streams, health


AT_THE_DESK = frozenset(Who) - {Who.ANYONE, Who.ENTRANT}


@dataclass(frozen=True)
class Policy:
    """One route's rule. ``state`` is in the words of the feature's phases; its service enforces it.
    ``load`` is its class of load where it is not what ``admission.load_of`` would say."""

    who: Who
    state: str = "any"
    load: Load | None = None


def policy(who: Who, *, state: str = "any", load: Load | None = None) -> Callable[[E], E]:
    """Declare who may call this endpoint, in which state it does something, and its class of load.

    A plain one whose transaction lost to another is run anew (``database.repeated``); those that await
    hand their writes to the recorder, which tries again by itself.
    """

    def declare(endpoint: E) -> E:
        is_plain = isfunction(endpoint) and not iscoroutinefunction(endpoint)
        declared: Any = repeated(endpoint) if is_plain else endpoint
        declared.__policy__ = Policy(who, state, load)
        return declared

    return declare


def grants(who: Who) -> Callable[[E], E]:
    """Say that this guard raises unless the caller is ``who``."""

    def mark(guard: E) -> E:
        guard.__grants__ = who  # ty: ignore[missing-attribute]
        return guard

    return mark


class Undeclared(RuntimeError):
    """The application has a route whose policy is missing or not enforced; it must not start."""


def declared(route: BaseRoute) -> Policy | None:
    """The policy on a route's endpoint, if it has one."""
    return getattr(getattr(route, "endpoint", None), "__policy__", None)


def _guards(dependant: Any) -> Iterable[Any]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from _guards(dependency)


def enforced(route: BaseRoute) -> set[Who]:
    """What the guards of a route make sure of."""
    found: list[Any] = [getattr(getattr(route, "endpoint", None), "guard", None)]
    if (dependant := getattr(route, "dependant", None)) is not None:
        found += _guards(dependant)
    return {guard.__grants__ for guard in found if hasattr(guard, "__grants__")}


def covers(granted: set[Who], who: Who) -> bool:
    """Whether guards that grant these make sure of ``who``: an organiser is staff, an entrant is not."""
    if who is Who.ANYONE:
        return True
    if who is Who.STAFF:
        return bool(granted & AT_THE_DESK)
    return who in granted


def flat(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """All routes, those of included routers too: FastAPI keeps these as one entry each."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from flat(inner.routes)


def prove(routes: Iterable[BaseRoute]) -> None:
    """Raise :class:`Undeclared` unless every route declares a policy that its guards enforce."""
    for route in flat(routes):
        rule = declared(route)
        name = getattr(route, "name", repr(route))
        if rule is None:
            raise Undeclared(f"route {name} declares no policy")
        if not covers(enforced(route), rule.who):
            raise Undeclared(f"route {name} declares {rule.who.name} but no guard makes sure of it")
