"""Making a contest: from a template, or as a copy of one that somebody may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Permission
from contest.audit import service as audit
from contest.campaigns import audiences, editing, pools
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import CampaignDraft, RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid
from contest.office import service as office
from contest.people.asking import LEAST, Fields
from contest.planning import cells, drafting, following, rules, store
from contest.planning.service import NO_BANK, PAST
from contest.planning.templates import BY_KEY
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.ruleset.selection import Selection

COPY = "copy-"
NO_BASE = "Chọn một mẫu, hoặc một cuộc thi để chép."


@dataclass(frozen=True)
class Kept:
    """A round to make again, so many seconds after the first one's opening."""

    name: str
    rules: Ruleset
    later: int = 0
    selection: Selection | None = None
    audience_id: str | None = None


@dataclass(frozen=True)
class Base:
    """What a new contest begins from: its rounds, each as far after the first as it was there."""

    rounds: tuple[Kept, ...]
    audience: str = ""
    contact: str = ""
    about: str = ""
    season: Season | None = None
    audiences: tuple[Audience, ...] = ()
    asked: Fields = LEAST
    asks_feedback: bool = True


class New(Protocol):
    """What the form of a new contest says."""

    @property
    def key(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def organiser(self) -> str: ...
    @property
    def opens_at(self) -> str: ...
    @property
    def closes_at(self) -> str: ...
    @property
    def bank(self) -> str: ...


def create(db: Session, who: Member, form: New, now: datetime) -> str:
    """Make a contest, a draft that its maker owns; the id of its first round. Twice is once."""
    if made := _made_before(db, who, form.key, now):
        return made
    base = _base(db, who, form.base, now)
    draft, later = _drafts(db, form, base, now)
    try:
        round_id = campaigns.create(db, draft, now)
    except Conflict:
        # The same form, sent again at the same moment.
        if made := _made_before(db, who, form.key, now):
            return made
        raise
    for each in later:
        campaigns.add_round(db, draft.id, each, now)
    accounts.grant(db, who.id, who.id, draft.id, ContestRole.OWNER, now)
    audit.record(db, who.id, "planning.new", round_id, {"campaign": draft.id}, now)
    return round_id


def _made_before(db: Session, who: Member, key: str, now: datetime) -> str:
    rounds = editing.rounds_of(db, key, now)
    owned = who.admin or any(member.id == who.id for member, _ in accounts.parts_in(db, key))
    return rounds[0].id if rounds and owned else ""


def _base(db: Session, who: Member, name: str, now: datetime) -> Base:
    if name in BY_KEY:
        template = BY_KEY[name]
        later = (Kept(name, template.rules, days * rules.DAY_SECONDS) for name, days in template.later)
        return Base((Kept(template.round_name, template.rules), *later), template.audience)
    campaign_id = campaigns.campaign_of(db, name.removeprefix(COPY)) if name.startswith(COPY) else None
    if campaign_id is None or not who.may(Permission.SEE, campaign_id):
        raise Invalid(fields={"base": NO_BASE})
    rounds = editing.rounds_of(db, campaign_id, now)
    first = rounds[0]
    theirs = audiences.copied(audiences.of(db, campaign_id))
    copied = tuple(
        Kept(
            each.own_name,
            each.rules,
            rules.seconds_between(first.opens_at, each.opens_at),
            following.renumbered(each.selection, rounds),
            theirs[each.only.id].id if each.only else None,
        )
        for each in rounds
    )
    told = first.audience, first.contact, first.about
    return Base(copied, *told, first.season, tuple(theirs.values()), first.wanted, first.asks_feedback)


def _drafts(
    db: Session, form: New, base: Base, now: datetime
) -> tuple[CampaignDraft, tuple[RoundDraft, ...]]:
    """The contest with its first round, and the rounds after it."""
    if form.bank not in dict(store.banks(db)):
        raise Invalid(fields={"bank": NO_BANK})
    opens_at, closes_at = drafting.window(form.opens_at, form.closes_at)
    if closes_at <= now:
        raise Invalid(fields={"closes_at": PAST})
    first, *later = _rounds(db, form.bank, base, opens_at, closes_at)
    slug = rules.slug_of(form.title, ())
    draft = CampaignDraft(
        slug=rules.free_slug(slug, editing.slugs_from(db, slug)),
        title=form.title,
        organiser=form.organiser,
        bank_slug=form.bank,
        first=first,
        contact=base.contact or first_words(db, now).contact,
        about=base.about,
        audience=base.audience,
        season=base.season,
        fields=base.asked,
        asks_feedback=base.asks_feedback,
        id=form.key,
        audiences=base.audiences,
    )
    return draft, tuple(later)


def _rounds(
    db: Session, bank: str, base: Base, opens_at: datetime, closes_at: datetime
) -> Iterator[RoundDraft]:
    """The rounds, fitted to the bank. Those with the same rules stay alike, so that they change together:
    what the first of them draws from decides for all."""
    fitted: dict[tuple[str, str], Ruleset] = {}
    own = {each.id: each.bank for each in base.audiences if each.bank}
    for each in base.rounds:
        opens, closes = rules.after(opens_at, each.later), rules.after(closes_at, each.later)
        drawn = own.get(each.audience_id or "", bank)
        key = (each.rules.sha256(), drawn)
        if key not in fitted:
            pool = pools.pool(db, drawn, each.rules, opens, shift=1)
            lines = cells.fitted(each.rules.blueprint, pool, each.rules.fixed)
            fitted[key] = each.rules.model_copy(update={"blueprint": lines})
        yield RoundDraft(
            each.name, opens, closes, fitted[key], RoundState.DRAFT, each.audience_id, each.selection
        )


@dataclass(frozen=True)
class FirstWords:
    """Who organises contests here and how to reach them, for a new one."""

    organiser: str = ""
    contact: str = ""


def first_words(db: Session, now: datetime) -> FirstWords:
    """What the contest made last says, else what the installation says of itself."""
    identity = office.current(db).identity
    found = FirstWords(identity.name, ", ".join(filter(None, (identity.phone, identity.address))))
    own = [each for each in campaigns.every(db, now) if not each.is_sample and not each.rehearsal_of]
    if not own:
        return found
    return FirstWords(own[0].organiser or found.organiser, own[0].contact or found.contact)


def copyable(db: Session, who: Member, now: datetime) -> tuple[RoundView, ...]:
    """The contests that somebody may copy, by their first round, the latest first."""
    found: dict[str, RoundView] = {}
    for view in campaigns.every(db, now):
        if not view.rehearsal_of and who.may(Permission.SEE, view.campaign_id):
            found.setdefault(view.campaign_id, view)
    return tuple(found.values())
