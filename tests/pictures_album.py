"""What takes the pictures: an album, and the scene of one demo, one browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import PHONE, Demo, context
from tests.journeys import people
from tests.journeys.people import DESK

#: Shapes of the desk with their themes: a small PC in both, a large one, and a phone at night.
SHOTS = (
    ("1366", (1366, 768), "light"),
    ("1366", (1366, 768), "dark"),
    ("1920", (1920, 1080), "light"),
    ("360", (360, 740), "dark"),
)
HALL = {"1366": (1366, 768), "1920": (1920, 1080), "1024": (1024, 768)}


@dataclass
class Album:
    """Takes pictures into a folder."""

    folder: Path
    files: list[Path] = field(default_factory=list)

    def phone(self, page: Page, name: str) -> None:
        """The whole page, in both themes."""
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            self._take(page, f"phone-{name}-{theme}", whole=True)

    def desk(self, page: Page, name: str) -> None:
        """Every shape of the desk."""
        for size, (width, height), theme in SHOTS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=theme)
            self._take(page, f"desk-{name}-{size}-{theme}", whole=True)
        page.set_viewport_size(DESK["viewport"])

    def hall(self, page: Page, name: str) -> None:
        """What the projector shows, without scrolling."""
        for size, (width, height) in HALL.items():
            page.set_viewport_size({"width": width, "height": height})
            self._take(page, f"hall-{name}-{size}", whole=False)

    def _take(self, page: Page, name: str, *, whole: bool) -> None:
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled")
        self.files.append(path)


@dataclass
class Scene:
    """One demo, one browser, one album."""

    album: Album
    demo: Demo
    browser: Browser

    def phone(self, **more: object) -> Page:
        """A new phone that nobody has used."""
        return context(self.browser, {**PHONE, "device_scale_factor": 1}, **more).new_page()

    def pc(self) -> Page:
        """A new PC."""
        return context(self.browser, DESK).new_page()

    @cached_property
    def organiser(self) -> Page:
        """A PC where the organiser is logged in."""
        page = self.pc()
        people.log_in(page, self.demo)
        return page

    def look(self, address: str, name: str) -> Page:
        """The organiser opens an address, and a picture is taken."""
        page = self.organiser
        page.goto(self.demo.url + address)
        self.album.desk(page, name)
        return page
