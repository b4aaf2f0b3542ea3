"""Sample papers, reviews and receipts: the attempts' part of `tests.samples`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from contest.attempts import review
from contest.attempts.pages import (
    Given,
    PartView,
    QuestionPage,
    ReadyPage,
    ReceiptPage,
    Reviewed,
    ReviewPage,
    Score,
    TakenPage,
    VoidPage,
    Written,
)
from contest.attempts.rules import Left
from contest.attempts.slot_pages import Choice, Place, Question
from contest.ruleset.states import Way
from questions.kinds import Kind

OPENS = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 10, 11, 13, 0, tzinfo=UTC)
HANDED_IN = datetime(2026, 10, 9, 12, 26, 41, tzinfo=UTC)
SLUG = "chuyen-doi-so-2026"
ROUND = "k7q2m94qx3f8d"
ATTEMPT = "3f8d61vnw6rd3"
TITLE = ("Tìm hiểu chuyển đổi số", "và cải cách hành chính")
SUMMARY = (
    "Xếp hạng theo số câu đúng, rồi độ lệch của câu dự đoán, rồi thời gian làm bài.",
    "Hết giờ, những câu đã lưu được tính. Bạn không cần bấm nộp.",
    "Mỗi người nhận một giải cá nhân trong cả cuộc thi.",
)

OPTIONS = (
    "Hai mức độ: toàn trình và một phần",
    "Ba mức độ: 2, 3 và 4",
    "Bốn mức độ, từ 1 đến 4",
    "Chỉ một mức độ: toàn trình, trừ những thủ tục mà luật chuyên ngành có quy định khác về việc nộp hồ sơ",
)


def choices(*chosen: str) -> tuple[Choice, ...]:
    """Four options with letters; those in `chosen` are ticked."""
    pairs = zip("abcd", "ABCD", OPTIONS, strict=True)
    return tuple(Choice(f"o{id}", letter, text, f"o{id}" in chosen) for id, letter, text in pairs)


def question(slot: int) -> Question:
    """Slots 1 to 15 of the sample paper: most have one right answer, three are of other kinds."""
    if slot == 4:
        answer = "oa,oc"
        return Question(
            slot, Kind.several, "Những việc nào làm được trên VNeID?", choices("oa", "oc"), answer
        )
    if slot == 5:
        text = "Dịch vụ công toàn trình trả kết quả trực tuyến hoặc gửi qua bưu chính công ích."
        return Question(slot, Kind.true_false, text, answer="dung")
    if slot == 14:
        text = "Đến năm 2030, kinh tế số đạt tối thiểu bao nhiêu phần trăm GDP?"
        return Question(slot, Kind.number, text, answer="", unit="%")
    answer = "oa" if slot <= 7 else ""
    text = "Dịch vụ công trực tuyến được cung cấp theo mấy mức độ?"
    return Question(slot, Kind.one, text, choices(answer), answer)


PREDICTION = Question(
    16,
    Kind.prediction,
    "Có bao nhiêu người dự thi tuần này?",
    answer="1050",
    unit="người",
    help=(
        "Đếm người, không đếm lượt. Một người thi 3 lượt vẫn là 1.",
        "Không đếm bài bị hủy và bài làm thử của Ban Tổ chức.",
    ),
    purpose="Xếp hạng khi bằng số câu đúng: lệch ít hơn đứng trước, đoán hơn hay kém như nhau.",
)
ASKED = (*map(question, range(1, 16)), PREDICTION)
QUESTION = QuestionPage(
    slug=SLUG,
    attempt=ATTEMPT,
    round_name="Tuần 4",
    lease=1,
    last_seq=9,
    left=Left(432),
    slot=7,
    questions=ASKED,
    places=tuple(Place(each.slot, each.saved, each.is_prediction) for each in ASKED),
)
SUGGESTION = Question(
    16,
    Kind.suggestion,
    "Theo bạn, cần làm gì để bà con trong thôn dùng dịch vụ công trực tuyến nhiều hơn?",
    answer="Mở lớp ở nhà rông.\nMời đoàn viên về giúp bà con cài VNeID.",
    called="Câu hỏi mở",
)
OPEN_ENDED = replace(
    QUESTION,
    questions=(*ASKED[:-1], SUGGESTION, replace(PREDICTION, slot=17)),
    places=(
        *QUESTION.places[:-1],
        Place(16, True, called="Câu hỏi mở"),
        Place(17, True, True, called="Dự đoán"),
    ),
    slot=16,
)
FORWARD = replace(QUESTION, way=Way.FORWARD, questions=ASKED[6:])
PACED = replace(
    QUESTION, way=Way.PACED, questions=ASKED[7:8], slot=8, left=Left(432, slot=8, slot_seconds=25)
)
PART_ONE = PartView("Phần I. Trắc nghiệm", "Phần I", 1, 10, "Phần II")
PART_TWO = PartView("Phần II. Tình huống", "Phần II", 11, 16)
PARTS = replace(
    QUESTION,
    way=Way.PARTS,
    part=PART_ONE,
    questions=ASKED[:10],
    left=Left(912, slot=1, slot_seconds=432),
)
PARTS_LAST = replace(
    PARTS, part=PART_TWO, questions=ASKED[10:], slot=11, left=Left(432, slot=11, slot_seconds=432)
)
PARTS_SHUT = replace(PARTS, is_shut=True, left=Left(480, slot=1))
SHUT = replace(PACED, is_shut=True, left=Left(432, slot=8), missed="Câu 7")
REVIEW = ReviewPage(
    slug=SLUG,
    attempt=ATTEMPT,
    round_name="Tuần 4",
    lease=1,
    last_seq=9,
    left=Left(48),
    questions=15,
    unanswered=(8, 13),
    saved=13,
    prediction_slot=16,
    prediction_missing=True,
)
REVIEW_OPEN = replace(
    REVIEW,
    prediction_slot=17,
    written=(Written(15, "Câu hỏi mở 1", ""), Written(16, "Câu hỏi mở 2", "đã ghi 13\u00a0chữ")),
)
REVIEW_IN_ORDER = replace(REVIEW, at_hand=9, at_hand_name="câu 9")
REVIEW_PART = replace(
    REVIEW,
    left=PARTS.left,
    questions=10,
    unanswered=(8, 9),
    prediction_slot=0,
    prediction_missing=False,
    saved=8,
    part=PART_ONE,
)
REVIEW_PART_SHUT = replace(REVIEW_PART, is_shut=True, left=Left(480, slot=1))
REVIEW_PART_PAUSED = replace(REVIEW_PART, unanswered=(), left=Left(480, True, 1, 20))
REVIEW_LAST_PART = replace(REVIEW, questions=5, unanswered=(13,), part=PART_TWO, saved=14)
READY = ReadyPage(
    slug=SLUG,
    round=ROUND,
    round_name="Tuần 4",
    title=TITLE,
    questions=15,
    has_prediction=True,
    minutes=15,
    attempts_left=2,
    attempts=3,
    closes=CLOSES,
    rules=SUMMARY,
    limits="3 lượt",
    name="Nhung",
)
RECEIPT = ReceiptPage(
    slug=SLUG,
    title=TITLE,
    round=ROUND,
    round_name="Tuần 4",
    name="Nhung",
    receipt="HT-3F8D-61VN",
    digest="9c41e07b",
    at=HANDED_IN,
    timed_out=False,
    number=1,
    attempts=3,
    attempts_left=2,
    answered=15,
    questions=15,
    given=(Given(1, "A"), Given(2, "A, C"), Given(3, ""), Given(4, "Đúng"), Given(5, "1.050")),
    closes=CLOSES,
    closed=False,
    prediction=455,
)
GIVEN_IN_PARTS = (Given(1, "A", "Phần I. Trắc nghiệm"), Given(2, ""), Given(3, "B", "Phần II. Tình huống"))
WAITING = review.WAITS.format(name="tuần 4, Bảng B")
SCORE = Score(right=14, seconds=402, points=1400, rank=38, people=1464, prediction=455, truth=464)
REVIEWED = (
    Reviewed(1, "Dịch vụ công trực tuyến được cung cấp theo mấy mức độ?", "A", True, "A"),
    Reviewed(
        2,
        "Hồ sơ nộp qua mạng có giá trị như hồ sơ giấy không?",
        "Sai",
        False,
        "Đúng",
        "Hồ sơ điện tử đủ điều kiện có giá trị pháp lý như bản giấy.",
        "Nghị định 45/2020/NĐ-CP, Điều 5",
    ),
    Reviewed(3, "Số tổng đài hỗ trợ Cổng Dịch vụ công quốc gia?", "", False, "18001096"),
)
TAKEN = TakenPage(SLUG, ATTEMPT, "Tuần 4", 7, 15, Left(432))
VOID = VoidPage(SLUG, TITLE, "Tuần 4", 2, "Điện thoại 0260 000 0000.", HANDED_IN, "Hai máy cùng làm một bài.")
#: A paper in parts, by the name of each sample.
IN_PARTS = {
    "question-parts": PARTS,
    "question-parts-last": PARTS_LAST,
    "question-parts-prediction": replace(PARTS_LAST, slot=16),
    "question-parts-shut": PARTS_SHUT,
    "review-part": REVIEW_PART,
    "review-part-shut": REVIEW_PART_SHUT,
    "review-part-paused": REVIEW_PART_PAUSED,
    "review-last-part": REVIEW_LAST_PART,
    "receipt-parts": replace(RECEIPT, given=GIVEN_IN_PARTS),
    "receipt-parts-closed": replace(
        RECEIPT,
        score=SCORE,
        closed=True,
        review=(replace(REVIEWED[0], part="Phần I"), REVIEWED[1], replace(REVIEWED[2], part="Phần II")),
    ),
}
MORE: dict[str, QuestionPage | ReviewPage | ReceiptPage | ReadyPage] = {
    "question-forward": FORWARD,
    "review-in-order": REVIEW_IN_ORDER,
    "question-open": OPEN_ENDED,
    "question-open-wrong": replace(OPEN_ENDED, typed="ý " * 1001, error="Câu trả lời dài quá 2.000 ký tự."),
    "review-open": REVIEW_OPEN,
    "receipt-asks": replace(RECEIPT, asks=ATTEMPT, asks_until=CLOSES, contact="0900 000 000"),
    "receipt-open": replace(RECEIPT, written=REVIEW_OPEN.written),
    "ready-open": replace(READY, suggestions=1),
}
