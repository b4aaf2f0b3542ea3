"""The words of making a contest that addresses and pages share."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """One group of settings: the last word of its address."""

    NAME = "name"
    TIME = "time"
    PEOPLE = "people"
    PAPER = "paper"
    RANKING = "ranking"
    SEASON = "season"
    PRIZES = "prizes"
    PUBLICATION = "publication"


class Tone(StrEnum):
    """How a group or a check stands."""

    OK = "ok"
    LOOK = "look"
    PLAIN = ""
