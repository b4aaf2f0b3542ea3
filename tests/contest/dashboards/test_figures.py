"""`dashboards.figures`: the fragment that the page includes, with the same numbers."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest.dashboards.desk import LATER, page, running
from tests.contest.summaries.world import SCHOOL


def test_it_is_the_page_s_own_part(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    for query in ("", f"?unit={made.units[SCHOOL]}", "?day=2026-10-05"):
        whole = page(organiser, f"{made.round_id}{query}").css_first("#progress")
        alone = page(organiser, f"{made.round_id}/figures{query}").css_first("#progress")
        assert whole is not None and alone is not None and whole.html == alone.html
