"""Numbers and amounts of money as a document says them in words."""

from __future__ import annotations

from contest.web import filters


def number_in_words(value: int) -> str:
    """A whole number as it is spoken: 24 is "hai mươi tư". The pages' filter `words` is the same rule."""
    return filters.words(value)


def amount_in_words(dong: int) -> str:
    """What stands behind "Bằng chữ": 5100000 is "Năm triệu một trăm nghìn đồng"."""
    if dong < 0:
        raise ValueError(f"an amount below zero: {dong}")
    said = number_in_words(dong)
    return f"{said[0].upper()}{said[1:]} đồng"
