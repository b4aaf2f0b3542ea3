"""A list that takes the server some seconds: the page says so, and a second press sends nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route

from contest.units.importing_pages import UploadPage
from contest.web import pages, static
from contest.web.safety import CSP
from tests import samples_desk, samples_variants
from tests.parsed_desk import real_addresses

__all__ = ["real_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("real_addresses")]

HOST = "http://thi.test"
HERE = f"{HOST}/units/upload"
PAPERS = f"{HOST}/byhand/batch"
FILE = {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": b"x"}


class Server:
    """Shows the page of an upload and never answers what is sent."""

    def __init__(self, page: Page) -> None:
        self.posted = 0
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/static/"):
            name = path.removeprefix("/static/").split(".")
            found = static.asset(f"{name[0]}.{name[-1]}")
            route.fulfill(body=found.bodies["identity"], content_type=found.kind)
        elif route.request.method == "POST":
            self.posted += 1  # and no answer: a big list
        else:
            headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
            papers = samples_variants.SAMPLES["batch"]
            shown = papers if route.request.url == PAPERS else UploadPage(samples_desk.ORGANISER)
            route.fulfill(body=pages.render(shown), headers=headers)


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    made = Server(phone)
    yield made
    assert made.problems == []


#: Pressed in the page itself: the driver would wait for an answer that never comes.
PRESS = """(which) => {
  const button = document.querySelector(which);
  button.click(); button.click(); button.click();
  return [...document.querySelectorAll(".busy")].map((told) => [
    told.textContent, told.getAttribute("role"), told.querySelectorAll("progress").length]);
}"""


def test_it_says_that_it_works_and_sends_once(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    assert phone.locator(".busy").count() == 0
    phone.locator("#file").set_input_files(FILE)  # ty: ignore[invalid-argument-type]
    assert phone.evaluate(PRESS, "form[data-busy] button") == [
        ["Đang đọc tệp. Vài nghìn dòng mất vài giây.", "status", 1]
    ]
    phone.wait_for_timeout(300)
    assert server.posted == 1


def test_without_a_file_nothing_is_said(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    phone.get_by_role("button", name="Xem trước").click(no_wait_after=True)
    phone.wait_for_timeout(200)
    assert (server.posted, phone.locator(".busy").count()) == (0, 0)


@pytest.mark.parametrize(
    ("button", "told"),
    [
        pytest.param("button[data-busy]", [["Đang đọc tệp.", "status", 1]], id="reads"),
        pytest.param("button[value=more]", [], id="does not"),
    ],
)
def test_one_button_of_a_form_may_say_it_for_itself(
    server: Server, phone: Page, button: str, told: list[list[object]]
) -> None:
    phone.goto(PAPERS)
    assert phone.evaluate(PRESS, button) == told
