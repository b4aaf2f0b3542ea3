"""What staff has to know on every page of the desk while it lasts; whoever knows of a trouble says it."""

from __future__ import annotations

from collections.abc import Callable

_sources: list[Callable[[], str]] = []


def register(source: Callable[[], str]) -> None:
    """Ask ``source`` for each page; it says "" while all is well, and is quick."""
    if source not in _sources:
        _sources.append(source)


def forget(source: Callable[[], str]) -> None:
    """Ask it no more."""
    if source in _sources:
        _sources.remove(source)


def texts() -> list[str]:
    """One sentence or two for each trouble."""
    return [text for source in _sources if (text := source())]
