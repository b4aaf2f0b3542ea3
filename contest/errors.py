"""Errors whose text the user may read.

A service raises one of these; ``contest.web.errors`` turns it into a page or a fragment with
the status of its class. The text says what is wrong and what to do, in Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class UserError(Exception):
    """Something the user can understand and act on. ``page``: shown instead of the message alone."""

    message: str
    status: int = field(default=400, init=False)
    page: Any = field(default=None, init=False, repr=False, compare=False)

    def __str__(self) -> str:
        return self.message


@dataclass
class NotFound(UserError):
    """Not there, or not yours: one answer for both."""

    message: str = "Không tìm thấy trang này. Về trang cuộc thi."
    status: int = field(default=404, init=False)


@dataclass
class Forbidden(UserError):
    """You may see it, but not do this."""

    message: str = "Bạn không có quyền làm việc này. Nhờ quản trị viên cấp quyền."
    status: int = field(default=403, init=False)


@dataclass
class Unauthenticated(UserError):
    """Log in (staff) or come back with the code (entrant) first."""

    message: str = "Phiên làm việc đã hết. Đăng nhập lại để tiếp tục."
    status: int = field(default=401, init=False)


@dataclass
class Conflict(UserError):
    """The state moved on: a double click, another phone, another organiser."""

    status: int = field(default=409, init=False)


@dataclass
class Gone(UserError):
    """The time for this is over."""

    status: int = field(default=410, init=False)


@dataclass
class Invalid(UserError):
    """Bad input. ``fields`` maps a field's name to its message; shown beside the field."""

    message: str = "Có chỗ cần sửa. Xem dòng chữ đỏ bên dưới."
    fields: dict[str, str] = field(default_factory=dict)
    status: int = field(default=422, init=False)


@dataclass
class Busy(UserError):
    """Overload or storage trouble: nothing was done, try again after ``retry_after`` seconds."""

    message: str = "Máy chủ đang bận. Máy sẽ thử lại sau ít giây."
    retry_after: int = 2
    status: int = field(default=503, init=False)


class CannotStart(Exception):
    """Why a command can't do its work; the text is for whoever typed it, the exit code is 2."""
