"""The thể lệ as it will read: the stored text and the draft's, with what changed marked. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from contest.campaigns.asking import by_age
from contest.campaigns.audience_rules import named
from contest.campaigns.prizes import Promised
from contest.people.asking import Ask, Fields, forced, told
from contest.planning.drafting import Settings
from contest.planning.pages import Article, AskedLine, Piece
from contest.planning.states import Group
from contest.ruleset import season
from contest.ruleset.text import Facts, Section, the_le

#: Which articles a group is about, by a word of their titles.
ABOUT = {
    Group.NAME: ("Khiếu nại",),
    Group.TIME: ("Thời gian",),
    Group.PEOPLE: ("Đối tượng",),
    Group.PAPER: ("Đề thi",),
    Group.RANKING: ("Lượt thi", "Câu dự đoán", "Xếp hạng"),
    Group.SEASON: (season.TITLE, "Đối tượng"),
    Group.PRIZES: ("Giải thưởng",),
    Group.PUBLICATION: ("Công bố",),
}
NOTHING = Promised()
NUMBER = re.compile(r"^Điều \d+\. ")


def needs_year(settings: Settings) -> bool:
    """Whether the birth year is asked whatever is set: these rules need it, or the contest elsewhere."""
    return by_age(settings.rules) or settings.year_elsewhere


def asked(settings: Settings) -> Fields:
    """What the entry form asks in truth."""
    return forced(settings.asked, by_age=needs_year(settings))


def form(settings: Settings) -> tuple[AskedLine, ...]:
    """The entry form as people will meet it, beside the settings that make it."""
    rows = told(asked(settings), by_age=needs_year(settings))
    return tuple(
        AskedLine(row.name[:1].upper() + row.name[1:], row.ask is Ask.REQUIRED, row.why) for row in rows
    )


def sections(settings: Settings) -> tuple[Section, ...]:
    """The thể lệ of these settings."""
    wanted = settings.selection.round if settings.selection else 0
    origin = dict(settings.earlier).get(wanted, "")
    only = settings.only
    facts = Facts(
        title=" ".join(settings.title.splitlines()),
        organiser=settings.organiser,
        round_name=named(settings.round_name, only),
        opens_at=settings.opens_at,
        closes_at=settings.closes_at,
        contact=settings.contact,
        audience=only.whom if only else settings.audience,
        group=only.short if only else "",
        ages=only.ages if only else "",
        season=settings.season,
        selection=settings.selection if origin else None,
        origin=origin,
        asked=asked(settings),
        by_age=needs_year(settings),
        asked_again=settings.asked_again,
    )
    return the_le(settings.rules, facts)


def articles(
    stored: Settings, typed: Settings, group: Group, promised: Promised = NOTHING
) -> tuple[Article, ...]:
    """The articles of what is typed; words that the stored thể lệ does not have are marked.

    ``promised``: the prizes of the last articles, which another page sets; those of the whole contest only
    while rounds are added up.
    """
    before = {NUMBER.sub("", each.title): each.items for each in sections(stored)}
    written = tuple(_article(each, before, group) for each in sections(typed))
    told = (promised if typed.season else replace(promised, overall=())).articles
    return (
        *written,
        *(
            Article(f"Điều {number}. {title}", tuple((Piece(said),) for said in items), group is Group.PRIZES)
            for number, (title, items) in enumerate(told, len(written) + 1)
        ),
    )


def _article(section: Section, before: dict[str, tuple[str, ...]], group: Group) -> Article:
    name = NUMBER.sub("", section.title)
    old = before.get(name, ())
    items = tuple(
        marked(_twin(item, place, old, section.items), item) for place, item in enumerate(section.items)
    )
    return Article(section.title, items, name.startswith(ABOUT[group]))


def _twin(item: str, place: int, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """The stored sentence that a sentence was before: the same one, else the one most like it."""
    if item in old:
        return item
    gone = [each for each in old if each not in new]
    return max(gone, key=lambda each: _likeness(each, item), default="")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """The words of ``new``, those that ``old`` lacks marked; runs of words are one piece."""
    was, now = _words(old), _words(new)
    pieces: list[Piece] = []
    for deed, _, _, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if text := "".join(now[start:end]):
            pieces.append(Piece(text, deed != "equal"))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    """Words with the spaces behind them; no-break spaces hold words together."""
    return re.findall(r"[^ ]+ ?", text)
