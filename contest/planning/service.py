"""Changing what was set of a contest, until somebody starts; the next week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import amending as amendments
from contest.campaigns import editing, pools
from contest.campaigns import service as campaigns
from contest.campaigns.editing import Words
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid
from contest.planning import amending, cells, drafting, loading, rules, store
from contest.planning.drafting import Settings
from contest.planning.edits import Asked
from contest.planning.loading import Loaded
from contest.planning.states import Group
from contest.ruleset.rules import Ruleset, sentences

STALE = (
    "Người khác vừa sửa mục này. Xem chỗ đã đổi ở dưới, rồi bấm Lưu lần nữa nếu bạn vẫn muốn lưu theo bạn."
)
NO_BANK = "Chọn một ngân hàng câu hỏi."
PAST = "Giờ đóng đã qua. Chọn giờ sau lúc này."
PAST_OPENING = "Giờ mở đã qua. Chọn giờ sau lúc này, hoặc mở ngay ở trang điều hành."
SHARED = "Cuộc thi đã có người dự thi, nên mục này, chung cho mọi vòng, giữ nguyên."
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
        shared = {
            name: SHARED for name in ("bank", "audience") if getattr(after, name) != getattr(before, name)
        }
        if after.rules.attempts_in_all != before.rules.attempts_in_all:
            shared["attempts_in_all"] = SHARED
        if shared:
            raise Invalid(fields=shared)
    if after.closes_at != before.closes_at and after.closes_at <= now:
        raise Invalid(fields={"closes_at": PAST})
    waiting = loaded.view.phase is Phase.WAITING
    if waiting and after.opens_at != before.opens_at and after.opens_at <= now:
        raise Invalid(fields={"opens_at": PAST_OPENING})
    _in_all(loaded, after)
    if any(each.phase is Phase.WAITING for each in loaded.peers) and _drawn(after) != _drawn(before):
        pool = pools.pool(db, after.bank, after.rules, after.opens_at)
        if short := sum(cells.missing(after.rules.blueprint, pool).values()):
            raise Invalid(fields={"blueprint": SHORT.format(count=short)})


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


def _named(settings: Settings) -> tuple[object, ...]:
    return settings.title, settings.organiser, settings.slug


def _drawn(settings: Settings) -> tuple[object, ...]:
    return (
        settings.bank,
        settings.rules.blueprint,
        pools.checked_on(settings.rules, settings.opens_at),
    )


def _store(db: Session, loaded: Loaded, after: Settings, now: datetime) -> None:
    view, before = loaded.view, loaded.settings
    words = Words(
        after.title, after.organiser, after.contact, after.about, after.audience, after.slug, after.bank
    )
    editing.rename(db, view.campaign_id, words)
    if after.round_name != before.round_name:
        editing.rename_round(db, view.id, after.round_name)
    if (after.opens_at, after.closes_at) != (before.opens_at, before.closes_at):
        campaigns.set_window(db, view.id, after.opens_at, after.closes_at)
    if after.rules != before.rules:
        others = _in_all(loaded, after)
        editing.set_rules(db, [each.id for each in loaded.peers], after.rules, now)
        for round_id, ruled in others:
            editing.set_rules(db, [round_id], ruled, now)


def add_week(db: Session, actor: str, round_id: str, last: str, now: datetime) -> str:
    """Copy the contest's last round, which was ``last``, into the week after; its id."""
    loaded = loading.load(db, round_id, now, held=True)
    end = loaded.rounds[-1]
    if end.rehearsal_of:
        raise Conflict(rules.REHEARSAL)
    if end.id != last:
        # The button was pressed twice, or somebody else did it: the week is there.
        return end.id
    draft = RoundDraft(
        rules.next_name(end.name, end.number + 1),
        *rules.next_window(end.opens_at, end.closes_at),
        end.rules,
        RoundState.DRAFT,
    )
    made = campaigns.add_round(db, end.campaign_id, draft, now)
    audit.record(db, actor, "planning.week", made, {"after": end.id}, now)
    return made
