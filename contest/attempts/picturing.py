"""Pictures on a paper: shown with its questions, and sent to nobody who may not see the question yet."""

from __future__ import annotations

import threading
from collections import OrderedDict

from sqlmodel import Session

from contest.attempts import papers
from contest.attempts.rules import furthest
from contest.attempts.sitting import Sitting
from contest.campaigns.rules import Phase
from contest.errors import NotFound
from contest.ruleset.states import Way
from contest.web.figures import Figure
from contest.web.pages import path_for
from questions.blueprint import Drawn
from questions.kinds import Content
from questions.picture import Picture
from questions.pictures import keeping
from questions.pictures.keeping import Kept

#: So many are kept in memory, 200 kB each: a hall opens the same picture in the same minute. What has a
#: digest never changes.
MOST_KEPT = 64
_kept: OrderedDict[str, Kept] = OrderedDict()
_keeping = threading.Lock()


def leaves(mine: Sitting, slot: int) -> bool:
    """Whether the question of a slot may be in the page: of a paced paper only the one that was asked for,
    without a way back none that is passed."""
    reached = mine.facts.reached
    return mine.facts.way == Way.FREE or (reached <= slot <= furthest(mine.facts))


def sent(mine: Sitting, db: Session, digest: str) -> Kept:
    """A picture of this paper, of a question that was asked by now; NotFound for any other."""
    is_free = mine.facts.way == Way.FREE or mine.view.phase is Phase.CLOSED
    paper = (*mine.paper, *mine.behind)
    last = len(paper) if is_free else furthest(mine.facts)
    asked = papers.contents(db, paper[:last])
    if not any(digest == one.digest for content in asked for one in content.pictures):
        raise NotFound()
    return _found(db, digest)


def _found(db: Session, digest: str) -> Kept:
    if (known := _kept.get(digest)) is not None:
        return known
    found = keeping.find(db, digest)
    if found is None:
        raise NotFound()
    keep(digest, found)
    return found


def keep(digest: str, found: Kept) -> None:
    """Remember a picture, and forget the oldest ones. One thread at a time: another one would change the
    order while this one looks for the oldest."""
    with _keeping:
        _kept[digest] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def figure(attempt: str, one: Picture | None, called: str = "") -> Figure | None:
    """A picture as the pages of an attempt show it."""
    if one is None:
        return None
    address = path_for("attempts.picture", attempt=attempt, digest=one.digest)
    return Figure(address, one.width, one.height, one.alt, called)


def beside(attempt: str, content: Content, drawn: Drawn) -> tuple[Figure, ...]:
    """The pictures of the options in the order of a paper, named by the options' words."""
    options = {option.id: option for option in content.options}
    shown = (options[one] for one in drawn.options)
    found = (figure(attempt, option.picture, option.text) for option in shown)
    return tuple(one for one in found if one is not None)
