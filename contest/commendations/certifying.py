"""Certificates of an issued list, and the public check of one by its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from contest import clock
from contest.commendations import content as frozen
from contest.commendations import occasions, papers, service, stocks, store
from contest.commendations.boards import FOR, WHAT, capital, score
from contest.commendations.content import Content, PersonPrize, UnitPrize
from contest.commendations.ladders import prize_name
from contest.commendations.models import PrizeCertificate
from contest.commendations.occasions import Occasion
from contest.commendations.paper_pages import VerifyPage, Winner
from contest.commendations.papers import PDF, File, Paper, file_name
from contest.commendations.print_forms import parse_day
from contest.commendations.states import Board, Onto
from contest.commendations.stocks import Stock
from contest.errors import Conflict, Invalid, NotFound
from contest.people import same
from contest.people import service as people
from contest.people.rules import ERASED_NAME
from contest.printing.certificates import Certificate, Design
from contest.printing.heading import place_date
from contest.printing.listing import Signer
from contest.standings.rules import part
from contest.web.filters import inner, number, share, span
from contest.web.pages import path_for

NO_LIST = "Chưa phát hành danh sách trao giải nên chưa có giấy chứng nhận. Phát hành danh sách trước."
NOBODY = "Không có ai để in giấy chứng nhận."
NO_PICTURE = "Giấy này không có ảnh để tải."
NO_DESIGN = "Chọn một mẫu giấy."
NO_WINNER = "Không tìm thấy giấy chứng nhận này trong danh sách mới nhất."
NO_DAY = "Ghi ngày ký như 05/10/2026, hoặc để trống để lấy ngày phát hành danh sách."
TITLE = "GIẤY CHỨNG NHẬN"
PNG = "image/png"


def winners(db: Session, round_id: str, now: datetime) -> tuple[Paper, tuple[Winner, ...]]:
    """The newest list and everybody with a certificate of it; Conflict before a list is issued."""
    every = service.versions(db, round_id)
    if not every:
        raise Conflict(NO_LIST)
    newest = every[-1]
    paper = papers.load(db, round_id, newest.number, now)
    rows = store.certificates_of(db, newest.id)
    return paper, tuple(_winner(paper, row) for row in rows)


def _winner(paper: Paper, row: PrizeCertificate) -> Winner:
    award = _award(paper.content, row)
    assert award is not None
    if isinstance(award, PersonPrize):
        name = paper.names.plain.get(award.entry, ERASED_NAME)
        return Winner(row.code, row.serial, name, award.unit, whole_prize(award))
    return Winner(row.code, row.serial, award.unit, "", whole_prize(award))


def whole_prize(award: PersonPrize | UnitPrize) -> str:
    """A prize with the order that it is of, where that is not the board itself: "Nhất, từ 16 đến 30 tuổi".

    All such orders are by age: a name that speaks of it ("Nhỏ tuổi nhất") stands alone.
    """
    among = FOR.get(award.board, award.group)
    return award.prize if not among or "tuổi" in award.prize.casefold() else f"{award.prize}, {among}"


def _award(made: Content, row: PrizeCertificate) -> PersonPrize | UnitPrize | None:
    """The row of its own list that a certificate is for: certificates are numbered as the list is."""
    every = (*made.people, *made.units)
    return every[row.serial - 1] if row.serial <= len(every) else None


def _today(made: Content, award: PersonPrize | UnitPrize) -> PersonPrize | UnitPrize | None:
    """What the same one has in another list: the prize of the same order, else any."""
    if isinstance(award, PersonPrize):
        theirs: list[PersonPrize] | list[UnitPrize] = [one for one in made.people if one.entry == award.entry]
    else:
        theirs = [one for one in made.units if one.unit_id == award.unit_id]
    return next((one for one in theirs if one.board is award.board), theirs[0] if theirs else None)


# --- paper ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a design, one certificate or all ("" code), the day of signing ("": of issue), and
    what it is printed onto ("": white paper)."""

    design: str
    code: str = ""
    day: str = ""
    onto: str = ""


def pdf(db: Session, round_id: str, wanted: Wanted, root: str, now: datetime) -> File:
    """The certificates of everybody, or of one, in one file."""
    paper, made, stock = _asked(db, round_id, wanted, root, now)
    return File(file_name(paper, "pdf", "giay-chung-nhan"), PDF, stock.pdf(made), len(made))


def picture(db: Session, round_id: str, wanted: Wanted, root: str, now: datetime) -> File:
    """One certificate as PNG; on a form that is printed already it would be words on nothing."""
    onto = Onto.PAPER if wanted.onto == Onto.FORM else wanted.onto
    paper, (one,), stock = _asked(db, round_id, replace(wanted, onto=onto), root, now)
    return File(file_name(paper, "png", f"giay-chung-nhan-{wanted.code}"), PNG, stock.png(one), 1)


def _asked(
    db: Session, round_id: str, wanted: Wanted, root: str, now: datetime
) -> tuple[Paper, list[Certificate], Stock]:
    if wanted.design not in set(Design):
        raise Invalid(fields={"design": NO_DESIGN})
    signed = _signed(wanted.day)
    code = wanted.code
    paper, every = winners(db, round_id, now)
    stock = stocks.chosen(db, paper.occasion.campaign_id, wanted.design, wanted.onto)
    chosen = [one for one in every if not code or one.code == code]
    if not chosen and code:
        raise NotFound(NO_WINNER)
    named = [one for one in chosen if one.name != ERASED_NAME]
    if not named:
        raise Conflict(NOBODY)
    values = papers.remembered(db, paper.occasion.view)
    newest = service.versions(db, round_id)[-1]
    awards = {row.code: _award(paper.content, row) for row in store.certificates_of(db, newest.id)}
    on = signed or clock.local(newest.issued_at).date()
    occasion = paper.occasion
    return paper, [certificate(occasion, one, awards[one.code], values, root, on) for one in named], stock


def issued_at(db: Session, round_id: str) -> datetime:
    """When the newest list was issued."""
    return service.versions(db, round_id)[-1].issued_at


def _signed(text: str) -> date | None:
    try:
        return parse_day(text.strip()) if text.strip() else None
    except ValueError as wrong:
        raise Invalid(fields={"day": NO_DAY}) from wrong


def certificate(
    occasion: Occasion,
    winner: Winner,
    award: PersonPrize | UnitPrize | None,
    values: Mapping[str, str],
    root: str,
    signed: date,
) -> Certificate:
    """One certificate as the printing package takes it."""
    address = root + path_for("commendations.verify", code=winner.code)
    return Certificate(
        organiser_lines=tuple(filter(None, (values.get("upper_body", ""), values.get("body", "")))),
        title=TITLE,
        name=winner.name,
        unit=winner.unit,
        prize=_capital(winner.prize),
        contest=f"{occasion.title}, {inner(occasion.name)}",
        achievement=_achievement(occasion, award),
        place_date=place_date(values.get("place", ""), signed),
        signer=Signer(tuple(values.get("authority", "").splitlines()), values.get("signer", "")),
        serial=f"Số: {winner.serial:02d}/CN-BTC",
        verify_url=address,
        verify_text=address.partition("://")[2],
    )


def _achievement(occasion: Occasion, award: PersonPrize | UnitPrize | None) -> str:
    if isinstance(award, PersonPrize):
        right = occasion.score(award.right, award.points, award.rounds)
        told = f"{right}{' câu đúng' if occasion.counts_right else ''}"
        return f"{told}, {span(award.seconds)}" if occasion.ranks_by_time else told
    if award is None:
        return ""
    if award.board is Board.TURNS:
        return f"{number(award.people)} lượt người dự thi"
    rate = part(award.people, award.headcount)
    told = f"{number(award.people)} người dự thi"
    if award.exact is not None:
        return f"{told}, {WHAT[award.board]} {score(award.board, award.exact)}"
    return told if rate is None else f"{told}, {share(rate)} quân số"


# --- the check ------------------------------------------------------------------------------------


def normal(code: str) -> str:
    """A code as it was copied from paper: letters that people mistake put right."""
    return code.lower().translate(str.maketrans("oil", "011"))


def verify(db: Session, code: str, now: datetime) -> VerifyPage:
    """Whether a certificate is genuine, and whether its prize still stands."""
    found = store.certificate(db, normal(code))
    if found is None:
        return VerifyPage("unknown", code)
    row, listed = found
    award = _award(frozen.from_json(listed.content), row)
    assert award is not None
    newest = service.versions(db, listed.occasion_id)[-1]
    today = _today(newest.content, award)
    occasion = occasions.of(db, listed.occasion_id, now)
    name, unit, is_whole = _public(db, award, now)
    prize, now_prize = whole_prize(award), whole_prize(today) if today else ""
    state = "revoked" if today is None else "genuine" if now_prize == prize else "replaced"
    return VerifyPage(
        state=state,
        code=row.code,
        name=name,
        unit=unit,
        prize=_capital(prize),
        now_prize=_capital(now_prize) if today else "",
        contest=occasion.title,
        organiser=tuple(occasion.view.organiser.splitlines()),
        round_name=occasion.name,
        issued_at=listed.issued_at,
        serial=row.serial,
        version=listed.number,
        has_picture=is_whole and state == "genuine",
    )


def _capital(prize: str) -> str:
    return capital(prize_name(prize))


def _public(db: Session, award: PersonPrize | UnitPrize, now: datetime) -> tuple[str, str, bool]:
    """A unit is public; a person as far as they agreed, a child never whole; and whether it is."""
    if isinstance(award, UnitPrize):
        return award.unit, "", True
    shown = people.public_names(db, [award.entry], now, minors_masked=True)[award.entry]
    counts = same.of(db, [award.entry]).get(award.entry)
    entry_id = counts.entry_id if counts else award.entry
    known = people.full_names(db, {entry_id}).get(entry_id)
    is_whole = known is not None and shown.name == known.name != ERASED_NAME
    return shown.name, shown.unit_name, is_whole


def public_picture(db: Session, code: str, root: str, now: datetime) -> bytes:
    """A certificate that still stands, as PNG for anybody: nothing but what its page shows."""
    page = verify(db, code, now)
    found = store.certificate(db, page.code)
    if not page.has_picture or found is None:
        raise NotFound(NO_PICTURE)
    listed = found[1]
    occasion = occasions.of(db, listed.occasion_id, now)
    winner = Winner(page.code, page.serial, page.name, page.unit, page.prize)
    values, on = papers.remembered(db, occasion.view), clock.local(listed.issued_at).date()
    made = certificate(occasion, winner, None, values, root, on)
    return stocks.usual(db, occasion.campaign_id).png(made)
