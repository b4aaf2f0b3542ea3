"""A contest's settings as plain data, group by group: what a form shows, and what it makes of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from contest.campaigns import pools
from contest.campaigns.audience_rules import Audience
from contest.clock import VIETNAM, local
from contest.errors import Invalid
from contest.people.asking import USUAL, Fields
from contest.planning import cells, fixed, part_forms, ranking, season_forms, selection_forms, suggested
from contest.planning.states import Group
from contest.ruleset.rules import (
    BOUNDS,
    CONTRADICTIONS,
    Part,
    Ruleset,
    sentences,
)
from contest.ruleset.season import Season
from contest.ruleset.selection import Selection

BACKWARDS = "Giờ đóng phải sau giờ mở."
BAD_MOMENT = "Ghi ngày và giờ, ví dụ 20:00 05/10/2026."
#: Where each contradiction is shown: the first of these fields that the form has.
BLAMED: tuple[tuple[str, ...], ...] = (
    *((("blueprint",),) * 5),
    *((("criteria",),) * 2),
    *((("prediction",),) * 2),
    *((("criteria",),) * 2),
    ("board", "prediction"),
    ("score", "prediction"),
    ("board", "attempts_allowed"),
    ("score", "attempts_allowed"),
    ("board",),
    ("attempts_allowed",),
    ("attempts_a_day",),
    ("pause",),
    ("counting",),
    ("only_perfect",),
    ("wrong_costs",),
    ("below_zero",),
    ("void_predicted",),
    *((("precise_seconds",),) * 2),
    ("precise_moments",),
    ("mean_decimals",),
    *((("question_seconds",),) * 2),
    ("grace_seconds",),
    ("by_hand", "way"),
    ("fixed",),
    ("fixed",),
    ("suggestions",),
    *((("way",),) * 2),
    *((("blueprint",),) * 2),
    ("minutes",),
    ("grace_seconds",),
    ("form",),
)
#: The part of the paper's form that is folded away while it holds these values.
FOLDED: Mapping[str, Mapping[str, str]] = {
    "pace": {"way": "free", "question_seconds": "", "shifts": "", "parts": ""}
}
#: Where a bound is said, when the field has another name than the rule.
FIELDS = {"pause_minutes": "pause", "precision": "mean_decimals"}
FIELD_OF = {said: fields for (_, said), fields in zip(CONTRADICTIONS, BLAMED, strict=True)} | {
    said: (FIELDS.get(rule, rule),) for rule, said in BOUNDS.items()
}


@dataclass(frozen=True)
class Beside:
    """Another round of the contest, as far as it may ask the same questions. Its bank "" and its rules None
    are those of the round that is set, with which they change."""

    bank: str
    rules: Ruleset | None
    shift: int


@dataclass(frozen=True)
class Settings:
    """Everything that can be set of a contest, as one of its rounds has it. ``only``: whose round it is."""

    title: str
    organiser: str
    contact: str
    about: str
    slug: str
    audience: str
    bank: str
    round_name: str
    opens_at: datetime
    closes_at: datetime
    rules: Ruleset
    season: Season | None = None
    selection: Selection | None = None
    earlier: tuple[tuple[int, str], ...] = ()  # (number, name) of the rounds that may select for this one
    only: Audience | None = None
    asked: Fields = USUAL  # as set; rules about age ask for the year all the same
    year_elsewhere: bool = False  # its audience or another round of the contest needs the birth year
    shift: int = 1  # which part of a bank that is shared out
    beside: tuple[Beside, ...] = ()

    @property
    def asked_again(self) -> bool:
        """Whether another round may ask the same questions."""
        own = pools.share(self.rules, self.shift)
        same = (each for each in self.beside if each.bank in ("", self.bank))
        return any(pools.overlap(own, pools.share(each.rules or self.rules, each.shift)) for each in same)


# --- what forms show ------------------------------------------------------------------------------


def values(group: Group, now_set: Settings) -> dict[str, str]:
    """A group's fields as the form shows what is stored."""
    return SHOWN[group](now_set)


def _name(s: Settings) -> dict[str, str]:
    fields = {"title": s.title, "organiser": s.organiser, "contact": s.contact, "about": s.about}
    return fields | {"slug": s.slug}


def _time(s: Settings) -> dict[str, str]:
    return {"round_name": s.round_name, "opens_at": typed(s.opens_at), "closes_at": typed(s.closes_at)}


def _people(s: Settings) -> dict[str, str]:
    ticks = {
        "masked": s.rules.show_minors_masked,
        "by_hand": s.rules.by_hand,
        "asks_photo": s.asked.photo,
    }
    asked = {"asks_year": s.asked.year.value, "asks_phone": s.asked.phone.value}
    who = {"youngest": str(s.rules.youngest or ""), "audience": s.audience}
    set_ones = {name: "1" for name, is_set in ticks.items() if is_set}
    return who | asked | {"asks_unit": s.asked.unit.value} | set_ones


def _paper(s: Settings) -> dict[str, str]:
    minutes, seconds = divmod(s.rules.seconds, 60)
    is_sum = bool(s.rules.parts) and s.rules.seconds == sum(part.seconds for part in s.rules.parts)
    times = {"minutes": "", "seconds": ""} if is_sum else {"minutes": str(minutes), "seconds": str(seconds)}
    fields = {"bank": s.bank, "asked_of": s.rules.asked_of or ""} | times
    kept = {"keeps_expired": "1"} if s.rules.keeps_expired else {}
    fields |= {"grace_seconds": str(s.rules.grace_seconds), "way": s.rules.way.value}
    fields |= {name: str(getattr(s.rules, name) or "") for name in ("question_seconds", "shifts")}
    beside = (
        part_forms.values(s.rules)
        | cells.values(s.rules.blueprint)
        | fixed.values(s.rules)
        | suggested.values(s.rules)
    )
    return fields | kept | beside


def _publication(s: Settings) -> dict[str, str]:
    shown = s.rules.visibility
    fields = {"score": shown.score.value, "board": shown.board.value, "review": shown.review.value}
    return fields | {"minimum_unit_size": str(s.rules.minimum_unit_size)}


SHOWN: Mapping[Group, Callable[[Settings], dict[str, str]]] = {
    Group.NAME: _name,
    Group.TIME: _time,
    Group.PEOPLE: _people,
    Group.PAPER: _paper,
    Group.RANKING: lambda s: ranking.values(s.rules),
    Group.SEASON: lambda s: season_forms.values(s.season) | selection_forms.values(s.selection),
    Group.PRIZES: lambda s: {},
    Group.PUBLICATION: _publication,
}


def typed(moment: datetime) -> str:
    """A moment as the field takes it, on the wall clock of Việt Nam."""
    return local(moment).strftime("%Y-%m-%dT%H:%M")


FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%H:%M, %d/%m/%Y")


def moment(text: str) -> datetime | None:
    """What was typed as a moment; None when it is none. A field without a picker takes our way of writing."""
    for form in FORMATS:
        try:
            found = datetime.strptime(" ".join(text.split()), form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
        if 2000 <= found.year <= 2200:
            return found.astimezone(UTC)
    return None


def differently_asked(before: Settings, after: Settings) -> tuple[str, ...]:
    """The fields that say what the entry form asks, those that another value was chosen for."""
    old, new = _people(before), _people(after)
    fields = ("asks_year", "asks_phone", "asks_unit", "asks_photo")
    return tuple(name for name in fields if old.get(name) != new.get(name))


# --- what forms make of it ------------------------------------------------------------------------


def window(opens: str, closes: str) -> tuple[datetime, datetime]:
    """A typed window; Invalid when it is none."""
    found = {"opens_at": moment(opens), "closes_at": moment(closes)}
    if wrong := {name: BAD_MOMENT for name, each in found.items() if each is None}:
        raise Invalid(fields=wrong)
    opens_at, closes_at = found["opens_at"], found["closes_at"]
    assert opens_at and closes_at
    if opens_at >= closes_at:
        raise Invalid(fields={"closes_at": BACKWARDS})
    return opens_at, closes_at


def timed(settings: Settings, **words: Any) -> Settings:
    """The settings with another name and window of the round; Invalid for a window that is none."""
    opens_at, closes_at = window(words["opens_at"], words["closes_at"])
    kept = {
        "opens_at": _kept(settings.opens_at, opens_at),
        "closes_at": _kept(settings.closes_at, closes_at),
    }
    return replace(settings, **(words | kept))


def _kept(stored: datetime, found: datetime) -> datetime:
    """Fields hold minutes: an untouched one must not cut the seconds off."""
    return stored if typed(stored) == typed(found) else found


def ruled(settings: Settings, fields: Mapping[str, object], **changes: Any) -> Settings:
    """The settings with other rules; Invalid says what contradicts itself, beside one of ``fields``."""
    try:
        return replace(settings, rules=settings.rules.changed(**changes))
    except ValidationError as error:
        said = sentences(error)
    raise Invalid(said[0], fields={_blamed(each, fields): each for each in said})


def _blamed(sentence: str, fields: Mapping[str, object]) -> str:
    return next((name for name in FIELD_OF.get(sentence, ()) if name in fields), "form")


def seconds_of(minutes: int | None, seconds: int, parts: Sequence[Part] = ()) -> int:
    """The time limit, where none is typed that of the parts together; Invalid when it is no sensible one."""
    is_empty = minutes is None and not seconds
    if is_empty and not parts:
        raise Invalid(fields={"minutes": part_forms.EMPTY})
    total = sum(part.seconds for part in parts) if is_empty else 60 * (minutes or 0) + seconds
    if not 30 <= total <= 4 * 3600:
        raise Invalid(fields={"minutes": "Thời gian làm bài từ 30 giây đến 4 giờ."})
    return total
