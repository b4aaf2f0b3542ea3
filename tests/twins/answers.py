"""What people answer, whatever the key says."""

from __future__ import annotations

from contest.simulate.paper import Asked

#: No kind of question takes it, so that every paper goes the same way.
NO_ANSWER = "không phải số " * 160


def answer_to(asked: Asked, shift: int) -> str:
    """An answer that depends on the person, not on the key."""
    match asked.kind:
        case "number" | "prediction":
            return str(5 + shift)
        case "true_false":
            return ("dung", "sai")[shift % 2]
        case "suggestion":
            return f"Mở lớp ở thôn {shift + 1}.\nThêm máy ở nhà văn hóa."
        case "short":
            return ("cổng", "chợ")[shift % 2]
        case "statements" | "ordering" | "matching":
            values, rows = sorted(asked.values), sorted(option for option, _ in asked.options)
            return ",".join(f"{row}:{values[(at + shift) % len(values)]}" for at, row in enumerate(rows))
    ids = sorted(option for option, _ in asked.options)
    return ids[shift % 4] if asked.kind == "one" else ",".join(sorted({ids[shift % 4], ids[(shift + 1) % 4]}))
