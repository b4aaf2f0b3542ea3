"""What the list before the opening looks at, and letting a draft wait for its hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts import service as accounts
from contest.accounts.states import ContestRole
from contest.attempts import service as attempts
from contest.audit import service as audit
from contest.campaigns import editing, fixing, pools, prizes
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import shares_people
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.office import service as office
from contest.people import service as people
from contest.people.asking import Ask
from contest.planning import cells, checklist, loading, promises, rules
from contest.planning.checklist import Check
from contest.roster import service as roster
from contest.selections import service as selections
from contest.units import service as units

NOT_YET = "Chưa đặt lịch mở được: {what}. Sửa rồi đặt lại."
NOT_DRAFT = "Vòng thi này không còn là nháp."
NOT_WAITING = "Vòng thi này không chờ mở nên không đưa về nháp được."
ENTERED = "Đã có người đăng ký dự thi, nên không đưa về nháp được nữa. Đổi giờ mở ở mục Thời gian."


def checks(db: Session, view: RoundView, now: datetime) -> tuple[Check, ...]:
    """The list of one round."""
    return checklist.checks(facts(db, view, now), now)


def facts(db: Session, view: RoundView, now: datetime) -> checklist.Facts:
    """What the list looks at, as it is now."""
    pool = pools.pool(db, view.bank_slug, view.rules, view.opens_at, view.shift)
    parts = accounts.parts_in(db, view.campaign_id)
    owners = {member.id for member, part in parts if part is ContestRole.OWNER}
    others = {member.id for member, _ in parts} - owners
    lost = fixing.lost(db, view.bank_slug, view.rules, view.opens_at)
    return checklist.Facts(
        short=sum(cells.missing(view.rules.blueprint, pool, view.rules.fixed).values()),
        opens_at=view.opens_at,
        closes_at=view.closes_at,
        contact=view.contact,
        organiser=view.organiser.strip(),
        helpers=len(others) + max(0, len(owners) - 1),
        has_units=units.must_choose(db),
        rehearsed=view.rehearsed_at is not None or is_rehearsed(db, view.campaign_id, now),
        prizes=bool(prizes.promised(db, view).prizes),
        public_address=bool(office.public_url()),
        expired=pools.expired(db, view.bank_slug, view.opens_at),
        keeps_expired=view.rules.keeps_expired,
        selects_from=editing.origin_name(db, view, now),
        selected=view.selection is not None and selections.is_confirmed(db, view),
        has_list=roster.has_any(db, view.campaign_id) if view.code_only else None,
        shared=None if view.rules.shifts is None else _sharing(db, view, now),
        fixed=len(view.rules.named),
        lost=len(lost),
        lost_names=fixing.told(lost),
        asked_in=_asked_in(db, view, now) if view.rules.fixed else (),
        unkept=_unkept(db, view, now),
    )


def _unkept(db: Session, view: RoundView, now: datetime) -> str:
    """The prizes that would be promised though people are not asked for what they need; "" without such."""
    promised = prizes.promised(db, view)
    rounds = editing.rounds_of(db, view.campaign_id, now)
    if promised.ages and not promises.is_asked(
        each for each in rounds if each.id == view.id or each.phase is not Phase.DRAFT
    ):
        return checklist.NO_YEAR
    return checklist.NO_UNIT if promised.units and view.wanted.unit is Ask.OFF else ""


def _asked_in(db: Session, view: RoundView, now: datetime) -> tuple[str, ...]:
    """The rounds of the contest that open earlier and ask everybody some of the same questions."""
    earlier = (
        each
        for each in editing.rounds_of(db, view.campaign_id, now)
        if each.id != view.id and each.opens_at < view.opens_at
    )
    return tuple(each.name for each in earlier if set(each.rules.fixed) & set(view.rules.fixed))


def _sharing(db: Session, view: RoundView, now: datetime) -> tuple[str, ...]:
    """The other rounds that may ask the same people the same questions."""
    others = editing.rounds_of(db, view.campaign_id, now)
    return tuple(
        each.name for each in others if shares_people(each.only, view.only) and pools.asks_again(view, each)
    )


def rehearsal(db: Session, campaign_id: str, now: datetime) -> RoundView | None:
    """The rehearsal's round; one that is being removed is a draft, and not there any more."""
    for found in editing.rehearsals_of(db, campaign_id):
        for view in editing.rounds_of(db, found, now):
            if view.state is not RoundState.DRAFT:
                return view
    return None


def is_rehearsed(db: Session, campaign_id: str, now: datetime) -> bool:
    """Whether somebody handed a paper in in the rehearsal that is there."""
    view = rehearsal(db, campaign_id, now)
    return view is not None and attempts.counts(db, view.id, now).handed_in > 0


def schedule(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Let a draft wait for its hour: from now on visitors see it."""
    loaded = loading.load(db, round_id, now, held=True)
    if loaded.view.phase is not Phase.DRAFT or loaded.view.rehearsal_of:
        raise Conflict(NOT_DRAFT)
    if missing := checklist.blocking(checks(db, loaded.view, now)):
        raise Conflict(NOT_YET.format(what="; ".join(rules.small(each.said) for each in missing)))
    campaigns.set_state(db, round_id, RoundState.DRAFT, RoundState.READY)
    opens = {"opens_at": rules.stamp(loaded.view.opens_at)}
    audit.record(db, actor, "planning.schedule", round_id, opens, now)


def unschedule(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Make a waiting round a draft again, while nobody has entered."""
    loaded = loading.load(db, round_id, now, held=True)
    if loaded.view.phase is not Phase.WAITING or loaded.lock:
        raise Conflict(NOT_WAITING)
    if len(loaded.rounds) == 1 and people.count_entries(db, loaded.view.campaign_id):
        raise Conflict(ENTERED)
    after = [replace(each, phase=Phase.DRAFT) if each.id == round_id else each for each in loaded.rounds]
    if said := promises.broken(db, loaded.rounds, after):
        raise Conflict(said)
    campaigns.set_state(db, round_id, RoundState.READY, RoundState.DRAFT)
    audit.record(db, actor, "planning.unschedule", round_id, {}, now)
