"""`hoithi archive`, `archive-verify` and `archive-import`: a whole contest in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Contest = Annotated[str, typer.Argument(help="Địa chỉ ngắn của cuộc thi.")]
File = Annotated[Path, typer.Argument(help="Tệp gói lưu trữ (.zip).")]
Out = Annotated[Path | None, typer.Option("--out", help="Ghi ra tệp này, hoặc vào thư mục này.")]
Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]
Slug = Annotated[str, typer.Option("--slug", help="Địa chỉ ngắn ở đây; bỏ trống thì như ở máy cũ.")]


def archive(
    contest: Contest, out: Out = None, data: Data = None, database: Url = "", json: Json = False
) -> None:
    """Gói cả một cuộc thi vào một tệp, có tên người; máy chủ cứ chạy."""
    from contest import archive_command

    archive_command.archive(contest, out, data, database, json)


def verify(file: File, json: Json = False) -> None:
    """Kiểm một gói lưu trữ, không cần máy chủ: từng byte, từng dòng, chữ ký."""
    from contest import archive_command

    archive_command.verify(file, json)


def bring(file: File, slug: Slug = "", data: Data = None, database: Url = "", json: Json = False) -> None:
    """Mang một cuộc thi từ gói lưu trữ về máy chủ này; được cả hoặc không được gì."""
    from contest import archive_command

    archive_command.bring(file, slug, data, database, json)
