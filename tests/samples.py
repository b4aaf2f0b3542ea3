"""A sample context for every template of the phone, in every state people meet.

Used by the template tests and by whoever wants to look at the pages; the names are invented.
"""

from __future__ import annotations

from dataclasses import replace

from contest.attempts.pages import LinePage
from contest.attempts.rules import Left
from contest.campaigns import proofs, qr_code
from contest.campaigns.pages import (
    Amended,
    CodePage,
    ComebackPage,
    ContestCard,
    EnterPage,
    HomePage,
    InvitedPage,
    LandingPage,
    Prize,
    RuleSection,
    RulesPage,
    Standing,
    UnitRow,
    UnitsPage,
    WarmUpPage,
)
from contest.campaigns.states import Way
from contest.campaigns.ways import which_code, who_gives
from contest.errors import Busy
from contest.people.asking import LEAST, USUAL, Ask, Fields, in_a_line
from contest.ruleset.differences import Difference
from contest.web.pages import BusyPage, ErrorPage, MessageFragment, Page
from tests import samples_audiences
from tests.samples_attempts import (
    ASKED,
    ATTEMPT,
    CLOSES,
    IN_PARTS,
    MORE,
    OPENS,
    PACED,
    QUESTION,
    READY,
    RECEIPT,
    REVIEW,
    REVIEWED,
    ROUND,
    SCORE,
    SHUT,
    SLUG,
    SUMMARY,
    TAKEN,
    TITLE,
    VOID,
    WAITING,
)
from tests.samples_board import BOARD, LISTED
from tests.samples_classes import CONTACT, LONG_NAME, LONG_UNIT, PRIVACY, of_a_class
from tests.samples_complaints import PHONE_SAMPLES
from tests.samples_feedback import FEEDBACK_SAMPLES
from tests.samples_own import OWN_SAMPLES
from tests.samples_results import PHONE as PUBLISHED
from tests.samples_rounds import PHONE

AMENDED = (
    Amended(
        CLOSES,
        "Theo đề nghị của các chi đoàn, mỗi người được thêm một lượt.",
        (Difference("Lượt thi", ("Mỗi người được thi 3 lượt.",), ("Mỗi người được thi 4 lượt.",)),),
    ),
    Amended(OPENS, "Lý do <b>dài</b>", (Difference("Câu dự đoán", (), ("Có câu dự đoán.",)),)),
)

LANDING = LandingPage(
    slug=SLUG,
    organiser=("Ủy ban nhân dân xã Đăk Tô", "Đoàn TNCS Hồ Chí Minh xã Đăk Tô"),
    kind="Cuộc thi tìm hiểu",
    title=("Chuyển đổi số và", "cải cách hành chính"),
    about="",
    round=ROUND,
    round_name="Tuần 4",
    phase="open",
    opens=OPENS,
    closes=CLOSES,
    seconds=191_640,
    audience="Đoàn viên, học sinh, cán bộ và người dân từ 12 tuổi trong xã",
    questions=15,
    has_prediction=True,
    minutes=15,
    attempts=3,
    limits="3 lượt",
    counting="lấy lượt cao nhất",
    results="Có sau khi tuần thi đóng",
    summary=SUMMARY,
    contact=CONTACT,
    prizes=(Prize("Nhất", 1, 1_000_000), Prize("Nhì", 2, 700_000), Prize("Khuyến khích", 5, 0)),
    asked=in_a_line(USUAL),
)


ENTERED = Standing(entered=True, attempts_left=2)

UNITS = (
    UnitRow("u9a", "Lớp 9A", "Trường THCS Nguyễn Du"),
    UnitRow("u9b", "Lớp 9B", "Trường THCS Nguyễn Du"),
    UnitRow("ugv", "Giáo viên, nhân viên khối 9", "Trường THCS Nguyễn Du"),
    UnitRow("udt", LONG_UNIT),
)
ENTER = EnterPage(
    slug=SLUG,
    title=TITLE,
    privacy=PRIVACY,
    audiences=samples_audiences.AUDIENCES,
)
INVITED = InvitedPage(
    slug=SLUG,
    title=TITLE,
    privacy=ENTER.privacy,
    code="W6RD3PZK",
    name="Y Thu Hằng",
    unit="Lớp 9B, Trường THCS Nguyễn Du",
    contact=CONTACT,
    values={"birth_year": "1990"},
)
CODE = CodePage(
    slug=SLUG,
    title=TITLE,
    name="Y Thu Hằng",
    unit="lớp 9B",
    code="W6RD3PZK",
    qr=qr_code.svg("https://thi.example/c?W6RD3PZK"),
    until=CLOSES,
    host="thi.dakto.example",
    contact=CONTACT,
    round=ROUND,
    minutes=15,
)

CARDS = tuple(
    ContestCard(f"thi-{phase}", " ".join(TITLE), LANDING.organiser[0], "Tuần 4", phase, OPENS, CLOSES)
    for phase in ("open", "waiting", "closing", "closed")
)
SECTIONS = (
    RuleSection("Điều 1. Ai được thi", (LANDING.audience + ".",)),
    RuleSection("Điều 2. Xếp hạng", ("Theo thứ tự:",), SUMMARY),
)
ERRORS = {
    "name": "Ghi họ và tên của bạn.",
    "unit": "Chọn đơn vị để tính thành tích cho bạn.",
    "birth_year": "Năm sinh gồm 4 chữ số, ví dụ 2001.",
    "audience": "Chọn một mục cho đúng với bạn.",
    "phone": "Số điện thoại gồm 10 chữ số, ví dụ 0912 345 678. Không có thì để trống.",
    "guardian_name": "Ghi họ và tên người giám hộ.",
    "guardian_join": "Người giám hộ đồng ý thì bạn mới dự thi được.",
    "consent_join": "Bạn đồng ý thì mới dự thi được.",
}
OF_A_SLIP = {name: ERRORS[name] for name in ("birth_year", "guardian_name", "guardian_join", "consent_join")}
TYPED = {
    "name": LONG_NAME,
    "birth_year": "2012",
    "phone": "0912 345 6",
    "audience": "a1aaaaaaaaaaa",
    "consent_join": "1",
}
FOUND = {"query": "nguyen du 9", "units": UNITS, "chosen": "u9b", "more": 3}

SAMPLES: dict[str, Page] = {
    "home": HomePage(CARDS, "Đoàn xã Đăk Tô"),
    "home-empty": HomePage(()),
    "busy": BusyPage("Máy chủ đang bận", Busy().message, 4, f"/campaigns/{SLUG}"),
    "busy-form": BusyPage(
        "Máy chủ đang bận",
        Busy().message,
        12,
        f"/campaigns/{SLUG}/entries/new",
        is_form=True,
        fields=(("name", LONG_NAME), ("birth_year", "1990")),
    ),
    "busy-file": BusyPage("Máy chủ đang bận", Busy().message, 12, "/units/upload", is_form=True),
    "error": ErrorPage("Không tìm thấy trang này", "Không tìm thấy trang này. Về trang cuộc thi."),
    "message": MessageFragment("Chưa lưu được. Máy sẽ thử lại sau 10 giây."),
    "landing": LANDING,
    "warm-up": WarmUpPage(SLUG, TITLE),
    "landing-entered": replace(LANDING, mine=ENTERED, has_board=True, about="Cuộc thi dành cho mọi người."),
    "landing-sitting": replace(LANDING, mine=replace(ENTERED, open_attempt=ATTEMPT, next_slot=8)),
    "landing-spent": replace(LANDING, mine=Standing(entered=True, last_attempt=ATTEMPT)),
    "landing-same": replace(LANDING, mine=replace(ENTERED, is_same=True, last_attempt=ATTEMPT)),
    "landing-same-waiting": replace(
        LANDING, phase="waiting", seconds=40, contact="", mine=replace(ENTERED, is_same=True)
    ),
    "landing-waiting": replace(LANDING, phase="waiting", seconds=3_700, prizes=(), audience="", contact=""),
    "landing-waiting-entered": replace(LANDING, phase="waiting", seconds=40, mine=ENTERED),
    "landing-closing": replace(LANDING, phase="closing", seconds=0, mine=ENTERED),
    "landing-closed": replace(
        LANDING, phase="closed", seconds=0, has_board=True, mine=Standing(True, last_attempt=ATTEMPT)
    ),
    "rules": RulesPage(SLUG, TITLE, "Tuần 4", SECTIONS, "9c41e07b", "51ab"),
    "rules-amended": RulesPage(SLUG, TITLE, "Tuần 4", SECTIONS, "9c41e07b", "51ab", amended=AMENDED),
    "landing-amended": replace(LANDING, amended_at=OPENS),
    **samples_audiences.samples(LANDING, ENTERED, SECTIONS),
    "rules-plain": RulesPage(SLUG, TITLE, "Tuần 4", SECTIONS[:1], "9c41e07b"),
    "units": UnitsPage("nguyen du 9", UNITS, "u9b"),
    "units-none": UnitsPage("xyz <b>", ()),
    "enter": ENTER,
    "enter-errors": replace(ENTER, values=TYPED, errors=ERRORS, guardian=True, **FOUND),
    "enter-least": replace(ENTER, asks=LEAST, audiences=(), errors={"grown": "Chọn một trong hai."}),
    "enter-child": replace(
        ENTER,
        asks=Fields(Ask.OPTIONAL, Ask.REQUIRED, Ask.OPTIONAL),
        values={"grown": "0"},
        guardian=True,
        **FOUND,
    ),
    "enter-proof": replace(ENTER, challenge='{"parameters": {}}', contact=CONTACT),
    "enter-proof-errors": replace(ENTER, challenge="{}", errors={"proof": proofs.MISSING}, values=TYPED),
    "enter-code-only": replace(ENTER, code_only=True, contact=CONTACT, who_gives=who_gives(Way)),
    "invited": INVITED,
    "invited-errors": replace(
        INVITED, name=LONG_NAME, unit="", asks_year=True, guardian=True, values=TYPED, errors=OF_A_SLIP
    ),
    "invited-grown": replace(INVITED, asks_grown=True, values={}, errors={"grown": "Chọn một trong hai."}),
    "landing-code-only": replace(LANDING, code_only=True, which_code=which_code(Way), by_class=True),
    "landing-waiting-code-only": replace(
        LANDING, phase="waiting", seconds=40, code_only=True, which_code=which_code((Way.CODE,))
    ),
    "code": CODE,
    "code-later": replace(CODE, code="", qr="", name=LONG_NAME, unit=LONG_UNIT, open_attempt=ATTEMPT),
    "code-closed": replace(CODE, round="", contact=""),
    "comeback": ComebackPage(SLUG, TITLE, CONTACT),
    "comeback-code-only": ComebackPage(SLUG, TITLE, CONTACT, code_only=True),
    "comeback-wrong": ComebackPage(
        SLUG, TITLE, "", "W6RD3P", "Mã dự thi chưa đúng. Mã gồm 8 ký tự, in trên phiếu của bạn."
    ),
    "ready": READY,
    "line": LinePage(ROUND, "1764201600000-0", 214, 12),
    "line-turn": LinePage(ROUND, "1764201600000-0", 0, 0),
    "ready-sitting": replace(READY, open_attempt=ATTEMPT),
    "ready-waiting": replace(READY, phase="waiting", opens=OPENS),
    "ready-over": replace(READY, phase="closed", attempts_left=0, receipts=((1, ATTEMPT), (2, ATTEMPT))),
    "ready-later": replace(READY, next_at=OPENS, waits_for="Hôm nay bạn đã thi đủ số lượt của một ngày."),
    "ready-no-limit": replace(READY, attempts=0, attempts_left=1),
    "ready-spent": replace(READY, attempts_left=0, rules=(), has_prediction=False),
    **{f"question-{slot}": replace(QUESTION, slot=slot) for slot in (1, 4, 5, 7, 14, 15, 16)},
    "question-wrong": replace(QUESTION, slot=14, typed="khoảng 30", error="Chỉ ghi số, ví dụ 1.050."),
    "question-short": replace(QUESTION, slot=1, questions=QUESTION.questions[:1], left=Left(9)),
    **MORE,
    "question-paced": PACED,
    "question-paced-number": replace(PACED, questions=ASKED[13:14], slot=14, is_shut=True),
    "question-paced-last": replace(PACED, questions=ASKED[15:], slot=16),
    "question-shut": SHUT,
    "question-paused": replace(QUESTION, left=Left(432, paused=True)),
    **IN_PARTS,
    "void": VOID,
    "void-plain": replace(VOID, at=None, reason="", contact=""),
    "void-same": replace(VOID, reason="", is_same=True),
    "ready-same": replace(READY, attempts_left=0, is_same=True, contact="Điện thoại 0260 000 0000."),
    "ready-same-over": replace(READY, phase="closed", attempts_left=0, is_same=True),
    "ready-same-no-limit": replace(READY, attempts=0, attempts_left=0, is_same=True),
    "ready-paused": replace(READY, paused=True),
    "landing-paused": replace(LANDING, paused=True, mine=ENTERED),
    "taken": TAKEN,
    "review": REVIEW,
    "review-full": replace(REVIEW, unanswered=(), prediction_missing=False, left=Left(300)),
    "receipt": RECEIPT,
    "receipt-late": replace(RECEIPT, timed_out=True, answered=13, attempts_left=0, prediction=None),
    "receipt-score": replace(RECEIPT, score=replace(SCORE, points=None, rank=None), has_board=True),
    "receipt-closed": replace(
        RECEIPT, score=SCORE, closed=True, attempts_left=0, review=REVIEWED, has_board=True
    ),
    "receipt-waits": replace(RECEIPT, score=SCORE, closed=True, attempts_left=0, review_waits=WAITING),
    "board": BOARD,
    "board-official": replace(BOARD, provisional=False, around=(), units=(), updated=None),
    "board-empty": replace(BOARD, rows=()),
    "board-hidden": replace(BOARD, shown=False),
    "board-season": replace(BOARD, season=True),
    "board-published": replace(BOARD, provisional=False, digest="9f86 d081 884c 7d65"),
    "landing-season": replace(LANDING, season=True),
    "landing-chosen": replace(LANDING, chosen="Vòng này dành cho 20 người.", listed=True),
    "landing-out": replace(
        LANDING,
        chosen="Vòng này dành cho 20 người.",
        mine=replace(ENTERED, out="Vòng này dành cho 20 người."),
    ),
    "ready-out": replace(READY, attempts_left=0, out="Vòng này dành cho 20 người.", contact=CONTACT),
    **PHONE,
}
SAMPLES |= of_a_class(LANDING, TYPED)
SAMPLES |= OWN_SAMPLES | PHONE_SAMPLES | PUBLISHED | LISTED | FEEDBACK_SAMPLES
