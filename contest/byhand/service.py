"""What staff do for people without a phone: enter them, print their papers, type their answers in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.attempts import by_hand, by_hand_looking, variants
from contest.attempts.by_hand import Printed
from contest.attempts.by_hand_rules import Stated
from contest.audit import service as audit
from contest.campaigns import audience_rules, editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences
from contest.people import service as people
from contest.people.asking import Fields
from contest.people.inviting import Agreed
from contest.people.service import EntryDraft, Joined
from contest.roster import by_hand as roster
from contest.rounds import deeds
from contest.rounds.deeds import Order
from contest.rounds.service import NO_ENTRY
from contest.rounds.states import DeedKind
from contest.web.database import to_ms

OTHER_AUDIENCE = (
    "Danh sách ghi người này thuộc bảng khác, còn vòng này dành cho {label}. Ghi danh ở vòng của bảng ấy."
)
TOO_LATE = "Vòng thi đã đóng nên không ghi danh thêm được."


def allowed(db: Session, round_id: str, now: datetime, *, held: bool = False) -> RoundView:
    """The round, where its rules allow papers; else there are no such pages."""
    view = campaigns.view(db, round_id, now, held=held)
    if not view.rules.by_hand:
        raise NotFound(by_hand.NOT_ALLOWED)
    return view


def asked(db: Session, view: RoundView, now: datetime) -> Fields:
    """What is asked, as the open form asks it: entering is once for all rounds, whichever needs the year."""
    return editing.whole(db, view, now).fields


def _enterable(db: Session, round_id: str, now: datetime) -> RoundView:
    view = allowed(db, round_id, now, held=True)
    if view.phase not in (Phase.WAITING, Phase.OPEN):
        raise Conflict(TOO_LATE)
    return view


def _check_age(view: RoundView, birth_year: int | None, now: datetime) -> None:
    if view.only and (problem := audience_rules.problem(view.only, birth_year, now)):
        raise Invalid(fields={"birth_year": problem})


def register(db: Session, actor: str, round_id: str, draft: EntryDraft, now: datetime) -> Joined:
    """Enter somebody who signed on paper, also where the door is for codes alone. Twice is once."""
    view = _enterable(db, round_id, now)
    _check_age(view, draft.birth_year, now)
    joined = people.join(db, view.campaign_id, draft, now)
    _place(db, view, joined)
    _note(db, actor, view, joined, now)
    return joined


def come(
    db: Session, actor: str, round_id: str, member_id: str, token: str, agreed: Agreed, now: datetime
) -> Joined:
    """Enter somebody whom the contest's list knows. Twice is once."""
    view = _enterable(db, round_id, now)
    theirs = roster.known(db, view.campaign_id, member_id).audience_id
    if view.only is not None and theirs not in (None, view.only.id):
        raise Conflict(OTHER_AUDIENCE.format(label=view.only.label))
    _check_age(view, agreed.birth_year, now)
    joined = roster.come(db, view.campaign_id, member_id, token, agreed, now)
    _place(db, view, joined)
    _note(db, actor, view, joined, now)
    return joined


def _place(db: Session, view: RoundView, joined: Joined) -> None:
    """In a round of one audience people are entered for that audience; whom the list places stay there."""
    if view.only is not None and audiences.of_one(db, joined.entry_id) is None:
        audiences.choose(db, joined.entry_id, view.only.id)


def _note(db: Session, actor: str, view: RoundView, joined: Joined, now: datetime) -> None:
    entered = people.full_names(db, [joined.entry_id])[joined.entry_id].created_at
    if to_ms(entered) == to_ms(now):  # the second sending of a form tells the code again, and is no news
        audit.record(db, actor, "byhand.register", joined.entry_id, {"round": view.id}, now)


def print_for(db: Session, actor: str, round_id: str, entry_ids: Collection[str], now: datetime) -> Printed:
    """Draw papers for these people, all of this contest; who has one that waits keeps it."""
    view = allowed(db, round_id, now, held=True)
    if set(people.entries_in(db, view.campaign_id, entry_ids)) != set(entry_ids):
        raise NotFound(NO_ENTRY)
    made = by_hand.print_for(db, view, entry_ids, actor, now)
    if made.made:
        audit.record(db, actor, "byhand.print", round_id, {"people": len(made.made)}, now)
    return made


def enter(
    db: Session,
    order: Order,
    round_id: str,
    sheet_id: str,
    stated: Stated,
    answers: Mapping[int, str],
    now: datetime,
) -> None:
    """Type somebody's answers in and hand them in: start, save and hand-in in one."""
    view = allowed(db, round_id, now, held=True)
    if not deeds.claim(db, order, DeedKind.BY_HAND, round_id, now, sheet_id):
        return
    by_hand.enter(db, view, sheet_id, stated, answers, deeds.trace(order, now))
    deeds.note(
        db,
        order,
        DeedKind.BY_HAND,
        round_id,
        now,
        subject=sheet_id,
        people=1,
        began=stated.began.isoformat(),
        ended=stated.ended.isoformat(),
        stood=stated.stood,
    )


def withdraw(db: Session, order: Order, round_id: str, sheet_id: str, now: datetime) -> None:
    """A printed paper is not used; its owner may sit on a phone again."""
    view = allowed(db, round_id, now, held=True)
    entry_id = by_hand_looking.sheet(db, round_id, sheet_id).entry_id
    if not deeds.claim(db, order, DeedKind.UNPRINT, round_id, now, entry_id):
        return
    by_hand.withdraw(db, view, sheet_id, deeds.trace(order, now))
    deeds.note(db, order, DeedKind.UNPRINT, round_id, now, subject=entry_id, people=1, sheet=sheet_id)


def mix(db: Session, actor: str, round_id: str, count: int, now: datetime) -> tuple[str, ...]:
    """So many shuffled papers there shall be; the codes of those that are new."""
    view = allowed(db, round_id, now, held=True)
    new = variants.make(db, view, count, actor, now)
    if new:
        audit.record(db, actor, "byhand.mix", round_id, {"codes": len(new), "in_all": count}, now)
    return new


def enter_variant(
    db: Session,
    order: Order,
    round_id: str,
    entry_id: str,
    code: str,
    stated: Stated,
    answers: Mapping[int, str],
    now: datetime,
) -> str:
    """Type in what somebody answered on a shuffled paper; the attempt, "" when this form did it before."""
    view = allowed(db, round_id, now, held=True)
    if entry_id not in people.entries_in(db, view.campaign_id, [entry_id]):
        raise NotFound(NO_ENTRY)
    if not deeds.claim(db, order, DeedKind.BY_HAND, round_id, now, entry_id):
        return ""
    attempt = variants.enter(db, view, entry_id, code, stated, answers, deeds.trace(order, now))
    deeds.note(
        db,
        order,
        DeedKind.BY_HAND,
        round_id,
        now,
        subject=attempt,
        people=1,
        variant=code,
        began=stated.began.isoformat(),
        ended=stated.ended.isoformat(),
        stood=stated.stood,
    )
    return attempt
