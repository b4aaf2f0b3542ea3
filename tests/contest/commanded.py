"""An installation on each database, for tests of commands that work beside its server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pypdf
from docx import Document
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from contest import server_key, settings
from contest.audit import service as audit
from contest.cli import app
from contest.errors import CannotStart
from contest.web import database as web_database
from contest.web.database import reading


class Installation:
    """A data folder with its database, and the command line over it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.data = folder
        self.url = url or f"sqlite:///{folder / 'hoithi.sqlite3'}"
        self.words = ["--data", str(folder), *(["--database", url] if url else [])]

    @contextmanager
    def open(self) -> Generator[None]:
        """The process's database for what a test prepares or looks at."""
        settings.use(settings.Settings(self.data, self.url, server_key.keys_in(self.data)[0]))
        opened = web_database.configure(self.url)
        try:
            yield
        finally:
            opened.close()

    def run(self, *words: str) -> Result:
        """The command."""
        return CliRunner().invoke(app, [*words, *self.words], prog_name="hoithi")

    def told(self, *words: str) -> dict:
        """The same done, with its one line of JSON."""
        done = self.run(*words, "--json")
        assert done.exit_code == 0, (done.output, done.exception)
        return json.loads(done.output.splitlines()[-1])

    def refused(self, *words: str) -> str:
        """What it says instead of doing it."""
        done = self.run(*words)
        assert isinstance(done.exception, CannotStart), (done.output, done.exception)
        return str(done.exception)

    def noted(self, *ids: str) -> list[tuple[str, str]]:
        """(actor, action) of what the chain says about these, the newest first; it has to be whole."""
        with self.open(), reading() as db:
            assert audit.verify(db).whole
            rows, _ = audit.about(db, ids, 0, 100)
        return [(row.actor, row.action) for row in rows]


def installed(kind: str, folder: Path, template: Path, value: Callable[[str], str]) -> Installation:
    """A fresh one; ``value`` gives a fixture by its name."""
    data = folder / "data"
    data.mkdir()
    if kind == "postgresql":
        return Installation(data, value("postgresql_url"))
    shutil.copyfile(template, data / "hoithi.sqlite3")
    return Installation(data, "")


def texts(path: Path) -> str:
    """Everything that a document says."""
    if path.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    opened = Document(str(path))
    found = [one.text for one in opened.paragraphs]
    for table in opened.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    head = (part for section in opened.sections for part in (section.header, section.first_page_header))
    return " ".join([*found, *(one.text for part in head for one in part.paragraphs)])


def rows(path: Path, sheet: str = "Cá nhân") -> list[list]:
    """A sheet of a workbook."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
