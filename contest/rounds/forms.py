"""What the forms of running a round post."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from contest import clock
from contest.web.forms import Form

#: The form's own id: the same form sent twice is one deed.
Once = Annotated[str, Field(pattern=r"^[0-9a-z]{13}$")]
WRONG_MOMENT = "Ghi ngày và giờ, ví dụ 10/10/2026 20:00."
#: 31/12/9999 in milliseconds.
LATEST = 253_402_214_400_000
SHAPES = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%H:%M, %d/%m/%Y")


def moment(typed: object) -> datetime:
    """A moment on the wall clock of Việt Nam, as browsers send it or as people write it."""
    for shape in SHAPES:
        try:
            return datetime.strptime(str(typed).strip(), shape).replace(tzinfo=clock.VIETNAM)
        except ValueError:
            continue
    raise ValueError(WRONG_MOMENT)


class DeedForm(Form):
    """Something that needs a reason."""

    once: Once
    reason: str = Field(min_length=1, max_length=300)


class ExtensionForm(DeedForm):
    """Another close; ``seen`` is the one that the form was made for, ``sooner`` agrees to an earlier one."""

    closes_at: Annotated[datetime, BeforeValidator(moment)]
    seen: int = Field(ge=0, le=LATEST)
    sooner: bool = False


class ResumptionForm(DeedForm):
    """Going on; ``moved``: the close moves by the pause."""

    moved: bool = False


class ExtraForm(DeedForm):
    """Extra time for one entry, one unit or all."""

    scope: str = Field(pattern=r"^(entry|unit|all)$")
    minutes: int = Field(ge=1, le=120)
    entry: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    unit: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    at: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    back: str = Field(default="", pattern=r"^(unit|place)?$")  # to the page that watches, put together so


class MoveForm(DeedForm):
    """Another audience."""

    audience: str = Field(default="", max_length=13)


#: A registration, and those of a group, joined by commas.
ENTRY, GROUP = r"^[0-9a-z]{13}$", r"^[0-9a-z]{13}(,[0-9a-z]{13}){1,1999}$"


class MergeForm(DeedForm):
    """Which of a group stays; of more than two, which others are the same person."""

    keep: str = Field(pattern=ENTRY)
    group: str = Field(pattern=GROUP)
    entry: list[Annotated[str, Field(pattern=ENTRY)]] = Field(default=[], max_length=40)

    @property
    def others(self) -> tuple[str, ...]:
        """Whom the one that stays counts for: the other of two, or those ticked."""
        members = self.group.split(",")
        meant = members if len(members) == 2 else [each for each in self.entry if each in members]
        return tuple(each for each in meant if each != self.keep) if self.keep in members else ()


class ApartForm(Form):
    """A group of different people."""

    once: Once
    group: str = Field(pattern=GROUP)


class UndoForm(Form):
    """Taking something back."""

    once: Once
