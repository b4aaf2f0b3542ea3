"""Sample contexts of the pages about logging in in two steps, one's sessions, and what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from contest.accounts import second_factor, totp
from contest.accounts.pages import ConfirmPage, SecondStepPage
from contest.accounts.staff_pages import MePage, SessionRow, SigningInPage, TwoStepPage
from contest.web.pages import Page
from tests.samples_desk import NOW, ORGANISER

SECRET = b"12345678901234567890"
SEED = "0" * 32
ADDRESS = totp.address(SECRET, "tung", "thi.dakto.example")
SESSIONS = (
    SessionRow("0" * 13, "Chrome trên Windows", NOW - timedelta(hours=1), NOW, True),
    SessionRow("1" * 13, "Safari trên iPhone", NOW - timedelta(days=1), NOW - timedelta(hours=9), False),
)
ME = MePage(ORGANISER, "tung", SESSIONS, two_step=True, codes_left=10, password_at=NOW)
OFF = TwoStepPage(
    ORGANISER, "tung", False, False, seed=SEED, typed=totp.typed(SECRET), picture=totp.picture(ADDRESS)
)
ON = TwoStepPage(ORGANISER, "tung", False, True, codes_left=9)
CODES = tuple(second_factor.shown(f"{number:024d}") for number in range(10))
ASKED = SigningInPage(
    ORGANISER, {"admins": "free", "idle": "long"}, own=False, is_public=True, without=("Y Ngọc Hà",)
)

CONFIRM = ConfirmPage(
    ORGANISER,
    "/accounts/confirmation",
    "tung",
    next="/rounds/k7q2m94x0a1bc/results.xlsx",
    back="/rounds/k7q2m94x0a1bc/results",
)
FORM = ConfirmPage(
    ORGANISER,
    "/accounts/staff/new",
    "tung",
    fields=(("name", 'Y Ngọc "Hà" <b>'), ("role", "viewer")),
    is_form=True,
)

SAMPLES: dict[str, Page] = {
    "confirm": CONFIRM,
    "confirm, wrong": replace(CONFIRM, back="", problem="Mật khẩu chưa đúng."),
    "confirm, a form": FORM,
    "confirm, given": replace(CONFIRM, is_given=True),
    "confirm, given, from nowhere": replace(CONFIRM, is_given=True, back=""),
    "me": ME,
    "me, alone": replace(ME, sessions=SESSIONS[:1], two_step=False),
    "me, wrong": replace(ME, errors={"old": "Mật khẩu đang dùng chưa đúng."}),
    "second step": SecondStepPage("tung", next="/rounds"),
    "second step, wrong": SecondStepPage("tung", "Mã chưa đúng."),
    "two step, off": OFF,
    "two step, must": replace(OFF, staff=None, must=True),
    "two step, wrong": replace(OFF, errors={"code": second_factor.WRONG}),
    "two step, on": ON,
    "two step, on, must": replace(ON, must=True),
    "two step, on, wrong": replace(ON, errors={"code": "Sai.", "password": "Sai."}, open="off"),
    "two step, codes": replace(ON, codes=CODES, codes_left=10),
    "signing in": ASKED,
    "signing in, refused": replace(ASKED, problem="Bật hai bước cho tài khoản của bạn trước."),
}
