"""Bad files: every one gives a report with an error, none an exception, none takes long."""

from __future__ import annotations

import io
import json
import random
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import detect, text, xlsx_writer, zips
from questions.formats.model import ParsedQuestion, Report
from questions.kinds import Kind

SOURCE = "Câu hỏi: Hỏi gì đấy?\nA. Một\n*B. Hai\nGiải thích: Vì thế.\n"
BANK = [ParsedQuestion(Kind.one, f"Hỏi {number}?", ("x", "y", "z"), (1,), "vì") for number in range(20)]
WORKBOOK = xlsx_writer.write(BANK)


def message(report: Report) -> str:
    """The one error of a file from which nothing could be read."""
    assert report.questions == () and len(report.errors) == len(report.problems) == 1
    return report.errors[0].message


def repacked(**changes: bytes) -> bytes:
    """The workbook with some parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, changes.pop(name, source.read(name)))
        for name, content in changes.items():
            copy.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    report = detect.read_bytes(SOURCE.encode(encoding))
    assert report == text.parse(SOURCE) and not report.problems


def test_utf16_of_the_other_order() -> None:
    assert detect.read_bytes(b"\xfe\xff" + SOURCE.encode("utf-16-be")) == text.parse(SOURCE)


def test_decomposed_text_is_composed() -> None:
    report = detect.read_bytes(unicodedata.normalize("NFD", SOURCE).encode())
    assert report == text.parse(SOURCE)
    assert unicodedata.is_normalized("NFC", report.to_json())


@pytest.mark.parametrize("encoding", ["utf-16-le", "cp1258", "utf-32"])
def test_other_encodings_are_refused(encoding: str) -> None:
    data = SOURCE.encode(encoding, errors="replace").replace(b"?", b"\xe0")
    assert "UTF-8" in message(detect.read_bytes(data))


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(data: bytes) -> None:
    assert message(detect.read_bytes(data)) == "Tệp trống."


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"\xd0\xcf\x11\xe0", "kiểu cũ"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG", "tệp hình"),
        (b"\0" * 9, "UTF-8"),
    ],
)
def test_other_kinds_of_file(start: bytes, words: str) -> None:
    assert words in message(detect.read_bytes(start + b"\xff\x00" * 50))


def test_ten_megabytes_of_junk() -> None:
    junk = random.Random(1).randbytes(10_000_000)
    assert message(detect.read_bytes(junk))
    assert "10 MB" in message(detect.read_bytes(junk + b"x"))
    assert "4 MB" in message(detect.read_bytes(b"a" * 5_000_000))
    assert message(detect.read_bytes(b"\n" * 10_000_000)) == "Tệp trống."


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook(share: float) -> None:
    assert "hỏng" in message(detect.read_bytes(WORKBOOK[: int(len(WORKBOOK) * share)]))


def test_other_archives() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("a.txt", "x")
    assert "không phải tệp Excel" in message(detect.read_bytes(target.getvalue()))
    assert "Word" in message(detect.read_bytes(repacked(**{"word/document.xml": b"<x/>"})))


def test_a_zip_bomb_is_never_unpacked() -> None:
    bomb = repacked(**{"xl/media/bomb.bin": b"\0" * (zips.MOST_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "quá lớn khi giải nén" in message(detect.read_bytes(bomb))


def test_a_bomb_that_lies_about_its_size() -> None:
    bomb = bytearray(repacked(**{"xl/worksheets/sheet1.xml": b"<a>" + b" " * 30_000_000}))
    # The size in the central directory is what readers are told.
    with zipfile.ZipFile(io.BytesIO(bomb)) as made:
        size = made.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert "hỏng" in message(detect.read_bytes(bytes(bomb).replace(size, (50).to_bytes(4, "little"))))


def test_too_many_parts() -> None:
    many = repacked(**{f"xl/x{number}.xml": b"<x/>" for number in range(zips.MOST_PARTS)})
    assert "quá lớn" in message(detect.read_bytes(many))


@pytest.mark.parametrize("place", [b"XFD1048576", b"xfd1048576", b"A99999999999", b"AAAAAAA9"])
def test_a_far_cell_does_not_make_a_giant_sheet(place: bytes) -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b'<row r="1"><c r="A1"><v>1</v></c><c r="%b"><v>1</v></c></row></sheetData></worksheet>' % place
    assert "quá xa" in message(detect.read_bytes(repacked(**{"xl/worksheets/sheet1.xml": sheet})))


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
    st.integers(0, 10_000),
    st.binary(max_size=30),
    st.integers(0, 40),
)
def test_damaged_parts(name: str, place: int, put: bytes, cut: int) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source:
        whole = source.read(name)
    place %= len(whole)
    report = detect.read_bytes(repacked(**{name: whole[:place] + put + whole[place + cut :]}))
    assert report.questions or report.errors


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(data: bytes) -> None:
    report = detect.read_bytes(data)
    assert report.questions or report.errors


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\0b", "x" * 5000])
def test_paths_that_are_no_file(tmp_path: Path, name: str) -> None:
    assert message(detect.read(f"{tmp_path}/{name}"))


@pytest.mark.parametrize("name", ["bank.txt", "bank.hoithi", "bank.xlsx", "bank"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WORKBOOK)
    assert len(detect.read(tmp_path / name).questions) == len(BANK)
    (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    assert len(detect.read(str(tmp_path / name)).questions) == 1


def test_the_json_of_a_report() -> None:
    number = "Câu hỏi: Bao nhiêu?\nLoại: số\nĐáp án: 34\nGiải thích: Vì thế.\nCăn cứ: Luật\n"
    data = json.loads(text.parse(SOURCE + number + "Câu hỏi: Hỏng?\nA. x\nB. y\n").to_json())
    assert set(data) == {"questions", "problems"}
    assert data["questions"][0] == {
        "kind": "one",
        "text": "Hỏi gì đấy?",
        "options": ["Một", "Hai"],
        "right": [1],
        "explanation": "Vì thế.",
        "basis": "",
        "line": 1,
    }
    assert data["questions"][1]["number"] == 34
    assert (data["questions"][1]["options"], data["questions"][1]["right"]) == ([], [])
    assert data["questions"][2]["right"] == [] and "number" not in data["questions"][2]
    assert data["problems"] == [{"line": 10, "level": "error", "message": "Câu hỏi chưa có đáp án đúng."}]
