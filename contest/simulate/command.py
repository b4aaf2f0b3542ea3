"""`hoithi simulate`: finds the running demo, sends the crowd, says what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from contest import settings
from contest.simulate.crowd import Plan, run
from contest.simulate.page import parse
from contest.simulate.tally import Result, Tally
from contest.simulate.wire import Cut, Phone

NOBODY = "Không có máy chủ nào trả lời ở {url}. Chạy: ./hoithi demo"
NO_CONTEST = "Trang {url} không có cuộc thi nào đang mở. Ghi tên cuộc thi với --contest."
NO_TOKEN = "Chỉ đóng được vòng thi của bản dùng thử đang chạy trên máy này."
FAILED = 2


@dataclass(frozen=True, slots=True)
class Token:
    """What a running demo leaves for this user."""

    url: str
    contest: str
    login: str
    password: str
    key: bytes


class CannotSimulate(Exception):
    """Why nothing was simulated; the text is for whoever typed the command."""


def tokens() -> list[Token]:
    """The demos of this user that run, the newest first."""
    files = sorted(settings.run_folder().glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    found = []
    for file in files:
        # A demo may end, and take its token away, while this is read.
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads(file.read_text(encoding="utf-8"))
            key = bytes.fromhex(told["key"])
            found.append(Token(told["url"], told["contest"], told["login"], told["password"], key))
    return found


def _listens(url: str) -> bool:
    """A demo that was killed leaves its token behind."""
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 80), 1).close()
    except OSError:
        return False
    return True


def token_of(url: str) -> Token | None:
    """The token of the demo at this address; of the newest one when there is no address."""
    if not url:
        return next((one for one in tokens() if _listens(one.url)), None)
    port = urlsplit(url).port
    return next((one for one in tokens() if urlsplit(one.url).port == port), None)


async def plan_for(people: int, seed: int, url: str, speed: float, contest: str, close: bool) -> Plan:
    """What to simulate where; raises CannotSimulate with the reason and the way out."""
    token = token_of(url)
    root = (url or (token.url if token else "http://127.0.0.1:8000")).rstrip("/")
    if close and token is None:
        raise CannotSimulate(NO_TOKEN)
    slug = contest or (token.contest if token else await _first_contest(root))
    await _must_answer(root, f"/campaigns/{slug}")
    login, password = (token.login, token.password) if close and token else ("", "")
    return Plan(root, slug, people, seed, speed, login, password, token.key if token else b"")


async def _first_contest(root: str) -> str:
    links = parse(await _must_answer(root, "/")).links()
    found = [one.removeprefix("/campaigns/") for one in links if one.startswith("/campaigns/")]
    if not found:
        raise CannotSimulate(NO_CONTEST.format(url=root))
    return found[0].split("/")[0]


async def _must_answer(root: str, path: str) -> str:
    phone = Phone(root)
    try:
        reply = await phone.get(path)
    except Cut as error:
        raise CannotSimulate(NOBODY.format(url=root)) from error
    finally:
        phone.hang_up()
    if reply.status != 200:
        raise CannotSimulate(NO_CONTEST.format(url=root))
    return reply.text


def grouped(number: int) -> str:
    """1234567 as 1.234.567."""
    return f"{number:,}".replace(",", ".")


def progress(tally: Tally) -> str:
    """How far the crowd is."""
    return (
        f"{grouped(tally.entered)} người đã vào, {grouped(tally.attempts)} lượt đã bắt đầu, "
        f"{grouped(tally.acknowledged)} câu trả lời đã lưu, {grouped(tally.handed_in)} bài đã nộp"
    )


def summary(result: Result, tally: Tally) -> list[str]:
    """What came of it, for a person."""
    seconds = f"{result.seconds:.1f}".replace(".", ",")
    return [
        f"{grouped(result.people)} người, {grouped(result.attempts)} lượt thi, "
        f"{grouped(result.answers)} lần trả lời trong {seconds} giây.",
        f"Máy chủ báo đã lưu {grouped(result.acknowledged)} lần, mất {grouped(result.lost)}; "
        f"{grouped(result.errors)} trả lời ngoài dự kiến.",
        f"Gửi trùng {grouped(tally.repeated)} lần, chờ gửi lại {grouped(tally.waits)} lần, "
        f"{grouped(tally.moved)} người đổi máy giữa chừng.",
        *([f"{grouped(tally.turned_away)} người chưa đủ tuổi dự thi."] if tally.turned_away else []),
        *(f"  {line}" for line in tally.told()),
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _more_connections() -> None:
    """Everybody keeps one connection; many systems allow 1,024 files unless asked."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def simulate(people: int, seed: int, url: str, speed: float, contest: str, close: bool, as_json: bool) -> int:
    """Run it. 0: nothing lost, nothing unforeseen; 1: something was; 2: it could not begin."""
    _more_connections()
    try:
        plan = asyncio.run(plan_for(people, seed, url, speed, contest, close))
    except CannotSimulate as reason:
        _say(str(reason))
        return FAILED
    _say(f"{grouped(people)} người tưởng tượng vào {plan.url}/t/{plan.slug} (hạt giống {seed})…")
    result, tally = asyncio.run(run(plan, lambda now: _say(progress(now))))
    if as_json:
        for line in tally.told():
            _say(line)
        print(json.dumps(result.facts(), ensure_ascii=False), flush=True)
    else:
        for line in summary(result, tally):
            print(line, flush=True)
    return 0 if result.is_good else 1
