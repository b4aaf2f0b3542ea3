"""Which route takes an address: looked up by the address's shape, where a router asks one after another.

With three hundred routes, each asked by a pattern of its own, that asking was most of what a request cost.
The fixed first word of a route and its number of words are those of every address that it takes; so routes of
one shape stand together in a table, in their order, and the first of them that takes an address is the first
of all. What none of them takes (a wrong method, a slash too many, nothing) is the router's to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from starlette.convertors import IntegerConvertor, StringConvertor
from starlette.routing import BaseRoute, Match, Route, Router
from starlette.types import Receive, Scope, Send

Shape = tuple[str, int]


def shape(path: str) -> Shape:
    """The first word of an address, and how many words it has."""
    return path.partition("/")[2].partition("/")[0], path.count("/")


def shape_of(route: BaseRoute) -> Shape | None:
    """The shape of every address that a route takes; None where they may differ."""
    if not isinstance(route, Route):
        return None
    first, words = shape(route.path_format)
    # What these two read holds no slash.
    is_plain = all(
        isinstance(one, StringConvertor | IntegerConvertor) for one in route.param_convertors.values()
    )
    return (first, words) if is_plain and "{" not in first else None


def table(routes: Iterable[BaseRoute]) -> Mapping[Shape, Sequence[BaseRoute]]:
    """The routes by shape, each list in their order; those of many shapes stand in all of them."""
    shaped = [(shape_of(route), route) for route in routes]
    known = {own for own, _ in shaped if own is not None}
    return {one: [route for own, route in shaped if own is None or own == one] for one in known}


class Table:
    """Stands before a router, and answers as it would."""

    def __init__(self, router: Router) -> None:
        self.router = router
        self.routes = table(router.routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Where we lie below another's path, addresses begin behind it: the router knows.
        if scope["type"] == "http" and not scope.get("root_path"):
            for route in self.routes.get(shape(scope["path"]), ()):
                match, found = route.matches(scope)
                if match is Match.FULL:
                    scope.update(found, router=self.router)
                    return await route.handle(scope, receive, send)
        await self.router.app(scope, receive, send)
