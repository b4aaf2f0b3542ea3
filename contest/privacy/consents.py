"""The proof at the desk: which words there were, and who agreed to which of them when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Made, Sheet, Table
from contest.people import consents
from contest.people import service as people
from contest.people.consents import Kept
from contest.people.rules import few
from contest.people.states import Consent
from contest.privacy import own_words as words
from contest.privacy.consent_pages import ConsentsPage, ConsentTextPage, TextRow
from contest.units import service as units
from contest.web import filters

COLUMNS = ("Họ và tên", "Đơn vị", "Lúc", "Ai", "Việc", "Đồng ý", "Cách", "Văn bản số", "Dấu SHA-256")
BEFORE = "trước khi lưu văn bản"


def list_page(db: Session, who: Member, round_id: str, now: datetime) -> ConsentsPage:
    """The texts of a contest; units so small that a masked name tells who it is."""
    view = campaigns.view(db, round_id, now)
    kept = consents.kept(db, view.campaign_id)
    counted = people.entries_by_unit(db, view.campaign_id)
    tiny = few(counted)
    named = units.names(db, tiny)
    return ConsentsPage(
        staff_view(who, view.campaign_id),
        head(view),
        tuple(TextRow(one.id, one.version, one.at, one.people) for one in kept),
        older=people.count_entries(db, view.campaign_id) - sum(one.people for one in kept),
        tiny=tuple(sorted(f"{named[unit]}: {counted[unit]} người" for unit in tiny if unit in named)),
    )


def text_page(db: Session, who: Member, round_id: str, text_id: str, now: datetime) -> ConsentTextPage:
    """One text, whole and as it was shown."""
    view = campaigns.view(db, round_id, now)
    one = consents.read(db, view.campaign_id, text_id)
    return ConsentTextPage(
        staff_view(who, view.campaign_id),
        head(view),
        one.version,
        one.at,
        one.text.parts,
        one.text.ticks,
        one.text.digest,
    )


def workbook(db: Session, actor: str, round_id: str, ending: Ending, which: int, now: datetime) -> Made:
    """Everybody's yes and no in order, with the text that was read; that it was taken is noted."""
    view = campaigns.view(db, round_id, now)
    kept = {one.id: one for one in consents.kept(db, view.campaign_id)}
    said = consents.everybodys(db, view.campaign_id)
    sheets = (Sheet("Đồng ý", COLUMNS, _rows(db, said, kept)), *(_text(one) for one in kept.values()))
    head = _header(view, len(said), now)
    made = tables.made(Table(f"ai-da-dong-y-{view.slug}", head, sheets, len(said)), ending, which)
    detail = {"round": round_id, "people": len(said)}
    audit.record(db, actor, "privacy.proof", round_id, detail, now)
    return made


def _text(one: Kept) -> Sheet:
    told: list[list[Cell]] = [[name, words] for name, words in one.text.parts]
    told += [["Câu để đánh dấu", sentence] for sentence in one.text.ticks]
    return Sheet(f"Văn bản {one.version}", ("Mục", "Nguyên văn"), told)


def _header(view: RoundView, count: int, now: datetime) -> list[str]:
    title = " ".join(view.title.splitlines())
    return [title, f"Ai đã đồng ý gì, {filters.number(count)} người. Lập lúc {filters.moment(now)}"]


def _rows(db: Session, said: consents.SaidOf, kept: dict[str, Kept]) -> Iterator[list[Cell]]:
    known = people.full_names(db, list(said))
    for entry_id, rows in said.items():
        person = known[entry_id]
        for one in rows:
            text = kept.get(one.text_id or "")
            yield [
                person.name,
                person.unit_name,
                one.at,
                "Người giám hộ" if one.what in words.GUARDIANS_OWN else "Người dự thi",
                _what(one.what),
                "có" if one.given else "rút",
                words.HOW[one.how],
                text.version if text else BEFORE,
                text.text.digest if text else None,
            ]


def _what(what: Consent) -> str:
    said = words.WHAT[what]
    return said[:1].upper() + said[1:]
