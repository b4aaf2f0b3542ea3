"""What the register may hold: numbers in their real styles, days in their order, no circle of successors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from questions.citing import named
from questions.documents.basis import written
from questions.folding import fold, nfc
from questions.formats.words import read_day

#: So long ahead it is told that a document, or a question's own day, comes to its end.
AHEAD = timedelta(days=60)
LONGEST = {"number": 80, "issuer": 200, "title": 600}
#: A document without a number is called by its name.
_NAME = re.compile(r"[^\W\d_][\w,.()“”\-–/ ]* [\w,.()“”\-–/ ]+")

NO_NUMBER = "Ghi số văn bản, ví dụ 57-NQ/TW. Văn bản không có số thì ghi tên, ví dụ Luật Thanh niên."
BAD_NUMBER = "Chưa đúng kiểu số văn bản. Ví dụ 57-NQ/TW, 35/2023/UBTVQH15, 141/KH-BCĐTKNQ18, 07/CT-TTg."
NO_DAY = "Ghi ngày theo kiểu 22/4/2022."
TWICE = "Sổ đã có văn bản {} {}. Mở văn bản đó để sửa."
UNTIL_BEFORE_FROM = "Ngày hết hiệu lực đứng trước ngày có hiệu lực {}. Xem lại hai ngày."
UNTIL_BEFORE_DATED = "Ngày hết hiệu lực đứng trước ngày ban hành {}. Xem lại hai ngày."
NO_FOLLOWER = "Không có văn bản này trong sổ. Chọn lại, hoặc thêm văn bản mới vào sổ trước."
ITSELF = "Văn bản không tự thay chính nó. Chọn văn bản khác."
CIRCLE = "Chọn như vậy thành vòng tròn: {}. Xem lại văn bản nào thay văn bản nào."
FOLLOWER_OLDER = "Văn bản thay ban hành ngày {}, trước văn bản này. Xem lại hai văn bản."
TOO_LONG = "Dài nhất {} ký tự. Ghi ngắn lại."


class Force(StrEnum):
    """How a document stands on a day."""

    IN_FORCE = "con"
    NOT_YET = "chua"
    SOON = "sap-het"
    ENDED = "het"
    REPLACED = "thay"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the register; ids are public, `replaced_by` is one, "" while nothing replaces it."""

    id: str
    number: str
    dated: date | None = None
    issuer: str = ""
    title: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    replaced_by: str = ""
    changed_at: datetime | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.number} ngày {written(self.dated)}" if self.dated else self.number

    @property
    def folded(self) -> str:
        """What it is found by."""
        return fold(f"{self.number} {self.issuer} {self.title}")

    def force(self, on: date) -> Force:
        """How it stands on a day."""
        until = self.in_force_until
        if until is not None and until < on:
            return Force.ENDED
        if self.replaced_by:
            return Force.REPLACED
        if until is not None and until <= on + AHEAD:
            return Force.SOON
        begun = self.in_force_from is None or self.in_force_from <= on
        return Force.IN_FORCE if begun else Force.NOT_YET


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a document as it was typed; `replaced_by` is the public id that was chosen."""

    number: str = ""
    dated: str = ""
    issuer: str = ""
    title: str = ""
    in_force_from: str = ""
    in_force_until: str = ""
    replaced_by: str = ""


def typed(one: Kept) -> Typed:
    """The form of a document that is kept."""

    def day(value: date | None) -> str:
        return written(value) if value else ""

    return Typed(
        one.number,
        day(one.dated),
        one.issuer,
        one.title,
        day(one.in_force_from),
        day(one.in_force_until),
        one.replaced_by,
    )


@dataclass
class _Judge:
    """One form on its way to a document, with a sentence for each field that is wrong."""

    form: Typed
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = " ".join(nfc(getattr(self.form, name)).split())
        if len(value) > LONGEST[name]:
            self.errors[name] = TOO_LONG.format(LONGEST[name])
        return value

    def day(self, name: str) -> date | None:
        value = getattr(self.form, name).strip()
        found = read_day(value) if value else None
        if value and found is None:
            self.errors[name] = NO_DAY
        return found


def judge(form: Typed, known: Sequence[Kept], own: str = "") -> tuple[Kept, Mapping[str, str]]:
    """The document that a form says, and a sentence for each field that is wrong; `own` is the id of the one
    that is changed."""
    said = _Judge(form)
    one = Kept(
        id=own,
        number=said.text("number"),
        dated=said.day("dated"),
        issuer=said.text("issuer"),
        title=said.text("title"),
        in_force_from=said.day("in_force_from"),
        in_force_until=said.day("in_force_until"),
        replaced_by=form.replaced_by,
    )
    others = {other.id: other for other in known if other.id != own}
    for name, problem in (
        ("number", _number(one, others)),
        ("in_force_until", _days(one)),
        ("replaced_by", _follower(one, others)),
    ):
        if problem:
            said.errors.setdefault(name, problem)
    return one, said.errors


def _number(one: Kept, others: Mapping[str, Kept]) -> str:
    if not one.number:
        return NO_NUMBER
    if not is_number(one.number) and not is_name(one.number):
        return BAD_NUMBER
    # Letters may be typed in another case, never without their marks: QĐ and QD are two.
    same = (one.number.casefold(), one.dated)
    if any((other.number.casefold(), other.dated) == same for other in others.values()):
        return TWICE.format(one.number, f"ngày {written(one.dated)}" if one.dated else "chưa rõ ngày")
    return ""


def is_number(text: str) -> bool:
    """Whether a text is the number of a document, and nothing else."""
    return [number for number, _ in named(text)] == [text]


def is_name(text: str) -> bool:
    """Whether a text is the name of a document that has no number: words, at least two."""
    return _NAME.fullmatch(text) is not None and not named(text)


def _days(one: Kept) -> str:
    if one.in_force_until is None:
        return ""
    if one.in_force_from is not None and one.in_force_until < one.in_force_from:
        return UNTIL_BEFORE_FROM.format(written(one.in_force_from))
    if one.dated is not None and one.in_force_until < one.dated:
        return UNTIL_BEFORE_DATED.format(written(one.dated))
    return ""


def _follower(one: Kept, others: Mapping[str, Kept]) -> str:
    if not one.replaced_by:
        return ""
    if one.replaced_by == one.id:
        return ITSELF
    follower = others.get(one.replaced_by)
    if follower is None:
        return NO_FOLLOWER
    if circle := _circle(one, follower, others):
        return CIRCLE.format(" → ".join(circle))
    if one.dated and follower.dated and follower.dated < one.dated:
        return FOLLOWER_OLDER.format(written(follower.dated))
    return ""


def _circle(one: Kept, follower: Kept, others: Mapping[str, Kept]) -> tuple[str, ...]:
    """The way from a document back to itself; nothing when there is none."""
    way, step, seen = [one.number, follower.number], follower, {follower.id}
    while step.replaced_by and step.replaced_by not in seen:
        if step.replaced_by == one.id:
            return (*way, one.number)
        if step.replaced_by not in others:
            return ()
        step = others[step.replaced_by]
        seen.add(step.id)
        way.append(step.number)
    return ()
