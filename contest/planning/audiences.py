"""The audiences of a contest as staff make them, and whose rounds are whose, until somebody starts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import audience_rules, audiences, fixing, pools, prizes
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience, Typed, by_id
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences as belonging
from contest.planning import cells, following, loading, promises, rules
from contest.planning.loading import Loaded
from contest.planning.service import crossing
from contest.roster import service as roster
from contest.web.filters import inner

GONE = "Không tìm thấy bảng này. Có thể người khác vừa xóa."
NO_ROUND = "Chọn một vòng thi của cuộc thi này."
BEGUN = "Đã có vòng thi của bảng này mở, nên tên, đối tượng và độ tuổi giữ nguyên để ai cũng thi như nhau."
HAS_ROUNDS = "{label} còn vòng thi: {rounds}. Để các vòng ấy dành cho mọi người trước, rồi xóa bảng."
HAS_PEOPLE = "Đã có người dự thi hoặc người trong danh sách thuộc {label}, nên không xóa được."
OF_ANOTHER = "{round} đang dành cho {label}. Để vòng ấy dành cho mọi người trước, hoặc chép thành vòng mới."
OTHER_BANK = (
    "Bảng này thi từ ngân hàng khác, mà {round} đã đặt lịch mở với câu chung cho mọi đề. "
    "Đưa vòng về nháp, rồi chọn lại câu chung."
)
SEASON = (
    "Cuộc thi đang cộng điểm các vòng nên không có vòng dành riêng cho một bảng. "
    "Chọn không cộng ở mục Nhiều vòng trước."
)
SELECTS = (
    "{round} chọn người từ {origin} nên hai vòng phải dành cho cùng những người. "
    "Để {round} dành cho mọi người dự thi ở mục Nhiều vòng trước."
)
SHORT = (
    "Vòng đã đặt lịch mở mà ngân hàng thiếu {count} câu cho đề này nếu vòng dành cho những người ấy. "
    "Thêm câu hỏi, hoặc đưa vòng về nháp trước."
)
MADE_MEANWHILE = "Người khác vừa thêm một vòng thi. Xem lại các vòng rồi bấm lần nữa."


def load(db: Session, round_id: str, now: datetime) -> tuple[Loaded, tuple[Audience, ...]]:
    """A contest to be changed, held until the commit, with its audiences; Conflict for a rehearsal."""
    loaded = loading.load(db, round_id, now, held=True)
    if loaded.view.rehearsal_of:
        raise Conflict(rules.REHEARSAL)
    return loaded, audiences.of(db, loaded.view.campaign_id)


def must(found: tuple[Audience, ...], audience_id: str) -> Audience:
    """One of a contest's audiences; NotFound for any other."""
    audience = by_id(found, audience_id)
    if audience is None:
        raise NotFound(GONE)
    return audience


def rounds_of(loaded: Loaded, audience: Audience) -> tuple[RoundView, ...]:
    """The rounds that are an audience's own."""
    return tuple(each for each in loaded.rounds if each.only and each.only.id == audience.id)


def lock(loaded: Loaded, audience: Audience) -> str:
    """Why an audience's words and ages stand; "" while they don't."""
    return BEGUN if any(loaded.lock_of(each) for each in rounds_of(loaded, audience)) else ""


def add(db: Session, actor: str, round_id: str, key: str, typed: Typed, now: datetime) -> None:
    """One more audience, the last. ``key`` becomes its id: a form sent twice makes one."""
    loaded, found = load(db, round_id, now)
    if by_id(found, key):
        return
    if len(found) >= audience_rules.MOST:
        raise Conflict(audience_rules.TOO_MANY)
    made = _checked(typed, found, key)
    campaign_id = loaded.view.campaign_id
    audiences.add(db, campaign_id, [made], len(found) + 1)
    audit.record(db, actor, "planning.audience", campaign_id, {"audience": made.id}, now)


def change(db: Session, actor: str, round_id: str, audience_id: str, typed: Typed, now: datetime) -> None:
    """Other words or ages, while none of its rounds has begun; nothing new is no change."""
    loaded, found = load(db, round_id, now)
    before = must(found, audience_id)
    others = tuple(each for each in found if each is not before)
    after = replace(_checked(typed, others, before.id), bank=before.bank)
    if after == before:
        return
    if reason := lock(loaded, before):
        raise Conflict(reason)
    for each in rounds_of(loaded, before):
        if said := crossing(each.rules, after):
            raise Invalid(fields={"oldest": said})
    own = {each.id for each in rounds_of(loaded, before)}
    rounds = [replace(each, only=after) if each.id in own else each for each in loaded.rounds]
    if said := promises.broken(db, loaded.rounds, rounds):
        raise Invalid(fields={"youngest": said})
    audiences.change(db, after)
    campaign_id = loaded.view.campaign_id
    audit.record(db, actor, "planning.audience_change", campaign_id, {"audience": after.id}, now)


def _checked(typed: Typed, others: tuple[Audience, ...], id: str) -> Audience:
    made, errors = audience_rules.checked(typed, others, id)
    if made is None:
        raise Invalid(fields=errors)
    return made


def raise_up(db: Session, actor: str, round_id: str, audience_id: str, above: str, now: datetime) -> None:
    """Put an audience before the one that stood ``above`` it when the page was made; twice is once."""
    loaded, found = load(db, round_id, now)
    place = found.index(must(found, audience_id))
    if not place or found[place - 1].id != above:
        return
    ordered = [*found]
    ordered[place - 1], ordered[place] = ordered[place], ordered[place - 1]
    audiences.order(db, ordered)
    campaign_id = loaded.view.campaign_id
    audit.record(db, actor, "planning.audience_order", campaign_id, {"audience": audience_id}, now)


def remove(db: Session, actor: str, round_id: str, audience_id: str, now: datetime) -> None:
    """Take an audience away that nobody and nothing belongs to. One that is gone is gone."""
    loaded, found = load(db, round_id, now)
    audience = by_id(found, audience_id)
    if audience is None:
        return
    audiences.hold(db, audience_id)
    used = belonging.used(db, loaded.view.campaign_id) | roster.used(db, loaded.view.campaign_id)
    if reason := kept(audience, rounds_of(loaded, audience), audience.id in used):
        raise Conflict(reason)
    audiences.remove(db, audience_id)
    audiences.order(db, [each for each in found if each is not audience])
    campaign_id = loaded.view.campaign_id
    audit.record(db, actor, "planning.audience_removal", campaign_id, {"audience": audience_id}, now)


def kept(audience: Audience, own: tuple[RoundView, ...], used: bool) -> str:
    """Why an audience can't go; "" when it can. ``used``: somebody belongs to it."""
    if own:
        return HAS_ROUNDS.format(label=audience.short, rounds=", ".join(each.own_name for each in own))
    return HAS_PEOPLE.format(label=audience.short) if used else ""


def give(db: Session, actor: str, round_id: str, given: str, audience_id: str | None, now: datetime) -> None:
    """Let a round be one audience's own, or everybody's, while nobody has started in it. Twice is once."""
    loaded, found = load(db, round_id, now)
    view = _round(loaded, given)
    audience = must(found, audience_id) if audience_id else None
    if view.only == audience:
        return
    if reason := loaded.lock_of(view):
        raise Conflict(reason)
    if audience is not None:
        if view.only is not None:
            raise Conflict(OF_ANOTHER.format(round=view.own_name, label=view.only.short))
        _may_own(view, audience)
    bank = (audience.bank if audience else "") or view.contest_bank
    if view.phase is Phase.WAITING and fixing.lost(db, bank, view.rules, view.opens_at):
        raise Conflict(OTHER_BANK.format(round=view.own_name))
    _selects(loaded, view, audience)
    rounds = [replace(each, only=audience) if each.id == view.id else each for each in loaded.rounds]
    if said := promises.broken(db, loaded.rounds, rounds):
        raise Conflict(said)
    others = [
        (each.only.id if each.only else None, each.shift) for each in loaded.rounds if each.id != view.id
    ]
    shift = audience_rules.shift_for(others, audience_id, view.shift)
    _enough(db, view, audience, shift)
    audiences.give(db, view.id, audience_id, shift)
    detail = {"audience": audience_id or "", "campaign": view.campaign_id}
    audit.record(db, actor, "planning.audience_round", view.id, detail, now)


def _enough(db: Session, view: RoundView, audience: Audience | None, shift: int) -> None:
    """Refuse where a round that waits for its hour would have too few questions for these people."""
    bank = (audience.bank if audience else "") or view.contest_bank
    if view.phase is not Phase.WAITING or (bank, shift) == (view.bank_slug, view.shift):
        return
    pool = pools.pool(db, bank, view.rules, view.opens_at, shift)
    if short := sum(cells.missing(view.rules.blueprint, pool, view.rules.fixed).values()):
        raise Conflict(SHORT.format(count=short))


def copy(
    db: Session, actor: str, round_id: str, source: str, audience_id: str, last: str, now: datetime
) -> str:
    """A round of this audience like another one: its rules, its window, its prizes; a draft. Its id.

    ``last``: the contest's last round when the page was made; where there is a later one for this audience,
    the button was pressed twice.
    """
    loaded, found = load(db, round_id, now)
    audience = must(found, audience_id)
    view = _round(loaded, source)
    end = loaded.rounds[-1]
    if end.id != last:
        if end.only == audience:
            return end.id
        raise Conflict(MADE_MEANWHILE)
    _may_own(view, audience)
    window = rules.window_ahead(view.opens_at, view.closes_at, now)
    name = _renamed(view, audience)
    selection = following.copied(view, loaded.rounds, audience.id, window[0])
    draft = RoundDraft(name, *window, view.rules, RoundState.DRAFT, audience.id, selection)
    made = campaigns.add_round(db, view.campaign_id, draft, now)
    prizes.copy(db, actor, view.id, made, now)
    detail = {"from": view.id, "audience": audience.id}
    audit.record(db, actor, "planning.audience_copy", made, detail, now)
    return made


def is_opened(db: Session, source: str, made: str, now: datetime) -> bool:
    """Whether a copy is for everybody while the round that it was made from is for those selected."""
    both = [campaigns.view(db, each, now).selection for each in (source, made)]
    return both[0] is not None and both[1] is None


def _may_own(view: RoundView, audience: Audience) -> None:
    """Refuse where an audience can't have a round of its own like this one."""
    if view.season is not None:
        raise Conflict(SEASON)
    if said := crossing(view.rules, audience):
        raise Conflict(said)


def _selects(loaded: Loaded, view: RoundView, audience: Audience | None) -> None:
    """Refuse where a round would select for another one that is for other people."""
    for each in loaded.rounds:
        number = each.selection.round if each.selection else None
        origin = next((other for other in loaded.rounds if other.number == number), None)
        if origin is None or view.id not in (each.id, origin.id):
            continue
        other = origin if each.id == view.id else each
        if other.only != audience:
            raise Conflict(SELECTS.format(round=each.name, origin=inner(origin.name)))


def _round(loaded: Loaded, wanted: str) -> RoundView:
    found = next((each for each in loaded.rounds if each.id == wanted), None)
    if found is None:
        raise Conflict(NO_ROUND)
    return found


def _renamed(view: RoundView, audience: Audience) -> str:
    """The same name; where it says the other audience itself, this one's."""
    if view.only is None:
        return view.own_name
    said = rf"\bbảng\s+{re.escape(view.only.code)}\b"
    return re.sub(said, lambda _: audience.short, view.own_name, flags=re.IGNORECASE)[: rules.NAME_LENGTH]
