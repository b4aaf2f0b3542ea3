"""The pictures of a file that was read: those that came from here are taken for what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from questions.formats.judging import examine
from questions.formats.model import Report
from questions.picture import Picture


def sources(report: Report) -> frozenset[str]:
    """What the file brought, by digest, as far as drawing it anew changed it."""
    return frozenset(one.source for one in report.pictures) - {one.digest for one in report.pictures}


def known_again(report: Report, there: Mapping[str, Picture]) -> Report:
    """A report in which pictures that we drew once, and wrote into a file, are those very pictures.

    To draw a photograph anew changes its bytes, and with them its name: each way out and in again would make
    another question of it. The digest proves that the file brought our own bytes. `there` are those of the
    `sources` that are stored, by their digest; they are no new pictures any more.
    """
    ours = {one.digest: there[one.source] for one in report.pictures if one.source in there}
    if not ours:
        return report
    for draft in report.drafts:
        draft.pictures = {part: _same(one, ours.get(one.digest)) for part, one in draft.pictures.items()}
    return replace(
        report,
        questions=tuple(examine(draft, report.first).question for draft in report.drafts),
        pictures=tuple(one for one in report.pictures if one.digest not in ours),
    )


def _same(one: Picture, ours: Picture | None) -> Picture:
    return replace(ours, alt=one.alt) if ours else one
