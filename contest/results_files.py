"""The file of a command about results: what kind it is, where it goes, and that it was taken."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from contest.errors import CannotStart
from contest.results_words import Asked, Format
from contest.web.database import writing

NOT_THIS = "Lệnh này không ghi được dạng {form}. Chọn một trong: {there}."
NOT_SO = "Đuôi .{ending} của tệp không phải dạng {form}. Bỏ --format, hoặc đổi tên tệp."
NO_FILE = "đây không phải là một tệp thường"
UNWRITABLE = "Không ghi được tệp {path} ({why}). Ghi một nơi khác với --out."


@dataclass(frozen=True)
class Made:
    """A file that is not there yet."""

    name: str
    content: bytes


def wanted(asked: Asked, usual: Format, there: Collection[Format]) -> Format:
    """The kind of file: as it was said, else by the ending of the file, else the usual one."""
    ending = asked.out.suffix.removeprefix(".").lower() if asked.out else ""
    known = Format(ending) if ending in set(Format) else None
    form = asked.form or known or usual
    if form not in there:
        names = ", ".join(each.value for each in there)
        raise CannotStart(NOT_THIS.format(form=form.value, there=names))
    if known is not None and known is not form:
        raise CannotStart(NOT_SO.format(ending=ending, form=form.value))
    return form


def keep(made: Made, out: Path | None, note: Callable[[Session], None]) -> Path:
    """Write the file where it is wanted, else under its own name here; ``note`` says that it was taken."""
    target = (out or Path(made.name)).expanduser()
    if target.is_dir():
        target /= made.name
    if target.exists() and not target.is_file():
        raise CannotStart(UNWRITABLE.format(path=target, why=NO_FILE))
    # Written beside its place first: while it gets its name, nobody's answer can be saved.
    fresh = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            fresh = Path(file.name)
            file.write(made.content)
        with writing() as db:
            note(db)
            fresh.replace(target)
    except OSError as error:
        raise CannotStart(UNWRITABLE.format(path=target, why=error.strerror or error)) from error
    finally:
        if fresh is not None:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
    return target
