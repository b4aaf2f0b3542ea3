"""A round for those who were selected in an earlier one, as data and as the thể lệ says it."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import lru_cache

from pydantic import Field

from contest.ruleset.states import Strict
from contest.web.filters import NBSP, inner, number

MOST_PLACES = 10_000


class By(StrEnum):
    """Who is selected: the best people, or everybody of the best units."""

    PEOPLE = "people"
    RATE = "rate"
    NUMBER = "number"


class Border(StrEnum):
    """What happens to those who are equal where the places run out."""

    ALL = "all"
    DECIDE = "decide"


class Selection(Strict):
    """The best of an earlier round of the same contest, which is named by its number."""

    round: int = Field(ge=1, description="the number of the round that selects")
    by: By = By.PEOPLE
    places: int = Field(ge=1, le=MOST_PLACES, description="so many people, or units")
    border: Border = Border.ALL
    public: bool = Field(default=True, description="the list is a page of its own")

    @property
    def is_of_units(self) -> bool:
        """Whether units are selected."""
        return self.by is not By.PEOPLE

    def to_json(self) -> str:
        """Canonical JSON: the same selection is the same text."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=128)
def selection_of(text: str) -> Selection | None:
    """What is stored of a round; "" when everybody may take part."""
    return Selection.model_validate_json(text) if text else None


def sentence(selection: Selection, name: str) -> str:
    """For whom the round is; ``name`` is the earlier round's."""
    if selection.by is By.PEOPLE:
        who = f"{number(selection.places)}{NBSP}người có kết quả cao nhất của {inner(name)}"
    else:
        best = "tỷ lệ dự thi cao nhất" if selection.by is By.RATE else "nhiều người dự thi nhất"
        units = f"{number(selection.places)}{NBSP}đơn vị có {best}"
        who = f"những người đã dự thi {inner(name)} của {units}"
    return f"Vòng này dành cho {who}."


def items(selection: Selection, name: str) -> tuple[str, ...]:
    """What the thể lệ says of it."""
    what = "đơn vị" if selection.is_of_units else "người"
    tied = (
        f"Những {what} bằng nhau ở mức cuối cùng đều được chọn."
        if selection.border is Border.ALL
        else f"Khi có những {what} bằng nhau ở mức cuối cùng, Ban Tổ chức quyết định và ghi lại lý do."
    )
    skipped = "Người không được xếp hạng thì không được chọn, người xếp ngay sau được chọn thay."
    shown = "Danh sách những người được chọn được công bố sau khi Ban Tổ chức xác nhận."
    return (
        sentence(selection, name),
        tied,
        *(() if selection.is_of_units else (skipped,)),
        *((shown,) if selection.public else ()),
    )
