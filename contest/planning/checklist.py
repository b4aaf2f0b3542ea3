"""What is still to do before a contest opens. Pure: facts in, lines out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest.planning.states import Group
from contest.web.filters import inner

NO_YEAR = "Có giải theo độ tuổi mà không bắt buộc ghi năm sinh"
NO_UNIT = "Có giải đơn vị mà không hỏi đơn vị"


@dataclass(frozen=True)
class Facts:
    """What the list looks at."""

    short: int
    opens_at: datetime
    closes_at: datetime
    contact: str
    organiser: str
    helpers: int  # staff with a part beside the owner
    has_units: bool
    rehearsed: bool
    prizes: bool
    public_address: bool
    expired: int = 0  # approved questions of the bank that have run out when it opens
    keeps_expired: bool = False
    selects_from: str = ""  # the round in which those are selected for whom this one is
    selected: bool = False  # and their list is confirmed
    has_list: bool | None = (
        None  # whether anybody is on the list; None: the contest is not entered by it alone
    )
    shared: tuple[str, ...] | None = None  # rounds that may ask the same, where none is to
    fixed: int = 0  # questions in everybody's paper
    lost: int = 0  # those of them that can't be asked any more
    lost_names: str = ""  # which, and why
    asked_in: tuple[str, ...] = ()  # earlier rounds with some of them
    unkept: str = ""  # prizes that need what people are not asked for


@dataclass(frozen=True)
class Check:
    """One line: whether it is done, what it says, and the group of settings or the page it leads to."""

    key: str
    done: bool
    required: bool
    text: str
    hint: str
    group: Group | None = None
    names: str = ""  # what only those may read who may read the bank

    @property
    def said(self) -> str:
        """The whole of it, for them."""
        return f"{self.text}: {self.names}" if self.names else self.text


def checks(facts: Facts, now: datetime) -> tuple[Check, ...]:
    """All lines, what blocks the opening first."""
    return (
        _bank(facts),
        *_fixed(facts),
        _window(facts, now),
        *_words(facts),
        *_expired(facts),
        *_list(facts),
        *_selection(facts),
        *_shared(facts),
        *_promises(facts),
        *_others(facts),
    )


def _bank(facts: Facts) -> Check:
    done = facts.short == 0
    text = "Ngân hàng đủ câu cho đề" if done else f"Ngân hàng thiếu {facts.short} câu cho đề"
    return Check("bank", done, True, text, "Bớt câu trong đề, hoặc thêm câu hỏi", Group.PAPER)


def _fixed(facts: Facts) -> tuple[Check, ...]:
    """Nothing to say where no question stands in every paper."""
    if not facts.fixed:
        return ()
    text = f"{facts.fixed} câu chung cho mọi đề còn dùng được"
    if facts.lost:
        text = f"{facts.lost} câu chung không còn dùng được"
    hint = "Duyệt lại câu ấy, hoặc bỏ khỏi đề"
    found = Check("fixed", not facts.lost, True, text, hint, Group.PAPER, facts.lost_names)
    if not facts.asked_in:
        return (found,)
    told = "Người đã thi vòng ấy biết trước các câu này"
    again = f"Có câu chung đã ra ở {', '.join(map(inner, facts.asked_in))}"
    return found, Check("asked", False, False, again, told, Group.PAPER)


def _expired(facts: Facts) -> tuple[Check, ...]:
    """Nothing to say while every question is valid."""
    if not facts.expired:
        return ()
    kept, out = "Vẫn được rút vào đề. Xem lại từng câu, hoặc bỏ ra", "Không rút vào đề. Xem lại từng câu"
    text = f"{facts.expired} câu của ngân hàng đã hết hạn vào ngày mở"
    return (Check("expired", False, False, text, kept if facts.keeps_expired else out, Group.PAPER),)


def _selection(facts: Facts) -> tuple[Check, ...]:
    """Nothing to say where everybody may take part."""
    if not facts.selects_from:
        return ()
    hint = f"Có sau khi {inner(facts.selects_from)} đóng. Chưa xác nhận thì chưa ai bắt đầu được"
    known, unknown = "Đã xác nhận danh sách người được chọn", "Chưa xác nhận danh sách người được chọn"
    return (_line("selection", facts.selected, known, unknown, hint),)


def _list(facts: Facts) -> tuple[Check, ...]:
    """Who comes with a code only must be on the list."""
    if facts.has_list is None:
        return ()
    text = "Có danh sách người dự thi" if facts.has_list else "Chỉ vào bằng mã mà chưa có danh sách"
    return (Check("list", facts.has_list, False, text, "Nhập danh sách, hoặc cho ai cũng tự đăng ký"),)


def _shared(facts: Facts) -> tuple[Check, ...]:
    """Nothing to say where rounds may ask the same questions."""
    if facts.shared is None:
        return ()
    hint = "Chia ngân hàng cho ít nhất chừng số vòng, như nhau ở mọi vòng"
    no = f"Có thể trùng câu với {', '.join(facts.shared)}"
    return (_line("shifts", not facts.shared, "Không trùng câu với vòng khác", no, hint, Group.PAPER),)


def _promises(facts: Facts) -> tuple[Check, ...]:
    """Nothing to say while every prize can be given."""
    if not facts.unkept:
        return ()
    hint = "Chọn hỏi ở mục Người dự thi, hoặc bỏ giải ấy"
    return (Check("promises", False, True, facts.unkept, hint, Group.PEOPLE),)


def _line(key: str, done: bool, yes: str, no: str, hint: str, group: Group | None = None) -> Check:
    return Check(key, done, False, yes if done else no, hint, group)


def _words(facts: Facts) -> tuple[Check, ...]:
    holder = "Đơn vị tổ chức, người giữ dữ liệu cá nhân" if facts.organiser else "Chưa ghi đơn vị tổ chức"
    asked = "Người dự thi đọc trước khi đồng ý cho dùng dữ liệu"
    reach = "Điện thoại hoặc nơi tiếp, để người dự thi hỏi"
    contact = _line(
        "contact",
        bool(facts.contact),
        "Có cách liên hệ Ban Tổ chức",
        "Chưa có cách liên hệ",
        reach,
        Group.NAME,
    )
    return (Check("organiser", bool(facts.organiser), True, holder, asked, Group.NAME), contact)


def _others(facts: Facts) -> tuple[Check, ...]:
    help_, alone = "Thêm một người giúp, phòng khi bạn vắng", "Mới một mình bạn điều hành"
    ranked = "Không có đơn vị thì không xếp hạng tập thể"
    tried = "Làm thử một bài trên điện thoại; không tính kết quả"
    same = "Không có thì chỉ điện thoại cùng mạng vào được"
    address = "Điện thoại vào bằng địa chỉ công khai", "Chưa đặt địa chỉ công khai"
    given, none = "Có cơ cấu giải thưởng", "Chưa có giải thưởng"
    return (
        _line("staff", facts.helpers > 0, "Có người cùng làm", alone, help_),
        _line("units", facts.has_units, "Có danh sách đơn vị", "Chưa có đơn vị nào", ranked),
        _line("rehearsal", facts.rehearsed, "Đã chạy thử", "Chưa chạy thử", tried),
        _line("prizes", facts.prizes, given, none, "Ghi số giải, mức giải", Group.PRIZES),
        _line("address", facts.public_address, *address, same),
    )


def _window(facts: Facts, now: datetime) -> Check:
    if facts.closes_at <= now:
        text, done = "Giờ đóng đã qua", False
    elif facts.opens_at <= now:
        text, done = "Giờ mở đã qua", False
    else:
        text, done = "Giờ mở, giờ đóng còn ở phía trước", True
    return Check("window", done, True, text, "Chọn lại giờ mở, giờ đóng", Group.TIME)


def left(found: tuple[Check, ...]) -> tuple[Check, ...]:
    """What is still to do."""
    return tuple(each for each in found if not each.done)


def blocking(found: tuple[Check, ...]) -> tuple[Check, ...]:
    """What keeps the contest from opening at its time."""
    return tuple(each for each in found if each.required and not each.done)
