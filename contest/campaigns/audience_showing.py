"""A contest with audiences as its front page and its thể lệ show it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from contest.campaigns import showing
from contest.campaigns.audience_rules import Audience, by_id, pick_own
from contest.campaigns.choosing import Mine
from contest.campaigns.pages import AudienceCard, LandingPage, Prize, RulesPage
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.ruleset import wording
from contest.ruleset.text import results_shown

PrizesOf = Callable[[RoundView], tuple[Prize, ...]]


def cards(mine: Mine, prizes_of: PrizesOf) -> tuple[AudienceCard, ...]:
    """Each audience with its own time, paper and prizes."""
    views = known(mine)
    shown = ((each, views[each.id]) for each in mine.audiences if each.id in views)
    return tuple(_card(each, view, prizes_of(view)) for each, view in shown)


def _card(audience: Audience, view: RoundView, prizes: tuple[Prize, ...]) -> AudienceCard:
    limits = wording.attempts(view.rules)
    return AudienceCard(
        id=audience.id,
        label=audience.label,
        told=audience.told,
        round=view.id,
        round_name=view.own_name,
        phase=view.phase.value,
        opens=view.opens_at,
        closes=view.closes_at,
        questions=view.rules.questions_count,
        has_prediction=view.rules.prediction is not None,
        suggestions=len(view.rules.suggestions),
        minutes=showing.minutes(view),
        limits=limits[:1].upper() + limits[1:],
        results=results_shown(view.rules),
        prizes=prizes,
        has_board=showing.has_board(view),
        paused=view.paused_at is not None,
    )


def landing(page: LandingPage, mine: Mine, prizes_of: PrizesOf) -> LandingPage:
    """The front page: about one's own audience, or about each of them while nobody has said theirs."""
    if not mine.audiences:
        return page
    own = mine.own.label if mine.own else ""
    if own and mine.is_theirs:
        return replace(page, own=own)
    shown = cards(mine, prizes_of)
    alike = len({_head(card) for card in shown}) == 1
    name = mine.view.own_name if alike else page.round_name
    asked = replace(page.mine, is_asked=mine.is_asked)
    return replace(page, audiences=shown, round_name=name, mine=asked, own=own)


def _head(card: AudienceCard) -> tuple[object, ...]:
    """What the head of the page says of a round: until it opens when that is, then when it closes."""
    until = card.opens if card.phase == Phase.WAITING else card.closes
    return card.phase, card.paused, card.round_name, until


def known(mine: Mine) -> dict[str, RoundView]:
    """The audiences that have something to sit, each with the round that it cares about."""
    pairs = ((each.id, pick_own(mine.rounds, each.id)) for each in mine.audiences)
    return {id: view for id, view in pairs if view is not None}


def of_audience(mine: Mine, wanted: str) -> tuple[Audience | None, RoundView]:
    """Whose thể lệ an address asks for: one's own where it asks for none, else the first."""
    views = known(mine)
    asked = (wanted, mine.audience_id or "", *views)
    found = next((id for id in asked if id in views), "")
    return by_id(mine.audiences, found), views.get(found, mine.view)


def rules(page: RulesPage, mine: Mine, audience: Audience | None) -> RulesPage:
    """The thể lệ of one audience, with the way to those of the others."""
    if audience is None:
        return page
    views = known(mine)
    others = tuple((each.id, each.short) for each in mine.audiences if each.id in views)
    return replace(page, audiences=others, audience=audience.id)
