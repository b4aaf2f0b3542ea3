"""The shape of the form that a paper is made from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contest.commendations.print_forms import HeadForm


class PaperForm(HeadForm):
    """The letterhead and the signature, and what else a paper asks. ``grounds``: ids of documents of the
    register; ``own_grounds``: further lines as typed; ``praised``: prizes whose holders are praised;
    ``template``: the office's own template that the paper is made from, "" for the built-in layout."""

    body: str = Field(default="", max_length=160)
    template: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    ending: Literal["docx", "pdf"] = "docx"
    decider: str = Field(default="", max_length=200)
    grounds: list[str] = Field(default_factory=list, max_length=60)
    own_grounds: str = Field(default="", max_length=2000)
    addressees: str = Field(default="", max_length=600)
    sponsors: str = Field(default="", max_length=1000)
    attached_to: str = Field(default="", max_length=200)
    second_authority: str = Field(default="", max_length=100)
    second_signer: str = Field(default="", max_length=80)
    praised: list[str] = Field(default_factory=list, max_length=60)
    with_money: Literal["", "1"] = ""


#: What belongs to one paper alone, and is not kept for the next of its kind.
ONCE = frozenset({"version", "ending", "template", "number", "day", "grounds", "praised"})
KEPT = tuple(name for name in PaperForm.model_fields if name not in ONCE)
