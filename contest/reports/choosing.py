"""Which of a round's questions the table shows: those of a finding, fifty a page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from contest.reports import sorting, words
from contest.reports.pages import Tab
from contest.reports.present import Judged
from questions.analysis.findings import Finding

ROWS = 50
#: What no finding is said of.
GOOD = "good"
#: The tabs with their words, the most urgent first.
NAMES = {"": "Mọi câu"} | {one.value: words.CHIPS[one][0] for one in Finding} | {GOOD: words.GOOD[0]}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the page; what is not understood asks for nothing."""

    attempts: str = ""
    sort: str = ""
    finding: str = ""
    page: int = 1


def read(params: Mapping[str, str]) -> Asked:
    """The parameters of an address."""
    text, finding = params.get("page", ""), params.get("finding", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    return Asked(
        attempts=params.get("attempts", ""),
        sort=params.get("sort", ""),
        finding=finding if finding in NAMES else "",
        page=max(number, 1),
    )


def chosen(rows: Sequence[Judged], finding: str) -> list[Judged]:
    """The questions of which this is said."""
    return [one for one in rows if _is(one, finding)]


def _is(one: Judged, finding: str) -> bool:
    if finding in ("", GOOD):
        return finding == "" or not one.findings
    return Finding(finding) in one.findings


def pages(count: int) -> int:
    """How many pages so many questions fill."""
    return max(1, -(-count // ROWS))


def window(rows: Sequence[Judged], page: int) -> Sequence[Judged]:
    """One page of them; one that is not there is the last."""
    first = (min(page, pages(len(rows))) - 1) * ROWS
    return rows[first : first + ROWS]


def tabs(rows: Sequence[Judged], asked: Asked, *, every: bool) -> tuple[Tab, ...]:
    """What may be said of a question, with how many it is said of; what is said of none has no tab."""
    found = []
    for finding, name in NAMES.items():
        count = len(chosen(rows, finding))
        if count or finding == asked.finding:
            found.append(
                Tab(name, query(asked, every=every, finding=finding), count, finding == asked.finding)
            )
    return tuple(found)


def query(asked: Asked, *, every: bool, finding: str) -> str:
    """The parameters that ask for a finding in the order at hand."""
    name, down = sorting.read(asked.sort)
    sort = f"{'-' if down else ''}{name}"
    given = {
        "attempts": "all" if every else "",
        "finding": finding,
        "sort": "" if sort == sorting.FIRST else sort,
    }
    return urlencode({name: value for name, value in given.items() if value})
