"""`hoithi key`: the server's key, for the day when somebody may have seen it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contest.cli_words import Group

app = typer.Typer(
    cls=Group,
    help="Khóa của máy chủ: thay khóa khi ngờ có người đã chép.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]
Void = Annotated[
    bool, typer.Option("--void-codes", help="Bỏ cả khóa cũ: mọi mã, phiếu đã phát và bước thứ hai hết dùng.")
]
Force = Annotated[bool, typer.Option("--force", help="Thay cả khi có vòng thi đang mở.")]


@app.callback()
def key() -> None:
    """Khóa của máy chủ: thay khóa khi ngờ có người đã chép."""


@app.command()
def rotate(
    void_codes: Void = False, force: Force = False, data: Data = None, database: Url = "", json: Json = False
) -> None:
    """Thay khóa: điện thoại phải vào lại bằng mã; mã và phiếu đã phát vẫn dùng được."""
    from contest import key_command

    key_command.rotate(data, database, void_codes=void_codes, force=force, json=json)
