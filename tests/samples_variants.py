"""Sample contexts of the desk's pages about shuffled papers, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contest.byhand import batch_pages, variant_pages
from contest.byhand.batch_pages import PaperLine, PersonChoice, ReadLine
from contest.rounds.deed_pages import Asked
from tests.samples_byhand import BASE, ONCE, OVER, TIMES, WAITS
from tests.samples_desk import NOW

CODES = tuple(
    variant_pages.CodeLine(code, NOW, typed)
    for code, typed in (("113", 12), ("246", 0), ("579", 1_204), ("831", 9))
)
WAITS_FOR = "Đáp án có ở đây sau khi vòng đóng (10:00, 05/10/2026) và chốt kết quả."


def variants(**changes: Any) -> variant_pages.VariantsPage:
    """The page of codes; `changes` name fields of VariantsPage."""
    given: dict[str, Any] = {"codes": CODES, "key_waits": WAITS_FOR}
    return variant_pages.VariantsPage(**(BASE | given | changes))


EMPTY = PaperLine(1, "", "", "", "", "", ONCE)
NAMED = PaperLine(2, "Y Ngọc Hà", "9A, Trường THCS Nguyễn Du, sinh 2011", "", "", "e1aaaaaaaaaaa", ONCE)
SOUND = PaperLine(
    1,
    "A Thui",
    "",
    "113",
    "AC-",
    "e1aaaaaaaaaaa",
    f"{ONCE}.0123abcd",
    name="A Thui",
    place="Thôn Đăk Rao Lớn, sinh 1950",
    said="1.A 2.C 3.–",
    blank=1,
    whole=(ReadLine("Câu 1", "A. Ba mức độ"), ReadLine("Câu 2", "C. Bốn"), ReadLine("Dự đoán", "")),
    is_sound=True,
)
WRONG = PaperLine(
    2, "Y Lạ", "", "111", "A", "", ONCE, problems=("Không thấy ai tên này.", "Không có mã đề 111.")
)
ALIKE = PaperLine(
    3,
    "Y Ngọc Hà",
    "",
    "246",
    "ACB",
    "",
    ONCE,
    choices=(
        PersonChoice("e1aaaaaaaaaaa", "Y Ngọc Hà", "9A, Trường THCS Nguyễn Du", False),
        PersonChoice("e2aaaaaaaaaaa", "Y Ngọc Hà", "", False),
    ),
    problems=("Có 2 người tên này. Chọn đúng người.",),
)
UNITS = (("u1aaaaaaaaaaa", "Thôn Đăk Rao Lớn", 42), ("u2aaaaaaaaaaa", "Lớp 9A, Trường THCS Nguyễn Du", 38))


def batch(mode: str = "type", **changes: Any) -> batch_pages.BatchPage:
    """Many papers; `changes` name fields of BatchPage."""
    given: dict[str, Any] = {
        "mode": mode,
        "form": Asked(ONCE, TIMES),
        "codes": ("113", "246"),
        "rows": (EMPTY, NAMED),
        "units": UNITS,
        "questions": 3,
        "made_at": NOW,
    }
    return batch_pages.BatchPage(**(BASE | given | changes))


READ = (SOUND, WRONG, ALIKE)
SAMPLES: dict[str, Any] = {
    "variants": variants(),
    "variants, none yet": variants(codes=()),
    "variants, made": variants(notice="Đã lập mã đề."),
    "variants, wrong": variants(codes=(), values={"count": "99"}, errors={"count": "Ghi số từ 4 đến 24."}),
    "variants, refused": variants(problem="Ngân hàng chưa đủ câu hỏi để lập đề."),
    "variants, waiting": variants(round=WAITS, codes=()),
    "variants, closed": variants(round=OVER, key_waits=""),
    "variants, closed without": variants(round=OVER, codes=(), key_waits=""),
    "batch": batch(),
    "batch, none": batch("none", codes=(), rows=(), made_at=None),
    "batch, over": batch("over", round=OVER, rows=()),
    "batch, handed in": batch(handed_in=38, unit="u1aaaaaaaaaaa"),
    "batch, no sheet": batch(problem="Không thấy cột “Mã đề”.", form=Asked(ONCE, TIMES | {"pasted": "a"})),
    "batch, read back": batch("review", rows=READ, ready=1, rest=("[]",), waiting=60),
    "batch, one": batch("review", rows=(replace(SOUND, blank=0, place=""),), ready=1),
    "batch, partly": batch(
        "review",
        rows=(WRONG,),
        done=(batch_pages.Done("a1aaaaaaaaaaa", "A Thui", "113"), batch_pages.Done("a2aaaaaaaaaaa", "", "")),
    ),
    "batch, times": batch("review", rows=READ, form=Asked(ONCE, TIMES, {"ended": "Bài thu sau giờ."})),
}
