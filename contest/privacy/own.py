"""One's own data: what is kept, changing what was agreed to, putting right, leaving, being forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import entropy
from contest.attempts import own as attempts
from contest.attempts.own import OwnAttempt
from contest.attempts.states import AttemptState
from contest.audit import service as audit
from contest.campaigns import choosing, editing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import privacy
from contest.commendations import service as commendations
from contest.errors import Conflict, Invalid
from contest.office import service as office
from contest.people import codes, consents, correcting, guessing, leaving
from contest.people import service as people
from contest.people.consent_rules import Text, standing
from contest.people.correcting import Told
from contest.people.guessing import Budget
from contest.people.states import Consent, How
from contest.privacy import own_rules, requests
from contest.privacy.forgetting import forget
from contest.privacy.own_rules import Facts
from contest.privacy.states import Kind
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.standings import forgetting as screens

WITHDREW = "Người dự thi tự rút khỏi cuộc thi"
OUT = "Bạn đã rút khỏi cuộc thi rồi."
REJOINED = "Người dự thi đồng ý dự thi lại"
IN = "Bạn đang dự thi rồi, không phải đồng ý lại."
OTHER_WORDS = "Văn bản vừa có thay đổi. Đọc lại rồi đánh dấu."
WRONG_CODE = "Mã chưa đúng. Mã 8 ký tự ở trang “Mã dự thi của bạn”, hoặc trên phiếu."
SLOW = "Vừa có quá nhiều mã sai cho đăng ký này. Chờ 1 phút rồi gửi lại."
SURE = "Đánh dấu ô này để xóa."
OFTEN = "Bạn vừa tải nhiều lần. Chờ 1 phút rồi tải lại."
#: Copies of one's own data: each costs a second of the processor.
copies = Budget(5, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Mine:
    """This phone's own part in a contest: the round that it cares about, the entry, and what decides what may
    be done."""

    view: RoundView
    entry_id: str
    facts: Facts
    attempts: tuple[OwnAttempt, ...]


def mine(db: Session, slug: str, entries: Collection[str], now: datetime) -> Mine | None:
    """The newest of a phone's entries in this contest; None where it has none, or none that is remembered."""
    found = choosing.mine(db, slug, entries, now)
    if found.entry_id is None or not correcting.told(db, found.entry_id).name:
        return None
    sat = attempts.of_entry(db, found.view.campaign_id, found.entry_id, now)
    closing = any(each.phase is Phase.CLOSING for each in editing.rounds_of(db, found.view.campaign_id, now))
    facts = Facts(
        awarded=commendations.was_awarded(db, found.entry_id),
        running=any(each.state is AttemptState.OPEN for each in sat),
        closing=closing,
        sat=bool(sat),
    )
    return Mine(found.view, found.entry_id, facts, sat)


def is_theirs(db: Session, own: Mine, typed: str, now: datetime) -> bool:
    """Whether the code that was typed is this entry's own. Wrong ones are counted for this entry alone."""
    if not guessing.names.allowed(own.entry_id, now):
        raise Invalid(fields={"code": SLOW})
    normal = codes.normalise(typed)
    if normal and people.by_code(db, own.view.campaign_id, normal) == own.entry_id:
        return True
    guessing.names.wrong(own.entry_id, now)
    return False


def agree(db: Session, own: Mine, what: Consent, given: bool, now: datetime) -> bool:
    """Agree to something, or take it back. Boards show it at their next rendering; whether it was news."""
    news = consents.say(db, own.entry_id, {what: given}, How.OWN, now)
    if news:
        detail = {"campaign": own.view.campaign_id, "what": what.value, "given": int(given)}
        audit.record(db, own.entry_id, "privacy.agree", own.entry_id, detail, now)
    return bool(news)


def show_anew(db: Session, campaign_id: str, now: datetime) -> None:
    """Names on the boards of a contest have changed."""
    for view in editing.rounds_of(db, campaign_id, now):
        screens.show_anew(db, view.id)


def correct(db: Session, own: Mine, right: Told, now: datetime) -> tuple[str, ...]:
    """Put right what they may put right themselves; what changed. The rest of ``right`` is not looked at."""
    may, before = own_rules.may_correct(own.facts), correcting.told(db, own.entry_id)
    taken = replace(before, phone=right.phone)
    if "name" in may:
        taken = replace(right, guardian=before.guardian, relation=before.relation)
    changed = correcting.correct(db, own.entry_id, taken, now)
    if changed:
        detail = {"campaign": own.view.campaign_id, **dict.fromkeys(changed, 1)}
        audit.record(db, own.entry_id, "privacy.correct", own.entry_id, detail, now)
    return changed


def withdraw(db: Session, own: Mine, now: datetime) -> None:
    """Leave the contest: every board at once, and no name on any page from now on."""
    if problem := own_rules.waits_for(own.facts):
        raise Conflict(problem)
    said = standing(consents.history(db, own.entry_id))
    if not said.get(Consent.JOIN, False):
        raise Conflict(OUT)
    if people.full_names(db, [own.entry_id])[own.entry_id].barred_reason is None:
        order = Order(entropy.new_id(), own.entry_id, WITHDREW)
        judging.bar(db, order, own.view.id, own.entry_id, now)
    wanted = dict.fromkeys((Consent.JOIN, Consent.PUBLISH, Consent.PHOTO), False)
    consents.say(db, own.entry_id, wanted, How.OWN, now)
    detail = {"campaign": own.view.campaign_id}
    audit.record(db, own.entry_id, "privacy.withdraw", own.entry_id, detail, now)


def terms(db: Session, own: Mine) -> Text:
    """What is read before agreeing anew: the words of today."""
    return privacy(own.view, office.current(db).notice).text


def rejoin(db: Session, own: Mine, mark: str, now: datetime) -> None:
    """Agree anew to taking part: what one had done counts again, unless staff had a reason of their own."""
    if problem := own_rules.waits_for(own.facts):
        raise Conflict(problem)
    text = terms(db, own)
    if mark != text.mark:
        raise Invalid(fields={"sure": OTHER_WORDS})
    text_id = consents.keep(db, own.view.campaign_id, text, now)
    if not consents.say(db, own.entry_id, {Consent.JOIN: True}, How.OWN, now, text_id=text_id):
        raise Conflict(IN)
    if people.full_names(db, [own.entry_id])[own.entry_id].barred_reason == WITHDREW:
        order = Order(entropy.new_id(), own.entry_id, REJOINED)
        judging.unbar(db, order, own.view.id, own.entry_id, now)
    detail = {"campaign": own.view.campaign_id}
    audit.record(db, own.entry_id, "privacy.rejoin", own.entry_id, detail, now)


def erase(db: Session, own: Mine, *, results: bool, now: datetime) -> bool:
    """Be forgotten, at once where no paper of the law names them; else it is asked for. Whether it was done.

    ``results``: what they did leaves the boards too.
    """
    if problem := own_rules.waits_for(own.facts):
        raise Conflict(problem)
    if own_rules.has_to_ask(own.facts):
        requests.ask(db, own.view.campaign_id, own.entry_id, Kind.DELETE, "", now)
        return False
    (person_id,) = leaving.people_behind(db, [own.entry_id])
    forget(db, person_id, by=own.entry_id, now=now, keep_result=not results)
    return True


def note_copy(db: Session, own: Mine, form: str, now: datetime) -> None:
    """They took a copy of their data."""
    detail = {"campaign": own.view.campaign_id, "form": form}
    audit.record(db, own.entry_id, "privacy.copy", own.entry_id, detail, now)
