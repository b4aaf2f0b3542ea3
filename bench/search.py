"""search: words are looked for in a bank of 50,000 questions, as the bank's page asks."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bench import world
from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import percentile
from contest import clock, settings
from contest.serving import prepare
from contest.web.database import reading, writing
from questions import service as questions
from questions.authoring import listing
from questions.authoring.views import Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind

QUESTIONS, AT_ONCE, SEED, PAGE = 50_000, 5_000, 20261127, (0, 50)
TALK = """
chuyển đổi số thủ tục hành chính công dân nộp hồ sơ trực tuyến cấp xã định danh điện tử chữ ký dịch vụ
thanh toán mã phản hồi dữ liệu mở quy trình cán bộ tiếp nhận kết quả bưu chính phí lệ thời hạn giải quyết
"""
WORDS = TALK.split()
BANK = text("SELECT public_id FROM bank WHERE slug = :slug")
#: The least that finding any of them takes: every question's folded words are read once.
FLOOR = text("SELECT count(*) FROM question WHERE folded LIKE :words")


def measure(rounds: int, seconds: float, tell: Tell, count: int = QUESTIONS) -> Figure:
    """Milliseconds a search, the page's first rows and how many there are; beside one pass over the words."""
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        database = prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
        tell(f"Dựng {count} câu…")
        bank = fill(count, chance)
        turns, bad = [], 0
        for turn in range(1, rounds + 1):
            ours, floor, missed = ask(bank, seconds, chance)
            turns.append((ours, floor))
            bad += missed
            tell(f"  lượt {turn}: {median(ours):.1f} ms, riêng đọc {median(floor):.1f} ms")
        database.close()
    value, ceiling = (median(median(one[side]) for one in turns) for side in (0, 1))
    worst, worst_floor = (max(percentile(one[side], 0.99) for one in turns) for side in (0, 1))
    ratio = median(median(floor) / median(ours) for ours, floor in turns)
    figures = (round(number, 3) for number in (ceiling, ratio, worst, worst_floor))
    return Figure("search", round(value, 3), "ms", *figures, bad)


def fill(count: int, chance: random.Random) -> str:
    """A bank of so many; its public id."""
    for first in range(0, count, AT_ONCE):
        numbers = range(first, min(count, first + AT_ONCE))
        with writing() as db:
            some = [_question(number, chance) for number in numbers]
            questions.save_bank(db, world.BANK, "Đo tốc độ", some)
    with reading() as db:
        return db.connection().execute(BANK, {"slug": world.BANK}).scalar_one()


def _question(number: int, chance: random.Random) -> ParsedQuestion:
    options = tuple(f"{' '.join(chance.sample(WORDS, 3))} {letter}" for letter in "abcd")
    return ParsedQuestion(Kind.one, f"Câu {number}: {' '.join(chance.sample(WORDS, 8))}?", options, (0,))


def ask(bank: str, seconds: float, chance: random.Random) -> tuple[list[float], list[float], int]:
    """Pairs of words by chance for so long, in turns with the bare pass; and how often they differed."""
    ours: list[float] = []
    floor: list[float] = []
    bad, today = 0, clock.local(clock.now()).date()
    end = time.perf_counter() + seconds
    with reading() as db:
        while not ours or time.perf_counter() < end:
            words = f"{chance.choice(WORDS)} {chance.choice(WORDS)}"
            began = time.perf_counter()
            found = listing.search(db, bank, Wanted(words=words), today, PAGE)
            ours.append(1000 * (time.perf_counter() - began))
            began = time.perf_counter()
            db.connection().execute(FLOOR, {"words": "%qqq%"}).one()
            floor.append(1000 * (time.perf_counter() - began))
            bad += not found.count
            db.expunge_all()
    return ours, floor, bad


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: {one.value:.1f} ms, p99 {one.p99_ms:.1f} ms; riêng đọc một lượt {one.ceiling:.1f} ms"
    return decimal(text) + (f"; HỎNG: {one.bad}" if one.bad else "")


MEASUREMENTS = (Measurement("search", measure, told),)
