"""From the office's own templates to their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.commendations.states import Layout
from contest.paperwork import field_words, templates, trial
from contest.paperwork.kinds import KINDS, WORDS
from contest.paperwork.models import PaperTemplate
from contest.paperwork.states import Kind
from contest.paperwork.store import Known
from contest.paperwork.template_pages import (
    FieldRow,
    FieldsPage,
    KindRow,
    TemplatePage,
    TemplateRow,
    TemplatesPage,
)

LAYOUTS = tuple((each.value, WORDS[each].title, WORDS[each].source) for each in Layout)
DONE = frozenset({"new", "change", "nothing", "removed"})


def index(db: Session, staff: StaffView, params: Mapping[str, str]) -> TemplatesPage:
    """All kinds of paper, each with its templates."""
    known = templates.every(db)
    rows = tuple(
        KindRow(kind, about.title, tuple(_row(one) for one in known if one.kind == kind))
        for kind, about in KINDS.items()
    )
    asked = params.get("kind", "")
    values = {"kind": asked if asked in set(Kind) else Kind.AWARD.value, "name": ""}
    return TemplatesPage(staff, rows, values, done=done(params))


def _row(one: Known | PaperTemplate) -> TemplateRow:
    return TemplateRow(one.id, one.name, one.size, one.changed_at)


def done(params: Mapping[str, str]) -> str:
    """What the redirect says was done; "" for what it can't say."""
    return params.get("done", "") if params.get("done") in DONE else ""


def one(db: Session, staff: StaffView, template_id: str, params: Mapping[str, str]) -> TemplatePage:
    """One template."""
    found = templates.template(db, template_id)
    kind = Kind(found.kind)
    return TemplatePage(staff, _row(found), kind, KINDS[kind].title, found.name, LAYOUTS, done=done(params))


def failed(
    page: TemplatesPage | TemplatePage, values: Mapping[str, str], errors: Mapping[str, str]
) -> TemplatesPage | TemplatePage:
    """The same page with what was typed and what is wrong."""
    if isinstance(page, TemplatesPage):
        return replace(page, values=values, errors=errors, done="")
    return replace(page, name=values["name"], errors=errors, done="")


def fields(staff: StaffView, kind: Kind) -> FieldsPage:
    """The fields of a kind, with what stands there for the made-up contest."""
    sample = trial.values(kind)
    groups = tuple(
        (title, tuple(_field(name, says, sample[name]) for name, says in group.items()))
        for title, group in field_words.groups(kind)
    )
    kinds = tuple((each.value, about.title) for each, about in KINDS.items())
    return FieldsPage(staff, kind, KINDS[kind].title, kinds, LAYOUTS, groups)


def _field(name: str, says: str, value: object) -> FieldRow:
    if not isinstance(value, list):
        return FieldRow(name, says, str(value), is_list=False)
    first = value[0]
    if not isinstance(first, dict):
        return FieldRow(name, says, str(first), is_list=True)
    parts = tuple((part, told, first[part]) for part, told in field_words.ROWS[name].items())
    return FieldRow(name, says, "", is_list=True, parts=parts)
