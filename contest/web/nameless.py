"""Log lines without what people typed: where it broke and what kind of fault, never the values it broke on.

The text of an exception may hold a form's value (`invalid literal for int(): 'Y Bích'`), and PostgreSQL tells
the whole row that it refused. So of a fault the class and the lines of our code are written, and of the
system's own faults (a full disk) their words too.
"""

from __future__ import annotations

import logging
import traceback
from copy import copy
from types import TracebackType
from typing import TypeAlias

from sqlalchemy.exc import DBAPIError

Fault: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
FORMAT = "%(levelname)s %(name)s: %(message)s"


class Nameless(logging.Formatter):
    """Formats faults without their texts, those behind them too."""

    def formatException(self, ei: Fault) -> str:
        """The chain of faults, the first cause first, each with its lines."""
        return "\n".join(told(ei[1])) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a fault that is put into a message is told as its class."""
        own = copy(record)
        own.exc_text = None  # another formatter may have kept its text there
        if isinstance(own.args, tuple):
            own.args = tuple(kind(one) if isinstance(one, BaseException) else one for one in own.args)
        return super().format(own)


def told(error: BaseException) -> list[str]:
    """A fault and what caused it, as lines."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*told(cause), "and then:"] if cause is not None else []
    # Frames hold code, no values.
    lines += [line.rstrip() for line in traceback.format_list(traceback.extract_tb(error.__traceback__))]
    return [*lines, kind(error)]


def kind(error: BaseException) -> str:
    """Its class, with what is safe to say: the system's own words, the database's code."""
    name = type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    if isinstance(error, DBAPIError) and error.orig is not None:
        state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
        return f"{name}: {type(error.orig).__name__} {state or ''}".rstrip()
    return name


def install() -> None:
    """Let every handler of the root logger and of the server's write so."""
    for name in ("", "uvicorn", "uvicorn.error", "uvicorn.access"):
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(Nameless(FORMAT))
