"""Boards as bytes: what everybody sees alike is made once, one's own part once a person.

Until a board has changed a look at it takes no thread, no session and no place among those who wait. The
rules are those of `present`: a test holds the bytes equal to the plain page. Why: decision 0055.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2s

from sqlmodel import Session

from contest import clock
from contest.standings import present
from contest.standings.pages import OwnPlace
from contest.standings.present import KEPT, Mine, Shared
from contest.web import stitched
from contest.web.database import reading
from contest.web.pages import LARGE, render
from contest.web.stitched import Part

#: In the template, where one's own part follows.
MARK = '<div id="own">\n'
#: So old a board may be where another is not there in time, or can't be made just now.
LATE = timedelta(seconds=5)
#: So long somebody's own part is kept while nobody told of a change, and so many people's.
OWN, MOST = timedelta(minutes=1), 5_000
Entries = tuple[str, ...]
Headers = list[tuple[bytes, bytes]]
#: It is another page for each phone.
PLAIN: Headers = [(b"cache-control", b"private, no-cache"), (b"vary", b"Cookie, Accept-Encoding")]
HTML = (b"content-type", b"text/html; charset=utf-8")
GZIP = (b"content-encoding", b"gzip")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around one's own part, for all whose row and unit are marked alike; packed, and its tag."""

    head: Part
    tail: Part
    tag: bytes


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's own part, as of ``at``."""

    mine: Mine
    part: Part
    tag: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Somebody's page, ready to be sent: its tag tells it from any other, their own part is ``of`` then."""

    parts: tuple[Part, ...]
    tag: bytes
    of: datetime

    def told(self, *, packed: bool) -> tuple[bytes, Headers]:
        """Its body and headers."""
        packed = packed and sum([len(part.text) for part in self.parts]) >= LARGE
        body = stitched.gzip_of(self.parts) if packed else stitched.text_of(self.parts)
        size = (b"content-length", b"%d" % len(body))
        return body, [*PLAIN, (b"etag", self.tag), HTML, size, *([GZIP] if packed else [])]


@dataclass(slots=True)
class Board:
    """One round's board as it was last made, found unchanged at ``looked``. ``before`` is the one that it
    replaced."""

    common: Shared
    looked: datetime
    own: dict[Entries, Own]
    before: Board | None
    frames: dict[Mine, Frame] = field(default_factory=dict)
    pages: dict[Entries, Page] = field(default_factory=dict)

    def is_within(self, span: timedelta, now: datetime) -> bool:
        """Whether it was right so lately, and the round shows now what it showed then."""
        return self.looked <= now < self.looked + span and present.is_phase(self.common.view, now)

    def page(self, entries: Entries, now: datetime) -> Page | None:
        """The page for these entries, if all of it is there."""
        page = self.pages.get(entries) or self._put_together(entries)
        return page if page and page.of <= now < page.of + OWN else None

    def _put_together(self, entries: Entries) -> Page | None:
        own = self.own.get(entries)
        frame = self.frames.get(present.marked(self.common, own.mine)) if own else None
        if own is None or frame is None:
            return None
        parts, tag = (frame.head, own.part, frame.tail), b'"%s%s"' % (frame.tag, own.tag)
        page = self.pages[entries] = Page(parts, tag, own.at)
        return page

    def add(self, entries: Entries, mine: Mine, now: datetime) -> None:
        """Make what of their page is not there yet."""
        if len(self.own) >= MOST:
            self.own.clear()
            self.pages.clear()
        text = render(OwnPlace(mine.around)) if mine.around else ""
        self.pages.pop(entries, None)
        self.own[entries] = Own(mine, stitched.part(text), _tag(text), now)
        marked = present.marked(self.common, mine)
        if marked not in self.frames:
            text = render(present.page(self.common, marked))
            head, mark, tail = text.partition(MARK)
            self.frames[marked] = Frame(stitched.part(head + mark), stitched.part(tail), _tag(text))


def _tag(text: str) -> bytes:
    return blake2s(text.encode(), digest_size=8).hexdigest().encode()


_boards: dict[str, Board] = {}


def is_due(round_id: str, now: datetime) -> bool:
    """Whether somebody has to look if anything has changed."""
    board = _boards.get(round_id)
    return board is None or not present.is_kept(board.common) or not board.is_within(KEPT, now)


def at_hand(round_id: str, entries: Entries, now: datetime, span: timedelta = KEPT) -> Page | None:
    """The page for a phone that holds these entries, as it was at most so long ago, if it is there."""
    board = _boards.get(round_id)
    if board is None or not present.is_kept(board.common):
        return None
    page = board.page(entries, now) if board.is_within(span, now) else None
    if page is None and span is LATE and board.before is not None and board.before.is_within(LATE, now):
        # One's own part of the newest board may take longer than there is time.
        return board.before.page(entries, now)
    return page


def look(round_id: str) -> None:
    """Make what everybody sees, if anything has changed; to be called in a thread."""
    now = clock.now()
    with reading() as db:
        board = _looked(db, round_id, now)
    if board.page((), now) is None:
        board.add((), Mine(), now)


def made(round_id: str, entries: Entries) -> Page:
    """The page, with all that has to be read for it; to be called in a thread."""
    now = clock.now()
    with reading() as db:
        board = _boards.get(round_id)
        if board is None or is_due(round_id, now):
            board = _looked(db, round_id, now)
        while (page := board.page(entries, now)) is None:
            board.add(entries, present.mine(db, board.common, entries, now), now)
    return page


def _looked(db: Session, round_id: str, now: datetime) -> Board:
    board, common = _boards.get(round_id), present.shared(db, round_id, now)
    if board is None or board.common is not common:
        unchanged = board is not None and (board.common.view, board.common.of) == (common.view, common.of)
        before = board and replace(board, before=None)
        board = _boards[round_id] = Board(common, now, board.own if board and unchanged else {}, before)
    board.looked = now
    return board


def forget() -> None:
    """Make every board anew; between tests, and when somebody is forgotten."""
    _boards.clear()
    present.forget_boards()
