"""What pupils see who come with the code of their class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contest.campaigns.pages import InvitedPage


@dataclass(frozen=True)
class MateRow:
    """A name of the class; `came` says in words that somebody is in with it, or with a name like it."""

    id: str
    name: str
    came: str = ""


@dataclass(frozen=True)
class ClassmatesPage:
    """`/campaigns/chuyen-doi-so-2026/entries/code`, once a class code was typed: the names to pick from.

    Each name posts `code` and `member` to `campaigns.classmates`.
    """

    template: ClassVar[str] = "campaigns/classmates.html"
    slug: str
    title: tuple[str, ...]
    code: str
    place: str
    waiting: tuple[MateRow, ...] = ()
    come: tuple[MateRow, ...] = ()
    contact: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class PupilPage(InvitedPage):
    """`/campaigns/chuyen-doi-so-2026/entries/class`, once a name was picked: is it you, and consent.

    Posted names: those of InvitedPage, `member`, and with `proof_label`: `proof`.
    """

    template: ClassVar[str] = "campaigns/pupil.html"
    member: str
    proof_label: str = ""
    proof_hint: str = ""
