"""`hoithi staff`: accounts from the command line, for the day when nobody can log in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contest.accounts.states import Role
from contest.cli_words import Group

app = typer.Typer(
    cls=Group,
    help="Tài khoản của Ban Tổ chức: xem, thêm, đặt lại mật khẩu, gỡ bước thứ hai, khóa.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]
Login = Annotated[str, typer.Argument(help="Tên đăng nhập.")]


@app.command("list")
def list_all(data: Data = None, database: Url = "", json: Json = False) -> None:
    """Ai đăng nhập được; chạy được cả khi máy chủ đang chạy."""
    from contest import staff_command

    staff_command.list_all(data, database, json)


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Họ và tên; bỏ trống thì lấy tên đăng nhập.")] = "",
    role: Annotated[Role, typer.Option("--role", help="admin, organiser hoặc viewer.")] = Role.ORGANISER,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Thêm một tài khoản và in mật khẩu của nó."""
    from contest import staff_command

    staff_command.add(login, name.strip() or login, role, data, database, json)


@app.command()
def password(login: Login, data: Data = None, database: Url = "", json: Json = False) -> None:
    """Đặt mật khẩu mới và in ra; mọi phiên đăng nhập cũ hết dùng."""
    from contest import staff_command

    staff_command.password(login, data, database, json)


@app.command()
def disable(login: Login, data: Data = None, database: Url = "", json: Json = False) -> None:
    """Khóa một tài khoản; người đó bị đăng xuất ngay."""
    from contest import staff_command

    staff_command.disable(login, data, database, json)


@app.command("two-step-off")
def two_step_off(login: Login, data: Data = None, database: Url = "", json: Json = False) -> None:
    """Gỡ bước đăng nhập thứ hai của người mất điện thoại và mã dự phòng."""
    from contest import staff_command

    staff_command.two_step_off(login, data, database, json)
