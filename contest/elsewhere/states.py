"""Who held a contest elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """From where one's own people were called to it."""

    CENTRAL = "central"
    PROVINCE = "province"
    OTHER = "other"


NAMES = {Level.CENTRAL: "Trung ương", Level.PROVINCE: "Cấp tỉnh", Level.OTHER: "Nơi khác"}
