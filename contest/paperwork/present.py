"""From an occasion to the pages of its papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.commendations import occasions, papers
from contest.commendations import service as commendations
from contest.commendations.print_forms import PrintForm, parse_day
from contest.commendations.states import Layout
from contest.errors import Conflict
from contest.office import service as office
from contest.paperwork import defaults, gathering, grounds, making, service, templates
from contest.paperwork.facts import Facts
from contest.paperwork.forms import KEPT, PaperForm
from contest.paperwork.kinds import GROUNDS, KINDS, PRAISED, WORDS, by_committee
from contest.paperwork.pages import Choice, IndexPage, PaperPage, Row
from contest.paperwork.states import Kind, Needs
from contest.web.forms import PostedForm
from questions.documents import keeping

#: What the committee's papers have in common with its printed lists.
SHARED = ("upper_body", "body", "place", "authority", "signer")


def index(db: Session, staff: StaffView, id: str, now: datetime) -> IndexPage:
    """All papers of an occasion."""
    occasion = occasions.of(db, id, now)
    facts = gathering.facts(db, id, now, with_result=False)
    every = commendations.versions(db, id)
    rows = tuple(
        Row(
            kind,
            about.title,
            about.says,
            making.hindrance(kind, facts),
            about.needs is Needs.LIST and not every,
        )
        for kind, about in KINDS.items()
    )
    number = every[-1].number if every else 0
    closed = occasion.phase is Phase.CLOSED
    return IndexPage(staff, occasion.head(), rows, number, occasion.view.id, closed)


def paper(
    db: Session,
    staff: StaffView,
    id: str,
    kind: Kind,
    layout: Layout | None,
    now: datetime,
    typed: PostedForm | None = None,
    errors: Mapping[str, str] | None = None,
) -> PaperPage:
    """The form of one paper: as remembered, as usual, or as it was typed."""
    about = KINDS[kind]
    facts = gathering.facts(db, id, now, with_result=PRAISED in about.asks)
    if hindered := making.hindrance(kind, facts):
        raise Conflict(hindered)
    occasion = occasions.of(db, id, now)
    chosen = layout or _usual_layout(db, occasion.campaign_id, facts)
    values = _begun(db, occasion, kind, chosen, facts) if typed is None else _typed(typed)
    has_head = kind is not Kind.PRESS
    return PaperPage(
        staff=staff,
        round=occasion.head(),
        kind=kind,
        title=about.title,
        says=about.says,
        is_draft=about.needs is Needs.LIST and not commendations.versions(db, id),
        has_head=has_head,
        has_number=bool(about.sign),
        asks=about.asks,
        layout=chosen.value,
        layouts=tuple((each.value, WORDS[each].title, WORDS[each].source) for each in Layout),
        values=values,
        templates=tuple((one.id, one.name) for one in templates.of_kind(db, kind)),
        grounds=_grounds(db, kind, chosen, _day(values, now), typed) if GROUNDS in about.asks else (),
        prizes=_prizes(facts, typed) if PRAISED in about.asks else (),
        errors=errors or {},
    )


def _usual_layout(db: Session, campaign_id: str, facts: Facts) -> Layout:
    return service.last_layout(db, campaign_id) or defaults.layout_of(facts.holder)


def _begun(
    db: Session, occasion: occasions.Occasion, kind: Kind, layout: Layout, facts: Facts
) -> dict[str, str]:
    """As usual; then as the printed list has it, where the same committee issues both; then as remembered."""
    identity = office.current(db).identity
    values = dict.fromkeys(("number", "day", *KEPT), "")
    values |= defaults.fields(kind, layout, identity, facts.holder, facts.noun)
    printed = commendations.print_setting(db, occasion.campaign_id)
    if printed and kind not in OTHERS and by_committee(kind, layout):
        known = papers.remembered(db, occasion.view)
        if known.get("layout") == layout.value:
            values |= {name: known[name] for name in SHARED if known.get(name)}
    return values | service.remembered(db, occasion.campaign_id, kind, layout)


#: Minutes are signed by whoever was there.
OTHERS = frozenset({Kind.MINUTES})


def _typed(typed: PostedForm) -> dict[str, str]:
    names = {*PaperForm.model_fields, *PrintForm.model_fields}
    return {name: typed.text(name) for name in names}


def _day(values: Mapping[str, str], now: datetime) -> date:
    """The day of signing, today while it is not told or no day."""
    try:
        return parse_day(values.get("day", ""))
    except ValueError:
        return service.today(now)


def _grounds(
    db: Session, kind: Kind, layout: Layout, on: date, typed: PostedForm | None
) -> tuple[Choice, ...]:
    """The documents in force; those that are ticked stand first, also when they are not in force."""
    register = keeping.every(db)
    offered = grounds.offered(register, on)
    of_state = layout is Layout.STATE
    usual = grounds.ticked(offered, kind, of_state=of_state)
    ticked = usual if typed is None else tuple(typed.lists.get("grounds", ()))
    known = {one.id for one in offered}
    over = (one for one in register if one.id in ticked and one.id not in known)
    listed = [
        *(Choice(one.id, grounds.line(one), True) for one in over),
        *(Choice(one.id, one.line, one.id in ticked) for one in offered),
    ]
    return tuple(sorted(listed, key=lambda one: not one.is_ticked))


def _prizes(facts: Facts, typed: PostedForm | None) -> tuple[Choice, ...]:
    """Which prizes there are; the best of people and of units are ticked beforehand."""
    found: dict[str, tuple[str, bool]] = {}
    for one in facts.result.winners if facts.result else ():
        if not one.is_tied:
            found.setdefault(one.key, (one.label, one.is_person))
    first = {key: is_person for key, (_, is_person) in reversed(found.items())}
    best = {is_person: key for key, is_person in first.items()}
    ticked = set(best.values()) if typed is None else set(typed.lists.get("praised", ()))
    return tuple(Choice(key, label, key in ticked) for key, (label, _) in found.items())
