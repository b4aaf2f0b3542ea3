"""Signs above and below the line, as Unicode has them."""

from __future__ import annotations

_UP = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str, way: str) -> str:
    """Text above or below the line in the signs Unicode has for it; as it is where it has none."""
    moved = text.translate(_UP if way == "superscript" else _DOWN if way == "subscript" else {})
    return (
        moved
        if not any(old == new and not old.isspace() for old, new in zip(text, moved, strict=True))
        else text
    )
