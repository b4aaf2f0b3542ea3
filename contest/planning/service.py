"""Changing what was set of a contest, until somebody starts; the next week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import amending as amendments
from contest.campaigns import audiences, editing, pools, prizes
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.editing import Words
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid
from contest.people.asking import Ask
from contest.planning import (
    amending,
    cells,
    drafting,
    fixed_check,
    following,
    loading,
    promises,
    rules,
    store,
)
from contest.planning.drafting import Settings
from contest.planning.edits import Asked
from contest.planning.loading import Loaded
from contest.planning.states import Group
from contest.ruleset.rules import Ruleset, sentences
from contest.ruleset.selection import Selection
from contest.selections import service as selections
from questions import service as questions

STALE = (
    "Người khác vừa sửa mục này. Xem chỗ đã đổi ở dưới, rồi bấm Lưu lần nữa nếu bạn vẫn muốn lưu theo bạn."
)
NO_BANK = "Chọn một ngân hàng câu hỏi."
PAST = "Giờ đóng đã qua. Chọn giờ sau lúc này."
PAST_OPENING = "Giờ mở đã qua. Chọn giờ sau lúc này, hoặc mở ngay ở trang điều hành."
SHARED = "Cuộc thi đã có người dự thi, nên mục này, chung cho mọi vòng, giữ nguyên."
OF_AUDIENCES = (
    "Cuộc thi có vòng dành riêng cho từng bảng nên không cộng điểm các vòng. "
    "Chọn không cộng, hoặc để mọi vòng dành cho mọi người trước."
)
NO_ORIGIN = "Chọn một vòng khác của cuộc thi này."
CONFIRMED = "Danh sách người được chọn đã xác nhận. Bỏ xác nhận danh sách trước, rồi sửa cách chọn."
OTHER_PEOPLE = "{name} không dành cho cùng những người như vòng này. Chọn vòng khác."
TOO_EARLY = "{name} chưa đóng khi vòng này mở, nên chưa chọn được người. Cho vòng này mở sau."
AGES_CROSS = (
    "Vòng này chỉ nhận người từ đủ {youngest} tuổi, còn {label} đến {oldest} tuổi. Sửa một trong hai."
)
UNIT_PRIZES = "Cuộc thi có giải cho đơn vị nên phải hỏi đơn vị. Bỏ giải ấy ở trang Trao giải trước."
SHORT = "Vòng đã đặt lịch mở mà ngân hàng thiếu {count} câu cho đề này. Bớt câu, hoặc thêm câu hỏi trước."


@dataclass
class Stale(Conflict):
    """Somebody else stored something in this group meanwhile."""

    message: str = STALE


def banks(db: Session) -> tuple[tuple[str, str], ...]:
    """(slug, name) of the banks that papers may be drawn from."""
    return tuple(store.banks(db))


def change(db: Session, actor: str, round_id: str, group: Group, asked: Asked, now: datetime) -> None:
    """Store a group of settings. Stale when somebody else changed it meanwhile; nothing new is no change.

    Once the round has opened it takes a reason, which is public with the change.
    """
    loaded = loading.load(db, round_id, now, held=True)
    if (reason := loaded.locked(group)) and group is not Group.NAME:
        raise Conflict(reason)
    before = loaded.settings
    if rules.version_of(drafting.values(group, before)) != asked.version:
        raise Stale
    after = asked.edit(before)
    if after == before:
        return
    if after.bank != before.bank:
        questions.hold(db, after.bank)  # nobody takes a question out of it meanwhile
    if reason and _named(after) != _named(before):
        raise Conflict(reason)
    if amends := loaded.amends(group):
        amending.check(before.rules, after.rules, asked.reason)
    check(db, loaded, after, now)
    _store(db, loaded, after, now)
    detail = {"group": group.value, "rules": after.rules.sha256()}
    if not amends:
        audit.record(db, actor, "planning.change", round_id, detail, now)
    elif after.rules != before.rules:
        changed = amendments.amend(db, actor, loaded.view, after.rules, asked.reason, now)
        audit.record(db, actor, "planning.amend", round_id, detail | {"change": changed}, now)


def check(db: Session, loaded: Loaded, after: Settings, now: datetime) -> None:
    """Refuse what is right in itself but does not go with the bank, the clock or the other rounds."""
    before = loaded.settings
    if after.bank != before.bank and after.bank not in dict(store.banks(db)):
        raise Invalid(fields={"bank": NO_BANK})
    if loaded.contest_lock:
        stands = ("audience",) if loaded.view.only else ("bank", "audience")
        shared = {name: SHARED for name in stands if getattr(after, name) != getattr(before, name)}
        shared |= dict.fromkeys(drafting.differently_asked(before, after), SHARED)
        if after.season != before.season:
            shared["season"] = SHARED
        if after.rules.attempts_in_all != before.rules.attempts_in_all:
            shared["attempts_in_all"] = SHARED
        if shared:
            raise Invalid(fields=shared)
    if loaded.view.only and after.bank != before.bank and loaded.bank_lock:
        raise Invalid(fields={"bank": SHARED})
    if after.closes_at != before.closes_at and after.closes_at <= now:
        raise Invalid(fields={"closes_at": PAST})
    _season(loaded, after)
    _origin(loaded, after)
    if _chooses(after) != _chooses(before) and selections.is_confirmed(db, loaded.view):
        raise Conflict(CONFIRMED)
    waiting = loaded.view.phase is Phase.WAITING
    if waiting and after.opens_at != before.opens_at and after.opens_at <= now:
        raise Invalid(fields={"opens_at": PAST_OPENING})
    _in_all(loaded, after)
    only = loaded.view.only
    if only and after.rules.youngest != before.rules.youngest and (said := crossing(after.rules, only)):
        raise Invalid(fields={"youngest": said})
    _promised(db, loaded, after)
    fixed_check.check(db, loaded, after)
    fixed_check.check_others(db, loaded, after)
    if _drawn(after) != _drawn(before):
        # Rounds that share no question have each a part of the bank of their own.
        parts = {pools.share(after.rules, each.shift): each for each in loaded.peers if _waits(each)}
        short = max((_short(db, after, each.shift) for each in parts.values()), default=0)
        if short:
            raise Invalid(fields={"blueprint": SHORT.format(count=short)})


def _promised(db: Session, loaded: Loaded, after: Settings) -> None:
    """What prizes are given by has to be asked."""
    before = loaded.settings
    asks_unit = after.asked.unit is not Ask.OFF or before.asked.unit is Ask.OFF
    if not asks_unit and any(prizes.promised(db, each).units for each in loaded.rounds):
        raise Invalid(fields={"asks_unit": UNIT_PRIZES})
    if said := promises.broken(db, loaded.rounds, _with(loaded, after)):
        is_form = after.asked != before.asked or after.rules.youngest != before.rules.youngest
        raise Invalid(fields={"asks_year" if is_form else "criteria": said})


def _with(loaded: Loaded, after: Settings) -> tuple[RoundView, ...]:
    """The contest's rounds as the change would leave them, as far as it says what is asked."""
    same = {loaded.view.id, *(each.id for each in loaded.peers)}
    return tuple(
        replace(each, wanted=after.asked, rules=after.rules if each.id in same else each.rules)
        for each in loaded.rounds
    )


def _season(loaded: Loaded, after: Settings) -> None:
    """One board of sums can't rank people of different audiences, whose papers differ."""
    is_new = after.season is not None and after.season != loaded.settings.season
    if is_new and any(each.only for each in loaded.rounds):
        raise Invalid(fields={"season": OF_AUDIENCES})


def _origin(loaded: Loaded, after: Settings) -> None:
    """The round that selects has to be there, and over before this one opens."""
    before = loaded.settings
    if after.selection is None or (after.selection, after.opens_at) == (before.selection, before.opens_at):
        return
    number = after.selection.round
    origin = next((each for each in loaded.rounds if each.number == number), None)
    if origin is None or origin.id == loaded.view.id:
        raise Invalid(fields={"origin": NO_ORIGIN})
    if origin.only != loaded.view.only:
        raise Invalid(fields={"origin": OTHER_PEOPLE.format(name=origin.name)})
    if origin.closes_at > after.opens_at:
        moved = after.opens_at != before.opens_at
        said = TOO_EARLY.format(name=origin.name)
        raise Invalid(fields={"opens_at" if moved else "origin": said})


def _chooses(settings: Settings) -> Selection | None:
    """Who is selected, whether or not that is public."""
    return settings.selection and settings.selection.model_copy(update={"public": True})


def _waits(view: RoundView) -> bool:
    return view.phase is Phase.WAITING


def _short(db: Session, after: Settings, shift: int) -> int:
    pool = pools.pool(db, after.bank, after.rules, after.opens_at, shift)
    return sum(cells.missing(after.rules.blueprint, pool, after.rules.fixed).values())


def _in_all(loaded: Loaded, after: Settings) -> tuple[tuple[str, Ruleset], ...]:
    """The other rounds under the limit over all rounds, which is one; Invalid where one can't have it."""
    limit = after.rules.attempts_in_all
    if limit == loaded.settings.rules.attempts_in_all:
        return ()
    peers = {each.id for each in loaded.peers}
    found: list[tuple[str, Ruleset]] = []
    for each in (each for each in loaded.rounds if each.id not in peers):
        try:
            found.append((each.id, each.rules.changed(attempts_in_all=limit)))
        except ValidationError as error:
            said = f"{each.name}: {rules.small(sentences(error)[0])}"
            raise Invalid(fields={"attempts_in_all": said}) from error
    return tuple(found)


def crossing(ruled: Ruleset, audience: Audience) -> str:
    """Why rules can't be those of an audience: nobody of it would be old enough; "" when they can."""
    least, most = ruled.youngest, audience.oldest
    if least is None or most is None or least <= most:
        return ""
    return AGES_CROSS.format(youngest=least, label=audience.short, oldest=most)


def _named(settings: Settings) -> tuple[object, ...]:
    return settings.title, settings.organiser, settings.slug


def _drawn(settings: Settings) -> tuple[object, ...]:
    return (
        settings.bank,
        settings.rules.blueprint,
        settings.rules.named,
        settings.rules.shifts,
        pools.checked_on(settings.rules, settings.opens_at),
    )


def _store(db: Session, loaded: Loaded, after: Settings, now: datetime) -> None:
    view, before = loaded.view, loaded.settings
    bank = view.contest_bank if view.only else after.bank
    words = Words(after.title, after.organiser, after.contact, after.about, after.audience, after.slug, bank)
    editing.rename(db, view.campaign_id, words)
    if view.only and after.bank != before.bank:
        own = "" if after.bank == view.contest_bank else after.bank
        audiences.change(db, replace(view.only, bank=own))
    if after.asked != before.asked:
        editing.set_fields(db, view.campaign_id, after.asked)
    if after.round_name != before.round_name:
        editing.rename_round(db, view.id, after.round_name)
    if (after.opens_at, after.closes_at) != (before.opens_at, before.closes_at):
        campaigns.set_window(db, view.id, after.opens_at, after.closes_at)
    if after.selection != before.selection:
        editing.set_selection(db, view.id, after.selection)
        if _chooses(after) != _chooses(before):
            selections.forget(db, view.id)
    if after.season != before.season:
        editing.set_season(db, view.campaign_id, after.season)
    if after.rules != before.rules:
        others = _in_all(loaded, after)
        editing.set_rules(db, [each.id for each in loaded.peers], after.rules, now)
        for round_id, ruled in others:
            editing.set_rules(db, [round_id], ruled, now)


def add_week(db: Session, actor: str, round_id: str, last: str, now: datetime) -> str:
    """Copy the last round for the same people, which was ``last``, into the week after; its id."""
    loaded = loading.load(db, round_id, now, held=True)
    end = loaded.alike[-1]
    if end.rehearsal_of:
        raise Conflict(rules.REHEARSAL)
    if end.id != last:
        # The button was pressed twice, or somebody else did it: the week is there.
        return end.id
    draft = RoundDraft(
        rules.next_name(end.own_name, len(loaded.alike) + 1),
        *rules.next_window(end.opens_at, end.closes_at),
        end.rules,
        RoundState.DRAFT,
        end.only.id if end.only else None,
        following.next_week(loaded),
    )
    made = campaigns.add_round(db, end.campaign_id, draft, now)
    audit.record(db, actor, "planning.week", made, {"after": end.id}, now)
    return made
