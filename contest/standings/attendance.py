"""Who took part in several rounds of a contest: whoever stands on one of their boards, ranked or not."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel.sql.expression import SelectOfScalar

from contest.standings import store


def chosen(round_ids: Collection[str]) -> SelectOfScalar[str]:
    """What chooses them, for whoever counts them."""
    return store.chosen_in(round_ids)
