"""What a question is: its kind, its content and its key."""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, assert_never

from questions import numbers, picture
from questions.folding import nfc
from questions.numbers import Figure
from questions.picture import Picture
from questions.pinning import speaks_of_others

RIGHT_ID, WRONG_ID = "dung", "sai"

#: What of 100 a question of four statements earns with 1, 2, 3, 4 of them right, as the Ministry of
#: Education marks since 2025 (0,1; 0,25; 0,5; 1 point).
STATEMENT_SHARES = {4: (10, 25, 50, 100)}


class Kind(StrEnum):
    """How a question is answered."""

    one = "one"
    several = "several"
    true_false = "true_false"
    statements = "statements"  # each of them is true or false
    short = "short"  # a few words
    number = "number"
    ordering = "ordering"
    matching = "matching"
    prediction = "prediction"
    suggestion = "suggestion"  # a few sentences, kept and never graded


#: Kinds whose answer gives something to each option: true or false, its place, what it belongs to.
PAIRED = frozenset({Kind.statements, Kind.ordering, Kind.matching})


class Level(StrEnum):
    """What a question asks of the person: to recognise, to understand, to apply."""

    recognise = "nhan-biet"
    understand = "thong-hieu"
    apply = "van-dung"


@dataclass(frozen=True, slots=True)
class Option:
    """One option; its id says nothing about its place or whether it is right."""

    id: str
    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a participant may see of a question.

    ``targets``: what the options of a matching question may belong to. ``in_parts``: a part of the answer
    earns a part of the points; ``shares`` says how much of 100 for 1, 2, … right ones, where it is not in
    proportion. ``places``: how many digits behind the comma a number may have. ``picture``: what is looked at
    to answer.
    """

    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    shuffle: bool = True
    targets: tuple[Option, ...] = ()
    in_parts: bool = False
    shares: tuple[int, ...] = ()
    places: int = 0
    picture: Picture | None = None

    def __post_init__(self) -> None:
        if self.kind in (Kind.ordering, Kind.matching):
            # As written they would stand in the right order. Their ids say nothing.
            object.__setattr__(self, "options", _by_id(self.options))
            object.__setattr__(self, "targets", _by_id(self.targets))
            object.__setattr__(self, "shuffle", True)
            return
        stays = self.kind in (Kind.true_false, Kind.statements)
        fixed = stays or speaks_of_others(option.text for option in self.options)
        if self.shuffle and fixed:
            object.__setattr__(self, "shuffle", False)

    @property
    def choices(self) -> tuple[str, ...]:
        """The texts of all that can be chosen or given."""
        return tuple(option.text for option in (*self.options, *self.targets))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All that it shows, each once."""
        return picture.every([self.picture], (option.picture for option in self.options))

    @property
    def likened(self) -> str:
        """Its text as it is compared with others."""
        return picture.likened(self.text, self.picture, (option.picture for option in self.options))

    def to_json(self) -> str:
        """The one canonical JSON text of this content."""
        data = asdict(self)
        sides = {
            name: [_without(one, _LATER_OPTION) for one in data[name]] for name in ("options", "targets")
        }
        return _canonical(_without(data | sides, _LATER_CONTENT))

    @classmethod
    def from_json(cls, text: str) -> Content:
        """The content a canonical JSON text stands for."""
        data = _LATER_CONTENT | json.loads(text)
        options, targets = (_options(data[name]) for name in ("options", "targets"))
        shares, places = tuple(data["shares"]), data["places"]
        kind, shuffle = Kind(data["kind"]), data["shuffle"]
        shown = picture.read(data["picture"])
        return cls(
            kind,
            data["text"],
            options,
            data["unit"],
            shuffle,
            targets,
            data["in_parts"],
            shares,
            places,
            shown,
        )


#: Fields that came later are written only where they say something, so that what was stored before
#: keeps its text, and its digest.
_LATER_CONTENT: dict[str, object] = {
    "targets": [],
    "in_parts": False,
    "shares": [],
    "places": 0,
    "picture": None,
}
_LATER_OPTION: dict[str, object] = {"picture": None}
_LATER_KEY: dict[str, object] = {"pairs": [], "accepted": [], "exact": False, "tolerance": 0, "order": []}


def _options(listed: Sequence[dict[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(one["id"], one["text"], picture.read(one.get("picture"))) for one in listed)


def _by_id(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: option.id))


@dataclass(frozen=True, slots=True)
class Key:
    """What is right and why; it never leaves the server before the round is closed.

    ``pairs``: what each option is given: `dung` or `sai`, its place from 1, the id of its target.
    ``accepted``: every right short answer; ``exact``: its diacritics count. ``tolerance``: how far a
    number may be off. ``order``: in which order their author wrote the pairs of a matching question, where
    it is another than that of the ids: options, then targets that belong to none.
    """

    right: tuple[str, ...] = ()
    number: Figure | None = None
    explanation: str = ""
    basis: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    accepted: tuple[str, ...] = ()
    exact: bool = False
    tolerance: Figure = 0
    order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "right", tuple(sorted(self.right)))
        object.__setattr__(self, "pairs", tuple(sorted(self.pairs)))

    def to_json(self) -> str:
        """The one canonical JSON text of this key."""
        number = None if self.number is None else figure(self.number)
        figures = {"number": number, "tolerance": figure(self.tolerance)}
        return _canonical(_without(asdict(self) | figures, _LATER_KEY))

    @classmethod
    def from_json(cls, text: str) -> Key:
        """The key a canonical JSON text stands for."""
        data = _LATER_KEY | json.loads(text)
        number = None if data["number"] is None else Decimal(data["number"])
        pairs = tuple((one, value) for one, value in data["pairs"])
        accepted, tolerance = tuple(data["accepted"]), Decimal(data["tolerance"])
        right, why, basis = tuple(data["right"]), data["explanation"], data["basis"]
        order = tuple(data["order"])
        return cls(right, number, why, basis, pairs, accepted, data["exact"], tolerance, order)


def figure(value: Figure) -> int | str:
    """A number in JSON: whole ones as such, others as text, since floats are not exact."""
    return int(value) if value == int(value) else numbers.plain(value)


def _without(data: dict[str, object], later: dict[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in data.items() if name not in later or value not in (later[name], ())
    }


def _canonical(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def option_ids(texts: Sequence[str]) -> tuple[str, ...]:
    """Opaque ids made of the texts alone, distinct within the question.

    Ids are handed out in the order of the texts' own bytes, so not even a collision tells the
    order of the file, where authors like to put the right option first.
    """
    places = sorted(range(len(texts)), key=lambda place: (nfc(texts[place]), place))
    ids: dict[int, str] = {}
    for place in places:
        ids[place] = _free_id(nfc(texts[place]), set(ids.values()))
    return tuple(ids[place] for place in range(len(texts)))


def _free_id(text: str, taken: set[str]) -> str:
    salt = ""
    while (name := _short_hash(text + salt)) in taken:
        salt += "\0"
    return name


def _short_hash(text: str) -> str:
    return b32encode(hashlib.blake2s(text.encode()).digest())[:5].decode().lower()


def _named(text: str, shown: Picture | None) -> str:
    return f"{text}\0{shown.digest}" if shown else text


def make_options(
    kind: Kind, texts: Sequence[str], pictures: Sequence[Picture | None] = ()
) -> tuple[Option, ...]:
    """The options of a question of this kind, with their ids."""
    match kind:
        case Kind.one | Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            beside = (*pictures, *[None] * (len(texts) - len(pictures)))
            named = [_named(text, one) for text, one in zip(texts, beside, strict=True)]
            return tuple(map(Option, option_ids(named), texts, beside))
        case Kind.true_false:
            return (Option(RIGHT_ID, "Đúng"), Option(WRONG_ID, "Sai"))
        case Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            return ()
        case _:
            assert_never(kind)
