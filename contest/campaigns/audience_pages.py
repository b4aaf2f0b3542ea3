"""What somebody is asked who has entered and not said whom they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contest.campaigns.pages import Choices


@dataclass(frozen=True)
class AudiencePage:
    """`/campaigns/chuyen-doi-so-2026/entry/audience`; posts `audience`.

    `chosen`: picked before, or the only one that the birth year leaves.
    """

    template: ClassVar[str] = "campaigns/audience.html"
    slug: str
    title: tuple[str, ...]
    name: str
    audiences: Choices
    contact: str = ""
    chosen: str = ""
    error: str = ""
