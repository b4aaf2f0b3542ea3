"""Campaigns and rounds: what a round is now, making one, moving it through its states."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlmodel import Session

from contest import entropy
from contest.campaigns import asking, audience_store, audiences, models, store
from contest.campaigns.audience_rules import Audience, named, pick_own, shift_for
from contest.campaigns.drafts import CampaignDraft, RoundDraft
from contest.campaigns.rules import SLUG, Phase, clock_of, phase, pick_current
from contest.campaigns.states import RoundState, Way, read_ways
from contest.campaigns.ways import USUAL as USUAL_ENTRANCE
from contest.campaigns.ways import Entrance
from contest.errors import Conflict, Invalid, NotFound
from contest.people.asking import USUAL, Fields, forced
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season, season_of
from contest.ruleset.selection import Selection, selection_of

NO_CONTEST = "Không tìm thấy cuộc thi này. Về trang đầu để xem các cuộc thi."
MOVED_ON = "Vòng thi vừa đổi trạng thái. Tải lại trang để xem."


@dataclass(frozen=True)
class RoundView:
    """A round with everything that other features ask of it. ``seed`` is secret until close. ``only``: whose
    round it is, None for everybody's; ``name`` says it too, ``own_name`` is the name as it was given."""

    id: str
    number: int
    shift: int  # which part of its bank it draws from, where rounds share no question
    name: str
    campaign_id: str
    slug: str
    title: str
    organiser: str
    contact: str
    about: str
    bank_slug: str
    is_sample: bool
    opens_at: datetime
    closes_at: datetime
    state: RoundState
    phase: Phase
    rules: Ruleset
    rules_sha256: str
    seed: bytes
    seed_commitment: str
    prediction_truth: int | None
    paused_at: datetime | None = None
    audience: str = ""
    rehearsal_of: str | None = None
    rehearsed_at: datetime | None = None
    season: Season | None = None
    selection: Selection | None = None
    amended_at: datetime | None = None
    only: Audience | None = None
    own_name: str = ""
    contest_bank: str = ""
    entrance: Entrance = USUAL_ENTRANCE
    wanted: Fields = USUAL  # what was set that the entry form asks
    by_age: bool = False  # rules of the contest need the birth year
    asks_feedback: bool = True  # people may say how they found it

    @property
    def code_only(self) -> bool:
        """Whether nobody enters without a code."""
        return Way.FORM not in self.ways

    @property
    def ways(self) -> tuple[Way, ...]:
        """How people come in."""
        return self.entrance.ways

    @property
    def fields(self) -> Fields:
        """What the entry form asks in truth."""
        return forced(self.wanted, by_age=self.by_age)


@lru_cache(maxsize=128)
def _rules(content: str) -> Ruleset:
    """A ruleset's text never changes, so it is understood once."""
    return Ruleset.from_json(content)


def view_of(row: store.Row, now: datetime) -> RoundView:
    """A stored round as other features see it."""
    campaign, found, rules, audience = row
    state = RoundState(found.state)
    only = None if audience is None else audiences.plain(audience)
    return RoundView(
        *(found.id, found.number, found.shift),
        name=named(found.name, only),
        campaign_id=campaign.id,
        slug=campaign.slug,
        title=campaign.title,
        organiser=campaign.organiser,
        contact=campaign.contact,
        about=campaign.about,
        bank_slug=(only.bank if only else "") or campaign.bank_slug,
        is_sample=campaign.is_sample,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        state=state,
        phase=phase(state, found.opens_at, found.closes_at, clock_of(found.paused_at, now)),
        rules=_rules(rules.content),
        rules_sha256=rules.sha256,
        seed=bytes.fromhex(found.seed),
        seed_commitment=found.seed_commitment,
        prediction_truth=found.prediction_truth,
        paused_at=found.paused_at,
        audience=campaign.audience,
        rehearsal_of=campaign.rehearsal_of,
        rehearsed_at=campaign.rehearsed_at,
        season=season_of(campaign.season),
        selection=selection_of(found.selection),
        amended_at=found.amended_at,
        only=only,
        own_name=found.name,
        contest_bank=campaign.bank_slug,
        entrance=Entrance(read_ways(campaign.ways), campaign.class_proof, campaign.on_paper),
        wanted=asking.stored(campaign),
        by_age=asking.by_age(_rules(rules.content)) or bool(only and only.ages),
        asks_feedback=campaign.asks_feedback,
    )


def view(db: Session, round_id: str, now: datetime, *, held: bool = False, alone: bool = False) -> RoundView:
    """A round by its id, drafts too; NotFound when there is none. ``held``: as it is until the commit;
    ``alone``: for whoever will change it, one after the other."""
    row = store.round_row(db, round_id, held=held, alone=alone)
    if row is None:
        raise NotFound(NO_CONTEST)
    return view_of(row, now)


def rules_of(db: Session, round_id: str) -> Ruleset:
    """A round's rules alone; NotFound when there is no such round."""
    row = store.round_row(db, round_id)
    if row is None:
        raise NotFound(NO_CONTEST)
    return _rules(row[2].content)


def campaign_of(db: Session, round_id: str) -> str | None:
    """The campaign that a round belongs to; None when there is no such round."""
    return store.campaign_of(db, round_id)


def season_in(db: Session, campaign_id: str) -> Season | None:
    """How the rounds of a campaign are added up; None when they are not."""
    return season_of(store.season_of(db, campaign_id))


def banks(db: Session) -> list[tuple[str, str]]:
    """(campaign, the slug of a bank it draws from) of every campaign, those of its audiences too."""
    return store.banks(db) + audience_store.banks(db)


def public_view(db: Session, round_id: str, now: datetime) -> RoundView:
    """The same for visitors, to whom a draft does not exist."""
    found = view(db, round_id, now)
    if found.phase is Phase.DRAFT:
        raise NotFound(NO_CONTEST)
    return found


def shown(db: Session, slug: str, now: datetime) -> tuple[RoundView, ...]:
    """The rounds of a campaign that visitors may know of, in their order; NotFound when there is none."""
    rounds = (view_of(row, now) for row in store.rounds_of(db, slug))
    found = tuple(each for each in rounds if each.phase is not Phase.DRAFT)
    if not found:
        raise NotFound(NO_CONTEST)
    # One enters once for all rounds: what one of them needs is asked in each.
    by_age = any(each.by_age for each in found)
    return tuple(replace(each, by_age=by_age) for each in found)


def current(db: Session, slug: str, now: datetime) -> RoundView:
    """The round of a campaign that a visitor cares about: open, else next, else last."""
    return must_pick(shown(db, slug, now))


def must_pick(rounds: tuple[RoundView, ...], audience_id: str | None = None) -> RoundView:
    """Of :func:`shown` the round that somebody of this audience cares about, else a visitor's."""
    found = pick_own(rounds, audience_id) or pick_current(rounds)
    assert found is not None
    return found


def every(db: Session, now: datetime) -> tuple[RoundView, ...]:
    """All rounds for staff, the latest to open first."""
    return tuple(view_of(row, now) for row in store.all_rounds(db))


ON_SHOW = (Phase.OPEN, Phase.WAITING, Phase.CLOSING, Phase.CLOSED)


def on_show(db: Session, now: datetime) -> tuple[RoundView, ...]:
    """Each campaign's current round, rehearsals never; what can be entered first, then the newest."""
    by_campaign: dict[str, list[RoundView]] = {}
    for each in every(db, now):
        if each.rehearsal_of:
            continue
        by_campaign.setdefault(each.campaign_id, []).append(each)
    shown = [found for rounds in by_campaign.values() if (found := pick_current(rounds))]
    shown.sort(key=lambda found: found.closes_at, reverse=True)
    return tuple(sorted(shown, key=lambda found: ON_SHOW.index(found.phase)))


def create(db: Session, draft: CampaignDraft, now: datetime) -> str:
    """Make a campaign and its first round; the round's id."""
    if not SLUG.fullmatch(draft.slug):
        raise Invalid(fields={"slug": "Địa chỉ ngắn gồm chữ thường không dấu, chữ số và gạch nối."})
    campaign = models.Campaign(
        id=draft.id or entropy.new_id(),
        slug=draft.slug,
        title=draft.title,
        organiser=draft.organiser,
        contact=draft.contact,
        about=draft.about,
        bank_slug=draft.bank_slug,
        is_sample=draft.is_sample,
        audience=draft.audience,
        rehearsal_of=draft.rehearsal_of,
        season=draft.season.to_json() if draft.season else "",
        created_at=now,
        **asking.columns(draft.fields),
        asks_feedback=draft.asks_feedback,
    )
    if not store.add_campaign(db, campaign):
        raise Conflict(f"Địa chỉ “{draft.slug}” đã có cuộc thi khác dùng. Chọn địa chỉ khác.")
    audiences.add(db, campaign.id, draft.audiences)
    return add_round(db, campaign.id, draft.first, now)


def add_round(db: Session, campaign_id: str, draft: RoundDraft, now: datetime) -> str:
    """Make the campaign's next round; its id. The seed's commitment is public from now on."""
    check_window(draft.opens_at, draft.closes_at)
    seed = entropy.random_bytes(32)
    made = models.Round(
        campaign_id=campaign_id,
        number=store.next_number(db, campaign_id),
        shift=shift_for(store.shifts(db, campaign_id), draft.audience_id),
        name=draft.name,
        ruleset_id=store.ruleset(db, draft.rules.to_json(), draft.rules.sha256(), now),
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        state=draft.state,
        selection=draft.selection.to_json() if draft.selection else "",
        seed=seed.hex(),
        seed_commitment=hashlib.sha256(seed).hexdigest(),
        audience_id=draft.audience_id,
    )
    store.add_round(db, made)
    return made.id


def check_window(opens_at: datetime, closes_at: datetime) -> None:
    """A window ends after it begins."""
    if opens_at >= closes_at:
        raise Invalid(fields={"closes_at": "Giờ đóng phải sau giờ mở."})


def set_window(db: Session, round_id: str, opens_at: datetime, closes_at: datetime) -> None:
    """Move a round's window. Deadlines of running attempts are the caller's to rewrite."""
    check_window(opens_at, closes_at)
    _must(db, round_id, store.set_window(db, round_id, opens_at, closes_at))


def set_pause(db: Session, round_id: str, paused_at: datetime | None) -> None:
    """Stop a running round's clock, or let it go on; of two organisers one gets the Conflict."""
    _must(db, round_id, store.set_pause(db, round_id, paused_at))


def set_state(db: Session, round_id: str, expected: RoundState, new: RoundState) -> None:
    """Compare and set: of two organisers who press at the same time one gets the Conflict."""
    _must(db, round_id, store.change(db, round_id, (expected,), {"state": new}))


def freeze_truth(db: Session, round_id: str, value: int) -> None:
    """Keep the counted value of the prediction; another value later is refused."""
    _must(db, round_id, store.freeze_truth(db, round_id, value))


def _must(db: Session, round_id: str, changed: bool) -> None:
    if not changed:
        raise Conflict(MOVED_ON) if store.round_row(db, round_id) else NotFound(NO_CONTEST)


def is_any_open(db: Session, now: datetime) -> bool:
    """Whether people may sit a paper of some round now."""
    return store.open_at(db, now)
