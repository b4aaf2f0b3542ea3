"""Shuffled papers as values, for what puts them on paper."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from contest.printing.answer_sheet import Picture, Question
from contest.printing.key_table import KeyTable
from contest.printing.variant_sheet import Part, Variant, Variants

OPTIONS = (("A", "Hai mức độ"), ("B", "Ba mức độ"), ("C", "Bốn mức độ"), ("D", "Năm mức độ"))
HOW = ("Thời gian làm bài 15 phút.", "Ghi câu trả lời vào Phiếu trả lời ở cuối đề.")


def question(number: int = 1, **changed: Any) -> Question:
    """One right of four, unless told otherwise."""
    facts: dict[str, Any] = {"label": f"Câu {number}", "text": f"Dịch vụ công số {number} có mấy mức độ?"}
    given: dict[str, Any] = facts | {"note": "chọn một chữ", "options": OPTIONS} | changed
    return Question(**given)


#: One of each way to answer.
STATEMENTS = question(2, note="Đ hoặc S", options=(("a", "Ý thứ nhất"), ("b", "Ý thứ hai")), rings=("Đ", "S"))
TRUE_FALSE = question(3, options=(("Đ", "Đúng"), ("S", "Sai")))
NUMBER = question(4, text="Bao nhiêu ngày?", note="ghi số", options=(), unit="ngày làm việc")
ORDER = question(5, note="ghi các chữ theo thứ tự", is_written=True)
PAIRS = question(6, note="ghi số", targets=(("1", "Một nơi"), ("2", "Nơi khác")), is_written=True)
KINDS = (question(1), STATEMENTS, TRUE_FALSE, NUMBER, ORDER, PAIRS)


def variant(code: str = "113", count: int = 10, **changed: Any) -> Variant:
    """One paper."""
    given: dict[str, Any] = {"parts": (Part("", tuple(map(question, range(1, count + 1)))),)}
    return Variant(code, **(given | changed))


def variants(*given: Variant, **changed: Any) -> Variants:
    """A set."""
    return Variants("Tìm hiểu chuyển đổi số", "Tuần 1", HOW, given or (variant(),), **changed)


def table(codes: int = 4, rows: int = 10, said: str = "A") -> KeyTable:
    """A key."""
    names = tuple(str(113 + 22 * at) for at in range(codes))
    lines = tuple((str(at), (said,) * codes) for at in range(1, rows + 1))
    return KeyTable("Tìm hiểu chuyển đổi số", "Tuần 1", names, lines, "Chấm trên máy theo đúng bảng này.")


def seen(wide: int, high: int) -> tuple[Picture, bytes]:
    """A picture of one colour, with the bytes of its file."""
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "red").save(out, "PNG")
    return Picture(f"hinh-{wide}", wide, high, f"Hình rộng {wide}"), out.getvalue()


def pictured() -> Variants:
    """A paper with a picture in a question, one in an option, and an open question behind."""
    (stem, stem_file), (beside, beside_file) = seen(400, 300), seen(200, 100)
    one = question(1, picture=stem, pictures=(None, beside, None, None))
    free = question(2, text="Theo bạn, cần làm gì?", note="viết ý kiến", options=(), lines=6)
    files = {stem.name: stem_file, beside.name: beside_file}
    return variants(variant(parts=(Part("", (one, free)),)), files=files)
