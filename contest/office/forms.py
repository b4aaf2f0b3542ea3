"""What the pages of the settings post, and what is wrong with it that needs no database."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contest.errors import Invalid
from contest.office.rules import (
    BAD_EMAIL,
    EMAIL,
    MONTHS_MOST,
    Identity,
    Notice,
    Proofs,
    Reach,
    public_address,
)
from contest.web.forms import Form

#: The values of the two choices on the phones' page that are no address.
FIND_OUT, OTHER = "auto", "other"
CHOOSE = "Chọn một cách, hoặc “Để máy tự tìm”."
ON, OFF = "on", "off"
ON_OR_OFF = "Chọn Tắt hoặc Bật."
NEEDS_HTTPS = "Bạn đang mở trang này bằng http:// nên chưa bật được. Mở lại bằng địa chỉ https:// rồi bật."

Line = Annotated[str, Field(max_length=200)]
Version = Annotated[int, Field(ge=1, le=1_000_000)]
Step = Annotated[int, Field(ge=0, le=9)]


class IdentityForm(Form):
    """Who we are. A picture may come beside it."""

    name: Annotated[str, Field(min_length=1, max_length=160)]
    above: Line = ""
    short: Annotated[str, Field(max_length=24)] = ""
    place: Annotated[str, Field(max_length=80)] = ""
    address: Line = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    email: Annotated[str, Field(max_length=120)] = ""
    unlogo: bool = False
    version: Version
    step: Step = 0

    def identity(self) -> Identity:
        """As it is stored, but for the logo."""
        if self.email and EMAIL.fullmatch(self.email) is None:
            raise Invalid(fields={"email": BAD_EMAIL})
        given = self.model_dump(exclude={"unlogo", "step"})
        return Identity(**given)


class PrivacyForm(Form):
    """The privacy notice."""

    holder: Line = ""
    contact: Annotated[str, Field(max_length=300)] = ""
    months: Annotated[int, Field(ge=1, le=MONTHS_MOST)]
    purpose: Annotated[str, Field(min_length=1, max_length=600)]
    published: Annotated[str, Field(min_length=1, max_length=600)]
    version: Version
    step: Step = 0

    def notice(self) -> Notice:
        """As it is stored."""
        return Notice(**self.model_dump(exclude={"step"}))


class PhonesForm(Form):
    """Where phones reach us: found out, one of this machine's addresses, or another one."""

    way: str = Field(default="", max_length=300)
    other: str = Field(default="", max_length=300)
    version: Version
    step: Step = 0

    def reach(self) -> Reach:
        """As it is stored."""
        if self.way == FIND_OUT:
            return Reach(version=self.version)
        if not self.way:
            raise Invalid(fields={"way": CHOOSE})
        field = "other" if self.way == OTHER else "way"
        public, problem = public_address(self.other if self.way == OTHER else self.way)
        if problem:
            raise Invalid(fields={field: problem})
        return Reach(public, self.version)


class ProofsForm(Form):
    """Whether phones do a little work before they register."""

    state: Literal["", "on", "off"] = ""
    version: Version
    step: Step = 0

    def proofs(self, *, is_secure: bool) -> Proofs:
        """As it is stored. Only who came over HTTPS themselves may switch it on: it works nowhere else."""
        if not self.state:
            raise Invalid(fields={"state": ON_OR_OFF})
        if self.state == ON and not is_secure:
            raise Invalid(fields={"state": NEEDS_HTTPS})
        return Proofs(self.state == ON, self.version)
