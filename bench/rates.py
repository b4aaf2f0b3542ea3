"""A rate beside another one: the rounds of two servers in turns, as one figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import median

from bench.figures import Figure, Tell, decimal
from bench.load import Load

Pair = tuple[Load, Load]


def in_turns(rounds: int, tell: Tell, run: Callable[[str, int], Load]) -> list[Pair]:
    """``run("app" or "ceiling", turn)`` in turns; turn 0 warms up, and only what was bad of it is counted."""
    warm = run("app", 0).bad + run("ceiling", 0).bad
    pairs: list[Pair] = []
    for turn in range(1, rounds + 1):
        pairs.append((run("app", turn), run("ceiling", turn)))
        tell(_round(turn, *pairs[-1]))
    first, beside = pairs[0]
    return [(replace(first, bad=first.bad + warm), beside), *pairs[1:]]


def _round(turn: int, ours: Load, theirs: Load) -> str:
    text = (
        f"  lượt {turn}: {ours.rate:.0f}/giây (p99 {ours.p99_ms:.1f} ms), "
        f"trần {theirs.rate:.0f}/giây (p99 {theirs.p99_ms:.1f} ms), tỷ số {ours.rate / theirs.rate:.2f}"
    )
    # Where the load is as busy as its core allows, the server could do more.
    busy = f"; máy phát bận {100 * ours.busy:.0f} % và {100 * theirs.busy:.0f} %"
    return text + busy if theirs.busy else text


def figure(name: str, pairs: list[Pair]) -> Figure:
    """Rounds as one figure."""
    ours, theirs = [one for one, _ in pairs], [one for _, one in pairs]
    return Figure(
        name=name,
        value=round(median(one.rate for one in ours)),
        unit="req/s",
        ceiling=round(median(one.rate for one in theirs)),
        ratio=round(median(one.rate / other.rate for one, other in pairs), 3),
        p99_ms=round(median(one.p99_ms for one in ours), 2),
        ceiling_p99_ms=round(median(one.p99_ms for one in theirs), 2),
        bad=sum(one.bad for pair in pairs for one in pair),
    )


def told(one: Figure) -> str:
    """In words."""
    text = decimal(
        f"{one.name}: {one.value:.0f}/giây, p99 {one.p99_ms:.1f} ms; trần {one.ceiling:.0f}/giây, "
        f"p99 {one.ceiling_p99_ms:.1f} ms; tỷ số {one.ratio:.2f}"
    )
    return text if not one.bad else f"{text}; HỎNG: {one.bad} trả lời không như phải thế"
