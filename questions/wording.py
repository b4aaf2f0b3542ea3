"""What kinds and levels are called, in the one place that every page and file takes the words from."""

from __future__ import annotations

from questions.kinds import Kind, Level

KIND_NAMES = {
    Kind.one: "một đáp án",
    Kind.several: "nhiều đáp án",
    Kind.true_false: "đúng/sai",
    Kind.statements: "đúng/sai từng ý",
    Kind.short: "trả lời ngắn",
    Kind.number: "điền số",
    Kind.ordering: "sắp xếp",
    Kind.matching: "ghép đôi",
    Kind.prediction: "dự đoán",
    Kind.suggestion: "hỏi mở",  # câu hỏi mở
}
LEVEL_NAMES = {Level.recognise: "nhận biết", Level.understand: "thông hiểu", Level.apply: "vận dụng"}

#: The kinds that a bank holds: a prediction belongs to a round.
ASKED = tuple(kind for kind in KIND_NAMES if kind is not Kind.prediction)
#: Those of them that papers draw and grade.
GRADED = tuple(kind for kind in ASKED if kind is not Kind.suggestion)
