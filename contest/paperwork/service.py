"""Making official papers: what was typed is remembered for the contest, that names left is noted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest.clock import local
from contest.commendations import occasions
from contest.commendations import service as commendations
from contest.commendations.papers import File
from contest.commendations.states import Layout
from contest.paperwork import fields, gathering, making, templates
from contest.paperwork.facts import Facts
from contest.paperwork.forms import KEPT, PaperForm
from contest.paperwork.given import Given
from contest.paperwork.states import Kind
from questions.documents import keeping

#: Where the papers' forms lie in what is remembered of a contest's prints.
PLACE = "papers"


@dataclass(frozen=True)
class Prepared:
    """All that a paper is made of, out of the database; ``template``: the office's own, None for none."""

    kind: Kind
    facts: Facts
    said: Given
    of: str
    ending: str
    template: bytes | None

    def made(self) -> File:
        """The paper as a file. Asks no database: an own template is filled by a process beside the server."""
        if self.template is None:
            return making.file(self.kind, self.facts, self.said, self.ending, self.of)
        told = fields.values(self.kind, self.facts, self.said)
        name, people = making.file_name(self.kind, self.facts, self.of)
        return templates.file(self.kind, self.template, told, f"{name}-theo-mau.docx", people)


def prepared(db: Session, id: str, kind: Kind, form: PaperForm, now: datetime) -> Prepared:
    """What the form and the contest say of a paper."""
    register = keeping.every(db)
    said = making.given(kind, form, register, today(now))
    found = occasions.of(db, id, now)
    facts = gathering.facts(db, id, now)
    template = templates.content_for(db, kind, form.template) if form.template else None
    return Prepared(kind, facts, said, f"{found.view.slug}-{found.word}", form.ending, template)


def today(now: datetime) -> date:
    """The day in Việt Nam."""
    return local(now).date()


def remembered(db: Session, campaign_id: str, kind: Kind, layout: Layout) -> dict[str, str]:
    """The fields as they were last typed for such a paper in this layout; {} for never."""
    return _all(db, campaign_id).get(f"{kind.value}:{layout.value}", {})


def last_layout(db: Session, campaign_id: str) -> Layout | None:
    """The layout that this contest's papers were last made in."""
    said = _all(db, campaign_id).get("layout", {}).get("layout", "")
    return Layout(said) if said in set(Layout) else None


def _all(db: Session, campaign_id: str) -> dict[str, dict[str, str]]:
    return json.loads(commendations.print_setting(db, campaign_id) or "{}").get(PLACE, {})


def remember(db: Session, campaign_id: str, kind: Kind, form: PaperForm, now: datetime) -> None:
    """Keep what was typed, all but the number, the day and what is ticked."""
    told = form.model_dump(mode="json", include=set(KEPT))
    kept = _all(db, campaign_id) | {
        f"{kind.value}:{form.layout.value}": told,
        "layout": {"layout": form.layout.value},
    }
    commendations.remember_print(db, campaign_id, json.dumps({PLACE: kept}, ensure_ascii=False), now)
