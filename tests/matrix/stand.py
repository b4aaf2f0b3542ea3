"""The application over a whole installation, the callers' cookies, and one way to ask."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pysqlite3.dbapi2 as sqlite
from starlette.routing import BaseRoute

from contest import recorder, settings
from contest.app import create_app, make_recorder, routes_of
from contest.attempts import papers
from contest.web import database as web_database
from tests.conftest import Clock
from tests.matrix.hired import cookies, hire
from tests.matrix.words import words
from tests.whole import world
from tests.whole.world import AT, NOBODY, Contest, Moment, Whole

PEOPLE = ("A Thui", "Y Bích", "A Lan", "Y Hà", "A Nam", "Y Mai")
OTHERS = ("Lê An", "Lê Ba", "Lê Ca", "Lê Du", "Lê Em", "Lê Ga")
#: Tables that go as a workbook or as CSV.
FILES = words(
    """feedback.export elsewhere.export
    suggestions.export rounds.export seasons.export regrades.export reports.export privacy.proof
    commendations.export rounds.entries_file rounds.timeline_file roster.export
    results.complaints_file signals.export units.export documents.export accounts.export
    selections.export rounds.watch_file dashboards.export"""
)
#: Words of addresses that mean something else on some routes.
MEANINGS = {
    "planning.settings": {"group": "paper"},
    "planning.settings_posted": {"group": "paper"},
    "planning.preview": {"group": "paper"},
    "rounds.unpart": {"deed": "apart"},
    "byhand.key": {"ending": "pdf"},
    "byhand.variant_papers": {"ending": "pdf"},
    **{name: {"ending": "xlsx"} for name in FILES},
    **{name: {"kind": "ke-hoach"} for name in ("paperwork.paper", "paperwork.fields", "paperwork.starter")},
    "paperwork.template_file": {"which": "mau"},
}
#: Words of addresses that name something of a contest, so that another's can stand there.
OWNED = words(
    """round bank slug question batch reading change comment draft member class group entry attempt deed
    apart decision audience sheet signal code asked text complaint regrade refusal winner"""
)
FORM = "application/x-www-form-urlencoded"


def name_of(route: BaseRoute) -> str:
    """A route's name."""
    return str(route.name)  # ty: ignore[missing-attribute]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def masked(self, *ids: str) -> tuple[int, bytes, str, str]:
        """It without the ids of its address, for comparing two refusals."""
        body, to = self.body, self.headers.get("location", "")
        for one in ids:
            body, to = body.replace(one.encode(), b"#"), to.replace(one, "#")
        return self.status, body, to, self.headers.get("content-type", "")


@dataclass
class Stand:
    """One installation at one moment."""

    whole: Whole
    app: Any
    folder: Path
    kept: dict[Moment, Path]
    loop: asyncio.Runner
    #: The loop runs beside: in this thread a browser's own may run.
    thread: ThreadPoolExecutor
    told: dict[Moment, dict[str, str]] = field(default_factory=dict)
    moment: Moment = Moment.OPEN
    watch: Any = None

    def routes(self) -> Iterator[tuple[BaseRoute, str]]:
        """Every route with each of its methods; HEAD goes with GET."""
        for route in routes_of(self.app):
            for method in sorted(set(route.methods or ()) - {"HEAD"}):  # ty: ignore[missing-attribute]
                yield route, method

    @property
    def cookies(self) -> dict[str, str]:
        """Everybody's Cookie header at this moment, by the caller's name."""
        return self.told[self.moment]

    # --- the database --------------------------------------------------------------------------

    def go(self, moment: Moment) -> None:
        """Stand at another moment, the database as it was then."""
        self.moment = moment
        self.reset()

    def reset(self) -> None:
        """The database as it was at this moment; what was done since is gone."""
        self.stop()
        file = self.folder / "now.sqlite3"
        for old in self.folder.glob("now.sqlite3*"):
            old.unlink()
        shutil.copyfile(self.kept[self.moment], file)
        papers.forget_pools()
        writer = make_recorder(web_database.configure(f"sqlite:///{file}"))
        recorder.use(writer)
        writer.start()
        self.whole.clock.set(AT[self.moment])
        self.watch = sqlite.connect(str(file))

    def stop(self) -> None:
        """Nobody holds the database any more."""
        if self.watch is not None:
            self.watch.close()
        running = recorder._current
        if running is not None:
            running.stop()
        recorder.use(None)

    def commits(self) -> int:
        """A number that moves whenever anything is committed."""
        return self.watch.execute("PRAGMA data_version").fetchone()[0]

    def digest(self) -> str:
        """Over every row of every table."""
        seen = hashlib.sha256()
        with closing(sqlite.connect(str(self.folder / "now.sqlite3"))) as db:
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            for (table,) in tables.fetchall():
                rows = db.execute(f'SELECT * FROM "{table}"').fetchall()
                seen.update(repr((table, sorted(map(repr, rows)))).encode())
        return seen.hexdigest()

    # --- asking --------------------------------------------------------------------------------

    def path(
        self, route: BaseRoute, contest: Contest, below: Contest | None = None, none: bool = False
    ) -> str:
        """The route's address with a contest's things in it. ``below``: the last thing is that one's.
        ``none``: the last thing is nobody's."""
        name, pattern = str(route.name), str(route.path)  # ty: ignore[missing-attribute]
        found = re.findall(r"\{(\w+)[^}]*\}", pattern)
        last = next((word for word in reversed(found) if self._key(name, word) in OWNED), "")
        for word in found:
            source = below if below and word == last else contest
            value = NOBODY if none and word == last else self._value(name, word, source)
            pattern = re.sub(r"\{" + word + r"[^}]*\}", value, pattern)
        return pattern

    def owned(self, route: BaseRoute) -> list[str]:
        """The words of its address that name something of a contest."""
        found = re.findall(r"\{(\w+)[^}]*\}", str(route.path))  # ty: ignore[missing-attribute]
        return [word for word in found if self._key(name_of(route), word) in OWNED]

    def _key(self, name: str, word: str) -> str:
        if word == "group" and name.startswith("roster"):
            return "class"
        meant = MEANINGS.get(name, {}).get(word, "")
        if word == "draft" and name.startswith("units"):
            return "unit_draft"
        return meant if meant == "apart" else "" if meant else word

    def _value(self, name: str, word: str, contest: Contest) -> str:
        key = self._key(name, word)
        if not key:
            return MEANINGS[name][word]
        shared = {**self.whole.shared, "digest": "0" * 64, "file": "x"}
        return contest.ids.get(key) or shared.get(key) or NOBODY

    def ask(self, cookie: str, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """One request, straight into the application."""
        body = b""
        if method == "POST":
            body = (form or {}).get("json", urlencode(form or {})).encode()
        headers = [(b"host", b"testserver"), (b"origin", b"http://testserver")]
        headers += [(b"content-type", FORM.encode()), (b"content-length", str(len(body)).encode())]
        headers += [(b"cookie", cookie.encode())] if cookie else []
        plain, _, query = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": plain,
            "raw_path": plain.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 50000),
            "server": ("testserver", 80),
        }
        return self.thread.submit(lambda: self.loop.run(answered(self.app, scope, body))).result()


async def answered(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    """What an application says to one request."""
    told, sent = False, []

    async def receive() -> dict[str, Any]:
        nonlocal told
        if told:
            await asyncio.sleep(30)
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(one.get("body", b"") for one in sent[1:]))


@contextmanager
def built(template: Path, folder: Path, clock: Clock) -> Generator[Stand]:
    """A stand over a fresh installation, its database kept at every moment."""
    file = folder / "made.sqlite3"
    shutil.copyfile(template, file)
    settings.use(settings.Settings(folder, "", b"k" * 32))
    url, kept, told = f"sqlite:///{file}", {}, {}
    web_database.configure(url)
    whole = world.begin(clock, PEOPLE, OTHERS)
    staff = hire(whole)
    for moment in Moment:
        if moment in world.STEPS:
            world.STEPS[moment](whole)
        told[moment] = cookies(whole, staff, moment)
        web_database.current().close()
        kept[moment] = folder / f"{moment.name}.sqlite3"
        shutil.copyfile(file, kept[moment])
        web_database.configure(url)
    with ThreadPoolExecutor(1) as thread:
        loop = asyncio.Runner()
        stand = Stand(whole, create_app(settings.current()), folder, kept, loop, thread, told)
        yield stand
        stand.stop()
        thread.submit(loop.close).result()
    web_database.current().close()
