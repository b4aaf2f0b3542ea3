"""What the entry form asks of a person, as a contest has set it. Pure. Who one is can't be left out.

No number of an identity card, no sex and no ethnic group is asked by any contest: there is no setting for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Ask(StrEnum):
    """Whether something is asked, and whether it must be answered."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Fields:
    """What is asked beside the name."""

    year: Ask = Ask.REQUIRED
    phone: Ask = Ask.OPTIONAL
    unit: Ask = Ask.REQUIRED
    photo: bool = False  # whether a photo may be published; never a must

    @property
    def asks_grown(self) -> bool:
        """Whether the form asks if somebody is 16: where no year tells, a guardian's consent hangs on it."""
        return self.year is not Ask.REQUIRED


#: What every contest asked before it could be chosen.
USUAL = Fields()
#: What a new contest asks until somebody wants more.
LEAST = Fields(Ask.OFF, Ask.OFF, Ask.REQUIRED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: in words, whether it must be told, and what for."""

    name: str
    ask: Ask
    why: str


FOR_THE_NAME = "để xếp hạng, ghi giấy chứng nhận"
FOR_THE_UNIT = "để tính thành tích cho đơn vị"
FOR_THE_YEAR = "để biết ai chưa đủ 16 tuổi và phân biệt người trùng tên"
FOR_AN_AGE = "để xét quy định về tuổi trong thể lệ"
FOR_THE_PHONE = "chỉ để báo tin khi được giải"
FOR_16 = "để biết ai cần cha, mẹ hoặc người giám hộ đồng ý"
NEVER = "Ban Tổ chức không hỏi số căn cước, giới tính, dân tộc."


def forced(fields: Fields, *, by_age: bool) -> Fields:
    """What is asked in truth: rules about age can't be kept without the year."""
    return replace(fields, year=Ask.REQUIRED) if by_age else fields


def told(fields: Fields, *, by_age: bool = False) -> tuple[Asked, ...]:
    """Everything that is asked, in the order of the form; ``by_age``: the rules themselves need the year."""
    rows = (
        Asked("họ tên", Ask.REQUIRED, FOR_THE_NAME),
        Asked("đơn vị", fields.unit, FOR_THE_UNIT),
        Asked("năm sinh", fields.year, FOR_AN_AGE if by_age else FOR_THE_YEAR),
        Asked("đã đủ 16 tuổi hay chưa", Ask.REQUIRED if fields.asks_grown else Ask.OFF, FOR_16),
        Asked("số điện thoại", fields.phone, FOR_THE_PHONE),
    )
    return tuple(row for row in rows if row.ask is not Ask.OFF)


def listed(words: list[str]) -> str:
    """Words as a sentence lists them: "họ tên, đơn vị và năm sinh"."""
    return " và ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def named(fields: Fields) -> str:
    """What tells one person from another on the form, as the thể lệ names it."""
    asked = {"năm sinh": fields.year, "đơn vị": fields.unit}
    return listed(["họ tên", *(name for name, ask in asked.items() if ask is Ask.REQUIRED)])


def in_a_line(fields: Fields) -> str:
    """Everything that is asked in one sentence, for a front page."""
    rows = told(fields)
    must = ", ".join(row.name for row in rows if row.ask is Ask.REQUIRED)
    free = listed([row.name for row in rows if row.ask is Ask.OPTIONAL])
    return f"Chúng tôi chỉ hỏi {must}" + (f"; nếu bạn muốn, thêm {free}." if free else ".")


def sentences(fields: Fields, *, by_age: bool = False) -> tuple[str, ...]:
    """What is asked and what for, as the thể lệ and the privacy notice say it."""
    rows = told(fields, by_age=by_age)
    given = "; ".join(f"{row.name} {row.why}" for row in rows if row.ask is Ask.REQUIRED)
    free = "; ".join(f"{row.name} {row.why}" for row in rows if row.ask is Ask.OPTIONAL)
    return (
        f"Khi đăng ký, người dự thi ghi {given}.",
        *([f"Không bắt buộc: {free}."] if free else ()),
        NEVER,
    )
