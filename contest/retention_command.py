"""What `hoithi retention` does: tell what goes when, or let go now what is due."""

from __future__ import annotations

from pathlib import Path

from contest import clock, settings
from contest.announce import as_json, say
from contest.installation import changing, looking
from contest.privacy import clearing, periods, retention
from contest.privacy.retention import Due
from contest.web.filters import number, when

RUNNING = (
    "Máy chủ đang chạy và tự xóa mỗi ngày. Muốn xóa ngay: Cài đặt, mục Dữ liệu cá nhân, Giữ bao lâu "
    "(/privacy/retention)."
)
NOTHING = "Không có gì sắp phải xóa."


def tell(data: Path | None, database: str, json: bool) -> None:
    """Print what would go, and when; nothing is done. Works beside a running server."""
    now = clock.now()
    with looking(data, database) as db:
        found = retention.plan(db, now, settings.data_folder(data))
    if json:
        as_json({"due": [_facts(one) for one in found]})
        return
    for one in found:
        moment = "Đến hạn" if one.on is None or one.is_now(now) else when(one.on)
        of = f", {' '.join(one.of.split())}" if one.of else ""
        say(f"{moment}: {one.what}{of}: {number(one.count)}")
    if not found:
        say(NOTHING)


def do(data: Path | None, database: str, json: bool) -> None:
    """Let go what is due, and clear the files of it."""
    now = clock.now()
    with changing(data, database, RUNNING):
        gone = retention.run(now)
        clearing.clear_due(now)
    if json:
        as_json({"gone": {keep.value: count for keep, count in gone.items()}})
        return
    for keep, count in gone.items():
        if count:
            say(f"Đã xóa {number(count)}: {periods.LABELS[keep]}")
    if not any(gone.values()):
        say("Không có gì đến hạn, chưa xóa gì.")


def _facts(one: Due) -> dict[str, object]:
    on = one.on.isoformat() if one.on else None
    return {"keep": one.keep.value, "what": one.what, "of": one.of, "count": one.count, "on": on}
