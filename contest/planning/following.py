"""For whom a round is that is made like another one, where that one is for people who were selected. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contest.campaigns.service import RoundView
from contest.planning import rules
from contest.planning.loading import Loaded
from contest.ruleset.selection import Selection
from contest.web.filters import inner

NEXT_FROM = "Vòng mới dành cho người được chọn từ {origin}; sửa ở mục Nhiều vòng."
NEXT_OPEN = (
    "{last} dành cho người được chọn, còn vòng mới sẽ dành cho mọi người, vì vòng để chọn người chưa đóng "
    "khi vòng mới mở. Chọn lại ở mục Nhiều vòng."
)
NOW_OPEN = (
    "Vòng gốc dành cho người được chọn từ vòng trước. Bảng này chưa có vòng trước tương ứng, "
    "nên vòng mới đang dành cho mọi người thuộc bảng. Cần chọn người thì đặt ở mục Nhiều vòng."
)


def next_week(loaded: Loaded) -> Selection | None:
    """Of the week after the last round of the same people: it is selected one round later, too."""
    rounds = loaded.alike
    opens_at, _ = rules.next_window(rounds[-1].opens_at, rounds[-1].closes_at)
    return _moved(rounds[-1], rounds, rounds[1:], opens_at)


def copied(
    view: RoundView, rounds: Sequence[RoundView], audience_id: str | None, opens_at: datetime
) -> Selection | None:
    """Of a copy for an audience: it is selected in the round of theirs that is in the same place."""
    there = [each for each in rounds if each.only == view.only]
    here = [each for each in rounds if (each.only.id if each.only else None) == audience_id]
    return _moved(view, there, here, opens_at)


def renumbered(selection: Selection | None, rounds: Sequence[RoundView]) -> Selection | None:
    """Of a round of a copied contest, whose rounds are numbered from one in their order."""
    places = {each.number: place for place, each in enumerate(rounds, 1)}
    if selection is None or selection.round not in places:
        return None
    return selection.model_copy(update={"round": places[selection.round]})


def _moved(
    view: RoundView, there: Sequence[RoundView], here: Sequence[RoundView], opens_at: datetime
) -> Selection | None:
    """The selection of ``view``, by the round ``here`` in the place that its own has ``there``; None where
    there is none, or where it is not over when the new round opens."""
    if view.selection is None:
        return None
    number = view.selection.round
    place = next((place for place, each in enumerate(there) if each.number == number), len(here))
    if place >= len(here) or here[place].closes_at > opens_at:
        return None
    return view.selection.model_copy(update={"round": here[place].number})


def told(loaded: Loaded) -> str:
    """What the page says of the week to come, before it is made; "" where everybody may take part in both."""
    last, found = loaded.alike[-1], next_week(loaded)
    if last.selection is None:
        return ""
    if found is None:
        return NEXT_OPEN.format(last=last.name)
    origin = next(each for each in loaded.rounds if each.number == found.round)
    return NEXT_FROM.format(origin=inner(origin.name))
