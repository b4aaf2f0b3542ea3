"""A picture as pages show it: its address, its size so that nothing moves when it comes, what it shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`alt`: what it shows, "" where nobody said. `called`: what it belongs to, in words."""

    src: str
    width: int
    height: int
    alt: str = ""
    called: str = ""
