"""Puts the page of a new contest together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.errors import Conflict, Invalid
from contest.planning import making, rules, service
from contest.planning.drafting import typed
from contest.planning.pages import BaseRow, NewPage
from contest.planning.templates import TEMPLATES, Template
from contest.web.filters import NBSP, when


def first_values(db: Session, key: str, now: datetime) -> dict[str, str]:
    """What the form offers: all but the name."""
    opens_at, closes_at = _window(TEMPLATES[0], now)
    banks = service.banks(db)
    return {
        "key": key,
        "base": TEMPLATES[0].key,
        "title": "",
        "organiser": making.first_words(db, now).organiser,
        "opens_at": typed(opens_at),
        "closes_at": typed(closes_at),
        "bank": banks[0][0] if banks else "",
    }


def new_page(
    db: Session,
    who: Member,
    now: datetime,
    values: Mapping[str, str],
    wrong: Invalid | Conflict | None = None,
) -> NewPage:
    """The form, empty or as typed with its messages."""
    return NewPage(
        staff=staff_view(who),
        templates=tuple(_row(each, now) for each in TEMPLATES),
        copies=_copies(db, who, now),
        banks=service.banks(db),
        values=values,
        errors=wrong.fields if isinstance(wrong, Invalid) else {},
        problem=wrong.message if isinstance(wrong, Conflict) else "",
    )


def _window(template: Template, now: datetime) -> tuple[datetime, datetime]:
    return rules.first_day(now) if template.one_day else rules.first_window(now)


def _row(template: Template, now: datetime) -> BaseRow:
    opens_at, closes_at = _window(template, now)
    return BaseRow(template.key, template.name, template.text, typed(opens_at), typed(closes_at))


def _copies(db: Session, who: Member, now: datetime) -> tuple[BaseRow, ...]:
    return tuple(
        BaseRow(making.COPY + view.id, " ".join(view.title.splitlines()), _said(view.name, view.opens_at))
        for view in making.copyable(db, who, now)
    )


def _said(name: str, opens_at: datetime) -> str:
    return f"{name}, mở ngày{NBSP}{when(opens_at)}"
