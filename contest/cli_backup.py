"""`hoithi backup` and what goes with it: the key on paper, trying a copy, the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contest.cli_words import Group

app = typer.Typer(
    cls=Group,
    help="Sao lưu khi máy chủ đang chạy; khóa của bản sao lưu, nơi tự sao lưu, thử mở một bản.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
KeyFile = Annotated[Path | None, typer.Option("--key-file", help="Tệp chứa khóa bí mật, thay cho gõ tay.")]
Phrase = Annotated[Path | None, typer.Option("--passphrase-file", help="Tệp chứa mật khẩu của bản sao lưu.")]


@app.callback()
def backup(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option("--to", help="Thư mục chứa bản sao lưu.")] = None,
    recipient: Annotated[
        str, typer.Option("--recipient", help="Khóa công khai age1…; bỏ trống là khóa đã làm.")
    ] = "",
    passphrase: Phrase = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Không mã hóa; chỉ trên chính ổ đĩa của dữ liệu.")
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Sao lưu khi máy chủ đang chạy, mã hóa, rồi đọc lại để kiểm tra."""
    if context.invoked_subcommand is None:
        from contest import backup_command

        backup_command.backup(to, recipient, passphrase, plain, data, json)


@app.command()
def key(
    paper: Annotated[
        Path | None, typer.Option("--paper", help="Ghi tờ giấy khóa ra tệp PDF này để in.")
    ] = None,
    again: Annotated[bool, typer.Option("--new", help="Đã có khóa vẫn làm khóa mới.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Làm khóa: nửa bí mật in ra giấy để cất, máy chủ chỉ giữ nửa công khai."""
    from contest import backup_command

    backup_command.key(paper, again, data, json)


@app.command("try")
def try_opening(
    folder: Path, key_file: KeyFile = None, passphrase: Phrase = None, json: Json = False
) -> None:
    """Thử tờ giấy khóa: có mở được bản sao lưu này không, bên trong có đủ không."""
    from contest import backup_command

    backup_command.try_opening(folder, key_file, passphrase, json)


@app.command()
def medium(
    folder: Annotated[Path | None, typer.Argument(help="Ổ USB, ổ thứ hai hoặc thư mục mạng.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Thôi tự sao lưu.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Chọn nơi máy chủ tự sao lưu sang: mỗi phút khi đang có vòng thi, mỗi giờ khi không."""
    from contest import backup_command

    backup_command.medium(folder, off, data, json)


def restore(
    folder: Path,
    data: Data = None,
    force: Annotated[bool, typer.Option("--force", help="Thay dữ liệu đang có, giữ lại bản cũ.")] = False,
    key_file: KeyFile = None,
    passphrase: Phrase = None,
    json: Json = False,
) -> None:
    """Khôi phục từ một bản sao lưu."""
    from contest import backup_command

    backup_command.restore(folder, data, force, key_file, passphrase, json)


def upgrade(data: Data = None, database: Url = "", json: Json = False) -> None:
    """Nâng cấp dữ liệu của bản cũ trước khi mở máy chủ; tự sao lưu trước, hỏng thì tự trả lại."""
    from contest import upgrade_command

    upgrade_command.upgrade(data, database, json)


def migrate_to(
    url: Annotated[str, typer.Argument(metavar="ĐỊA-CHỈ", help="Ví dụ postgresql://ten:matkhau@may/hoithi")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Chuyển cả bản cài từ SQLite sang một cơ sở dữ liệu PostgreSQL trống; tệp cũ giữ nguyên."""
    from contest import move_command

    move_command.migrate_to(url, data, json)


def rollback(
    data: Data = None,
    force: Annotated[bool, typer.Option("--force", help="Đồng ý bỏ những gì ghi sau khi nâng cấp.")] = False,
    json: Json = False,
) -> None:
    """Trả dữ liệu về trước lần nâng cấp gần nhất."""
    from contest import upgrade_command

    upgrade_command.go_back(data, force, json)


def drill(
    copies: Annotated[Path | None, typer.Option("--from", help="Thư mục chứa các bản sao lưu.")] = None,
    key_file: KeyFile = None,
    passphrase: Phrase = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Diễn tập khôi phục: dựng lại từ bản mới nhất ở chỗ riêng, chạy thử, kiểm tra, rồi dọn đi."""
    from contest import drill_command

    raise typer.Exit(drill_command.drill(copies, key_file, passphrase, data, json))
