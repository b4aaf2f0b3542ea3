"""A real browser against the real server: what the journeys stand on.

Chromium comes from the machine (playwright's own download is not used); the server is the very command
`hoithi demo` in a process of its own, on a port that the system chose.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "HOITHI_TEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: Chromium looks for servers of its own at every start; on a closed network each look-up waits.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
HALL: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}
READER: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


def program() -> str | None:
    """The browser of this machine, or None."""
    given = os.environ.get(VARIABLE)
    return given or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched() -> Generator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        yield browser
        browser.close()


#: What the content policy kept out of any page since a test began; a test that leaves some has failed.
VIOLATIONS: list[str] = []
MARK = "hoithi keeps out: "
#: The browser runs it itself, so the policy does not meet it.
LISTEN = f"""addEventListener("securitypolicyviolation", event => console.error(
  {MARK!r} + [location.pathname, event.effectiveDirective, event.blockedURI, event.sample].join(" ")))"""


def context(browser: Browser, shape: dict[str, Any], **more: Any) -> BrowserContext:
    """A fresh profile of one shape: `PHONE` or `HALL`. Waiting is short: the server is on this machine."""
    made = browser.new_context(**shape, **READER, **more)
    made.set_default_timeout(10_000)
    made.add_init_script(LISTEN)
    made.on("console", _hear)
    return made


def _hear(said: ConsoleMessage) -> None:
    if said.text.startswith(MARK):
        VIOLATIONS.append(said.text.removeprefix(MARK))


@dataclass
class Demo:
    """A running `hoithi demo` or `serve`: what it told in its JSON line, and its process."""

    told: dict[str, Any]
    process: subprocess.Popen[str]
    folder: Path

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return str(self.told["url"]).rstrip("/")


def demo(folder: Path, *words: str) -> AbstractContextManager[Demo]:
    """`python -m contest demo` on a free port, its data in ``folder``; stopped on leaving."""
    return started("demo", folder, *words)


@contextmanager
def started(name: str, folder: Path, *words: str, days: int = 0) -> Generator[Demo]:
    """A command that serves, `demo` or `serve`; a later word wins, so that `--port=…` may be given.
    ``days``: so many have passed since the machine's clock."""
    module = ("tests.later", str(days)) if days else ("contest",)
    command = [sys.executable, "-m", *module, name, "--json", "--port=0", f"--data={folder}", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    log = folder.parent / f"{folder.name}.log"
    with open(log, "a") as err:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=err, text=True)
    try:
        yield Demo(_first_json(process, log), process, folder)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_json(process: subprocess.Popen[str], log: Path) -> dict[str, Any]:
    for line in process.stdout or ():
        if line.startswith("{"):
            return json.loads(line)
    raise RuntimeError(f"the server ended without a JSON line: {log.read_text(errors='replace')}")


# --- fixtures -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for this worker; profiles are what is fresh."""
    with launched() as started:
        yield started


def leave(made: BrowserContext) -> None:
    """Close a profile whose pages may still ask: a request that a test answers can hold it open for ever."""
    for page in made.pages:
        page.unroute_all(behavior="ignoreErrors")
    made.close()


@pytest.fixture(autouse=True)
def nothing_kept_out(request: pytest.FixtureRequest) -> Iterator[None]:
    """Our own pages never meet the content policy: not in any journey, not in any test with a browser."""
    VIOLATIONS.clear()
    yield
    if "browser" in request.fixturenames:
        assert VIOLATIONS == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's page, 360×740, touch, a fresh profile."""
    made = context(browser, PHONE)
    yield made.new_page()
    leave(made)


@pytest.fixture
def hall(browser: Browser) -> Iterator[Page]:
    """The hall's big screen, 1920×1080, a fresh profile."""
    made = context(browser, HALL)
    yield made.new_page()
    leave(made)


@pytest.fixture
def live_server(tmp_path: Path) -> Iterator[Demo]:
    """The real server with the demo's contest; each test has its own."""
    with demo(tmp_path / "demo") as running:
        yield running
