"""The facts of an occasion out of the database: rules, prizes, numbers, the list and its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.attempts import answered
from contest.attempts import service as attempts
from contest.attempts.states import AttemptState
from contest.campaigns import editing, showing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.commendations import freezing, lists, named, occasions, papers, promising, service, telling
from contest.commendations.boards import heading
from contest.commendations.content import Content, PersonPrize, UnitPrize
from contest.commendations.drafts import Draft, StoredLadder
from contest.commendations.ladders import Ladder, prize_name
from contest.commendations.occasions import Occasion
from contest.commendations.papers import Paper
from contest.office import service as office
from contest.paperwork.facts import TIED, Cost, Facts, Result, Stage, Winner
from contest.people import service as people
from contest.people.rules import ERASED_NAME, HIDDEN_NAME
from contest.results import publishing
from contest.ruleset import text
from contest.standings import service as standings
from contest.web.filters import guess
from contest.web.pages import path_for


def facts(db: Session, id: str, now: datetime, *, with_result: bool = True) -> Facts:
    """Of a round, or of a contest as a whole; the list only where it is wanted."""
    occasion = occasions.of(db, id, now)
    view = editing.whole(db, occasion.view, now)
    name = " ".join(line for line in (showing.kind(view), *showing.lines(view.title)) if line)
    stored = lists.ladder(db, occasion.id)
    ladder = stored.ladder
    articles = _articles(db, view, now)
    root = office.public_url().partition("://")[2]
    made = Facts(
        contest=name,
        noun="Hội thi" if name.casefold().startswith("hội thi") else "Cuộc thi",
        stage="" if occasion.whole is not None else occasion.name,
        holder=office.current(db).identity.name or view.organiser.splitlines()[0],
        audience=articles["Đối tượng dự thi"][0].partition(" là ")[2],
        address=root + path_for("shortcut", slug=view.slug) if root else "",
        stages=_stages(db, occasion),
        how=(*articles["Đề thi và thời gian làm bài"], *articles["Lượt thi và cách tính điểm"]),
        promises=_promises(stored, view, of_all=occasion.whole is not None),
        complaints=articles["Khiếu nại và giải đáp"],
        costs=costs(ladder),
        budget=ladder.budget,
    )
    if occasion.phase is not Phase.CLOSED:
        return replace(made, waits=lists.NOT_CLOSED if occasion.whole is None else lists.NOT_OVER)
    return replace(made, result=_result(db, occasion, now)) if with_result else made


def _promises(stored: StoredLadder, view: RoundView, *, of_all: bool) -> tuple[str, ...]:
    """What the prizes are; nothing while nobody has set them."""
    return tuple(promising.sentences(stored.ladder, view.rules.ties, of_all=of_all)) if stored.version else ()


def _articles(db: Session, view: RoundView, now: datetime) -> dict[str, tuple[str, ...]]:
    """The articles of the rules by their titles, without their numbers."""
    told = showing.facts(view, editing.origin_name(db, view, now))
    return {each.title.partition(". ")[2]: each.items for each in text.the_le(view.rules, told)}


def _stages(db: Session, occasion: Occasion) -> tuple[Stage, ...]:
    rounds = (occasion.view,) if occasion.whole is None else occasion.whole.rounds or occasion.rounds
    return tuple(_stage(db, each) for each in rounds)


def _stage(db: Session, view: RoundView) -> Stage:
    """Who began an attempt took part, also when it is void; so many of them do not count."""
    sat, began = attempts.counts_with_void(db, view.id)
    void = answered.states(db, view.id).get(AttemptState.VOID, 0)
    sealed = publishing.seal(db, view.id)
    return Stage(view.name, view.opens_at, view.closes_at, sat, began, void, sealed)


def costs(ladder: Ladder) -> tuple[Cost, ...]:
    """The steps of a ladder, those for units after those for people."""
    return tuple(
        Cost(f"{prize_name(one.name)[:1].upper()}{prize_name(one.name)[1:]}", one.count, one.amount)
        for one in promising.prizes(ladder)
    )


# --- the list -------------------------------------------------------------------------------------


def _result(db: Session, occasion: Occasion, now: datetime) -> Result:
    """Of the last issued list; of the draft, with its ties, while none is issued."""
    every = service.versions(db, occasion.id)
    issued = every[-1] if every else None
    ties: tuple[str, ...] = ()
    if issued is None:
        draft = lists.draft(db, occasion, now)
        made, ties = freezing.content(draft), _ties(draft)
        shown = with_ties(made, draft)
    else:
        made = shown = issued.content
    paper = Paper(occasion, issued.number if issued else 0, shown, named.names_of(db, shown, ()))
    return Result(
        number=paper.number,
        sha256=issued.sha256 if issued else "",
        issued_at=issued.issued_at if issued else None,
        ranked=made.ranked,
        barred=len(made.barred),
        perfect=_perfect(db, occasion),
        truth="" if made.truth is None else guess(made.truth, occasion.in_percent),
        winners=tuple(_winners(db, paper, now)),
        sections=papers.sections(paper, with_reserve=False),
        decisions=papers.notes(replace(paper, content=made)),
        ties=ties,
        total=made.total,
    )


def _perfect(db: Session, occasion: Occasion) -> int | None:
    """How many had everything right; nobody knows of a whole contest."""
    if occasion.whole is not None or not occasion.questions:
        return None
    return sum(1 for one in standings.every(db, occasion.id) if one.right == occasion.questions)


def tied_draft(db: Session, occasion: Occasion, now: datetime) -> tuple[Paper, bool]:
    """The list that is not issued, with a row for everybody whose tie waits; whether there is one."""
    draft = lists.draft(db, occasion, now)
    shown = with_ties(freezing.content(draft), draft)
    return Paper(occasion, 0, shown, named.names_of(db, shown, ())), bool(draft.pending)


def with_ties(made: Content, draft: Draft) -> Content:
    """The draft with a row for everybody whose tie waits."""
    of_people, of_units = freezing.tied(draft, TIED)
    return made.model_copy(update={"people": (*made.people, *of_people), "units": (*made.units, *of_units)})


def _ties(draft: Draft) -> tuple[str, ...]:
    views = (telling.tie_view(draft, board) for board in draft.pending)
    return tuple(f"{one.title}. {one.text}" for one in views)


def _winners(db: Session, paper: Paper, now: datetime) -> Iterator[Winner]:
    shown = people.public_names(db, {one.entry for one in paper.content.people}, now)
    for one in paper.content.people:
        person = paper.names.persons.get(one.entry)
        public = shown.get(one.entry)
        yield Winner(
            name=paper.names.plain.get(one.entry, telling.ERASED),
            public=public.name if public else telling.ERASED,
            unit=one.unit,
            birth_year=person.birth_year if person else None,
            prize=one.prize,
            amount=one.amount,
            **_which(one),
            is_person=True,
            is_tied=one.prize == TIED,
            is_hidden=public is None or public.name in (HIDDEN_NAME, ERASED_NAME),
        )
    for unit in paper.content.units:
        yield Winner(
            name=unit.unit,
            public=unit.unit,
            unit="",
            birth_year=None,
            prize=unit.prize,
            amount=unit.amount,
            **_which(unit),
            is_person=False,
            is_tied=unit.prize == TIED,
            is_hidden=False,
        )


def _which(one: PersonPrize | UnitPrize) -> dict[str, str]:
    """A prize as the form of praise tells it from the others."""
    where = heading(one.board, one.group)
    return {
        "key": f"{one.board}|{one.group}|{one.prize}"[:200],
        "label": f"{one.prize}, {where[:1].lower()}{where[1:]}",
    }
