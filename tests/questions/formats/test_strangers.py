"""Files of other kinds, whatever they are called: one sentence each that says what to do."""

from __future__ import annotations

import gzip

import pytest

from questions.formats import detect, strangers
from tests.questions.formats.test_bad_files import message, package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE, "kiểu cũ (.doc, .xls). Hãy mở tệp rồi lưu lại"),
        (ENCRYPTED, "Tệp có mật khẩu. Hãy mở"),
        (b"%PDF-1.7\n", "Đây là tệp PDF, hãy dùng"),
        (b"{\\rtf1 x}", "Đây là tệp RTF, hãy mở bằng Word"),
        (gzip.compress(b"x", mtime=0), "Hãy xuất câu hỏi dạng Moodle XML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "tệp hình, máy không đọc được chữ trong hình. Hãy gõ"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "tệp hình"),
        (b"GIF89a" + bytes(99), "tệp hình"),
        (b"II*\0" + bytes(99), "tệp hình"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "tệp ảnh, âm thanh hoặc phim. Hãy gõ"),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "tệp ảnh, âm thanh hoặc phim"),
        (b"RIFF\0\0\0\0WEBP", "tệp ảnh, âm thanh hoặc phim"),
        (b"Rar!\x1a\x07", "Đây là tệp nén. Hãy giải nén"),
        (b"7z\xbc\xaf\x27\x1c", "Đây là tệp nén. Hãy giải nén"),
        (b"\x7fELF" + bytes(99), "Máy không đọc được chữ trong tệp này. Hãy mở"),
        ("Câu hỏi: Hỏi?".encode("utf-16-le"), "Máy không đọc được chữ trong tệp này"),
        (b"<?xml version='1.0'?><office:document xmlns:office='o'/>", "Hãy xuất câu hỏi thành Moodle XML"),
    ],
    ids=[
        *("ole", "encrypted", "pdf", "rtf", "mbz", "png", "jpeg", "gif", "tiff", "heic", "mp4", "webp"),
        *("rar", "7z", "elf", "utf-16", "fodt"),
    ],
)
def test_a_file_of_another_kind(data: bytes, said: str) -> None:
    assert said in message(data)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("content.xml", "META-INF/manifest.xml", "mimetype"), "OpenDocument"),
        (("Index/Document.iwa", "preview.jpg"), "máy Mac. Hãy vào Tệp, Xuất sang"),
        (("Index.zip", "Metadata/x.plist"), "máy Mac"),
        (("[Content_Types].xml", "xl/workbook.bin"), "(.xlsb). Hãy lưu lại"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint. Hãy chép"),
        (("moodle_backup.xml", "questions.xml"), "bản sao lưu Moodle"),
        (("đề thi.docx", "danh sách.xlsx"), "hãy giải nén rồi tải tệp đó lên"),
        (("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "có macro. Hãy lưu lại"),
    ],
    ids=["odt", "pages", "old-pages", "xlsb", "pptx", "mbz", "nested", "xlsm"],
)
def test_an_archive_of_another_kind(parts: tuple[str, ...], said: str) -> None:
    assert said in message(package(*((name, b"x") for name in parts)))


def test_each_says_what_to_do_in_a_line_or_two() -> None:
    said = [
        text for text in vars(strangers).values() if isinstance(text, str) and text.startswith(("Đây", "Tệp"))
    ]
    assert len(said) > 5 and all(len(text) < 160 and "ãy" in text and text.endswith(".") for text in said)


@pytest.mark.parametrize("name", ["a.docx", "b.xlsx", "c.txt", "d"])
def test_a_name_does_not_help(name: str, tmp_path: object) -> None:
    path = detect.Path(str(tmp_path)) / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "tệp hình" in detect.read(path).errors[0].message
