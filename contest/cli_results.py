"""`hoithi results`, `commendations`, `certificates`, `regrade`, `report`: what came of contests, as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contest.results_words import Asked, Design, Format, PaperLayout, Period, ReportOf

Contest = Annotated[
    str,
    typer.Argument(metavar="CUỘC-THI", help="Địa chỉ ngắn của cuộc thi, ví dụ cds; cds/1 là vòng 1."),
]
Round = Annotated[str, typer.Option("--round", help="Số hoặc tên vòng; bỏ trống thì tự chọn.")]
Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Out = Annotated[Path | None, typer.Option("--out", help="Tệp ghi ra; bỏ trống thì tự đặt tên.")]
Form = Annotated[Format | None, typer.Option("--format", help="Dạng tệp; bỏ trống thì theo đuôi của --out.")]
Layout = Annotated[PaperLayout | None, typer.Option("--layout", help="Thể thức của bản in.")]
Url = Annotated[str, typer.Option("--database", help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]


def results(
    contest: Contest,
    round: Round = "",
    units: Annotated[bool, typer.Option("--units", help="Bảng đơn vị thay cho bảng cá nhân.")] = False,
    form: Form = None,
    layout: Layout = None,
    out: Out = None,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Ghi bảng kết quả ra tệp, có tên đầy đủ; máy chủ cứ chạy."""
    from contest import results_command

    results_command.results(Asked(contest, round, form, layout, out, data, database, json), units=units)


def commendations(
    contest: Contest,
    round: Round = "",
    form: Form = None,
    layout: Layout = None,
    out: Out = None,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Ghi danh sách trao giải ra tệp; chưa phát hành thì là bản dự thảo. Máy chủ cứ chạy."""
    from contest import results_command

    results_command.commendations(Asked(contest, round, form, layout, out, data, database, json))


def certificates(
    contest: Contest,
    round: Round = "",
    form: Form = None,
    layout: Layout = None,
    design: Annotated[
        Design | None, typer.Option("--design", help="Mẫu giấy; bỏ trống thì theo thể thức.")
    ] = None,
    url: Annotated[
        str, typer.Option("--url", help="Địa chỉ máy chủ để tra mã trên giấy, ví dụ https://thi.xa.vn.")
    ] = "",
    out: Out = None,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Ghi giấy chứng nhận của cả danh sách đã phát hành ra một tệp PDF; máy chủ cứ chạy."""
    from contest import results_command

    asked = Asked(contest, round, form, layout, out, data, database, json)
    results_command.certificates(asked, design, url)


def regrade(
    contest: Contest,
    round: Round = "",
    reason: Annotated[str, typer.Option("--reason", help="Vì sao chấm lại, ghi vào nhật ký.")] = "",
    do: Annotated[bool, typer.Option("--do", help="Áp dụng lần chấm thử đang chờ quyết định.")] = False,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Chấm thử một vòng đã đóng theo đáp án đã sửa và nói có gì đổi; --do: áp dụng."""
    from contest import regrade_command

    raise typer.Exit(
        regrade_command.regrade(Asked(contest, round, None, None, None, data, database, json), reason, do=do)
    )


def report(
    contest: Annotated[
        str,
        typer.Option(
            "--contest", help="Địa chỉ ngắn của cuộc thi, cds/1 là vòng 1; bỏ trống là mọi cuộc thi."
        ),
    ] = "",
    round: Round = "",
    period: Annotated[
        Period | None,
        typer.Option("--period", help="Kỳ báo cáo; bỏ trống là tháng này, có --contest là cả thời gian thi."),
    ] = None,
    on: Annotated[
        str, typer.Option("--on", help="Một ngày trong kỳ, như 05/10/2026; bỏ trống là hôm nay.")
    ] = "",
    first: Annotated[str, typer.Option("--from", help="Từ ngày, như 01/10/2026.")] = "",
    last: Annotated[str, typer.Option("--to", help="Đến ngày.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Tên hoặc mã đơn vị, gồm cả bên dưới.")] = "",
    form: Form = None,
    layout: Layout = None,
    out: Out = None,
    data: Data = None,
    database: Url = "",
    json: Json = False,
) -> None:
    """Ghi báo cáo của một kỳ ra tệp, không có tên người; máy chủ cứ chạy."""
    from contest import report_command

    asked = Asked(contest, round, form, layout, out, data, database, json)
    report_command.report(asked, ReportOf(period, on, first, last, unit))
