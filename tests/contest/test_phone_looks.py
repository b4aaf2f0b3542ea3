"""How the phone's pages look to a machine: no sideways scrolling, no small targets, nothing axe finds.

Each page is shown as small as phones get (320 px), with text twice as large, and in both themes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from contest.web import pages, static
from tests.addresses import stand_in
from tests.browser import PHONE
from tests.samples import SAMPLES
from tests.samples_attempts import SCORE

pytestmark = pytest.mark.journey

HOST = "http://thi.test"
LOOKED_AT = (
    *("home", "landing-entered", "rules", "enter-errors", "code", "code-later", "comeback-wrong", "ready"),
    *("question-4", "question-5", "question-7", "question-wrong", "taken", "review", "error"),
    *("receipt", "receipt-closed", "board"),
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """Array.from(document.querySelectorAll(
  "button, [role=button], .link, .map a, .option, .tf, .tick, .pick, summary, input:not([type=hidden])"))
  .filter((each) => each.offsetHeight && !each.closest("label") || each.tagName === "LABEL")
  .filter((each) => each.offsetHeight && each.offsetHeight < 48).map((each) => each.outerHTML)"""


def serve(route: Route) -> None:
    """A sample by its name, a bundle by its address, nothing else."""
    path = route.request.url.removeprefix(HOST + "/")
    if path.startswith("static/"):
        name = path.removeprefix("static/").split(".")
        found = static.asset(f"{name[0]}.{name[-1]}")
        route.fulfill(body=found.bodies["identity"], content_type=found.kind)
    elif path in SAMPLES:
        route.fulfill(body=pages.render(SAMPLES[path]), content_type="text/html; charset=utf-8")
    else:
        route.abort()


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    pages.configure(stand_in())
    context = browser.new_context(**PHONE, color_scheme=request.param)
    page = context.new_page()
    page.route("**/*", serve)
    yield page
    context.close()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing(themed: Page, name: str) -> None:
    themed.goto(f"{HOST}/{name}")
    found = Axe().run(themed).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("name", LOOKED_AT)
def test_small_screens_and_large_text(phone: Page, name: str) -> None:
    pages.configure(stand_in())
    phone.route("**/*", serve)
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{HOST}/{name}")
    assert phone.evaluate(SIDEWAYS) <= 0
    assert phone.evaluate(SMALL) == []
    phone.evaluate("document.documentElement.style.fontSize = '36px'")
    assert phone.evaluate(SIDEWAYS) <= 0


def test_the_code_card_is_white_in_both_themes(themed: Page) -> None:
    themed.goto(f"{HOST}/code")
    card = "getComputedStyle(document.querySelector('.keycard')).backgroundColor"
    assert themed.evaluate(card) == "rgb(255, 255, 255)"


def test_a_motif_is_gold_for_each_right_answer_and_faint_for_the_rest(phone: Page) -> None:
    pages.configure(stand_in())
    phone.route("**/*", serve)
    phone.goto(f"{HOST}/receipt-closed")
    motifs = phone.locator(".woven svg")
    right = SCORE.right
    assert 0 < right < motifs.count()
    golden = [_has(motifs.nth(place).screenshot(), (255, 212, 92)) for place in (right - 1, right)]
    assert golden == [True, False]


def _has(png: bytes, colour: tuple[int, int, int]) -> bool:
    shot = Image.open(io.BytesIO(png)).convert("RGB")
    return any(found == colour for _, found in shot.getcolors(shot.width * shot.height) or [])


def test_the_current_question_shows_under_the_sticky_bar(phone: Page) -> None:
    pages.configure(stand_in())
    phone.route("**/*", serve)
    phone.goto(f"{HOST}/question-7")
    phone.mouse.wheel(0, 400)
    assert phone.locator(".exam").bounding_box() == {"x": 0, "y": 0, **_size(phone, ".exam")}


def _size(page: Page, selector: str) -> dict[str, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return {"width": box["width"], "height": box["height"]}
