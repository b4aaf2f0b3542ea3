"""What the prediction question asks: the last slot of some papers, which is in no bank."""

from __future__ import annotations

from contest.ruleset import percent
from contest.ruleset.rules import PredictionTarget, Ruleset
from questions.answering import parse_answer
from questions.kinds import Content, Kind

PREDICTION = Content(Kind.prediction, "")
#: The same where a percentage is predicted; its answers are hundredths of a per cent.
PERCENT = Content(Kind.prediction, "", unit="%")

#: What the prediction asks, and how its true value will be counted.
PREDICTIONS = {
    PredictionTarget.PARTICIPANTS: (
        "Bạn dự đoán có bao nhiêu người dự thi vòng này?",
        "người",
        "Đếm số người có ít nhất một bài thi được công nhận; mỗi người đếm một lần.",
    ),
    PredictionTarget.ATTEMPTS: (
        "Bạn dự đoán vòng này có bao nhiêu lượt thi?",
        "lượt",
        "Đếm tất cả bài thi được công nhận; một người thi nhiều lượt thì đếm từng lượt.",
    ),
    PredictionTarget.PERFECT_PEOPLE: (
        "Bạn dự đoán có bao nhiêu người trả lời đúng tất cả các câu?",
        "người",
        "Đếm số người có ít nhất một bài thi đúng tất cả các câu; mỗi người đếm một lần.",
    ),
    PredictionTarget.PERFECT_ATTEMPTS: (
        "Bạn dự đoán có bao nhiêu lượt thi đúng tất cả các câu?",
        "lượt",
        "Đếm tất cả bài thi đúng tất cả các câu; một người thi nhiều lượt thì đếm từng lượt.",
    ),
    PredictionTarget.PERCENT: (
        "Bạn dự đoán có bao nhiêu phần trăm số người dự thi trả lời đúng tất cả các câu?",
        "%",
        "Lấy số người có ít nhất một bài thi đúng tất cả các câu, chia cho số người có ít nhất một bài thi "
        "được công nhận; mỗi người đếm một lần.",
    ),
}
#: Where void attempts are counted too.
WITH_VOID = {PredictionTarget.PARTICIPANTS: "Đếm số người có ít nhất một bài thi; mỗi người đếm một lần."}
WITH_VOID |= {PredictionTarget.ATTEMPTS: "Đếm tất cả bài thi; một người thi nhiều lượt thì đếm từng lượt."}
WITH_VOID |= {
    PredictionTarget.PERCENT: "Lấy số người có ít nhất một bài thi đúng tất cả các câu, "
    "chia cho số người có ít nhất một bài thi; mỗi người đếm một lần."
}


def predicted(rules: Ruleset) -> Content:
    """What the prediction's slot asks under these rules."""
    return PERCENT if rules.predicts_percent else PREDICTION


def understood(content: Content, typed: str) -> str:
    """What was typed for a slot, in the words of an op; AnswerError says what is wrong with it."""
    return percent.parse(typed) if content == PERCENT else parse_answer(content, typed)
