"""The paper as it is stored, and the pools it is drawn from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contest.attempts import papers
from contest.web.database import Database, reading
from questions.blueprint import Drawn
from tests.contest.attempts.sitting import statements
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS

IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=5, max_size=5)
PAPERS = st.lists(st.builds(Drawn, st.integers(1, 10**6), st.lists(IDS, max_size=6).map(tuple)), max_size=30)


@given(PAPERS, st.booleans())
def test_what_is_stored_is_read_again(paper: list[Drawn], has_prediction: bool) -> None:
    stored = papers.to_json(paper, has_prediction=has_prediction)
    assert papers.from_json(stored) == tuple(paper)
    assert stored.endswith("[0,[]]]") is has_prediction
    assert " " not in stored


def test_a_bank_is_read_once_and_again_when_told(sqlite_database: Database) -> None:
    view = world.make().view(OPENS)
    with reading() as db, statements() as seen:
        first = papers.pool(db, view)
        once = len(seen)
        assert papers.pool(db, view) is first
        assert len(seen) == once
        papers.forget_pool(view)
        assert papers.pool(db, view) is not first


def test_contents_come_in_the_papers_order_and_are_read_once(sqlite_database: Database) -> None:
    view = world.make().view(OPENS)
    with reading() as db, statements() as seen:
        revisions = list(papers.pool(db, view).items)
        paper = [Drawn(revision, ()) for revision in reversed(revisions)]
        texts = [content.text for content in papers.contents(db, paper)]
        read = len(seen)
        assert [content.text for content in papers.contents(db, paper[::-1])] == texts[::-1]
        assert len(seen) == read
    assert len(set(texts)) == len(revisions)
