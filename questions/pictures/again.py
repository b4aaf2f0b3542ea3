"""The pictures of a file that was read: those that came from here are taken for what they are."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from questions.formats.judging import examine
from questions.formats.model import Report
from questions.picture import Picture
from questions.pictures import keeping
from questions.pictures.redrawing import Redrawn


def known_again(db: Session, report: Report) -> Report:
    """A report in which pictures that we drew once, and wrote into a file, are those very pictures.

    To draw a photograph anew changes its bytes, and with them its name: each way out and in again would make
    another question of it. The digest proves that the file brought our own bytes.
    """
    there = keeping.load(
        db, {one.source for one in report.pictures} - {one.digest for one in report.pictures}
    )
    ours = {one.digest: _ours(there[one.source]) for one in report.pictures if one.source in there}
    if not ours:
        return report
    for draft in report.drafts:
        draft.pictures = {part: _same(one, ours.get(one.digest)) for part, one in draft.pictures.items()}
    return replace(
        report,
        questions=tuple(examine(draft, report.first).question for draft in report.drafts),
        pictures=tuple(ours.get(one.digest, one) for one in report.pictures),
    )


def _ours(kept: keeping.Kept) -> Redrawn:
    return Redrawn(kept.content, kept.form, kept.width, kept.height, kept.digest)


def _same(one: Picture, ours: Redrawn | None) -> Picture:
    return ours.picture(one.alt) if ours else one
