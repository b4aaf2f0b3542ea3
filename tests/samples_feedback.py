"""Sample contexts of feedback, on the phone and at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contest.feedback.pages import AnswerPage, IndexPage
from contest.feedback.rules import GRADES, Tally
from contest.feedback.service import LATE
from contest.feedback.showing import CHOICES, grade_rows
from contest.web.pages import Page
from tests.samples_attempts import ATTEMPT, CLOSES, SLUG, TITLE
from tests.samples_desk import ORGANISER
from tests.samples_own import CONTACT, HEAD

ANSWER = AnswerPage(SLUG, TITLE, "Tuần 4", ATTEMPT, CHOICES, CLOSES, 500, is_open=True)
SAID = replace(
    ANSWER, given="Hài lòng", values={"grade": "4", "words": "Câu <b>hỏi</b> hay"}, contact=CONTACT
)
FEEDBACK_SAMPLES: dict[str, Page] = {
    "feedback": ANSWER,
    "feedback-given": replace(SAID, notice="Đã ghi nhận."),
    "feedback-wrong": replace(
        SAID,
        values={"grade": "", "words": "x" * 501},
        errors={"grade": "Chọn một mức.", "words": "Ngắn lại."},
    ),
    "feedback-late": replace(SAID, is_open=False),
    "feedback-late-typed": replace(SAID, is_open=False, problem=LATE),
    "feedback-late-none": replace(ANSWER, is_open=False),
}

TALLY = Tally((12, 7, 2, 1, 0))
INDEX = IndexPage(
    staff=ORGANISER,
    round=HEAD,
    asked=True,
    until=CLOSES,
    grades=grade_rows(TALLY),
    answered=TALLY.answered,
    people=41,
    content="86,4%",
    texts=2,
    found=2,
    rows=(
        (GRADES[5], "Câu hỏi sát việc.\n\nNên có thêm vòng sau."),
        (GRADES[2], "<b>Máy</b> chậm " + "a" * 200),
    ),
)
EMPTY = replace(
    INDEX, grades=grade_rows(Tally((0,) * 5)), answered=0, people=0, content="", texts=0, found=0, rows=()
)
DESK_SAMPLES: dict[str, Any] = {
    "some": replace(INDEX, notice="Từ giờ người nộp bài xong được hỏi ý kiến."),
    "sifted": replace(INDEX, words="may", grade="2", query={"q": "may"}, found=1, rows=INDEX.rows[1:]),
    "none found": replace(INDEX, words="x", found=0, rows=()),
    "beyond": replace(INDEX, rows=(), page=9, pages=2, found=70),
    "no words": replace(INDEX, texts=0, found=0, rows=()),
    "nothing": replace(EMPTY, people=40),
    "off": replace(EMPTY, asked=False),
}
