"""Certificates onto forms that are printed already, or onto a picture with its own words: only what differs
from sheet to sheet, moved by what was measured; and the sheet to measure on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contest.printing import certificates
from contest.printing import pdf as paper
from contest.printing.certificates import Certificate, Design, Ground
from contest.printing.listing import Signer

TEMPLATE = "certificate-form.typ"
#: What `Certificate.serial` begins with; a form has the word printed.
NUMBER = "Số: "
#: Tenths of a millimetre, either way.
FURTHEST = 300
#: What the test sheet says; `x` and `y` are what it is moved by.
MARKS = (
    "TỜ IN THỬ: in cỡ thật (100 %), giấy A4 ngang",
    "Số trên thước, số cạnh mỗi dấu + là số milimét đến mép trái và mép trên của giấy.",
    "Đo hai khoảng cách ấy ở một dấu +. Số phải có trừ số đo được là phần còn lệch.",
    "Cộng phần lệch vào độ dịch đang dùng rồi ghi lại. Số dương dịch sang phải, xuống dưới.",
    "Tờ này đã dịch ngang {x} mm, dọc {y} mm.",
)


class Part(StrEnum):
    """What a form leaves open, beside the name, the unit, the prize and the result."""

    CONTEST = "contest"
    DATE = "date"
    SIGNER = "signer"
    SERIAL = "serial"
    PROOF = "proof"


@dataclass(frozen=True)
class Placing:
    """How the words lie on the form: what is open there, and how far they move, in tenths of a millimetre."""

    design: Design
    parts: frozenset[Part] = frozenset(Part)
    x: int = 0
    y: int = 0


def pdf(placing: Placing, every: Sequence[Certificate], ground: Ground | None = None) -> bytes:
    """One sheet each, in the order given, on nothing or on a picture with its own words."""
    data, files = _given(placing, every, ground)
    return paper.compile(TEMPLATE, data, files)


def png(placing: Placing, one: Certificate, ground: Ground | None = None) -> bytes:
    """One sheet as a picture."""
    data, files = _given(placing, [one], ground)
    return certificates.small(paper.image(TEMPLATE, data, files, certificates.PIXELS_PER_INCH))


def test_sheet(placing: Placing, said: tuple[str, str], sample: Certificate) -> bytes:
    """The sheet to measure on; ``said`` are both movements in words."""
    marks = tuple(line.format(x=said[0], y=said[1]) for line in MARKS)
    data, files = _given(placing, [sample], None, marks)
    return paper.compile(TEMPLATE, data, files)


def _given(
    placing: Placing, every: Sequence[Certificate], ground: Ground | None, marks: Sequence[str] = ()
) -> tuple[dict[str, object], dict[str, bytes]]:
    opened = [_opened(one, placing.parts) for one in every]
    name, files = certificates.ground_file(ground)
    data = {
        "name": certificates.file_title(every),
        "design": placing.design.value,
        "ground": name,
        "own": ground is not None,
        "x": placing.x,
        "y": placing.y,
        "marks": list(marks),
        "certificates": certificates.texts(opened),
    }
    return data, files


def _opened(one: Certificate, parts: frozenset[Part]) -> Certificate:
    """What of it goes onto a form."""
    proof = Part.PROOF in parts
    return replace(
        one,
        organiser_lines=(),
        title="",
        contest=one.contest if Part.CONTEST in parts else "",
        place_date=one.place_date if Part.DATE in parts else "",
        signer=Signer((), one.signer.name if Part.SIGNER in parts else ""),
        serial=one.serial.removeprefix(NUMBER) if Part.SERIAL in parts else "",
        verify_url=one.verify_url if proof else "",
        verify_text=one.verify_text if proof else "",
    )
