"""A question as its author wrote it, before anything is understood; it can be stored and mended."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from questions import picture
from questions.formats.answers import letter
from questions.picture import Picture

#: How the parts of a question are called in messages; options have their letter.
PART_NAMES = {
    "text": "Câu hỏi",
    "kind": "Loại",
    "answer": "Đáp án đúng",
    "explanation": "Giải thích",
    "basis": "Căn cứ pháp lý",
    "topics": "Chủ đề",
    "level": "Mức độ",
    "points": "Điểm",
    "unit": "Đơn vị",
    "valid_until": "Hiệu lực đến",
    "scoring": "Cách chấm",
    "tolerance": "Sai số",
    "audiences": "Đối tượng",
}
_OPTION = re.compile(r"option(\d{1,6})")


@dataclass
class Draft:
    """A question as written. `cells` tells where its parts stood, `doubts` what reading may have changed.

    `place` is what its author looks for, "Câu 12", where lines have no numbers; `faulty` the part that
    `fault` is about; `images` leads from a part to the pictures in it, by their names in the file;
    `pictures` to the one that was taken; `alts` is what the file says of the first.
    """

    line: int
    text: str = ""
    options: list[str] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    kind: str = ""
    answer: str = ""
    explanation: str = ""
    basis: str = ""
    topics: str = ""
    level: str = ""
    points: str = ""
    unit: str = ""
    valid_until: str = ""
    scoring: str = ""
    tolerance: str = ""
    fault: str = ""
    sheet: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    place: str = ""
    faulty: str = ""
    images: dict[str, list[str]] = field(default_factory=dict)
    audiences: str = ""
    alts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What it is called within a sentence: "câu ở dòng 12", "câu 3, phần II"."""
        return self.place[:1].lower() + self.place[1:] if self.place else f"câu ở dòng {self.line}"

    def column(self, part: str) -> str:
        """What the column of a part is called: "Đáp án đúng", "Phương án B"."""
        place = option_place(part)
        return PART_NAMES.get(part, "") if place is None else f"Phương án {letter(place)}"

    def cell(self, part: str) -> str:
        """The cell of a part, "F12"; "" when the file has none for it."""
        return self.cells.get(part, "")

    def words(self, part: str) -> str:
        """What is written in a part."""
        place = option_place(part)
        if place is None:
            return str(getattr(self, part))
        return self.options[place] if place < len(self.options) else ""

    @property
    def likened(self) -> str:
        """Its text as it is compared with others."""
        others = (one for part, one in self.pictures.items() if part != "text")
        return picture.likened(self.text, self.pictures.get("text"), others)

    def to_json(self) -> str:
        """All of it as one text."""
        pictures = {part: one.as_data() for part, one in self.pictures.items()}
        return json.dumps(
            vars(self) | {"marked": sorted(self.marked), "pictures": pictures}, ensure_ascii=False
        )

    @classmethod
    def from_json(cls, text: str) -> Draft:
        """The draft such a text stands for."""
        data = json.loads(text)
        pictures = {part: Picture(**one) for part, one in data.get("pictures", {}).items()}
        return cls(**(data | {"marked": set(data["marked"]), "pictures": pictures}))


def option_part(place: int) -> str:
    """The name of an option as a part: "option1" for B."""
    return f"option{place}"


def option_place(part: str) -> int | None:
    """The place of the option that a part is; None if it is something else."""
    match = _OPTION.fullmatch(part)
    return int(match[1]) if match else None
