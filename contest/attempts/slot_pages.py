"""One slot of a paper as its page shows it: its question, its options, its place in the map."""

from __future__ import annotations

from dataclasses import dataclass

from contest.web.figures import Figure
from contest.web.filters import decimal, number
from questions.kinds import Kind


@dataclass(frozen=True)
class Choice:
    """One option as shown: its stable id, the letter of its place on this paper."""

    id: str
    letter: str
    text: str
    chosen: bool = False
    given: str = ""  # what it was given, where that is the answer: "dung", its place, the id of a target
    picture: Figure | None = None


@dataclass(frozen=True)
class Question:
    """One slot of the paper. `answer` is what the server has stored, in the words of an op."""

    slot: int
    kind: Kind
    text: str
    options: tuple[Choice, ...] = ()
    answer: str = ""
    unit: str = ""
    help: tuple[str, ...] = ()  # "Cách đếm", for a prediction
    purpose: str = ""  # "Dự đoán dùng làm gì"
    targets: tuple[Choice, ...] = ()  # what options may be matched to, each with its number
    places: int = 0  # how many digits behind the comma a number may have
    called: str = ""  # what a slot is called that is no numbered question
    picture: Figure | None = None  # what is looked at to answer

    @property
    def saved(self) -> bool:
        """Whether the server holds an answer."""
        return self.answer != ""

    @property
    def is_prediction(self) -> bool:
        """The prediction stands apart: it is no numbered question."""
        return self.kind is Kind.prediction

    @property
    def in_percent(self) -> bool:
        """Whether the answer is hundredths of a per cent."""
        return self.is_prediction and self.unit == "%"

    @property
    def figure(self) -> str:
        """The number as people read it; "" when there is none."""
        if not self.saved:
            return ""
        if self.in_percent:
            return decimal(int(self.answer), 2)
        return self.answer.replace(".", ",") if self.places else number(int(self.answer))

    @property
    def name(self) -> str:
        """What the slot is called on screen."""
        return self.called or ("Dự đoán" if self.is_prediction else f"Câu {self.slot}")


@dataclass(frozen=True)
class Place:
    """One slot in the map and the strip, whether its question is in the page or not."""

    slot: int
    saved: bool
    is_prediction: bool = False
    called: str = ""  # what it is called where it is no numbered question

    @property
    def is_apart(self) -> bool:
        """Whether it stands behind the numbered questions."""
        return self.is_prediction or self.called != ""

    @property
    def name(self) -> str:
        """What the slot is called on screen."""
        return self.called or ("Dự đoán" if self.is_prediction else f"Câu {self.slot}")
