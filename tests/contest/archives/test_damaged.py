"""A changed byte, a cut-off file, a file that somebody made: all found, before anything is written."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contest.archives import judging, packing, unpacking
from contest.archives.errors import BadArchive
from contest.archives.shapes import canonical
from contest.schema import newest_revision
from tests.contest.archives.rewriting import Change, Rows, ended, read, rewritten
from tests.contest.commanded import Installation

CHANGES = 1_000


def fault(file: Path) -> str:
    """What is wrong with an archive; "" where nothing is."""
    try:
        with unpacking.opened(file) as opened:
            judging.judge(opened, newest_revision())
    except BadArchive as error:
        assert error.message[0].isupper() and error.message.endswith(".")
        return error.message
    return ""


def test_a_thousand_changed_bytes_are_all_found(file: Path, tmp_path: Path) -> None:
    raw, chance, bad = file.read_bytes(), random.Random(20261224), tmp_path / "bad.zip"
    assert fault(file) == ""
    for number in range(CHANGES):
        at = chance.randrange(len(raw))
        other = chance.choice([one for one in range(256) if one != raw[at]])
        bad.write_bytes(raw[:at] + bytes([other]) + raw[at + 1 :])
        assert fault(bad), (number, at, other)


def test_also_those_of_somebody_who_mends_the_digest(file: Path, tmp_path: Path) -> None:
    """What a zip says twice may change once without changing what is read; rows never do."""
    raw, chance, bad = file.read_bytes(), random.Random(7), tmp_path / "bad.zip"
    before = read(file)
    for _ in range(400):
        at = chance.randrange(len(raw) - packing.DIGITS)
        bad.write_bytes(ended(raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]))
        assert fault(bad) or read(bad) == before


def test_a_file_that_was_cut_off_is_found(file: Path, tmp_path: Path) -> None:
    raw, bad = file.read_bytes(), tmp_path / "bad.zip"
    for length in {*range(0, len(raw), max(1, len(raw) // 200)), len(raw) - 1}:
        bad.write_bytes(raw[:length])
        assert fault(bad)
    bad.write_bytes(raw + b"\n")
    assert fault(bad)


@pytest.mark.parametrize("raw", [b"", b"x", b"PK\x03\x04" + b"x" * 200, b"a;b\n" * 100])
def test_other_files_are_told_in_words(tmp_path: Path, raw: bytes) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(raw)
    assert fault(bad) in (unpacking.NOT_ONE, unpacking.CHANGED)


def put(table: str, **values: Any) -> Change:
    """The first row of a table says something else."""
    return lambda rows: rows[table][0].update(values)


def line(table: str, raw: bytes) -> Change:
    """A line that is none of ours comes first."""
    return lambda rows: rows[table].insert(0, raw)  # ty: ignore[invalid-argument-type]


def foreign(rows: dict[str, Rows]) -> None:
    rows["standing"][0]["entry_id"] = "0" * 13


def two(rows: dict[str, Rows]) -> None:
    rows["campaign"].append(rows["campaign"][0] | {"id": "0" * 13, "slug": "khac"})


def bare(rows: dict[str, Rows]) -> None:
    del rows["entry"][0]["consent_at"]


HOSTILE: dict[str, Change] = {
    "number": put("attempt", number=2**31),
    "huge number": put("standing", points=10**400),
    "moment": put("attempt", started_at=10**15),
    "before time": put("attempt", started_at=-1),
    "type": put("attempt", number="1"),
    "truth": put("attempt", number=True),
    "none": put("attempt", state=None),
    "list": put("person", name=["A"]),
    "long": put("person", name="A" * 121),
    "nul": put("person", name="A\0"),
    "id": put("campaign", id="<script>alert"),
    "day": put("unit_headcount", on_date="2026-02-30"),
    "year": put("unit_headcount", on_date="0001-01-01"),
    "column": put("person", password="x"),
    "missing": bare,
    "kept back": put("entry", code_hash="0" * 64),
    "receipt": put("attempt", receipt="HT-7K2M-94QX"),
    "foreign": foreign,
    "round": put("attempt", round_id="0" * 13),
    "tree": put("person", merged_into="0" * 13),
    "two contests": two,
    "no contest": lambda rows: rows["campaign"].clear(),
    "paper": put("attempt", paper="[[1"),
    "other paper": put("attempt", paper='[[999999,["a"]]]'),
    "deep paper": put("attempt", paper="[" * 100_000),
    "rules": put("ruleset", content="{}"),
    "digest of rules": put("ruleset", sha256="0" * 64),
    "question": put("question_revision", content='{"kind":"one"}'),
    "key": put("question_key", content="null"),
    "no JSON": line("person", b"{\n"),
    "not its form": line("person", b'{"id": "1"}\n'),
    "not a number": line("person", b'{"id":NaN}\n'),
    "deep": line("person", b"[" * 50_000 + b"]" * 50_000 + b"\n"),
    "no text": line("person", b'{"id":"\xff"}\n'),
    "no end": lambda rows: rows["staff"].append(b"{}"),  # ty: ignore[invalid-argument-type]
    "half a letter": line("person", b'{"id":"\\ud800"}\n'),
    "table": lambda rows: rows.update(gift=[]),
    "no table": lambda rows: rows.pop("grade"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_rows_that_somebody_made_are_refused(file: Path, tmp_path: Path, name: str) -> None:
    assert fault(rewritten(file, tmp_path / "bad.zip", HOSTILE[name])), name


def test_html_is_text_like_any_other(file: Path, tmp_path: Path) -> None:
    assert fault(rewritten(file, tmp_path / "a.zip", put("person", name="<script>x</script>"))) == ""


def test_another_schema_is_told_with_what_to_do(file: Path, tmp_path: Path, second: Installation) -> None:
    bad = rewritten(file, tmp_path / "bad.zip", lambda rows: None, schema="20270101_later", product="9.0")
    said = second.refused("archive-import", str(bad))
    assert "hoithi 9.0" in said and "20270101_later" in said and "hoithi upgrade" in said


def zipped(out: Path, *members: tuple[str, bytes], **more: Any) -> Path:
    """A zip of these members that ends as ours do."""
    with zipfile.ZipFile(out, "w", more.get("way", zipfile.ZIP_DEFLATED)) as made:
        for name, content in members:
            made.writestr(name, content)
        made.comment = packing.COMMENT + b"0" * packing.DIGITS
    out.write_bytes(ended(out.read_bytes()))
    return out


def test_zips_that_harm_are_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", ("x.jsonl", b"0" * 50_000_000), ("manifest.json", b"{}"))
    assert fault(bomb) == unpacking.TOO_LARGE
    for number, name in enumerate(["../../etc/passwd", "/etc/passwd", "a/b.jsonl", "C:\\a.jsonl"]):
        out = zipped(tmp_path / f"p{number}.zip", (name, b"x"), ("manifest.json", canonical({})))
        assert fault(out)
    assert fault(zipped(tmp_path / "s.zip", ("manifest.json", b"{}"), way=zipfile.ZIP_STORED))
    assert not list(tmp_path.glob("**/passwd"))


def test_the_command_says_what_is_wrong(file: Path, tmp_path: Path, second: Installation) -> None:
    raw, bad = file.read_bytes(), tmp_path / "bad.zip"
    bad.write_bytes(raw[:-1] + b"x")
    assert second.refused("archive-import", str(bad)) == unpacking.CHANGED
    assert "không đọc được" in second.refused("archive-import", str(tmp_path / "none.zip")).lower()
