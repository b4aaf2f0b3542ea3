"""Files that would harm, or are none: one clear sentence for each, soon, and nothing is fetched or filled."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest

from questions.formats import detect, judging, qti, xml_tree
from questions.formats.forms import Form
from questions.formats.model import Report
from questions.formats.writing import write
from tests.questions.formats.test_mutations import BANK, FORMS

QUESTION = (
    '<question type="truefalse"><questiontext format="html"><text>{}</text></questiontext>'
    '<answer fraction="100"><text>true</text></answer></question>'
)
ITEM = (
    '<assessmentItem identifier="a"><itemBody><choiceInteraction responseIdentifier="R">'
    "<simpleChoice>x</simpleChoice></choiceInteraction></itemBody></assessmentItem>"
)
MANIFEST = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="{}"/></resources></manifest>'


def message(data: bytes) -> str:
    """The one error of a file from which nothing could be read."""
    report = detect.read_bytes(data)
    assert report.questions == () and len(report.errors) == len(report.problems) == 1
    return report.errors[0].message


def quiz(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<quiz>{inside}</quiz>'.encode()


def package(*parts: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return target.getvalue()


def within(seconds: float, data: bytes) -> Report:
    begun = time.process_time()
    report = detect.read_bytes(data)
    assert time.process_time() - begun < seconds
    return report


# --- every format ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_file_that_is_cut(form: Form, share: float) -> None:
    whole = write(BANK, form)
    report = detect.read_bytes(whole[: max(1, int(len(whole) * share))])
    assert report.questions or report.errors
    if form in (Form.XLSX, Form.QTI, Form.MOODLE):
        assert len(report.errors) == 1 and not report.questions


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_bank_without_questions_is_a_file_without_questions(form: Form) -> None:
    report = detect.read_bytes(write([], form))
    assert report.questions == () and report.errors


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_a_file_is_called_tells_nothing(form: Form, tmp_path: Path) -> None:
    data = write(BANK, form)
    for name in ("a.docx", "a.exe", "a", "a.xml"):
        (tmp_path / name).write_bytes(data)
        report = detect.read(tmp_path / name)
        assert (report.form, report.errors) == (form, ())


# --- XML ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE quiz [<!ENTITY a "b">]>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE quiz [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
        "<!DOCTYPE quiz>",
    ],
    ids=["dtd", "entity", "file", "laughs", "parameter", "bare"],
)
def test_a_document_type_is_refused_before_it_does_anything(declared: str) -> None:
    assert "DOCTYPE" in message(quiz(QUESTION.format("&a;"), declared))


def test_an_entity_that_nobody_declared_is_a_broken_file() -> None:
    assert "hỏng ở dòng 1" in message(quiz(QUESTION.format("&nbsp;")))


@pytest.mark.parametrize("encoding", ["utf-7", "klingon", "UTF-32", "utf-16"])
def test_an_encoding_that_is_not_what_it_says(encoding: str) -> None:
    data = quiz(QUESTION.format("x")).replace(b"UTF-8", encoding.encode())
    report = detect.read_bytes(data)
    assert report.questions or len(report.errors) == 1


def test_too_deep_and_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MOST_NODES", 5_000)
    depth = xml_tree.MOST_DEPTH + 1
    assert "quá nhiều phần tử" in message(quiz("<a>" * depth + "</a>" * depth))
    assert "quá nhiều phần tử" in message(quiz("<a/>" * (xml_tree.MOST_NODES + 1)))


def test_a_large_picture_within_a_question_costs_nothing() -> None:
    picture = f'<file name="a.png" encoding="base64">{"iVBORw0KGgo=" * 700_000}</file>'
    text = "&lt;img src='@@PLUGINFILE@@/a.png'&gt; Hỏi?"
    data = quiz(QUESTION.format(text).replace("</text></questiontext>", f"</text>{picture}</questiontext>"))
    assert detect.MOST_TEXT < len(data) < detect.MOST_BYTES
    (question,) = within(5, data).questions
    assert question.text == "Hỏi?" and question.sound


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body>x</body></html>", "trang web"),
        (b"<questestinterop/>", "QTI 1.2"),
        (b"<qti-assessment-item/>", "QTI 3"),
        (b"<assessmentTest/>", "cả gói"),
        (b"<manifest/>", "cả gói"),
        (b"<moodle_backup/>", "bản sao lưu Moodle"),
        (b"<?xml version='1.0'?><svg/>", "không phải Moodle XML"),
        (gzip.compress(b"x", mtime=0), "Moodle XML"),
        (quiz(""), "Không tìm thấy câu hỏi nào"),
        (b"<assessmentItem/>", "Không tìm thấy câu hỏi nào"),
    ],
    ids=["html", "qti12", "qti3", "test", "manifest", "backup", "svg", "mbz", "no-question", "no-body"],
)
def test_other_files_are_told_by_their_name(data: bytes, words: str) -> None:
    assert words in message(data)


# --- packages -------------------------------------------------------------------------------------


def test_a_package_that_would_fill_the_memory() -> None:
    bomb = package(("imsmanifest.xml", MANIFEST.format("a.xml").encode()), ("a.xml", b" " * 70_000_000))
    assert len(bomb) < 200_000
    assert "quá lớn khi giải nén" in message(bomb)


def test_a_package_that_lies_about_a_size() -> None:
    bomb = package(("imsmanifest.xml", MANIFEST.format("a.xml").encode()), ("a.xml", b" " * 30_000_000))
    told, real = (50).to_bytes(4, "little"), (30_000_000).to_bytes(4, "little")
    assert "hỏng" in message(bomb.replace(real, told))


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qti, "MOST_PARTS", 10)
    many = package(("imsmanifest.xml", b"<manifest/>"), *((f"{number}.xml", b"<a/>") for number in range(11)))
    assert "quá lớn" in message(many)


def test_a_bomb_that_nobody_asked_for_is_not_unpacked() -> None:
    data = package(
        ("imsmanifest.xml", MANIFEST.format("a.xml").encode()),
        ("a.xml", ITEM.encode()),
        ("media/bomb.bin", b"\0" * 100_000_000),
    )
    assert len(within(3, data).questions) == 1


@pytest.mark.parametrize(
    "href", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\a.xml", "", "%00"]
)
def test_a_path_out_of_the_package_leads_nowhere(href: str) -> None:
    report = detect.read_bytes(
        package(("imsmanifest.xml", MANIFEST.format(href).encode()), ("a.xml", ITEM.encode()))
    )
    assert report.questions == () and report.errors


def test_a_package_with_a_password_is_told() -> None:
    data = bytearray(package(("imsmanifest.xml", b"<manifest/>")))
    for start in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[start] |= 1
    assert "mật khẩu" in message(bytes(data))


@pytest.mark.parametrize("manifest", [b"", b"<manifest>", b"<!DOCTYPE a><manifest/>", b"\0\0"])
def test_a_manifest_that_is_none(manifest: bytes) -> None:
    assert message(package(("imsmanifest.xml", manifest), ("a.xml", ITEM.encode())))


# --- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "x {=a ~b\n\n",
        "{\n\n",
        "{=a ~b}\n\n",
        "~=" * 40 + "{=x}\n\n",
        '"a;b;c\n',
        "ANSWER: A\n",
        "A. x\n",
        "\\" * 70 + "\n",
    ],
    ids=["open", "braces", "nameless", "signs", "quotes", "answers", "options", "slashes"],
)
def test_a_long_file_of_one_thing(piece: str) -> None:
    first = "Câu hỏi;Đáp án A;Đáp án B;Đáp án đúng\n" if piece.startswith('"') else ""
    text = first + piece * (120_000 // len(piece))
    report = within(10, text.encode())
    assert report.questions or report.errors


def test_more_questions_than_anybody_brings_are_told_soon() -> None:
    data = b"A? {=a ~b}\n\n" * (judging.MOST_QUESTIONS + 1)
    assert within(10, data).errors[0].message == judging.TOO_MANY
