"""What a question is: its kind, its content, its key, and how an answer to it is written."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import assert_never

from questions.folding import nfc
from questions.pinning import speaks_of_others

#: The longest answer that is stored; the phone's outbox keeps to it too.
LONGEST_ANSWER = 200
#: More digits would not be exact in a browser.
MOST_DIGITS = 15

RIGHT_ID, WRONG_ID = "dung", "sai"

_GROUPED = re.compile(r"(-?)([1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\3[0-9]{3})*)")
_PLAIN = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9][0-9 .]*[.,][0-9]+")
#: Spaces that keyboards and word processors put into numbers, and the dashes they make of a minus.
_NUMBER_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-"})


class Kind(StrEnum):
    """How a question is answered."""

    one = "one"
    several = "several"
    true_false = "true_false"
    number = "number"
    prediction = "prediction"


class Level(StrEnum):
    """What a question asks of the person: to recognise, to understand, to apply."""

    recognise = "nhan-biet"
    understand = "thong-hieu"
    apply = "van-dung"


class AnswerError(ValueError):
    """The answer can't be understood; the text says so to the person."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option; its id says nothing about its place or whether it is right."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a participant may see of a question."""

    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    shuffle: bool = True

    def __post_init__(self) -> None:
        fixed = self.kind is Kind.true_false or speaks_of_others(option.text for option in self.options)
        if self.shuffle and fixed:
            object.__setattr__(self, "shuffle", False)

    def to_json(self) -> str:
        """The one canonical JSON text of this content."""
        return _canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Content:
        """The content a canonical JSON text stands for."""
        data = json.loads(text)
        options = tuple(Option(one["id"], one["text"]) for one in data["options"])
        return cls(Kind(data["kind"]), data["text"], options, data["unit"], data["shuffle"])


@dataclass(frozen=True, slots=True)
class Key:
    """What is right and why; it never leaves the server before the round is closed."""

    right: tuple[str, ...] = ()
    number: int | None = None
    explanation: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "right", tuple(sorted(self.right)))

    def to_json(self) -> str:
        """The one canonical JSON text of this key."""
        return _canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Key:
        """The key a canonical JSON text stands for."""
        data = json.loads(text)
        return cls(tuple(data["right"]), data["number"], data["explanation"], data["basis"])


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


def make_options(kind: Kind, texts: Sequence[str]) -> tuple[Option, ...]:
    """The options of a question of this kind, with their ids."""
    match kind:
        case Kind.one | Kind.several:
            return tuple(map(Option, option_ids(texts), texts))
        case Kind.true_false:
            return (Option(RIGHT_ID, "Đúng"), Option(WRONG_ID, "Sai"))
        case Kind.number | Kind.prediction:
            return ()
        case _:
            assert_never(kind)


def parse_answer(content: Content, raw: str) -> str:
    """The canonical text of what a person answered; "" means cleared."""
    text = raw.strip()
    if len(text) > LONGEST_ANSWER:
        raise AnswerError(f"Câu trả lời dài quá {LONGEST_ANSWER} ký tự.")
    if not text:
        return ""
    match content.kind:
        case Kind.one | Kind.true_false:
            return _parse_choice(content, text)
        case Kind.several:
            chosen = {_parse_choice(content, part.strip()) for part in text.split(",") if part.strip()}
            return ",".join(sorted(chosen))
        case Kind.number | Kind.prediction:
            return _parse_number(text)
        case _:
            assert_never(content.kind)


def _parse_choice(content: Content, text: str) -> str:
    if all(text != option.id for option in content.options):
        raise AnswerError("Phương án này không có trong câu hỏi.")
    return text


def _parse_number(raw: str) -> str:
    text = raw.translate(_NUMBER_SIGNS).removeprefix("+").strip()
    if grouped := _GROUPED.fullmatch(text):
        text = grouped[1] + grouped[2].replace(grouped[3], "")
    elif _DECIMAL.fullmatch(text):
        raise AnswerError("Hãy nhập số nguyên, không có phần thập phân.")
    elif not _PLAIN.fullmatch(text):
        raise AnswerError("Hãy chỉ nhập chữ số, ví dụ 34 hoặc 1.234.")
    if len(text.removeprefix("-")) > MOST_DIGITS:
        raise AnswerError(f"Số này dài quá {MOST_DIGITS} chữ số.")
    return str(int(text))
