"""Sheets of answers: from Excel, CSV, what reading apps export, or what was copied out of a sheet. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from contest.byhand.batch import LONGEST_ANSWER, Row
from contest.byhand.fast import written
from contest.lists import heads
from contest.lists.heads import Grid, NoList, Shape, rows_of
from contest.lists.workbook import Template, filled, grids
from contest.people.codes import normalise
from contest.units.rules import clean_text, fold
from contest.web.filters import number

#: So many papers come in one file; more are several files.
MOST_PAPERS = 200
TOO_MANY = f"Tệp có hơn {MOST_PAPERS} bài. Chia thành nhiều tệp."
NO_HEADER = "Không thấy dòng tiêu đề có cột “Mã đề”. Xem tệp mẫu rồi đặt lại tên cột."
NO_ROWS = "Dưới dòng tiêu đề chưa có bài nào."
NO_TEXT = "Không đọc được chữ trong tệp này. Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
NOTHING = "Chọn tệp Excel hoặc CSV có bài làm, hoặc dán bảng vào ô bên dưới."
OF = "bài làm"
#: Letters of a table that is pasted; longer ones come as files.
LONGEST_PASTE = 300_000
PASTE_LONG = "Bảng dán dài quá. Lưu thành tệp Excel rồi chọn tệp ấy."
PAPER_LONG = "Dòng {line}: bài làm dài hơn {most} ký tự. Ghi ngắn lại trong tệp rồi chọn lại."
#: In the column of one question: twice what an answer may have, since a row says best what is wrong with it.
LONGEST_SLOT = 4_000

_NAMES = {
    "name": "họ và tên|họ tên|tên|tên học sinh|họ và tên học sinh|họ tên học sinh|thí sinh|họ tên thí sinh"
    "|họ và tên thí sinh|người dự thi|học sinh|họ tên hoặc mã dự thi|name|full name|student name|student"
    "|first name",
    "family": "họ|họ đệm|họ và đệm|họ và tên đệm|họ và chữ đệm|họ lót|last name",
    "id": "mã dự thi|mã người dự thi|số báo danh|sbd|mã học sinh|mã số|mã|id|student id|zipgrade id"
    "|external id",
    "group": "lớp|tên lớp|class|class name",
    "unit": "đơn vị|tên đơn vị|trường|tên trường|thôn|chi đoàn|lớp, đơn vị, năm sinh|school",
    "year": "năm sinh|ngày sinh|sinh năm|ngày tháng năm sinh|year|date of birth",
    "variant": "mã đề|mã đề thi|made|mã đề kiểm tra|đề|exam code|test code|key version|version|exam id",
    "answers": "bài làm|câu trả lời|trả lời|các câu trả lời|đáp án chọn|phương án chọn|kết quả tô"
    "|chuỗi trả lời|answers|responses|student answers",
}
_COLUMNS = heads.book_of(_NAMES, fold)
#: "Câu 1", "C1", "Q1", "Stu1", "#1", "1".
_SLOT = re.compile(r"(?:cau(?: hoi| so)?|c|q|question|stu|ans|answer|tl)? ?(\d{1,3})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = "\t;,|"
_GUARD = re.compile(r"'+(?=[=+\-@])")


def rows_in(data: bytes) -> tuple[Row, ...]:
    """The papers of a file, Excel or CSV. Raises :class:`NoList` with a sentence."""
    if not data:
        raise NoList(NOTHING)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _rows(grids(data, OF))
    return _of_text(_decoded(data))


def pasted(text: str) -> tuple[Row, ...]:
    """The papers of a table that was copied out of a sheet."""
    if len(text) > LONGEST_PASTE:
        raise NoList(PASTE_LONG)
    return _of_text(text)


def _of_text(text: str) -> tuple[Row, ...]:
    """Which sign separates the cells is found by the header."""
    if not text.strip():
        raise NoList(NOTHING)
    problem = NoList(NO_HEADER)
    for sign in _SEPARATORS:
        try:
            return _rows([_grid(text, sign)])
        except NoList as refused:
            if str(refused) != NO_HEADER:
                problem = refused
    raise problem


def _decoded(data: bytes) -> str:
    for name in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise NoList(NO_TEXT)


def _grid(text: str, sign: str) -> list[list[str]]:
    lines = io.StringIO(text.replace("\x00", ""), newline="")
    try:
        return [[_GUARD.sub("", cell) for cell in row] for row in csv.reader(lines, delimiter=sign)]
    except csv.Error as broken:
        raise NoList(NO_TEXT) from broken


def _rows(sheets: Sequence[Grid]) -> tuple[Row, ...]:
    found = rows_of(sheets, SHAPE)
    if len(found) > MOST_PAPERS:
        raise NoList(TOO_MANY)
    return found


def columns_of(row: Sequence[str]) -> dict[str, int]:
    """Part → column; answers are parts by the number of their question."""
    found = heads.named(row, _COLUMNS, fold)
    for column, head in enumerate(row):
        slot = _SLOT.fullmatch(fold(head))
        if slot and column not in found.values():
            found.setdefault(f"a{int(slot[1])}", column)
    return found


def row_of(line: int, cells: Mapping[str, str]) -> Row | None:
    """One paper; None for a row without a code, an answer or a name."""
    name = " ".join(part for part in (cells.get("family", ""), cells.get("name", "")) if part)
    own = cells.get("id", "")
    who = own if normalise(own) or not name else name
    code, answer = cells.get("variant", ""), _answer(cells)
    if not (code or answer):
        return None
    if len(answer) > LONGEST_ANSWER:
        raise NoList(PAPER_LONG.format(line=line, most=number(LONGEST_ANSWER)))
    year = _YEAR.search(cells.get("year", ""))
    hint = " ".join(part for part in (cells.get("group"), cells.get("unit"), year and year[0]) if part)
    return Row(line, who, hint, code.zfill(3) if code.isdigit() else code, answer)


def _answer(cells: Mapping[str, str]) -> str:
    slots = {int(part[1:]): said for part, said in cells.items() if part[1:].isdigit()}
    if not any(slots.values()):
        return cells.get("answers", "")
    return written([slots.get(slot, "") for slot in range(1, max(slots) + 1)])


def longest(part: str) -> int:
    """Answers may be texts; whatever else there is are names and codes."""
    if part == "answers":
        return LONGEST_ANSWER
    return LONGEST_SLOT if part[1:].isdigit() else heads.LONGEST_CELL


SHAPE = Shape(columns_of, row_of, clean_text, NO_HEADER, NO_ROWS, needed="variant", longest=longest)


def to_fill_in(people: Sequence[tuple[str, str, str]], questions: int) -> bytes:
    """A workbook with the names (name, place, year) that are there, to write codes and answers beside."""
    answers = tuple(f"Câu {slot}" for slot in range(1, questions + 1))
    return filled(
        Template(
            sheet="Bài làm",
            heads=("Họ và tên", "Đơn vị", "Năm sinh", "Mã đề", *answers),
            widths=(30, 34, 10, 8, *(7 for _ in answers)),
            examples=tuple((*person, "", *("" for _ in answers)) for person in people),
            explained=EXPLAINED,
        )
    )


EXPLAINED = (
    ("Họ và tên", "Như lúc ghi danh. Có cột “Mã dự thi” với mã 8 ký tự thì không cần tên."),
    ("Đơn vị, Năm sinh", "Để phân biệt người trùng tên; thêm cột “Lớp” cũng được."),
    ("Mã đề", "Ba chữ số in trên đề. Dòng không có mã đề thì máy bỏ qua."),
    ("Câu 1, Câu 2, …", "Chữ đã chọn: A; AC khi chọn nhiều chữ; ĐS-Đ cho các ý đúng sai; bỏ trống để trống."),
    ("Bài làm", "Thay các cột câu bằng một cột “Bài làm”: ACBD… hoặc 1A 2C 3BD. Câu bỏ trống ghi dấu -."),
)
