"""What is well and what is wrong, on plain values: limits, states, and the words that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from contest import storage
from contest.clock import EARLIEST
from contest.server_key import is_whole

GB, MB = 1_000_000_000, 1_000_000
DISK_WARN = 2 * GB
DISK_WRONG = storage.SHORT
WAL_WARN = storage.LONG_LOG
BACKUP_EVERY = timedelta(days=1)
#: Nor a later one.
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
#: Two machines at one PostgreSQL are never closer than this.
APART = timedelta(seconds=2)
PYTHON_FLOOR = (3, 11)
SHOWN = 3


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is not well."""

    check: str
    state: State
    said: str
    todo: str = ""


def ok(check: str, said: str) -> Finding:
    """It is well."""
    return Finding(check, State.OK, said)


def warn(check: str, said: str, todo: str) -> Finding:
    """It works, and may not for long."""
    return Finding(check, State.WARN, said, todo)


def wrong(check: str, said: str, todo: str) -> Finding:
    """It has to be mended."""
    return Finding(check, State.WRONG, said, todo)


def exit_code(findings: Sequence[Finding]) -> int:
    """1 when something is wrong; a warning stops no script."""
    return int(any(one.state is State.WRONG for one in findings))


def amount(size: int, unit: int) -> str:
    """So many of a unit, cut to one place behind a comma: never more than there is."""
    tenths = 10 * size // unit
    return f"{tenths // 10},{tenths % 10}"


def disk(free: int, least: int = DISK_WRONG, enough: int = DISK_WARN) -> Finding:
    """Room for the data and for a backup beside them."""
    said = f"Ổ đĩa chứa dữ liệu còn trống {amount(free, GB)} GB."
    if free < least:
        todo = "Xóa bớt tệp trên ổ này ngay: máy chủ thôi nhận lượt thi mới, hết hẳn thì không lưu được bài."
        return wrong("disk", said, todo)
    if free < enough:
        return warn("disk", said, "Xóa bớt tệp trước giờ thi, hoặc chuyển dữ liệu sang ổ khác với --data.")
    return ok("disk", said)


def ballast(free: int, *, kept: bool, size: int = storage.SIZE) -> Finding:
    """The room that a server gives up when the disk is full; it makes it while it runs."""
    room = f"{amount(size, MB)} MB".replace(",0", "")
    if kept:
        return ok("ballast", f"Có {room} để dành cho lúc ổ đĩa đầy.")
    if free >= 2 * size:
        return ok("ballast", f"Máy chủ sẽ để dành {room} cho lúc ổ đĩa đầy khi chạy.")
    said = f"Phần {room} để dành cho lúc ổ đĩa đầy không còn."
    return wrong("ballast", said, "Xóa bớt tệp trên ổ này ngay: có chỗ thì máy chủ tự để dành lại.")


def clock(before: datetime, after: datetime, newest: datetime | None, zone: str) -> Finding:
    """A clock that people's time can be counted by: it goes, and nothing stored comes after it."""
    said = f"Đồng hồ máy: {after:%H:%M:%S, %d/%m/%Y} (giờ Việt Nam); múi giờ của máy: {zone}."
    todo = "Chỉnh ngày giờ của máy, bật tự chỉnh theo mạng, rồi chạy lại lệnh này."
    if not EARLIEST <= after < LATEST:
        return wrong("clock", f"{said} Ngày này không thể đúng.", todo)
    if after <= before:
        return wrong("clock", f"{said} Đồng hồ đứng yên hoặc chạy lùi.", todo)
    if newest is not None and newest > after + APART:
        when = f"{newest.astimezone(after.tzinfo):%H:%M:%S, %d/%m/%Y}"
        return wrong("clock", f"{said} Dữ liệu đã có việc ghi lúc {when}, tức đồng hồ đang chậm.", todo)
    return ok("clock", said)


def python(version: tuple[int, ...]) -> Finding:
    """The oldest Python that the code is written for."""
    said = f"Python {'.'.join(map(str, version[:3]))}."
    if version[:2] < PYTHON_FLOOR:
        return wrong("python", said, "Cài Python từ 3.11.")
    return ok("python", said)


def sqlite_version(version: tuple[int, ...], floor: tuple[int, ...]) -> Finding:
    """Older ones may corrupt a WAL file."""
    said = f"SQLite {'.'.join(map(str, version))}."
    if version < floor:
        todo = f"Cần SQLite từ {'.'.join(map(str, floor))}: xóa thư mục .venv rồi chạy lại ./hoithi."
        return wrong("sqlite", said, todo)
    return ok("sqlite", said)


def packages(others: Sequence[str] | None) -> Finding:
    """``others``: packages that are not what the lock says; None where there is no lock to compare."""
    if others is None:
        return ok("packages", "Bản cài này không kèm tệp khóa gói, không có gì để so.")
    if others:
        said = f"{len(others)} gói không đúng bản đã khóa: {', '.join(others[:SHOWN])}."
        return warn("packages", said, "Xóa thư mục .venv rồi chạy lại ./hoithi để cài đúng bản.")
    return ok("packages", "Các gói đúng bản đã khóa.")


def folder_mode(path: str, mode: int) -> Finding | None:
    """Names lie in the folder: nobody else on the machine may look; its owner has to be able to write."""
    if mode & 0o077 or mode & 0o700 != 0o700:
        said = f"Thư mục dữ liệu {path} có quyền {mode:o}, phải là 700."
        return wrong("permissions", said, f"chmod 700 {path}")
    return None


def file_mode(path: str, mode: int, *, closed: bool) -> Finding | None:
    """A file with names or the key; in a ``closed`` folder nobody reaches it, until it is copied."""
    said = f"Tệp {path} có quyền {mode:o}, phải là 600."
    if mode & 0o600 != 0o600:
        return wrong("permissions", f"{said} Máy chủ không ghi được.", f"chmod 600 {path}")
    if mode & 0o077:
        return (warn if closed else wrong)("permissions", said, f"chmod 600 {path}")
    return None


def key(size: int | None, *, known: bool, sample: bool) -> Finding:
    """The server's key; ``known``: it is the one that every demo has."""
    restore = "Lấy lại server.key từ bản sao lưu: hoithi restore."
    if size is None:
        return wrong("key", "Không có tệp khóa server.key, nên mã dự thi đã phát không dùng được.", restore)
    if not is_whole(size):
        return wrong("key", "Tệp khóa server.key bị hỏng.", restore)
    if known and not sample:
        return wrong(
            "key", "Khóa này là của bản dùng thử, ai cũng biết.", "Dùng thư mục dữ liệu mới với --data."
        )
    return ok("key", "Tệp khóa của máy chủ đủ.")


def public_url(url: str) -> Finding:
    """The form of HOITHI_PUBLIC_URL: a root that phones can open."""
    if not url:
        return ok("public_url", "Không đặt HOITHI_PUBLIC_URL: điện thoại vào bằng địa chỉ trong mạng.")
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        said = f"HOITHI_PUBLIC_URL là “{url}”, không phải địa chỉ gốc của một trang."
        return wrong("public_url", said, "Ghi dạng https://thi.example.vn, không có gì phía sau tên máy.")
    return ok("public_url", f"HOITHI_PUBLIC_URL: {url}.")


def lan(addresses: Sequence[str], *, named: bool) -> Finding:
    """Where phones in the same network come in; ``named``: they have an address of their own to come by."""
    if addresses:
        return ok("lan", f"Địa chỉ trong mạng: {', '.join(addresses)}.")
    said = "Máy này không ở trong mạng nào."
    return ok("lan", said) if named else warn("lan", said, "Nối máy vào Wi-Fi hoặc dây mạng của hội trường.")


def port(number: int, *, free: bool, answer: tuple[int, str] | None) -> Finding:
    """``answer``: what whoever listens there says to /readyz."""
    if free:
        return ok("port", f"Cổng {number} trống, máy chủ chưa chạy ở đó.")
    status, word = answer or (0, "")
    if (status, word) == (200, "ok"):
        return ok("port", f"Máy chủ đang chạy ở cổng {number} và sẵn sàng.")
    if status == 503 and word in READY_WORDS:
        said = f"Máy chủ ở cổng {number} chưa sẵn sàng: {READY_WORDS[word]}."
        return wrong("port", said, "Dừng máy chủ rồi chạy lại; còn lỗi thì xem những dòng nó in ra.")
    said = f"Cổng {number} đang có chương trình khác dùng."
    return warn("port", said, "Chạy máy chủ với --port và một số khác.")


def server_clock(ahead: int) -> Finding:
    """Somebody set the clock while a server ran, which keeps its own time until it is started again."""
    how = f"nhanh hơn {ahead}" if ahead > 0 else f"chậm hơn {-ahead}"
    said = f"Đồng hồ máy đang {how} giây so với giờ mà máy chủ đang tính cho cuộc thi."
    todo = "Chỉnh đồng hồ máy cho đúng. Đã đúng mà máy chủ sai giờ: khởi động lại máy chủ lúc không ai thi."
    return wrong("server-clock", said, todo)


#: What /readyz says, in words.
READY_WORDS = {
    "writer": "phần ghi dữ liệu đã dừng",
    "queue": "hàng đợi ghi đã đầy",
    "database": "không đọc được cơ sở dữ liệu",
    "schema": "dữ liệu không đúng phiên bản",
}


def backup(newest: datetime | None, now: datetime, where: str) -> Finding:
    """A copy to go back to."""
    todo = "Sao lưu: hoithi backup (ra ổ khác thì thêm --to, và --backups cùng thư mục đó khi chạy lệnh này)."
    if newest is None:
        return warn("backup", f"Không có bản sao lưu nào trong {where}.", todo)
    said = f"Bản sao lưu mới nhất: {newest:%H:%M, %d/%m/%Y}."
    return (
        warn("backup", f"{said} Đã hơn một ngày.", todo)
        if now - newest > BACKUP_EVERY
        else ok("backup", said)
    )


def wal(size: int) -> Finding:
    """The log beside the file."""
    said = f"Tệp nhật ký WAL {amount(size, MB)} MB."
    if size > WAL_WARN:
        return warn(
            "wal", said, "Dừng máy chủ rồi chạy lại để tệp này được dọn; xem còn lệnh nào đang đọc dữ liệu."
        )
    return ok("wal", said)


def journal(mode: str) -> Finding:
    """A file that was just restored has no log until the server's first start."""
    if mode == "wal":
        return ok("journal", "Cơ sở dữ liệu ghi theo kiểu WAL.")
    return warn(
        "journal", f"Cơ sở dữ liệu ghi theo kiểu {mode}, chưa phải WAL.", "Chạy hoithi serve một lần."
    )


def synchronous(level: int) -> Finding:
    """FULL is 2: what was acknowledged survives a power cut."""
    if level >= 2:
        return ok("synchronous", "Ghi xuống đĩa rồi mới báo đã lưu (synchronous FULL).")
    said = "SQLite của bản cài này không ghi hẳn xuống đĩa (synchronous không phải FULL)."
    return wrong("synchronous", said, "Xóa thư mục .venv rồi chạy lại ./hoithi.")


def schema(stands_at: str, newest: str) -> Finding:
    """Whether the tables are those that this version works with."""
    if stands_at == newest:
        return ok("schema", f"Bảng dữ liệu đúng phiên bản ({newest}).")
    said = f"Bảng dữ liệu ở phiên bản {stands_at or '(chưa có)'}, chương trình cần {newest}."
    return wrong("schema", said, "Chạy hoithi serve một lần; bị từ chối thì cài bản hoithi mới hơn.")


def violated(check: str, holds: str, ids: Sequence[str], todo: str) -> Finding:
    """An invariant: ``ids`` are the rows that break it. Ids only: no name, code or answer."""
    if not ids:
        return ok(check, f"{holds}: đúng.")
    more = ", …" if len(ids) > SHOWN else ""
    said = f"{holds}: {len(ids)} chỗ sai ({', '.join(ids[:SHOWN])}{more})."
    return wrong(check, said, todo)
