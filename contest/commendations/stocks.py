"""What certificates are printed onto: white paper, the contest's own ground, forms; and how they lie."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.commendations import grounds, occasions, service
from contest.commendations.grounds import Known
from contest.commendations.print_forms import StockForm, in_millimetres, parse_tenths
from contest.commendations.states import Onto
from contest.errors import Invalid
from contest.office import service as office
from contest.printing import certificates, overlay
from contest.printing.certificates import Certificate, Design, Ground
from contest.printing.heading import place_date
from contest.printing.listing import Signer
from contest.printing.overlay import Part, Placing

NO_WAY = "Chọn giấy để in lên."
NO_GROUND = "Chưa có nền riêng. Tải nền lên trước, hoặc chọn giấy trắng."
#: Where it is kept beside what else is remembered of the contest's papers.
PLACE = "certificate"
#: What needs a ground of the contest's own, and what gets only what differs from sheet to sheet.
ON_GROUND, FILLED_IN = frozenset({Onto.GROUND, Onto.FILLED}), frozenset({Onto.FILLED, Onto.FORM})

WAYS = {
    Onto.PAPER: "Giấy trắng, in trọn mẫu",
    Onto.GROUND: "Nền riêng, in đủ chữ lên nền",
    Onto.FILLED: "Nền riêng đã có chữ, chỉ in phần điền",
    Onto.FORM: "Phôi in sẵn, chỉ in phần điền",
}
PARTS = {
    Part.CONTEST: "Tên cuộc thi",
    Part.DATE: "Nơi ký, ngày ký",
    Part.SIGNER: "Họ tên người ký",
    Part.SERIAL: "Số giấy",
    Part.PROOF: "Mã QR, địa chỉ kiểm tra",
}
#: The words of the test sheet; they stand where a certificate's own would.
SAMPLE = Certificate(
    organiser_lines=(),
    title="Tờ in thử",  # the file's name; on the sheet stand its own words
    name="Nguyễn Thị Ánh Nguyệt",
    unit="Tên đơn vị",
    prize="Giải Nhất",
    contest="Tên cuộc thi",
    achievement="15/15 câu đúng, 6 phút 10 giây",
    place_date=place_date("Nơi ký", date(2026, 10, 12)),
    signer=Signer((), "Họ tên người ký"),
    serial=f"{overlay.NUMBER}01/CN-BTC",
    verify_url="hoithi",
    verify_text="Địa chỉ kiểm tra",
)


@dataclass(frozen=True)
class Setting:
    """How a contest's certificates are usually printed."""

    placing: Placing = field(default_factory=lambda: Placing(Design.WOVEN))
    onto: Onto = Onto.PAPER


@dataclass(frozen=True)
class Stock:
    """All that a print needs beside the certificates themselves."""

    placing: Placing
    onto: Onto
    ground: Ground | None
    logo: bytes | None

    def pdf(self, every: Sequence[Certificate]) -> bytes:
        """One sheet each."""
        if self.onto in FILLED_IN:
            return overlay.pdf(self.placing, every, self.ground)
        return certificates.pdf(self.placing.design, every, self.logo, ground=self.ground)

    def png(self, one: Certificate) -> bytes:
        """One as a picture. What a printer is off by is nothing to it."""
        if self.onto in FILLED_IN:
            return overlay.png(replace(self.placing, x=0, y=0), one, self.ground)
        return certificates.png(self.placing.design, one, self.logo, self.ground)


def ways(known: Known | None) -> tuple[tuple[str, str], ...]:
    """What can be chosen: a ground only where there is one."""
    return tuple((way.value, said) for way, said in WAYS.items() if known or way not in ON_GROUND)


def setting(db: Session, campaign_id: str) -> Setting:
    """What is kept; white paper where it names a ground that was taken away since."""
    kept = json.loads(service.print_setting(db, campaign_id) or "{}").get(PLACE)
    if not kept:
        return Setting()
    parts = frozenset(map(Part, kept["parts"].split()))
    placing = Placing(Design(kept["design"]), parts, kept["x"], kept["y"])
    onto = Onto(kept["onto"])
    is_gone = onto in ON_GROUND and grounds.known(db, campaign_id) is None
    return Setting(placing, Onto.PAPER if is_gone else onto)


def remember(db: Session, actor: str, id: str, form: StockForm, now: datetime) -> None:
    """Keep it for the next time."""
    campaign_id = occasions.campaign_of(db, id) or ""
    if form.onto in ON_GROUND and grounds.known(db, campaign_id) is None:
        raise Invalid(fields={"onto": NO_GROUND})
    kept: dict[str, str | int] = {
        "design": form.design.value,
        "onto": form.onto.value,
        "parts": " ".join(part.value for part in Part if part in form.parts),
        "x": parse_tenths(form.x),
        "y": parse_tenths(form.y),
    }
    service.remember_print(db, campaign_id, json.dumps({PLACE: kept}), now)
    told = {name: value for name, value in kept.items() if name != "parts"}
    audit.record(db, actor, occasions.of(db, id, now).deed("stock"), id, told, now)


def values(made: Setting) -> dict[str, str]:
    """The fields of the form."""
    placing = made.placing
    x, y = in_millimetres(placing.x), in_millimetres(placing.y)
    return {"design": placing.design.value, "onto": made.onto.value, "x": x, "y": y}


def chosen(db: Session, campaign_id: str, design: str, onto: str) -> Stock:
    """A design and a way, the rest as it is usually printed. Invalid where there is no such ground."""
    if onto and onto not in set(Onto):
        raise Invalid(fields={"onto": NO_WAY})
    way = Onto(onto or Onto.PAPER)
    usually = setting(db, campaign_id).placing
    ground = grounds.ground(db, campaign_id) if way in ON_GROUND else None
    if way in ON_GROUND and ground is None:
        raise Invalid(fields={"onto": NO_GROUND})
    placing = Placing(Design(design), usually.parts, usually.x, usually.y)
    return Stock(placing, way, ground, office.logo_for_paper(db))


def usual(db: Session, campaign_id: str) -> Stock:
    """As pictures for everybody are made: the usual way, but words alone are no picture of a certificate."""
    made = setting(db, campaign_id)
    onto = Onto.PAPER if made.onto is Onto.FORM else made.onto
    return chosen(db, campaign_id, made.placing.design, onto)


def test_sheet(db: Session, campaign_id: str) -> bytes:
    """The sheet to measure on, moved as certificates are."""
    placing = setting(db, campaign_id).placing
    said = (in_millimetres(placing.x), in_millimetres(placing.y))
    return overlay.test_sheet(placing, said, SAMPLE)
