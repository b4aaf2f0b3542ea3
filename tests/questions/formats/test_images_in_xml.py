"""Pictures in Moodle XML and QTI packages: only what came along is taken, nothing is fetched."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from dataclasses import replace

import pytest

from questions.formats import detect
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion, Report
from questions.formats.writing import write
from questions.kinds import Kind
from questions.picture import Picture
from questions.pictures import redrawing
from tests.questions.drawn import data, drawing, file, made

DRAWN = {one.digest: one.content for one in map(made, "ab")}
STEM, SIDE = made("a").picture("Sơ đồ <bộ máy> & “xã”"), made("b").picture()
CARRY = (Form.DOCX, Form.MOODLE, Form.QTI)
ASKED = ParsedQuestion(Kind.one, "Đây là gì?", ("Nhà", "Cây"), (1,), picture=STEM, pictures=(None, SIDE))


def moodle(inside: str, files: str) -> Report:
    question = (
        '<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[' + inside + "]]></text>"
        f'{files}</questiontext><answer fraction="100"><text>true</text></answer>'
        '<answer fraction="0"><text>false</text></answer></question></quiz>'
    )
    return detect.read_bytes(question.encode())


def embedded(name: str, content: bytes, path: str = "/") -> str:
    return f'<file name="{name}" path="{path}" encoding="base64">{b64encode(content).decode()}</file>'


@pytest.mark.parametrize(
    ("address", "files", "is_taken"),
    [
        ("@@PLUGINFILE@@/h.png", embedded("h.png", file()), True),
        ("@@PLUGINFILE@@/a%20b.png", embedded("a b.png", file()), True),
        ("@@PLUGINFILE@@/hinh/h.png", embedded("h.png", file(), "/hinh/"), True),
        ("@@PLUGINFILE@@/khac.png", embedded("h.png", file()), False),
        ("http://example.com/h.png", embedded("h.png", file()), False),
        ("file:///etc/passwd", "", False),
        ("", embedded("h.png", file()), False),
    ],
    ids=range(7),
)
def test_only_what_came_along_is_taken(address: str, files: str, is_taken: bool) -> None:
    report = moodle(f'<p>Đúng không? <img src="{address}" alt="sơ đồ"></p>', files)
    (question,) = report.questions
    assert question.sound and (question.picture is not None) is is_taken
    assert any("hình" in one.message for one in report.problems) is not is_taken
    if question.picture:
        assert question.picture == made().picture("sơ đồ") and question.text == "Đúng không?"


@pytest.mark.parametrize("content", ["!!!", "", "a", b64encode(b"MZ").decode()], ids=range(4))
def test_what_is_no_base64_or_no_picture_is_told(content: str) -> None:
    files = f'<file name="h.png" path="/" encoding="base64">{content}</file>'
    report = moodle('Đúng? <img src="@@PLUGINFILE@@/h.png">', files)
    assert report.questions[0].sound and report.pictures == ()
    assert any("chưa vào được" in one.message for one in report.problems)


def test_reading_twice_says_the_same() -> None:
    content = write([ASKED], Form.MOODLE, DRAWN)
    assert detect.read_bytes(content) == detect.read_bytes(content)


def test_a_package_holds_its_pictures_beside_its_items() -> None:
    with zipfile.ZipFile(io.BytesIO(write([ASKED], Form.QTI, DRAWN))) as package:
        names = package.namelist()
        assert sorted(name for name in names if name.startswith("media/")) == sorted(
            f"media/hinh-{one.digest[:20]}.png" for one in (STEM, SIDE)
        )
        manifest = package.read("imsmanifest.xml").decode()
    assert all(f'href="{name}"' in manifest for name in names if name.startswith("media/"))


@pytest.mark.parametrize(
    "address", ["../../etc/passwd", "http://a.b/c.png", "../media/khac.png", "media/x.png"]
)
def test_a_way_out_of_the_package_finds_nothing(address: str) -> None:
    content = write([replace(ASKED, pictures=())], Form.QTI, DRAWN)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            changed = package.read(name)
            if name.startswith("items/"):
                changed = changed.replace(f"../media/hinh-{STEM.digest[:20]}.png".encode(), address.encode())
            other.writestr(name, changed)
    report = detect.read_bytes(out.getvalue())
    assert report.questions[0].picture is None and report.pictures == ()
    assert any("hình" in one.message for one in report.problems)


def test_a_photograph_is_a_photograph_in_every_file() -> None:
    photo = redrawing.redrawn(data(drawing(width=300, height=200), "JPEG"))
    asked = replace(ASKED, picture=photo.picture("ảnh"), pictures=())
    for form in CARRY:
        report = detect.read_bytes(write([asked], form, {photo.digest: photo.content}))
        (one,) = report.pictures
        assert one.source == photo.digest, "its bytes come back as they were"
        assert one.form == "jpeg" and isinstance(report.questions[0].picture, Picture)
