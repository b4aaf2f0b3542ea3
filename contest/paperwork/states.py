"""Which official papers there are, and what each needs before it can be made."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The paper; the value stands in its address and in its file's name."""

    PLAN = "ke-hoach"
    COSTS = "du-toan"
    MINUTES = "bien-ban"
    AWARD = "quyet-dinh-trao-giai"
    NOTICE = "thong-bao"
    PRESS = "tin-bai"
    REQUEST = "to-trinh-giay-khen"
    PRAISE = "quyet-dinh-giay-khen"


class Needs(StrEnum):
    """What has to be there first. Without an issued list, what needs one is made as a draft."""

    NOTHING = "nothing"
    MONEY = "money"  # a ladder of prizes with amounts
    LIST = "list"  # a closed round, and an issued list to be more than a draft
