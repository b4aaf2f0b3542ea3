"""Changing a contest that was made: its words, its address, its rounds' names and rules.

Whether a change is still allowed is the caller's to ask, after :func:`hold`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.campaigns import asking, service, store
from contest.campaigns.rules import RESERVED, SLUG, Phase
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState, written
from contest.campaigns.ways import Entrance
from contest.errors import Invalid, NotFound
from contest.people.asking import Fields
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.ruleset.selection import Selection

BAD_SLUG = "Địa chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ chuyen-doi-so-2026."
RESERVED_SLUG = "Địa chỉ này máy dùng vào việc khác. Chọn địa chỉ khác."
SLUG_TAKEN = "Địa chỉ “{slug}” đã có cuộc thi khác dùng. Chọn địa chỉ khác."


@dataclass(frozen=True)
class Words:
    """What a contest says of itself."""

    title: str
    organiser: str
    contact: str
    about: str
    audience: str
    slug: str
    bank_slug: str


def hold(db: Session, campaign_id: str) -> None:
    """Nobody else changes the campaign, and nobody starts in it, until the commit."""
    store.hold(db, campaign_id)


def rounds_of(db: Session, campaign_id: str, now: datetime) -> tuple[RoundView, ...]:
    """All rounds of a campaign in their order, drafts too; one statement."""
    return tuple(service.view_of(row, now) for row in store.of_campaign(db, campaign_id))


def whole(db: Session, view: RoundView, now: datetime) -> RoundView:
    """A round with what its contest asks, as ``campaigns.service.shown`` has it: one enters once for all
    rounds, whichever needs the year. A draft is read as part of the plan, with the other drafts."""
    return replace(view, by_age=view.by_age or elsewhere(view, rounds_of(db, view.campaign_id, now)))


def elsewhere(view: RoundView, others: Iterable[RoundView]) -> bool:
    """Whether one of these rounds needs the birth year, as far as it says something about ``view``."""
    is_draft = view.phase is Phase.DRAFT
    return any(each.by_age for each in others if is_draft or each.phase is not Phase.DRAFT)


def origin_of(db: Session, view: RoundView, now: datetime) -> RoundView | None:
    """The round in which those are selected for whom this one is; None when it is for everybody."""
    if view.selection is None:
        return None
    wanted = (each for each in rounds_of(db, view.campaign_id, now) if each.number == view.selection.round)
    return next((each for each in wanted if each.id != view.id), None)


def origin_name(db: Session, view: RoundView, now: datetime) -> str:
    """The name of that round; "" when there is none."""
    origin = origin_of(db, view, now)
    return origin.name if origin else ""


def rehearsals_of(db: Session, campaign_id: str) -> list[str]:
    """The campaigns that rehearse this one, those being removed too."""
    return store.rehearsals_of(db, campaign_id)


def withdraw(db: Session, campaign_id: str) -> None:
    """Take a contest from visitors' eyes for good and free its address: it is about to be removed."""
    rounds = store.of_campaign(db, campaign_id)
    store.change_rounds(db, [row[1].id for row in rounds], {"state": RoundState.DRAFT})
    store.change_campaign(db, campaign_id, {"slug": f"xoa-{entropy.new_id()}"})


def slugs_from(db: Session, start: str) -> set[str]:
    """Every slug in use that begins so."""
    return store.slugs_from(db, start)


def slug_problem(slug: str) -> str:
    """What is wrong with an address; "" when nothing is."""
    if slug in RESERVED:
        return RESERVED_SLUG
    return "" if SLUG.fullmatch(slug) else BAD_SLUG


def rename(db: Session, campaign_id: str, words: Words) -> None:
    """Give a campaign other words; Invalid when another has the address."""
    problem = slug_problem(words.slug)
    if not problem and store.slug_taken(db, words.slug, campaign_id):
        problem = SLUG_TAKEN.format(slug=words.slug)
    if problem:
        raise Invalid(fields={"slug": problem})
    if not store.change_campaign(db, campaign_id, asdict(words)):
        # The address was free a statement ago, and the campaign was there.
        raise Invalid(fields={"slug": SLUG_TAKEN.format(slug=words.slug)})


def rename_round(db: Session, round_id: str, name: str) -> None:
    """Give a round another name."""
    store.change_rounds(db, [round_id], {"name": name})


def set_rules(db: Session, round_ids: Collection[str], rules: Ruleset, now: datetime) -> None:
    """Put rounds under these rules: another row, the one before stays as it was."""
    row = store.ruleset(db, rules.to_json(), rules.sha256(), now)
    store.change_rounds(db, round_ids, {"ruleset_id": row})


def set_season(db: Session, campaign_id: str, season: Season | None) -> None:
    """Whether and how the rounds of a contest are added up."""
    store.change_campaign(db, campaign_id, {"season": season.to_json() if season else ""})


def set_selection(db: Session, round_id: str, selection: Selection | None) -> None:
    """For whom a round is: those selected in an earlier one, or everybody."""
    store.change_rounds(db, [round_id], {"selection": selection.to_json() if selection else ""})


def note_rehearsed(db: Session, campaign_id: str, now: datetime) -> None:
    """Remember that this contest was rehearsed, whatever becomes of the rehearsal."""
    if not store.change_campaign(db, campaign_id, {"rehearsed_at": now}):
        raise NotFound(service.NO_CONTEST)


def set_fields(db: Session, campaign_id: str, fields: Fields) -> None:
    """What the entry form asks."""
    store.change_campaign(db, campaign_id, asking.columns(fields))


def set_entrance(db: Session, campaign_id: str, entrance: Entrance) -> None:
    """How people come in."""
    values: dict[str, object] = {"ways": written(entrance.ways), "class_proof": entrance.class_proof}
    store.change_campaign(db, campaign_id, values | {"on_paper": entrance.on_paper})


def set_feedback(db: Session, campaign_id: str, *, asked: bool) -> bool:
    """Whether people are asked how they found it; False when the contest is gone."""
    return store.change_campaign(db, campaign_id, {"asks_feedback": asked})
