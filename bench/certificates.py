"""Certificates in one PDF, five hundred or two thousand, beside as many empty pages of the same compiler."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.figures import Figure, Measurement, Tell, decimal
from contest.printing import certificates
from contest.printing.certificates import Certificate, Design
from contest.printing.listing import Signer

#: A measurement's name, and how many it makes.
COUNTS = {"certificates": 500, "certificates-2000": 2000}
#: What the compiler alone needs for so many pages of this size.
EMPTY = b"#set page(width: 297mm, height: 210mm)\n#for place in range(%d) { pagebreak() }"
NAMES = ("Y Hương Giang", "A Thui", "Nguyễn Phúc Bảo Khánh Quỳnh Như Công Tằng Tôn Nữ", "Trần Thị Ngọc Ánh")


@dataclass(frozen=True, slots=True)
class Batch:
    """One run: milliseconds for ours and for the empty pages, and pages that are missing."""

    ms: float
    floor_ms: float
    missing: int


def batches(count: int, rounds: int, tell: Callable[[str], None]) -> list[Batch]:
    """Each design in turn, everything made anew as in a fresh process: the ground, the codes, the pages."""
    import typst
    from pypdf import PdfReader

    empty = EMPTY % (count - 1)
    typst.compile(empty)  # the library is loaded, its fonts are found
    found = []
    for turn in range(rounds):
        design = list(Design)[turn % len(Design)]
        certificates._ground.cache_clear()
        began = time.perf_counter()
        made = certificates.pdf(design, [certificate(place) for place in range(count)])
        middle = time.perf_counter()
        typst.compile(empty)
        spent, floor = 1000 * (middle - began), 1000 * (time.perf_counter() - middle)
        each = spent / count
        tell(f"  {design}: {spent:.0f} ms, {each:.1f} ms một tờ, {len(made)} B; trang trắng {floor:.0f} ms")
        found.append(Batch(spent, floor, count - len(PdfReader(io.BytesIO(made)).pages)))
    return found


def certificate(place: int) -> Certificate:
    """One of a batch: names, numbers and codes all differ."""
    return Certificate(
        organiser_lines=("ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "BAN TỔ CHỨC HỘI THI"),
        title="GIẤY CHỨNG NHẬN",
        name=f"{NAMES[place % len(NAMES)]} {place}",
        unit="Chi đoàn Trường THCS Nguyễn Du",
        prize="Giải Khuyến khích",
        contest="Hội thi trực tuyến tìm hiểu chuyển đổi số năm 2026",
        achievement="15/15 câu đúng trong 6 phút 10 giây",
        place_date="Đăk Tô, ngày 12 tháng 10 năm 2026",
        signer=Signer(("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"), "Nguyễn Thanh Tùng"),
        serial=f"Số: {place + 1:02d}/CN-BTC",
        verify_url=f"https://hoithi.example.vn/commendations/certificates/k7q2m0c4x{place:04d}",
        verify_text=f"hoithi.example.vn/cn/k7q2m0c4x{place:04d}",
    )


def measure(name: str) -> Callable[[int, float, Tell], Figure]:
    """So many certificates in one PDF."""

    def measured(rounds: int, seconds: float, tell: Tell) -> Figure:
        del seconds  # a batch takes as long as it takes
        made = batches(COUNTS[name], rounds, tell)
        ms, floor = median(one.ms for one in made), median(one.floor_ms for one in made)
        ratio = median(one.floor_ms / one.ms for one in made)
        worst, worst_floor = max(one.ms for one in made), max(one.floor_ms for one in made)
        bad = sum(one.missing for one in made)
        return Figure(
            name, round(ms), "ms", round(floor), round(ratio, 3), round(worst), round(worst_floor), bad
        )

    return measured


def told(one: Figure) -> str:
    """In words."""
    each = decimal(f"{one.value / COUNTS[one.name]:.1f}")
    return f"{one.name}: {one.value:.0f} ms, {each} ms một tờ; trang trắng {one.ceiling:.0f} ms"


MEASUREMENTS = tuple(Measurement(name, measure(name), told) for name in COUNTS)
