"""A Word file of a thousand questions with a hundred pictures: how long until its rows are stored.

The file is made by our own writer, its pictures by chance: half are drawings, half look like photographs.
"""

from __future__ import annotations

import io
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from bench import timed
from bench.figures import Figure, Measurement, Tell
from bench.timed import Run
from contest import clock
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.bank import import_files, import_reading, import_showing, readings
from contest.serving import prepare
from contest.settings import load as load_settings
from contest.web.database import reading, writing
from questions import comparing
from questions import service as questions
from questions.authoring import banks
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write
from questions.kinds import Kind
from questions.pictures.redrawing import Redrawn, redrawn

QUESTIONS, PICTURES, SEED = 1_000, 100, 20261130
BANK = "nhap"
PATIENCE = 120.0
LOGIN = "may.do"


def files(count: int = 1) -> list[bytes]:
    """So many files, the same in every run; each has another first question: none is read twice."""
    chance = random.Random(SEED)
    pictures = [_picture(chance, number) for number in range(PICTURES)]
    every = QUESTIONS // PICTURES
    asked = [_question(chance, number) for number in range(QUESTIONS)]
    for number, one in enumerate(pictures):
        place = number * every
        asked[place] = replace(asked[place], picture=one.picture(f"Hình số {number}"))
    shown = {one.digest: one.content for one in pictures}
    firsts = (replace(asked[0], text=f"{asked[0].text} Lần {turn}.") for turn in range(count))
    return [write([first, *asked[1:]], Form.DOCX, shown) for first in firsts]


def _question(chance: random.Random, number: int) -> ParsedQuestion:
    words = ("hồ sơ", "thủ tục", "dịch vụ", "chữ ký số", "hóa đơn", "định danh", "dữ liệu", "biểu mẫu")
    text = f"Câu {number}: {chance.choice(words)} và {chance.choice(words)} loại {number} được nộp ở đâu?"
    places = ("một", "hai", "ba", "bốn")
    options = tuple(f"Nơi {place} của {number}, {chance.choice(words)}" for place in places)
    return ParsedQuestion(Kind.one, text, options, (chance.randrange(4),), "Theo quy định.", "Luật số 1")


def _picture(chance: random.Random, number: int) -> Redrawn:
    width, height = chance.randrange(600, 1200), chance.randrange(400, 900)
    if number % 2:
        image = Image.effect_noise((width, height), 40).convert("RGB")
    else:
        image = Image.new("RGB", (width, height), "white")
        pen = ImageDraw.Draw(image)
        for _ in range(30):
            x, y = chance.randrange(width), chance.randrange(height)
            colour = tuple(chance.randrange(256) for _ in range(3))
            pen.rectangle((x, y, x + 80, y + 60), outline=colour, width=3)
    made = io.BytesIO()
    image.save(made, "JPEG" if number % 2 else "PNG", quality=90)
    return redrawn(made.getvalue())


# --- how long it takes --------------------------------------------------------------------------


def runs(rounds: int, tell: Callable[[str], None]) -> list[Run]:
    """The same file, each time into a fresh installation."""
    (data,) = files()
    tell(f"Tệp Word {len(data) / 1e6:.1f} MB, {QUESTIONS} câu, {PICTURES} hình")
    found = []
    for turn in range(1, rounds + 1):
        with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
            found.append(_run(Path(folder), data))
        tell(f"  lượt {turn}: {found[-1].seconds:.2f} giây, riêng đọc {found[-1].floor:.2f} giây")
    return found


def _run(folder: Path, data: bytes) -> Run:
    database = prepare(load_settings(folder, f"sqlite:///{folder / 'hoithi.sqlite3'}"))
    readings.use_patience(PATIENCE)
    with writing() as db:
        questions.save_bank(db, BANK, "Nhập", [])
        staff = accounts.create_staff(db, "bench", LOGIN, "Máy đo", Role.ADMIN, "-", clock.now())
    began = time.perf_counter()
    with writing() as db:
        into = import_files.bank(db, banks.id_of(db, BANK))
        brought = readings.bring(db, staff, into, "nghin-cau.docx", data, clock.now())
    readings.begin(brought)
    spent = time.perf_counter() - began
    with reading() as db:
        came = readings.outcome(db, brought.reading_id, clock.now())
        known = comparing.known(db, brought.bank_id)
        rows = import_showing.batch(db, came.import_id).rows if came.import_id else 0
    began = time.perf_counter()
    import_reading.read(data, brought.today, known, lambda digests: {})
    floor = time.perf_counter() - began
    database.close()
    return Run(spent, floor, QUESTIONS - rows)


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """A thousand questions with a hundred pictures, from the upload to their rows."""
    del seconds
    return timed.figure("imports", runs(rounds, tell))


MEASUREMENTS = (Measurement("imports", measure, timed.told("riêng đọc")),)
