"""A contest with its settings and everything that decides whether they may still change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest.attempts import service as attempts
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.planning import rules
from contest.planning.amending import AMENDABLE
from contest.planning.drafting import Beside, Settings
from contest.planning.states import Group
from questions import service as questions


@dataclass(frozen=True)
class Loaded:
    """One round's contest as it is stored now. ``begun``: rounds in which somebody started."""

    view: RoundView
    rounds: tuple[RoundView, ...]
    begun: frozenset[str]
    settings: Settings

    def lock_of(self, view: RoundView) -> str:
        """Why a round's rules stand; "" while they don't."""
        return rules.lock_reason(view.phase, view.id in self.begun, bool(view.rehearsal_of))

    @property
    def lock(self) -> str:
        """Why this round's rules stand."""
        return self.lock_of(self.view)

    @property
    def contest_lock(self) -> str:
        """Why what all rounds share stands: one of them has begun."""
        return next((reason for each in self.rounds if (reason := self.lock_of(each))), "")

    @property
    def bank_lock(self) -> str:
        """Why the bank stands that this round draws from: one of those that share it has begun. An audience's
        rounds share theirs."""
        return next((reason for each in self.alike if (reason := self.lock_of(each))), "")

    def locked(self, group: Group) -> str:
        """Why a group's fields are for reading only; "" when they are open."""
        if group is Group.NAME:
            return self.contest_lock
        return "" if self.amends(group) else self.lock

    def amends(self, group: Group) -> bool:
        """Whether a group may change only for a reason, and not all of it: people are in already."""
        return group in AMENDABLE and self.lock in (rules.OPENED, rules.STARTED)

    @property
    def peers(self) -> tuple[RoundView, ...]:
        """The rounds that change together: open to change, under the same rules as this one and for the same
        people."""
        same = self.view.rules_sha256
        return tuple(each for each in self.alike if each.rules_sha256 == same and not self.lock_of(each))

    @property
    def alike(self) -> tuple[RoundView, ...]:
        """The rounds that are for the same people as this one: of its audience, or everybody's."""
        return tuple(each for each in self.rounds if each.only == self.view.only)


def load(db: Session, round_id: str, now: datetime, *, held: bool = False) -> Loaded:
    """The contest of a round; ``held``: as it is until the commit."""
    campaign_id = campaigns.campaign_of(db, round_id)
    if campaign_id is None:
        raise NotFound(campaigns.NO_CONTEST)
    if held:
        editing.hold(db, campaign_id)
    rounds = editing.rounds_of(db, campaign_id, now)
    view = next(each for each in rounds if each.id == round_id)
    if held:
        # What its papers are drawn from, too: whoever lets a round open has counted the questions.
        questions.hold(db, view.bank_slug)
    begun = attempts.begun(db, [each.id for each in rounds])
    earlier = tuple(
        (each.number, each.name) for each in rounds if each.id != view.id and each.only == view.only
    )
    loaded = Loaded(view, rounds, frozenset(begun), replace(settings_of(view), earlier=earlier))
    # Those under the same rules change with them.
    same = {view.id, *(each.id for each in loaded.peers)}
    others = editing.elsewhere(view, (each for each in rounds if each.id not in same))
    needed = others or bool(view.only and view.only.ages)
    settings = replace(loaded.settings, year_elsewhere=needed, beside=_beside(loaded))
    return replace(loaded, settings=settings)


def _beside(found: Loaded) -> tuple[Beside, ...]:
    """The other rounds, with what of them changes along."""
    alike, peers = {each.id for each in found.alike}, {each.id for each in found.peers}
    return tuple(
        Beside(
            "" if each.id in alike else each.bank_slug, None if each.id in peers else each.rules, each.shift
        )
        for each in found.rounds
        if each.id != found.view.id
    )


def settings_of(view: RoundView) -> Settings:
    """What is set of a round and its contest."""
    return Settings(
        title=view.title,
        organiser=view.organiser,
        contact=view.contact,
        about=view.about,
        slug=view.slug,
        audience=view.audience,
        bank=view.bank_slug,
        round_name=view.own_name,
        opens_at=view.opens_at,
        closes_at=view.closes_at,
        rules=view.rules,
        season=view.season,
        selection=view.selection,
        only=view.only,
        asked=view.wanted,
        shift=view.shift,
    )


def is_planned(view: RoundView) -> bool:
    """Whether a round is still to come."""
    return view.phase in (Phase.DRAFT, Phase.WAITING)
