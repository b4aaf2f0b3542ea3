"""From one question to what its writers and approvers need: differences, who approved, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from contest.bank import question_present as present
from contest.bank import reviewing, telling
from contest.bank.access import AtBank, is_alone
from contest.bank.picturing import figures
from contest.bank.present import approvers, names, staff
from contest.bank.question_pages import Change, EditPage, Entry, HistoryPage, RemarkView, Review
from contest.bank.rules import differences
from contest.bank.service import standing
from contest.bank.sheet import Sheet
from contest.errors import Invalid, UserError
from questions.authoring import listing
from questions.authoring.remarks import Remark
from questions.authoring.views import Revision, Stored
from questions.models import QuestionState


def edit(db: Session, at: AtBank, one: Stored, sheet: Sheet) -> EditPage:
    """The form of a question with how it stands between writers and approvers."""
    return replace(present.edit(db, at, one, sheet), review=review(db, at, one))


def review(db: Session, at: AtBank, one: Stored) -> Review:
    """How a question stands; what changed since the revision that was approved last."""
    newest, before = one.newest, listing.in_use(db, at.bank.id, one)
    said = reviewing.said_of(db, at, one.id)
    who = names(db, [newest.reviewer, *(name for each in said for name in (each.author, each.settled_by))])
    where = standing(at, one, is_alone(db, at))
    return Review(
        drawn=one.drawn,
        waits=one.waits,
        changed=one.is_changed,
        changes=changes(at.bank.id, before, newest) if before else (),
        reviewer=who.get(newest.reviewer, ""),
        approver=approvers(db, [newest.approver]).get(newest.approver, ""),
        approved_at=newest.approved_at,
        signed_alone=newest.signed_alone,
        needs_another=where.needs_another(at.approves),
        may_drop=at.writes and bool(one.drawn) and not newest.settled,
        remarks=tuple(_remark(each, who) for each in said),
    )


def _remark(one: Remark, who: Mapping[str, str]) -> RemarkView:
    return RemarkView(
        id=one.id,
        by=who.get(one.author, ""),
        at=one.at,
        said=one.said,
        sends_back=one.sends_back,
        settled_by=who.get(one.settled_by, ""),
        settled_at=one.settled_at,
    )


def unsaid(page: EditPage, said: str, error: UserError) -> EditPage:
    """The same page with a comment that could not be kept, as it was typed."""
    fields = error.fields if isinstance(error, Invalid) else {}
    told = replace(page.review, said=said, errors=fields)
    return replace(page, review=told, problem="" if fields else error.message)


def history(db: Session, at: AtBank, one: Stored, entries: Sequence[Revision]) -> HistoryPage:
    """All revisions of a question, each against the one before it."""
    who = names(db, [name for entry in entries for name in (entry.author, entry.key_author, entry.reviewer)])
    called = {**approvers(db, {entry.approver for entry in entries}), **who}
    older = (*entries[1:], None)
    told = [_entry(at.bank.id, entry, before, called) for entry, before in zip(entries, older, strict=True)]
    asked = next((place for place, each in enumerate(entries) if each.number == one.drawn), None)
    if asked is not None and one.state is QuestionState.APPROVED:
        told[asked] = replace(told[asked], drawn=True)
    return HistoryPage(
        staff=staff(at),
        bank=at.bank,
        id=one.id,
        text=one.newest.content.text,
        state=one.state,
        version=one.version,
        entries=tuple(replace(each, current=place == 0) for place, each in enumerate(told)),
        may_restore=at.writes,
    )


def _entry(bank: str, entry: Revision, before: Revision | None, who: Mapping[str, str]) -> Entry:
    only_key = before is not None and before.number == entry.number
    return Entry(
        number=entry.number,
        key_version=entry.key_version,
        by=who.get(entry.key_author if only_key else entry.author, ""),
        at=entry.key_at if only_key else entry.at,
        approver="" if only_key else who.get(entry.approver, ""),
        changes=changes(bank, before, entry),
        first=before is None,
        current=False,
        only_key=only_key,
        approved_at=entry.approved_at,
        signed_alone=entry.signed_alone and not only_key,
        reviewer="" if only_key else who.get(entry.reviewer, ""),
    )


def changes(bank: str, before: Revision | None, after: Revision) -> tuple[Change, ...]:
    """How one revision became another, part by part; the parts that stayed are left out."""
    old = telling.parts(before.parsed()) if before else {}
    was, now = figures(bank, before.parsed()) if before else (), figures(bank, after.parsed())
    return tuple(
        Change(label, differences(old.get(label, ""), text), *((was, now) if label == "Hình" else ()))
        for label, text in telling.parts(after.parsed()).items()
        if text != old.get(label, "")
    )
