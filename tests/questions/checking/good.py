"""Good questions and packs, for tests that plant one fault in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from questions.checking.asked import Rules
from questions.checking.packs import Pack
from questions.checking.whole import AREAS, ITEMS
from questions.documents.register import Register, parse
from questions.formats import text
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level

REGISTER = Register(parse("Số: 57-NQ/TW\nNgày: 22/12/2024\nVề: đột phá phát triển khoa học, công nghệ\n"))
RULES = Rules(REGISTER, frozenset({"VNeID", "OTP"}))

ONE = ParsedQuestion(
    kind=Kind.one,
    text="Khi có người lạ gọi điện hỏi mã OTP, bạn nên làm gì?",
    options=(
        "Đọc mã cho họ rồi đổi mật khẩu",
        "Không đọc mã cho bất kỳ ai hỏi",
        "Gửi mã qua tin nhắn cho an toàn",
        "Hỏi họ tên rồi mới đọc mã cho họ",
    ),
    right=(1,),
    explanation="Mã OTP mở tài khoản của bạn. Ai có mã ấy thì lấy được tiền.",
    basis="Kiến thức chung",
    topics=("tag-attt",),
    level=Level.recognise,
)
SEVERAL = replace(ONE, kind=Kind.several, right=(1, 2))
TRUTH = ParsedQuestion(
    kind=Kind.true_false,
    text="Nghị quyết số 57-NQ/TW do Bộ Chính trị ban hành.",
    options=("Đúng", "Sai"),
    right=(0,),
    explanation="Nghị quyết ra đời cuối năm 2024. Bộ Chính trị ban hành nghị quyết này.",
    basis="Nghị quyết số 57-NQ/TW ngày 22/12/2024",
    topics=("tag-nq57",),
    level=Level.understand,
)
NUMBER = replace(
    TRUTH,
    kind=Kind.number,
    text="Nghị quyết số 57-NQ/TW có bao nhiêu nhiệm vụ, giải pháp?",
    options=(),
    right=(),
    number=7,
)

STATEMENTS = replace(
    ONE, kind=Kind.statements, text="Về mã OTP, mỗi ý sau đúng hay sai?", right=(1, 3), in_parts=True
)
SHORT = replace(
    ONE,
    kind=Kind.short,
    text="Mã dùng một lần gọi tắt là gì?",
    options=(),
    right=(),
    accepted=("OTP", "mã OTP"),
)
ORDERING = replace(ONE, kind=Kind.ordering, text="Xếp các việc theo thứ tự.", right=())
MATCHING = replace(
    ONE,
    kind=Kind.matching,
    text="Ghép việc với người làm.",
    options=("Đọc mã", "Gửi mã", "Hỏi họ tên"),
    right=(),
    targets=("Người lạ", "Bạn", "Công an xã", "Ngân hàng"),
)

_SENTENCE = (
    "người dân nộp hồ sơ một cửa quét mã trả tiền chợ tra cứu hóa đơn học kỹ năng số gửi phản ánh cổng tỉnh "
    "cán bộ hẹn trả kết quả sớm đoàn viên giúp bà con thôn mở tài khoản đọc tin báo công an khi bị lừa"
)
_WORDS = _SENTENCE.split()
_PLACES = ("Một", "Hai", "Ba", "Bốn")
#: Topics so that every item and area has enough questions.
_TOPICS = (
    *(item for item in ITEMS for _ in range(8)),
    *(area for area in AREAS for _ in range(10)),
    "cchc-4-chi-so",
    "cchc-8-quyen-giam-sat",
)
_LEVELS = (*([Level.recognise] * 5), *([Level.understand] * 3), *([Level.apply] * 2))


def many(count: int) -> list[ParsedQuestion]:
    """So many good questions, no two alike, the right one in every place in turn."""
    return [_numbered(number) for number in range(count)]


def _numbered(number: int) -> ParsedQuestion:
    chance = random.Random(number)
    longest = (number + 1) % 4
    return replace(
        ONE,
        text=f"{' '.join(chance.sample(_WORDS, 12)).capitalize()}?",
        options=tuple(f"{name} người{' nữa' * (place == longest)}" for place, name in enumerate(_PLACES)),
        right=(number % 4,),
        topics=(_TOPICS[number % len(_TOPICS)],),
        level=_LEVELS[number % 10],
    )


def pack(questions: Sequence[ParsedQuestion], name: str = "thu") -> Pack:
    """These questions as a pack is written."""
    return Pack(name, text.write(questions))
