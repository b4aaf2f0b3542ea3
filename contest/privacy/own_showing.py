"""What is kept of one person, as they see it: the page, the copy to take along and the paper say the same."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.attempts.own import OwnAttempt
from contest.attempts.states import AttemptState
from contest.audit import service as audit
from contest.campaigns import audiences, editing, notice
from contest.campaigns.audience_rules import by_id
from contest.campaigns.showing import lines
from contest.feedback import service as feedback
from contest.feedback.rules import GRADES
from contest.people import audiences as belonging
from contest.people import consents, correcting
from contest.people import service as people
from contest.people.consent_rules import standing
from contest.people.rules import is_minor
from contest.people.states import GUARDIANS, Consent
from contest.privacy import own_words as words
from contest.privacy import requests
from contest.privacy.own import Mine
from contest.privacy.own_pages import AskedRow, OwnPage, Section, Switch
from contest.privacy.requests import Request
from contest.results import complaint_words, complaints
from contest.results.complaint_states import State
from contest.roster import own as roster
from contest.ruleset.rules import Ruleset
from contest.web.filters import inner, moment, number, points, span

#: So many of the latest deeds are told.
MOST_DEEDS = 100
STATES = {
    AttemptState.OPEN: "đang làm",
    AttemptState.HANDED_IN: "đã nộp",
    AttemptState.TIMED_OUT: "hết giờ",
    AttemptState.VOID: "đã hủy",
}
NOTED = (
    "Ban Tổ chức xem được thông tin của bạn ở trang điều hành. "
    "Việc nào sửa dữ liệu hoặc tải dữ liệu ra đều được ghi lại."
)
CODE = "Máy chủ chỉ giữ bản băm, không đọc lại được"
PHONE_MARK = "Một dấu ngẫu nhiên cho biết những tên nào vào từ cùng một máy"


def sections(db: Session, own: Mine, now: datetime) -> tuple[Section, ...]:
    """Everything that is kept of somebody, part by part."""
    return (
        _person(db, own),
        _consents(db, own),
        *(_attempt(each, own.view.rules) for each in own.attempts),
        _complaints(db, own),
        *_feedback(db, own, now),
        _requests(db, own, now),
        _seen(db, own, now),
    )


def _person(db: Session, own: Mine) -> Section:
    told = correcting.told(db, own.entry_id)
    full = people.full_names(db, [own.entry_id])[own.entry_id]
    group = by_id(audiences.of(db, own.view.campaign_id), belonging.of_one(db, own.entry_id))
    on_list = roster.listed(db, own.entry_id)
    facts = [
        ("Họ và tên", told.name),
        ("Đơn vị", full.unit_name),
        ("Năm sinh", str(told.birth_year or "")),
        ("Số điện thoại", told.phone or ""),
        ("Bảng dự thi", group.label if group else ""),
        ("Đăng ký lúc", moment(full.created_at)),
        ("Mã dự thi", CODE),
        ("Ngoài bảng xếp hạng", full.barred_reason or ""),
    ]
    if told.guardian:
        facts.append(("Người giám hộ", words.guardian(told.guardian, told.relation)))
    if on_list:
        facts += [
            ("Lớp trong danh sách", on_list.class_name),
            ("Mã trường, cơ quan cấp", on_list.own_code),
            ("Cách vào thi", on_list.came),
            ("Máy đã dùng", PHONE_MARK if on_list.has_mark else ""),
            ("Giấy của phụ huynh", on_list.paper),
        ]
    return Section("Bạn là ai", words.plain(facts))


def _consents(db: Session, own: Mine) -> Section:
    said = consents.history(db, own.entry_id)
    numbers = consents.versions(db, {one.text_id for one in said if one.text_id})
    facts = []
    for one in said:
        version = f" (văn bản số {numbers[one.text_id]})" if one.text_id in numbers else ""
        facts.append((moment(one.at), words.said(one) + version))
    return Section("Bạn đã đồng ý gì", tuple(facts))


def _attempt(one: OwnAttempt, rules: Ruleset) -> Section:
    facts = [
        ("Trạng thái", STATES[one.state]),
        ("Bắt đầu", moment(one.started_at)),
        ("Kết thúc", moment(one.ended_at) if one.ended_at else ""),
        ("Số câu đã lưu", number(one.saved)),
        ("Mã biên nhận", one.receipt),
    ]
    if one.score is not None:
        facts.append(("Số câu đúng", f"{one.score.right}/{rules.questions_count}"))
        facts.append(("Điểm", points(one.score.points) if one.score.points is not None else ""))
        facts.append(("Thời gian làm", span(one.score.seconds)))
    right = {each.slot: each.answer for each in one.right}
    for each in one.given:
        answer = each.given or "không trả lời"
        key = f". Đáp án: {right[each.slot]}" if each.slot in right else ""
        facts.append((f"Câu {each.slot}. {each.text}", answer + key))
    return Section(f"Bài làm: {one.round_name}, lượt {one.number}", words.plain(facts), one.waits)


def _complaints(db: Session, own: Mine) -> Section:
    facts: list[tuple[str, str]] = []
    for one in complaints.of_entry(db, own.entry_id):
        state = inner(complaint_words.stands(State(one.state)))
        what = complaint_words.about(one.about, one.slot)
        facts.append((moment(one.made_at), f"{what} ({state}). {one.words}"))
        facts.append((f"Trả lời {moment(one.decided_at)}" if one.decided_at else "", one.answer))
    told = tuple(fact for fact in facts if all(fact))
    return Section("Khiếu nại bạn đã gửi", told, "" if told else "Chưa có khiếu nại nào.")


def _feedback(db: Session, own: Mine, now: datetime) -> tuple[Section, ...]:
    """What they said of rounds; nothing where nobody asked and nothing was said."""
    said = feedback.of_entry(db, own.entry_id)
    if not said:
        return ()
    names = {each.id: each.name for each in editing.rounds_of(db, own.view.campaign_id, now)}
    facts = tuple(
        (
            f"{names.get(one.round_id, '')}, {moment(one.changed_at)}",
            ". ".join(filter(None, (GRADES[one.grade], one.words))),
        )
        for one in said
    )
    return (Section("Góp ý của bạn", facts, "Ban Tổ chức đọc lời góp ý không kèm tên."),)


def _requests(db: Session, own: Mine, now: datetime) -> Section:
    facts = [
        (moment(one.made_at), f"{words.KINDS[one.kind]}: {words.stands(one.due, one.outcome)}")
        for one in requests.of_entry(db, own.entry_id, now)
    ]
    return Section("Yêu cầu bạn đã gửi", tuple(facts), "" if facts else "Chưa có yêu cầu nào.")


def _seen(db: Session, own: Mine, now: datetime) -> Section:
    mine = [own.entry_id, *(each.id for each in own.attempts)]
    rounds = editing.rounds_of(db, own.view.campaign_id, now)
    scopes = [own.view.campaign_id, *(each.id for each in rounds)]
    told = audit.naming(db, scopes, [*mine, *sorted(words.TAKEN_ALONG)], MOST_DEEDS)
    facts = tuple((moment(row.at), ": ".join(words.deed(row, own.entry_id))) for row in told)
    note = NOTED
    return Section("Ai đã làm gì với dữ liệu của bạn", facts, note)


def switches(db: Session, own: Mine, now: datetime) -> tuple[Switch, ...]:
    """What may be agreed to and taken back here."""
    said = standing(consents.history(db, own.entry_id))
    told = correcting.told(db, own.entry_id)
    asked = {Consent.PUBLISH: notice.PUBLISH}
    if own.view.fields.photo or said.get(Consent.PHOTO):
        asked[Consent.PHOTO] = notice.PHOTO
    found = []
    for what, label in asked.items():
        given = said.get(what, False)
        child = is_minor(told.birth_year, now, grown=told.grown)
        holds = given and (not child or said.get(GUARDIANS[what], False))
        found.append(Switch(what.value, label, given, holds))
    return tuple(found)


def asked_row(one: Request) -> AskedRow:
    """A request as its maker sees it."""
    return AskedRow(
        words.KINDS[one.kind],
        one.made_at,
        words.stands(one.due, one.outcome),
        one.words,
        one.reply,
    )


def page(db: Session, own: Mine, now: datetime, *, notice: str = "", problem: str = "") -> OwnPage:
    """The page of one's own data."""
    said = consents.history(db, own.entry_id)
    text = next((one.text_id for one in reversed(said) if one.text_id), None)
    return OwnPage(
        slug=own.view.slug,
        title=lines(own.view.title),
        sections=sections(db, own, now),
        switches=switches(db, own, now),
        requests=tuple(asked_row(one) for one in reversed(requests.of_entry(db, own.entry_id, now))),
        kinds=tuple((kind.value, label) for kind, label in words.KINDS.items()),
        contact=own.view.contact,
        is_out=not standing(said).get(Consent.JOIN, False),
        text=text or "",
        notice=notice,
        problem=problem,
    )
