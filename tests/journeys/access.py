"""What anybody needs of a page: axe finds nothing, and the keyboard reaches everything."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page


def clean(page: Page, name: str) -> None:
    """Nothing found, in either theme."""
    for theme in ("light", "dark"):
        # Without motion: axe must not read a colour that is still on its way.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found = Axe().run(page).response["violations"]
        told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
        assert told == [], f"{name}, {theme}: {told}"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; whatever has it must be seen to have it."""
    for _ in range(80):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go there by Tab and press a key."""
    tab_to(page, wanted)
    page.keyboard.press(key)


def typed(page: Page, wanted: Locator, text: str) -> None:
    """Go there by Tab and type."""
    tab_to(page, wanted)
    page.keyboard.type(text)
