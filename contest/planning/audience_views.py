"""Puts the page about a contest's audiences together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import audiences as contest_audiences
from contest.campaigns.audience_rules import Audience, next_code
from contest.campaigns.service import RoundView
from contest.people import audiences as belonging
from contest.planning import audiences, loading
from contest.planning.audience_pages import AudienceRow, AudiencesPage, OwnRound
from contest.planning.loading import Loaded
from contest.roster import service as roster
from contest.rounds import monitor

DONE = {
    "added": "Đã thêm bảng. Bảng cần có vòng thi của mình thì mới thi riêng.",
    "changed": "Đã lưu.",
    "raised": "Đã đổi thứ tự.",
    "removed": "Đã xóa bảng.",
    "given": "Vòng thi này từ nay dành riêng cho bảng.",
    "free": "Vòng thi này từ nay dành cho mọi người.",
}
FIELDS = ("code", "name", "who", "youngest", "oldest")


def page(
    db: Session,
    who: Member,
    round_id: str,
    now: datetime,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    editing: str = "",
    problem: str = "",
    done: str = "",
) -> AudiencesPage:
    """The page as stored; ``typed`` with its ``errors`` in the form of ``editing``, else of a new one."""
    loaded = loading.load(db, round_id, now)
    campaign_id = loaded.view.campaign_id
    found = contest_audiences.of(db, campaign_id)
    counted = belonging.counts(db, campaign_id) if found else {}
    given = dict(typed or {})
    fresh = {"key": entropy.new_id(), "code": next_code(found)}
    return AudiencesPage(
        staff=staff_view(who, campaign_id),
        round=monitor.round_view(loaded.view),
        rows=_rows(db, loaded, found, counted, given if editing else None, editing),
        everybodys=tuple(own_round(loaded, each) for each in loaded.rounds if each.only is None),
        sources=tuple((each.id, each.name) for each in loaded.rounds),
        values=fresh if editing else fresh | given,
        last=loaded.rounds[-1].id,
        unsaid=counted.get(None, 0),
        errors=errors or {},
        editing=editing,
        problem=problem,
        done=DONE.get(done, ""),
        rehearsal=loaded.view.rehearsal_of is not None,
    )


def _rows(
    db: Session,
    loaded: Loaded,
    found: tuple[Audience, ...],
    counted: Mapping[str | None, int],
    typed: Mapping[str, str] | None,
    editing: str,
) -> tuple[AudienceRow, ...]:
    campaign_id = loaded.view.campaign_id
    used = belonging.used(db, campaign_id) | roster.used(db, campaign_id) if found else set()
    return tuple(
        _row(
            loaded,
            each,
            found,
            counted.get(each.id, 0),
            each.id in used,
            typed if each.id == editing else None,
        )
        for each in found
    )


def own_round(loaded: Loaded, view: RoundView) -> OwnRound:
    """A round in the list of its audience."""
    locked = bool(loaded.lock_of(view))
    return OwnRound(view.id, view.own_name, view.phase.value, view.opens_at, view.closes_at, locked)


def _row(
    loaded: Loaded,
    audience: Audience,
    found: tuple[Audience, ...],
    people: int,
    used: bool,
    typed: Mapping[str, str] | None,
) -> AudienceRow:
    own = audiences.rounds_of(loaded, audience)
    place = found.index(audience)
    kept = audiences.kept(audience, own, used)
    stored = {name: str(getattr(audience, name) or "") for name in FIELDS}
    return AudienceRow(
        id=audience.id,
        label=audience.label,
        told=audience.told,
        people=people,
        values=stored if typed is None else {name: typed.get(name, "") for name in FIELDS},
        rounds=tuple(own_round(loaded, each) for each in own),
        above=found[place - 1].id if place else "",
        kept=kept,
        locked=audiences.lock(loaded, audience),
        open=typed is not None,
    )
