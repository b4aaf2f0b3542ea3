"""The organiser of a simulated contest: logs in, finds the round, closes it, waits for the ranks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from contest.simulate import entering
from contest.simulate.line import GaveUp, Line
from contest.simulate.page import Element

#: The grace for late arrivals is 20 s by default and 120 s at most; ranking comes after it.
PATIENCE_SECONDS = 300
LOOK_AGAIN = 1.0


async def close(line: Line, slug: str, login: str, password: str) -> None:
    """Close the round of this contest as a person would, and wait until it stands as closed."""
    page = await line.open("/accounts/login?next=/rounds")
    form = entering.posting(line, page)
    rounds = await line.submit(form.attributes["action"], {"login": login, "password": password})
    if not rounds.path.startswith("/rounds"):
        rounds = await line.open("/rounds")
    address = next(_rounds_of(rounds.page, slug), None)
    if address is None:
        line.tally.problem("không thấy vòng thi trên trang Ban Tổ chức")
        raise GaveUp
    asked = await line.open(f"{address}?confirm=closing")
    deed = next(
        (one for one in asked.page.all("form") if one.attributes.get("action", "").endswith("/closing")), None
    )
    if deed is not None:
        await line.submit(deed.attributes["action"], {})
    await _until_closed(line, address)


def _rounds_of(page: Element, slug: str) -> Iterator[str]:
    for article in page.all("article"):
        links = article.links()
        if f"/campaigns/{slug}" in links:
            yield from (one for one in links if one.startswith("/rounds/"))


async def _until_closed(line: Line, address: str) -> None:
    for _ in range(int(PATIENCE_SECONDS / LOOK_AGAIN)):
        seen = await line.open(f"{address}/counts")
        counts = next((one for one in seen.page.all("div", id="counts")), None)
        if counts is not None and counts.attributes.get("data-phase") == "closed":
            return
        await asyncio.sleep(LOOK_AGAIN)
    line.tally.problem("vòng thi không đóng xong")
    raise GaveUp
