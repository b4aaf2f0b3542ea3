"""A rehearsal: the same contest, for four hours, that counts nowhere and goes away whole.

Removing a contest runs slice by slice as a job, since a rehearsal by a whole school has as many rows
as a real round.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import service as accounts
from contest.audit import service as audit
from contest.campaigns import audiences, editing, pools
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import CampaignDraft, RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict, NotFound
from contest.jobs import runner
from contest.jobs import service as jobs
from contest.jobs.rules import JobView, Progress
from contest.people import leaving
from contest.people import service as people
from contest.planning import loading, readiness, rules, store
from contest.roster import service as roster
from questions.blueprint import shortages

#: The kind of the job that takes a contest away; its subject is the campaign.
REMOVE = "remove"
SLICE = 200
#: The shift of each of a rehearsal's rounds: no two are for the same people.
FIRST = 1

OF_A_REHEARSAL = "Đây đã là bản chạy thử. Về cuộc thi thật để chạy thử lại."
SHORT = "Ngân hàng thiếu {count} câu cho đề này nên chưa chạy thử được. Sửa đề hoặc thêm câu hỏi."
INSTEAD = " Khi chạy thử, câu khác thay cho câu chung, để câu chung không lộ trước."
NONE_THERE = "Không có bản chạy thử nào. Có thể người khác vừa xóa."
HAS_ENTRIES = "Đã có người đăng ký dự thi, nên cuộc thi này không xóa được."
NOT_DRAFT = "Chỉ xóa được cuộc thi còn là nháp. Đưa các vòng về nháp trước."
HAS_REHEARSAL = "Cuộc thi còn bản chạy thử. Xóa bản chạy thử trước, rồi xóa cuộc thi."


def register() -> None:
    """Let the job runner take contests away. Called once, at start."""
    runner.register(REMOVE, remove_step)


def rehearse(db: Session, actor: str, round_id: str, now: datetime) -> str:
    """Make the rehearsal of a round's contest, open from now on; its round. Twice is once."""
    loaded = loading.load(db, round_id, now, held=True)
    view = loaded.view
    if view.rehearsal_of:
        raise Conflict(OF_A_REHEARSAL)
    if found := readiness.rehearsal(db, view.campaign_id, now):
        return found.id
    tried = _tried(loaded)
    for each in tried:
        pool = pools.pool(db, each.bank_slug, each.rules, now, FIRST)
        lines = shortages(pools.blueprint(each.rules, rehearsed=True), pool)
        if short := sum(line.wanted - line.found for line in lines):
            raise Conflict(SHORT.format(count=short) + (INSTEAD if each.rules.fixed else ""))
    theirs = audiences.copied(audiences.of(db, view.campaign_id))
    made = campaigns.create(db, _draft(db, view, theirs, now), now)
    copy = campaigns.campaign_of(db, made) or ""
    for each in tried[1:]:
        campaigns.add_round(db, copy, _round(each, theirs, now), now)
    for member, part in accounts.parts_in(db, view.campaign_id):
        accounts.grant(db, actor, member.id, copy, part, now)
    detail = {"campaign": view.campaign_id, "rehearsal": made}
    audit.record(db, actor, "planning.rehearse", round_id, detail, now)
    return made


def _tried(loaded: loading.Loaded) -> tuple[RoundView, ...]:
    """What is rehearsed: the round at hand and, where it is one audience's own, the first round still to come
    of each other one, else its last; so that everybody has something to sit."""
    view = loaded.view
    if view.only is None:
        return (view,)
    found: dict[str, RoundView] = {}
    for each in sorted(loaded.rounds, key=lambda each: not loading.is_planned(each)):
        if each.only is not None:
            found.setdefault(each.only.id, each)
    others = sorted((each for id, each in found.items() if id != view.only.id), key=lambda each: each.number)
    return (view, *others)


def _round(view: RoundView, theirs: Mapping[str, Audience], now: datetime) -> RoundDraft:
    window = (now, now + rules.REHEARSAL_LASTS)
    audience = theirs[view.only.id].id if view.only else None
    return RoundDraft(f"Chạy thử {view.own_name}"[:120], *window, view.rules, audience_id=audience)


def _draft(db: Session, view: RoundView, theirs: Mapping[str, Audience], now: datetime) -> CampaignDraft:
    base = view.slug[: 60 - len(rules.REHEARSAL_ENDING) - 4] + rules.REHEARSAL_ENDING
    return CampaignDraft(
        slug=rules.free_slug(base, editing.slugs_from(db, base)),
        title=rules.rehearsal_title(view.title),
        organiser=view.organiser,
        bank_slug=view.contest_bank,
        first=_round(view, theirs, now),
        contact=view.contact,
        about=view.about,
        fields=view.wanted,
        is_sample=view.is_sample,
        audience=view.audience,
        rehearsal_of=view.campaign_id,
        audiences=tuple(theirs.values()),
    )


def target(db: Session, round_id: str, now: datetime) -> tuple[RoundView, RoundView | None]:
    """(the real contest's round, the rehearsal's round or None), from either of the two."""
    view = campaigns.view(db, round_id, now)
    if view.rehearsal_of is None:
        return view, readiness.rehearsal(db, view.campaign_id, now)
    rounds = editing.rounds_of(db, view.rehearsal_of, now)
    if not rounds:
        raise NotFound(campaigns.NO_CONTEST)
    return rounds[0], view if view.state is not RoundState.DRAFT else None


def unrehearse(db: Session, actor: str, round_id: str, now: datetime) -> str:
    """Begin to take the rehearsal away with everybody in it; the real contest's round."""
    real, rehearsed = target(db, round_id, now)
    if rehearsed is None:
        raise Conflict(NONE_THERE)
    editing.hold(db, rehearsed.campaign_id)
    if readiness.is_rehearsed(db, real.campaign_id, now):
        editing.note_rehearsed(db, real.campaign_id, now)
    editing.withdraw(db, rehearsed.campaign_id)
    jobs.forget(db, [each.id for each in editing.rounds_of(db, rehearsed.campaign_id, now)])
    jobs.enqueue(db, REMOVE, rehearsed.campaign_id, now, now)
    people_there = people.count_entries(db, rehearsed.campaign_id)
    detail = {"campaign": real.campaign_id, "people": people_there}
    audit.record(db, actor, "planning.unrehearse", real.id, detail, now)
    return real.id


def discard(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Delete a draft contest that nobody entered."""
    loaded = loading.load(db, round_id, now, held=True)
    campaign_id = loaded.view.campaign_id
    if problem := discard_problem(db, loaded):
        raise Conflict(problem)
    _remove_rest(db, campaign_id, now)
    audit.record(db, actor, "planning.discard", round_id, {"campaign": campaign_id}, now)


def discard_problem(db: Session, loaded: loading.Loaded) -> str:
    """Why a contest can't be deleted; "" when it can."""
    campaign_id = loaded.view.campaign_id
    if loaded.view.rehearsal_of or any(each.state is not RoundState.DRAFT for each in loaded.rounds):
        return NOT_DRAFT
    if loaded.begun or people.count_entries(db, campaign_id):
        return HAS_ENTRIES
    return HAS_REHEARSAL if editing.rehearsals_of(db, campaign_id) else ""


# --- removal, slice by slice ----------------------------------------------------------------------


def remove_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice: attempts, then people, then the contest itself."""
    campaign_id = job.subject
    rounds = store.ids_below(db, "round", "campaign_id", [campaign_id])
    if attempts := store.ids_below(db, "attempt", "round_id", rounds, SLICE):
        store.remove(db, "attempt", attempts)
        return Progress("attempts", done=job.done + len(attempts), total=job.total)
    if entries := store.ids_below(db, "entry", "campaign_id", [campaign_id], SLICE):
        persons = leaving.people_behind(db, entries)
        store.remove(db, "entry", entries)
        leaving.drop_lonely(db, persons)
        return Progress("people", done=job.done + len(entries), total=job.total)
    _remove_rest(db, campaign_id, now)
    return Progress("contest", done=job.done, total=job.done, finished=True)


def _remove_rest(db: Session, campaign_id: str, now: datetime) -> None:
    rounds = store.ids_below(db, "round", "campaign_id", [campaign_id])
    rulesets = store.rulesets_of(db, campaign_id)
    roster.forget(db, campaign_id)
    store.remove(db, "campaign", [campaign_id])
    store.drop_unused(db, rulesets)
    jobs.forget(db, rounds)
