"""`hoithi bank`: files of questions looked at, brought into a bank, and made of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contest.announce import say
from contest.cli_words import Group
from questions.formats.forms import Form

app = typer.Typer(cls=Group, help="Ngân hàng câu hỏi.", no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(help="Tệp câu hỏi; dạng tệp được nhận ra theo nội dung.")]
Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]


@app.command()
def check(file: File, json: Json = False) -> None:
    """Đọc thử một tệp câu hỏi và nói có gì cần sửa."""
    from questions.formats import detect

    report = detect.read(file)
    if json:
        say(report.to_json())
    else:
        places = {draft.line: draft.place for draft in report.drafts if draft.place}
        for problem in report.problems:
            kind = "LỖI" if problem.level == "error" else "lưu ý"
            where = f", {problem.where}" if problem.where else ""
            line = places.get(problem.line, f"dòng {problem.line}")
            line = "cả tệp" if places and problem in report.general else line
            say(f"{line}{where}: {kind}: {problem.message}")
        form = f"{report.form.label}: " if report.form else ""
        say(f"{form}{len(report.questions)} câu hỏi, {len(report.problems)} chỗ cần xem.")
    raise typer.Exit(1 if report.errors else 0)


@app.command("import")
def bring(
    file: File,
    bank: Annotated[str, typer.Option("--bank", help="Tên ngắn của ngân hàng, ví dụ cds-2026.")],
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Nhập các câu nhập được của một tệp, thành bản nháp; hoàn tác được trên trang Các lần nhập."""
    from contest import bank_command

    raise typer.Exit(bank_command.bring(file, bank, data, database, json))


@app.command()
def export(
    bank: Annotated[str, typer.Argument(help="Tên ngắn của ngân hàng.")],
    form: Annotated[Form, typer.Option("--format", help="Dạng tệp ghi ra.")] = Form.XLSX,
    to: Annotated[
        Path | None, typer.Option("-o", "--output", help="Tệp ghi ra; bỏ trống thì tự đặt tên.")
    ] = None,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Ghi mọi câu của một ngân hàng ra tệp; nói trước những gì dạng tệp đó không ghi được."""
    from contest import bank_command

    bank_command.export(bank, form, to, data, database, json)
