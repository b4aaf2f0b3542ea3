"""The report page of `bench contest`: what people waited for, second by second, and what the server took."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.load import percentile

WIDTH, HEIGHT, EDGE = 900, 180, 46
COLOURS = ("#0a6b4f", "#b3261e", "#1d4ed8", "#9a5b00", "#6d28d9", "#475569")
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
color: #16211d }
table { border-collapse: collapse; width: 100% } th, td { text-align: right; padding: .2rem .6rem }
th:first-child, td:first-child { text-align: left } tr + tr { border-top: 1px solid #d5ddd9 }
svg { width: 100%; height: auto } text { font: 12px system-ui, sans-serif; fill: #475569 }
.legend span { margin-right: 1rem; white-space: nowrap } .legend i { display: inline-block; width: 1rem;
height: .3rem; margin-right: .3rem; vertical-align: middle } .good { color: #0a6b4f } .bad { color: #b3261e }
"""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page is made of; ``seen`` is what the crowd wrote, ``server`` what `contest.Server` has."""

    people: int
    seconds: float
    streams: int
    seen: Mapping[str, Any]
    lost: Mapping[str, int]
    server: Sequence[tuple[float, float, float, float]]
    bar: float

    def times(self, kind: str) -> Points:
        """(second, milliseconds) of one kind."""
        return self.seen["times"].get(kind, [])


def words(facts: Facts) -> list[str]:
    """The same for a terminal."""
    lines = [f"{row[0]}: {', '.join(row[1:])}" for row in _rows(facts)]
    late = facts.seen["late_ms"]
    lines.append(f"faults {facts.seen['faults']}, lost {dict(facts.lost)}, waits {facts.seen['waits']}")
    lines.append(
        f"the crowd's own process was late by {percentile(late, 0.99):.0f} ms at the 99th percentile"
    )
    return lines


def _rows(facts: Facts) -> list[list[str]]:
    found = []
    for kind in facts.seen["times"]:
        times = [ms for _, ms in facts.times(kind)]
        figures = [f"{percentile(times, share):.0f} ms" for share in (0.5, 0.99)]
        found.append([kind, f"{len(times):,}", *figures, f"{max(times):.0f} ms"])
    return found


def page(facts: Facts) -> str:
    """A whole page that needs nothing else."""
    saves = [ms for _, ms in facts.times("save")]
    good = not any((facts.seen["faults"], *facts.lost.values())) and percentile(saves, 0.99) <= facts.bar
    verdict = ("good", "held") if good else ("bad", "not held")
    heads = "".join(f"<th>{one}</th>" for one in ("what", "how many", "median", "99 of 100", "worst"))
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in _rows(facts)
    )
    told = "".join(f"<li>{html.escape(line)}</li>" for line in _told(facts))
    return f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{facts.people:,} people in one contest</title>
<style>{STYLE}</style><h1>{facts.people:,} people, {facts.seconds:.0f} seconds, one server</h1>
<p class="{verdict[0]}">No error, nothing lost, 99 of 100 saves within {facts.bar:.0f} ms: {verdict[1]}.</p>
<ul>{told}</ul><table><tr>{heads}</tr>{rows}</table>{"".join(_plots(facts))}</html>
"""


def _told(facts: Facts) -> Iterable[str]:
    heard = facts.seen["events"]
    yield f"{facts.streams} streams of the board were open all the time and heard {heard:,} events."
    yield f"Errors that somebody saw: {facts.seen['faults'] or 'none'}."
    yield f"Not in the file of what was acknowledged: {dict(facts.lost)}."
    yield f"Times that the server asked to come back, or a line broke: {facts.seen['waits'] or 'none'}."
    yield f"The load's own process was late by {percentile(facts.seen['late_ms'], 0.99):.0f} ms (99 of 100)."


def _plots(facts: Facts) -> Iterable[str]:
    kinds = list(facts.seen["times"])
    yield plot("Requests in each second", "", {kind: counted(facts.times(kind)) for kind in kinds})
    saves = facts.times("save")
    shares = {f"{share:.0%}": by_second(saves, share) for share in (0.5, 0.99)}
    yield plot("A save, from the tap to its acknowledgement", "ms", shares)
    pages = {kind: by_second(facts.times(kind), 0.99) for kind in kinds if kind != "save"}
    yield plot("Everything else, 99 of 100", "ms", pages)
    yield plot(
        "The server's process", "% of a core", {"processor": [(one[0], 100 * one[1]) for one in facts.server]}
    )
    memory = {
        "memory": [(one[0], one[2]) for one in facts.server],
        "WAL": [(one[0], one[3]) for one in facts.server],
    }
    yield plot("Memory and the log on disk", "MB", memory)


def counted(times: Points) -> Points:
    """How many there were in each second."""
    found: dict[int, int] = defaultdict(int)
    for second, _ in times:
        found[int(second)] += 1
    return sorted(found.items())


def by_second(times: Points, share: float) -> Points:
    """This percentile in each second."""
    found: dict[int, list[float]] = defaultdict(list)
    for second, ms in times:
        found[int(second)].append(ms)
    return [(second, percentile(found[second], share)) for second in sorted(found)]


def plot(title: str, unit: str, lines: Mapping[str, Points]) -> str:
    """Lines over the seconds, from zero up."""
    every = [point for points in lines.values() for point in points]
    last, top = (max((point[axis] for point in every), default=1) or 1 for axis in (0, 1))

    def placed(point: tuple[float, float]) -> str:
        x = EDGE + (WIDTH - EDGE) * point[0] / last
        return f"{x:.1f},{HEIGHT - 20 - (HEIGHT - 30) * point[1] / top:.1f}"

    drawn = "".join(
        f'<polyline fill="none" stroke="{colour}" points="{" ".join(map(placed, points))}"/>'
        for colour, points in zip(COLOURS * 2, lines.values(), strict=False)
    )
    legend = "".join(
        f'<span><i style="background: {colour}"></i>{html.escape(name)}</span>'
        for colour, name in zip(COLOURS * 2, lines, strict=False)
    )
    axis = (
        f'<text x="0" y="14">{top:,.0f} {unit}</text><text x="0" y="{HEIGHT - 20}">0</text>'
        f'<text x="{WIDTH}" y="{HEIGHT - 4}" text-anchor="end">{last:.0f} s</text>'
        f'<path d="M{EDGE} 5V{HEIGHT - 20}H{WIDTH}" fill="none" stroke="#94a3b8"/>'
    )
    picture = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">{axis}{drawn}</svg>'
    return f'<h2>{title}</h2><p class="legend">{legend}</p>{picture}'
