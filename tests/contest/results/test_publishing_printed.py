"""The digest of a published result stands on the lists of prizes that rest on it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from contest.commendations import papers
from contest.results import publication_rules
from contest.web.database import reading
from tests.contest.commendations.world import Prizes
from tests.contest.results.press import DONE, Press, crowd
from tests.contest.rounds import world


def notes(press: Press, number: int = 0) -> tuple[str, ...]:
    """What stands below a list of prizes; 0 is the draft."""
    with reading() as db:
        return papers.notes(papers.load(db, press.round_id, number, DONE))


def test_a_list_says_which_published_result_it_rests_on(app_client: TestClient) -> None:
    press = Press.of(world.make())
    crowd(press.contest, ("A Thui", 3), ("Y Blưi", 2))
    press.close()
    prizes = Prizes(press.round_id)
    prizes.ladder()
    assert not [line for line in notes(press) if "mã kiểm tra" in line]
    press.publish()
    (version,) = press.versions()
    said = f"Kết quả tuần 1 đã công bố có mã kiểm tra {publication_rules.short(version.sha256)}."
    assert notes(press)[-1] == said
    assert notes(press, prizes.issue(now=DONE))[-1] == said
