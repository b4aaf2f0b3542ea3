"""`hoithi install --print …`: the files that make a server of this installation. Writes nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path

from contest import install_texts, resources
from contest import install_values as values
from contest.announce import say
from contest.errors import CannotStart
from contest.install_values import Kind, Place


def tell(kind: Kind, data: Path | None, url: str, user: str, port: int) -> None:
    """Print one file; what to mend on the machine first is told beside it."""
    found = values.place(data, url, user, port)
    text = _text(kind, found)
    for note in notes(kind, found):
        print(note, file=sys.stderr)
    say(text.rstrip("\n"))


def _text(kind: Kind, found: Place) -> str:
    match kind:
        case Kind.SYSTEMD:
            return install_texts.systemd(found)
        case Kind.CADDY:
            return install_texts.caddy(found)
        case Kind.DOCKER:
            if not resources.is_checkout():
                raise CannotStart(values.ONLY_CHECKOUT)
            return install_texts.docker(found, values.number(found.user))


def notes(kind: Kind, found: Place) -> tuple[str, ...]:
    """Root's own folder is closed to every other account, and a service runs as one."""
    if kind is not Kind.SYSTEMD:
        return ()
    closed = [path for path in found.in_homes if path.is_relative_to("/root")]
    return tuple(values.IN_ROOTS.format(path=path, user=found.user) for path in dict.fromkeys(closed))
