"""Files that hold no questions we can read, told by their content: what each is, and what to do with it."""

from __future__ import annotations

from collections.abc import Collection

_OLE = b"\xd0\xcf\x11\xe0"
#: The stream of an OLE file that holds an encrypted .docx or .xlsx, as its directory names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOCKED = "Tệp có mật khẩu. Hãy mở bằng Word hoặc Excel, bỏ mật khẩu, lưu lại rồi tải lên."
OLD = "Đây là tệp Word hoặc Excel kiểu cũ (.doc, .xls). Hãy mở tệp rồi lưu lại thành .docx hoặc .xlsx."
_PICTURE = "Đây là tệp hình, máy không đọc được chữ trong hình. Hãy gõ câu hỏi vào tệp Word hoặc Excel."
_FILM = "Đây là tệp ảnh, âm thanh hoặc phim. Hãy gõ câu hỏi vào tệp Word hoặc Excel."
_PACKED = "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp Word hoặc Excel bên trong."
_PDF = "Đây là tệp PDF, hãy dùng tệp Word hoặc Excel đã làm ra nó, hoặc chép câu hỏi sang tệp Word."
_MOODLE = "Đây là bản sao lưu Moodle (.mbz) hoặc tệp nén khác. Hãy xuất câu hỏi dạng Moodle XML."
_STARTS = (
    (b"%PDF", _PDF),
    (b"{\\rtf", "Đây là tệp RTF, hãy mở bằng Word rồi lưu lại thành .docx."),
    (b"\x1f\x8b", _MOODLE),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"RIFF", _FILM),
    (b"ID3", _FILM),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
)
UNKNOWN = (
    "Máy không đọc được chữ trong tệp này. Hãy mở tệp bằng chương trình đã làm ra nó rồi lưu thành "
    "Word .docx, Excel .xlsx, hoặc văn bản, CSV mã UTF-8."
)

OPEN_DOCUMENT = "Đây là tệp OpenDocument (.odt, .ods), hãy lưu lại thành .docx hoặc .xlsx."
_APPLE = (
    "Đây là tệp Pages, Numbers hoặc Keynote của máy Mac. Hãy vào Tệp, Xuất sang, chọn Word hoặc Excel "
    "rồi tải tệp đó lên."
)
_SLIDES = "Đây là tệp PowerPoint. Hãy chép câu hỏi sang tệp Word hoặc Excel."
_BINARY = "Đây là tệp Excel nhị phân (.xlsb). Hãy lưu lại thành Excel Workbook (.xlsx)."
_OTHER_ZIP = (
    "Tệp nén này không phải tệp Excel .xlsx, tệp Word .docx hay gói QTI 2.1. "
    "Nếu bên trong có tệp câu hỏi, hãy giải nén rồi tải tệp đó lên."
)


def told(data: bytes) -> str:
    """What to say of a file that begins as no text does; "" of any other."""
    if data.startswith(_OLE):
        return LOCKED if _ENCRYPTED in data else OLD
    # Pictures of telephones, films and their sound.
    if data[4:8] == b"ftyp":
        return _FILM
    return next((message for start, message in _STARTS if data.startswith(start)), "")


def told_zip(names: Collection[str]) -> str:
    """What to say of an archive with these parts; "" of one that may be a workbook, or broken."""
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return OPEN_DOCUMENT
    if not names or "xl/workbook.xml" in names:
        return ""
    if any(name.startswith("Index/") or name == "Index.zip" or name.endswith(".iwa") for name in names):
        return _APPLE
    if "xl/workbook.bin" in names:
        return _BINARY
    if "ppt/presentation.xml" in names:
        return _SLIDES
    return _MOODLE if "moodle_backup.xml" in names else _OTHER_ZIP
