"""The command `hoithi`: a public interface, in Vietnamese, with exit codes and `--json`."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from contest import cli_archive, cli_backup, cli_bank, cli_key, cli_results, cli_staff, clock, settings
from contest.announce import Reach, as_json, leave_token, qr, say, take_token_away
from contest.cli_words import Group
from contest.errors import CannotStart
from contest.install_values import Kind

app = typer.Typer(
    name="hoithi",
    cls=Group,
    help="Máy chủ hội thi trắc nghiệm: chuyển đổi số và cải cách hành chính.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(cli_bank.app, name="bank")
app.add_typer(cli_staff.app, name="staff")
app.add_typer(cli_backup.app, name="backup")
app.add_typer(cli_key.app, name="key")
for command in (
    cli_backup.restore,
    cli_backup.drill,
    cli_backup.upgrade,
    cli_backup.rollback,
    cli_backup.migrate_to,
    cli_results.results,
    cli_results.commendations,
    cli_results.certificates,
    cli_results.regrade,
    cli_results.report,
):
    app.command()(command)
app.command("archive")(cli_archive.archive)
app.command("archive-verify")(cli_archive.verify)
app.command("archive-import")(cli_archive.bring)

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Host = Annotated[str, typer.Option("--host", help="Địa chỉ lắng nghe; 0.0.0.0 để điện thoại vào được.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng; 0 là cổng trống bất kỳ.")]
Json = Annotated[bool, typer.Option("--json", help="In một dòng JSON thay cho lời.")]
ANYWHERE = "0.0.0.0"


@app.command()
def demo(
    data: Data = None,
    host: Host = ANYWHERE,
    port: Port = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Xóa bản dùng thử cũ, làm lại từ đầu.")] = False,
    json: Json = False,
) -> None:
    """Mở ngay một cuộc thi mẫu để dùng thử."""
    from contest import demo as sample
    from contest.office import service as office
    from contest.serving import listen, only_server, prepare
    from contest.serving import serve as run_server

    folder = sample.folder(data)
    with only_server(folder):
        if fresh:
            sample.start_fresh(folder)
        sample.lay_key(folder)
        loaded = settings.load(folder, f"sqlite:///{folder / 'hoithi.sqlite3'}")
        prepare(loaded)
        made = sample.ensure(folder, clock.now())
        listener = listen(host, port, tries=10 if port else 1)
        reach = Reach(listener.getsockname()[1], office.public_url(), host)
        facts = sample.facts(made, reach)
        leave_token(reach.port, {**facts, "url": reach.here, "key": loaded.secret.hex()})
        try:
            code = run_server(loaded, listener, lambda: as_json(facts) if json else sample.tell(made, reach))
        finally:
            take_token_away(reach.port)
    raise typer.Exit(code)


@app.command()
def serve(
    data: Data = None,
    host: Host = ANYWHERE,
    port: Port = 8000,
    database: Annotated[str, typer.Option(help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")] = "",
    json: Json = False,
) -> None:
    """Chạy máy chủ thật; lần đầu mở trang sẽ lập tài khoản quản trị."""
    from contest.accounts import same_key
    from contest.accounts import service as accounts
    from contest.office import service as office
    from contest.serving import keep_room, listen, only_server, prepare
    from contest.serving import serve as run_server
    from contest.web.database import writing

    loaded = settings.load(data, database)
    settings.refuse_known_key(loaded)
    with only_server(loaded.data):
        keep_room(loaded)
        prepare(loaded)
        with writing() as db:
            same_key.agree(db, loaded.secrets)
            code = accounts.ensure_setup_code(db)
        listener = listen(host, port)
        reach = Reach(listener.getsockname()[1], office.public_url(), host)
        facts = {"url": reach.here, "lan": reach.phones, "data": str(loaded.data), "setup_code": code}
        announce = (lambda: as_json(facts)) if json else (lambda: _tell(reach, code, loaded.data))
        raise typer.Exit(run_server(loaded, listener, announce))


def _tell(reach: Reach, code: str | None, data: Path) -> None:
    say(f"Trên máy này:   {reach.here}")
    say(f"Trên điện thoại: {reach.phones}")
    say(qr(reach.phones))
    say(f"Dữ liệu nằm ở:  {data}")
    if code:
        say(f"Mã cài đặt một lần để lập tài khoản quản trị: {code}")
    say("Dừng máy chủ: bấm Ctrl+C.")


@app.command()
def install(
    kind: Annotated[Kind, typer.Option("--print", help="systemd, caddy hoặc docker.")],
    data: Data = None,
    url: Annotated[str, typer.Option("--url", help="Địa chỉ công khai, ví dụ https://thi.xa.vn.")] = "",
    user: Annotated[str, typer.Option("--user", help="Tài khoản chạy máy chủ.")] = "",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Cổng của máy chủ.")] = 8000,
) -> None:
    """In tệp cấu hình để máy chủ chạy cùng máy; chỉ in ra, không ghi gì."""
    from contest import install_command

    install_command.tell(kind, data, url, user, port)


@app.command()
def simulate(
    people: Annotated[int, typer.Option(min=1, max=100_000, help="Số người.")] = 50,
    seed: Annotated[int, typer.Option(help="Cùng số này thì cùng người, cùng lựa chọn.")] = 1,
    url: Annotated[str, typer.Option(help="Địa chỉ máy chủ; bỏ trống là bản dùng thử đang chạy.")] = "",
    speed: Annotated[float, typer.Option(min=0.01, help="Nhanh gấp mấy lần bình thường.")] = 1.0,
    contest: Annotated[str, typer.Option(help="Địa chỉ ngắn của cuộc thi.")] = "",
    close: Annotated[bool, typer.Option("--close", help="Đóng vòng thi và đợi có xếp hạng.")] = False,
    json: Json = False,
) -> None:
    """Cho nhiều người tưởng tượng thi thử qua mạng như điện thoại thật."""
    from contest.simulate import command

    raise typer.Exit(command.simulate(people, seed, url, speed, contest, close, json))


@app.command()
def doctor(
    data: Data = None,
    port: Port = 8000,
    database: Annotated[str, typer.Option(help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")] = "",
    backups: Annotated[Path | None, typer.Option(help="Thư mục chứa các bản sao lưu.")] = None,
    json: Json = False,
) -> None:
    """Xem máy và dữ liệu có gì sai, và phải làm gì; máy chủ cứ chạy."""
    from contest.doctor import command

    raise typer.Exit(command.doctor(data, database, port, backups, json))


@app.command()
def retention(
    data: Data = None,
    database: Annotated[str, typer.Option(help="Địa chỉ PostgreSQL; bỏ trống là SQLite.")] = "",
    do: Annotated[bool, typer.Option("--do/--dry-run", help="Xóa ngay; bỏ trống thì chỉ xem.")] = False,
    json: Json = False,
) -> None:
    """Dữ liệu cá nhân nào sắp phải xóa, khi nào; --do: xóa ngay những gì đến hạn."""
    from contest import retention_command

    (retention_command.do if do else retention_command.tell)(data, database, json)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Tệp kết quả đã tải về.")],
    receipt: Annotated[str, typer.Option(help="Mã trên phiếu nộp bài, để tìm hàng của mình.")] = "",
) -> None:
    """Tính lại một kết quả đã công bố từ bài làm, không cần máy chủ."""
    from contest import verify as checker

    raise typer.Exit(checker.main([str(file), *(["--receipt", receipt] if receipt else [])]))


@app.command()
def check(json: Json = False) -> None:
    """Kiểm tra mã nguồn: kiểu viết, kiểu dữ liệu, luật của nhà."""
    from contest import devtools

    raise typer.Exit(devtools.check(as_json=json))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Chạy các phép thử; `--all`: tất cả; `faults`, `nightly`, `security`: bộ riêng; từ khác cho pytest."""
    from contest import devtools

    raise typer.Exit(devtools.test(context.args))


@app.command()
def where(path: str, json: Json = False) -> None:
    """Trang này nằm ở đâu trong mã nguồn."""
    from contest import whereabouts

    raise typer.Exit(whereabouts.where(path, as_json=json))


@app.command()
def screenshots(folder: Path = Path("screenshots")) -> None:
    """Chụp mọi trang để xem."""
    from contest import devtools

    raise typer.Exit(devtools.screenshots(folder))


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help="Tên phép đo, ví dụ p1.")] = None,
    rounds: Annotated[int, typer.Option(min=1)] = 5,
    seconds: Annotated[float, typer.Option(min=0.5)] = 4.0,
    json: Json = False,
) -> None:
    """Đo tốc độ cạnh trần của máy này."""
    try:
        from bench import command
    except ModuleNotFoundError:
        raise CannotStart("Lệnh này chỉ chạy từ thư mục mã nguồn.") from None

    raise typer.Exit(command.bench(names or [], as_json=json, rounds=rounds, seconds=seconds))


def main() -> None:
    """The entry point: UTF-8 on every console, one clear line for what can't be done."""
    # What a command loads stays: to look through it again and again for what does not was a fifth of a start.
    gc.set_threshold(100_000, 50, 1_000)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except CannotStart as error:
        print(error, file=sys.stderr)
        sys.exit(2)
