"""What `hoithi key` does: a new key before the old ones, told in the audit chain (docs/decisions/0042)."""

from __future__ import annotations

from pathlib import Path

from contest import clock, server_key, settings
from contest.accounts import same_key, second_factor
from contest.announce import as_json, say
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.errors import CannotStart
from contest.installation import changing
from contest.web.database import reading, writing

ACTOR = "cli"
RUNNING = "Máy chủ đang chạy và đang dùng khóa cũ. Dừng máy chủ (Ctrl+C), chạy lại lệnh này, rồi mở máy chủ."
OPEN = (
    "Vòng “{title}” đang mở: thay khóa thì điện thoại của mọi người phải vào lại bằng mã dự thi, "
    "ai không giữ mã phải nhờ coi thi cấp lại. Chờ đóng vòng, hoặc thêm --force."
)
COOKIES = "Mọi điện thoại phải vào lại bằng mã dự thi. Ban Tổ chức không phải đăng nhập lại."
KEPT = "Mã dự thi, phiếu, mã lớp đã phát và bước đăng nhập thứ hai vẫn dùng được."
VOID = (
    "Mọi mã dự thi, phiếu và mã lớp đã phát hết dùng: in phiếu mới ở trang của vòng, mở lại mã lớp, "
    "cấp lại mã cho ai đã vào."
)
FACTORS = "Bước đăng nhập thứ hai của {count} người hết dùng, lập lại ở trang Tài khoản của tôi."
AGAIN = (
    "Sao lưu ngay: hoithi backup. Bản sao lưu cũ còn khóa cũ; khôi phục từ bản ấy thì thay khóa lần nữa. "
    "Có nhiều máy chủ cùng một PostgreSQL thì chép server.key sang từng máy rồi mở lại hết."
)


def rotate(data: Path | None, database: str, *, void_codes: bool, force: bool, json: bool) -> None:
    """Make a new key; the older ones stay for what was made with them, unless its end is asked for."""
    with changing(data, database, RUNNING):
        now = clock.now()
        if not force:
            with reading() as db:
                _refuse_while_open(campaigns.every(db, now))
        with writing() as db:
            ended = second_factor.end_all(db, ACTOR, now) if void_codes else 0
            detail = {"codes": "void" if void_codes else "kept"}
            audit.record(db, ACTOR, "server.rotate_key", "", detail, now)
            # Last: what failed before has changed nothing.
            keys = server_key.rotate(settings.current().data, keep=not void_codes)
            same_key.note(db, keys[0])
    if json:
        as_json({"keys": len(keys), "codes": detail["codes"], "second_factors_ended": ended})
        return
    say("Đã thay khóa của máy chủ.")
    say(COOKIES)
    say(VOID if void_codes else KEPT)
    if ended:
        say(FACTORS.format(count=ended))
    say(AGAIN)


def _refuse_while_open(views: tuple[campaigns.RoundView, ...]) -> None:
    for view in views:
        if view.phase is Phase.OPEN:
            raise CannotStart(OPEN.format(title=view.title))
