"""`contest.lists.drafts`: whose a draft is, what may be saved of it, which rows a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from contest.errors import Conflict, NotFound
from contest.lists import drafts
from contest.lists.drafts import A_PAGE, KEPT, NO_DRAFT, NO_ROW, STALE, ImportState, Standing

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
MOVED = "moved"


@dataclass
class Import:
    """A stored import, of no table."""

    id: str = "k7q2m94x0a1bc"
    owner_id: str = "me"
    file_name: str = "ds.xlsx"
    state: str = ImportState.DRAFT
    version: int = 3
    created_at: datetime = NOW
    expires_at: datetime = NOW + KEPT
    rows: str = "[]"


@dataclass(frozen=True)
class Row:
    line: int
    name: str = ""
    keep: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class One:
    row: Row
    standing: Standing


def judged(*standings: Standing) -> list[One]:
    return [One(Row(line), standing) for line, standing in enumerate(standings, start=2)]


class TestOwned:
    def test_a_draft_is_its_owners_until_its_last_second(self) -> None:
        mine = Import()
        last = mine.expires_at - timedelta(milliseconds=1)
        assert drafts.owned(mine, "me", last) is mine

    @pytest.mark.parametrize(
        ("row", "owner", "now"),
        [(None, "me", NOW), (Import(), "other", NOW), (Import(), "me", NOW + KEPT)],
        ids=["none", "another's", "too late"],
    )
    def test_all_else_is_one_answer(self, row: Import | None, owner: str, now: datetime) -> None:
        with pytest.raises(NotFound) as refused:
            drafts.owned(row, owner, now)
        assert refused.value.message == NO_DRAFT

    @pytest.mark.parametrize("state", [ImportState.SAVED, ImportState.UNDONE])
    def test_what_was_saved_is_everybodys_for_ever(self, state: ImportState) -> None:
        row = Import(state=state)
        assert drafts.owned(row, "other", NOW + 9 * KEPT) is row


class TestCheck:
    def test_what_the_page_showed_may_be_saved(self) -> None:
        drafts.check(Import(), 3, "mark", "mark", MOVED)
        drafts.check(Import(), 3, "", "mark", MOVED)

    @pytest.mark.parametrize("version", [0, 2, 4])
    def test_another_version_is_stale_first_of_all(self, version: int) -> None:
        with pytest.raises(Conflict) as refused:
            drafts.check(Import(), version, "old", "mark", MOVED)
        assert refused.value.message == STALE

    def test_another_mark_is_told_in_the_lists_own_words(self) -> None:
        with pytest.raises(Conflict) as refused:
            drafts.check(Import(), 3, "old", "mark", MOVED)
        assert refused.value.message == MOVED


class TestMending:
    def test_a_row_that_is_there_is_mended(self) -> None:
        assert drafts.is_there([Row(2), Row(5)], 5, going=False)

    def test_a_row_that_went_cannot_be_written(self) -> None:
        with pytest.raises(Conflict) as refused:
            drafts.is_there([Row(2)], 5, going=False)
        assert refused.value.message == NO_ROW

    def test_a_row_that_was_to_go_may_have_gone(self) -> None:
        assert not drafts.is_there([Row(2)], 5, going=True)
        assert not drafts.is_there([], 5, going=True)


class TestRows:
    def test_rows_come_back_as_they_were(self) -> None:
        rows = (Row(2, "Thôn 1", True, ("Thôn Một",)), Row(3))
        text = drafts.dumped(rows)
        assert text == '[{"line": 2, "name": "Thôn 1", "keep": true, "aliases": ["Thôn Một"]}, {"line": 3}]'
        assert drafts.loaded(text, Row) == rows

    def test_no_rows_are_no_rows(self) -> None:
        assert drafts.loaded(drafts.dumped([]), Row) == ()


class TestSifted:
    def test_worst_first_then_by_line_and_everything_is_counted(self) -> None:
        found = drafts.sifted(judged(Standing.READY, Standing.WRONG, Standing.HAVE, Standing.WRONG), "", 1)
        assert [one.row.line for one in found.shown] == [3, 5, 2, 4]
        assert found.counts == {"wrong": 2, "ask": 0, "look": 0, "ready": 1, "have": 1}
        assert (found.only, found.page, found.pages) == ("", 1, 1)

    def test_only_some_are_shown_and_all_counted(self) -> None:
        found = drafts.sifted(judged(Standing.READY, Standing.WRONG), "ready", 1)
        assert [one.row.line for one in found.shown] == [2]
        assert (found.only, found.counts["wrong"]) == ("ready", 1)

    def test_an_unknown_standing_shows_all(self) -> None:
        found = drafts.sifted(judged(Standing.READY, Standing.WRONG), "<b>", 1)
        assert (found.only, len(found.shown)) == ("", 2)

    @pytest.mark.parametrize(
        ("rows", "page", "shown", "told"),
        [
            (0, 9, 0, (1, 1)),
            (A_PAGE, 2, A_PAGE, (1, 1)),
            (A_PAGE + 1, 2, 1, (2, 2)),
            (A_PAGE + 1, 9, 1, (2, 2)),
        ],
    )
    def test_a_page_that_is_not_there_is_the_last(
        self, rows: int, page: int, shown: int, told: tuple[int, int]
    ) -> None:
        found = drafts.sifted(judged(*[Standing.LOOK] * rows), "", page)
        assert (len(found.shown), (found.page, found.pages)) == (shown, told)
