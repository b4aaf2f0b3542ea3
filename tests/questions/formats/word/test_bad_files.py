"""Bad Word files: each gives one clear sentence, quickly, and nothing is fetched or written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from questions.formats import detect, zips
from questions.formats.model import Report
from questions.formats.word import body, package, runs, tags
from questions.formats.zips import BadArchive
from tests.questions.formats.word.building import W, packed, parts, word

SOUND = "Câu 1: Hỏi gì?\nA. một\n<b>B. hai</b>"
BOMB = b"\0" * (zips.MOST_UNPACKED + 1)


def message(report: Report) -> str:
    """The one sentence of a file from which nothing could be read."""
    assert report.questions == () and report.drafts == () and len(report.problems) == 1
    said = report.errors[0].message
    assert said.endswith(".") and said[0].isupper()
    return said


def document(inside: str) -> bytes:
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>".encode()


def changed(**changes: bytes) -> Report:
    return detect.read_bytes(word(SOUND, **changes))


def test_the_sound_one_is_read() -> None:
    assert [question.right for question in changed().questions] == [(1,)]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_off(share: float) -> None:
    whole = word(SOUND)
    assert "hỏng hoặc chưa tải xong" in message(detect.read_bytes(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"\x89PNG"),
        ("word/document.xml", b"<a>&b;</a>"),
        ("word/styles.xml", b"<x"),
        ("word/numbering.xml", b"\xff\xfe"),
        ("_rels/.rels", b"no xml"),
    ],
)
def test_a_part_that_is_no_xml(part: str, content: bytes) -> None:
    assert "hỏng" in message(changed(**{part: content}))


@pytest.mark.parametrize(
    "inside", ["", "<w:p/>", "<w:tbl/>", "<w:p><w:r><w:t>Không có câu nào</w:t></w:r></w:p>", "<x/>"]
)
def test_no_questions(inside: str) -> None:
    assert "Không thấy câu hỏi nào" in message(changed(**{"word/document.xml": document(inside)}))


def test_no_body() -> None:
    assert "Không thấy câu hỏi nào" in message(changed(**{"word/document.xml": b"<document/>"}))


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("head", [ENTITY, LAUGHS, b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_doctype_is_refused(part: str, head: bytes) -> None:
    assert "DOCTYPE" in message(changed(**{part: head + parts(SOUND)[part]}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_doctype_in_another_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS.decode()}<x>&b;</x>'
    data = text.encode(encoding)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert "DOCTYPE" in message(changed(**{"word/document.xml": mark + data}))


def test_a_text_may_speak_of_doctypes() -> None:
    report = detect.read_bytes(word("Câu 1: <!DOCTYPE> là gì?\n<b>A. x</b>\nB. y"))
    assert report.questions[0].text == "<!DOCTYPE> là gì?"


def test_bombs() -> None:
    assert "quá lớn khi giải nén" in message(changed(**{"word/media/x.bin": BOMB}))
    assert "quá lớn" in message(changed(**{f"word/x{n}.xml": b"" for n in range(zips.MOST_PARTS)}))


def test_a_document_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    long = document("<w:p/>" * 2_000)
    assert "Không thấy" in message(changed(**{"word/document.xml": long}))
    monkeypatch.setattr(body, "MOST_LINES", 1_999)
    assert "quá dài" in message(changed(**{"word/document.xml": long}))
    monkeypatch.setattr(tags, "MOST_TAGS", 1_999)
    assert "quá dài" in message(changed(**{"word/document.xml": long}))
    monkeypatch.setattr(tags, "MOST_BYTES", 100)
    assert "quá dài" in message(changed())


def test_a_paragraph_that_is_too_long() -> None:
    most = "x" * (runs.LONGEST - len("Câu 1: "))
    assert detect.read_bytes(word(f"Câu 1: {most}\n<b>A. a</b>\nB. b")).questions[0].text == most
    assert "20.000" in message(detect.read_bytes(word(f"Câu 1: {most}y\n<b>A. a</b>\nB. b")))


def test_a_lie_about_the_size() -> None:
    data = bytearray(word("x" * 30_000, **{"word/document.xml": document(" " * 3_000_000)}))
    size = len(document(" " * 3_000_000)).to_bytes(4, "little")
    assert "hỏng" in message(detect.read_bytes(bytes(data).replace(size, (50).to_bytes(4, "little"))))


@pytest.mark.parametrize("depth", [30, 100, 400, 5_000])
@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:p><w:ins", "w:hyperlink"])
def test_deep_nesting(tag: str, depth: int) -> None:
    names = tag.split("><")
    inside = f"<{tag}>" * depth + "".join(f"</{name}>" for name in reversed(names)) * depth
    report = changed(**{"word/document.xml": document(inside)})
    assert any(word in message(report) for word in ("hỏng", "lồng nhau quá sâu", "Không thấy câu hỏi nào"))


def test_tables_in_tables_up_to_a_depth() -> None:
    def nested(depth: int) -> bytes:
        start, end = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
        words = "".join(
            f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("Câu 1: Sâu?", "A. x", "*B. y")
        )
        return document(start + words + end)

    assert changed(**{"word/document.xml": nested(10)}).questions[0].text == "Sâu?"
    assert "quá sâu" in message(changed(**{"word/document.xml": nested(11)}))


def test_macros_are_refused() -> None:
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    assert "macro" in message(changed(**{"[Content_Types].xml": types}))
    assert "macro" in message(changed(**{"word/vbaProject.bin": b"x"}))


def links(target: str, *, kind: str = "officeDocument", mode: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    of = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    more = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="rId9" Type="{of}" Target="{target}"{more}/>'
    return f'<Relationships xmlns="{space}">{link}</Relationships>'.encode()


@pytest.mark.parametrize(
    "target", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", ""]
)
def test_paths_that_lead_elsewhere_are_never_followed(target: str) -> None:
    """The part of that name isn't in the archive, so the usual one is read."""
    assert len(changed(**{"_rels/.rels": links(target)}).questions) == 1
    outside = word(
        f"{SOUND}<img>", **{"word/_rels/document.xml.rels": links(target, kind="image", mode="External")}
    )
    report = detect.read_bytes(outside)
    assert report.drafts[0].images == {}
    assert "hình" in report.problems[0].message + report.problems[-1].message


def test_names_in_the_archive_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(changed(**{"../evil.xml": b"x", "/abs.xml": b"x"}).questions) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_main_part_may_have_another_name() -> None:
    files = parts(SOUND)
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    files["_rels/.rels"] = links("word/document2.xml")
    assert len(detect.read_bytes(packed(files)).questions) == 1


def test_strict_documents_are_the_same() -> None:
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in parts(SOUND).items()
    }
    assert [one.right for one in detect.read_bytes(packed(strict)).questions] == [(1,)]


def test_only_what_is_needed_must_be_there() -> None:
    files = {name: parts(SOUND)[name] for name in ("[Content_Types].xml", "word/document.xml")}
    assert len(detect.read_bytes(packed(files)).questions) == 1
    assert "Word" in message(detect.read_bytes(packed({"word/document.xml": document("")})))
    assert "hỏng" in message(detect.read_bytes(packed({"[Content_Types].xml": b"<x/>", "word/x.xml": b""})))


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xlsx", "a.txt", "a"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(word(SOUND))
    assert len(detect.read(tmp_path / name).questions) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "kiểu cũ"),
        (packed({"content.xml": b"", "META-INF/manifest.xml": b""}), "OpenDocument"),
        (packed({"a.txt": b"x"}), "không phải tệp Excel .xlsx, tệp Word"),
        (b"{\\rtf1 x}", "lưu lại thành .docx"),
    ],
)
def test_other_files_are_told_what_to_do(data: bytes, said: str) -> None:
    assert said in message(detect.read_bytes(data))


def test_stored_and_deflated_are_the_same() -> None:
    assert len(detect.read_bytes(packed(parts(SOUND), zipfile.ZIP_STORED)).questions) == 1


@pytest.mark.parametrize(
    "text", [" " * 15_000, "(" * 15_000, "A. " * 5_000, "1-A " * 4_000, "[x] " * 4_000, "*" * 15_000]
)
def test_long_odd_lines_take_no_time(text: str) -> None:
    """Patterns that go through a line again for each of its signs would take minutes here."""
    made = word("\n".join(["Câu 1: Hỏi?", *[f"A. {text} x"] * 20, f"Câu 2{text}: y", text]))
    report = detect.read_bytes(made)
    assert report.questions or report.errors


def test_the_package_gives_trees_alone() -> None:
    found = package.unpacked(word(f"{SOUND}<img>"))
    assert found.images == {"rId9": "word/media/image1.png"}
    assert found.styles is not None and found.footnotes is not None and found.endnotes is None
    with pytest.raises(BadArchive):
        package.unpacked(b"PK\x03\x04")
