"""Files that were damaged on their way: whatever the bytes, there is a report, soon, and no exception.

The usual run takes a few; `./hoithi test --all` takes a thousand over all formats. The seed is printed, so
that a failure can be run again: MUTATION_SEED=… pytest -k mutated.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable

import pytest

from questions.formats import detect, text, xlsx_writer
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.questions.formats.word import test_cases
from tests.questions.formats.word.building import packed, parts
from tests.trusted import measured

FEW, MANY = 40, 1_000
#: These files have some kilobytes: only a loop that never ends takes so long.
LONGEST = 30
BANK = [ParsedQuestion(Kind.one, f"Hỏi {number}?", ("x", "y", "z"), (1,), "vì") for number in range(20)]
SNIPPETS = (
    *(b"<w:p>", b"</w:p>", b"<w:tbl>", b"&amp;", b"<!DOCTYPE x>", b"\0", b"\xff\xfe", b"w:val="),
    *(b"999999999999", b"<w:numId w:val='1'/>", b"]]>", b"<![CDATA[", b"A. ", b"\xcc\x81"),
    *("Câu 9: ".encode(), "Đáp án: B".encode(), b"1-A 2-B 3-C"),
)


def word_files() -> list[bytes]:
    return [packed(parts(test_cases.described(name)[0])) for name in test_cases.CASES]


def others() -> list[bytes]:
    return [xlsx_writer.write(BANK), text.write(BANK).encode(), text.write(BANK).encode("utf-16")]


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, cut out, doubled or put in."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0 if place < len(data):
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.choice((1, 2, 10, 500))]
            case 2:
                data[place:place] = chance.choice(SNIPPETS)
            case _:
                data[place:place] = data[place : place + chance.choice((1, 30, 400))]
    return bytes(data)


def inside(whole: bytes, chance: random.Random) -> bytes:
    """The archive sound, one of its parts mutated: this is what gets past the checks of archives."""
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    name = chance.choice(sorted(files))
    return packed(files | {name: mutated(files[name], chance)})


def seed() -> int:
    found = int(os.environ.get("MUTATION_SEED", random.SystemRandom().randrange(1_000_000)))
    print(f"MUTATION_SEED={found}")
    return found


def check(
    count: int, bases: list[bytes], change: Callable[[bytes, random.Random], bytes], start: int
) -> None:
    for number in range(count):
        chance = random.Random(start * 10_000 + number)
        data = change(chance.choice(bases), chance)
        before = time.monotonic()
        report = detect.read_bytes(data)
        assert report.questions or report.errors, (start, number)
        assert len(report.questions) == len(report.drafts) == len(report.own)
        assert time.monotonic() - before < LONGEST, (start, number)


@pytest.mark.parametrize("change", [mutated, inside])
def test_some_mutated_word_files(change: Callable[[bytes, random.Random], bytes]) -> None:
    check(FEW, word_files(), change, seed())


def test_some_mutated_files_of_other_formats() -> None:
    check(FEW, others(), mutated, seed())


@pytest.mark.slow
def test_a_thousand_mutated_files() -> None:
    start = seed()
    check(MANY // 2, word_files(), inside, start)
    check(MANY // 2, word_files(), mutated, start)
    check(MANY // 8, others()[:1], inside, start)
    check(MANY // 8, others(), mutated, start)
    told = f"{MANY:,} Word files, damaged as a whole or inside their archive: each gives a report"
    measured("imports", "word", told, "./hoithi test -k mutated")
