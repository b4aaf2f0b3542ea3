"""What `hoithi migrate-to` does and says."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import make_url

from contest import moving, settings
from contest.announce import as_json, say
from contest.errors import CannotStart
from contest.holding import only_server
from contest.installation import NOTHING
from contest.web.filters import number

DONE = "Đã chuyển {rows} dòng của {tables} bảng sang {where}; đọc lại hai bên, giống nhau từng dòng."
NEXT = """\
Từ nay mở máy chủ trên PostgreSQL, vẫn thư mục dữ liệu này (khóa của máy chủ nằm ở đó):
  chạy bằng tay:  hoithi serve --data {data} --database '{where}'
  systemd:        sudo systemctl edit hoithi, thêm hai dòng
                    [Service]
                    Environment=HOITHI_DATABASE_URL={where}
Thay *** bằng mật khẩu, hoặc để mật khẩu trong tệp .pgpass của tài khoản chạy máy chủ.
Sao lưu PostgreSQL: pg_dump -Fc mỗi đêm, giữ kèm tệp server.key.
Tệp cũ còn nguyên ở {source}; trong đó có tên người dự thi, yên tâm rồi thì xóa."""


def migrate_to(url: str, data: Path | None, json: bool) -> None:
    """Move an installation whose server was stopped to PostgreSQL."""
    folder = settings.data_folder(data)
    source = _old_file(folder)
    if not source.is_file():
        raise CannotStart(NOTHING.format(path=source))
    with only_server(folder):
        done = moving.move(folder, source, url, (lambda _: None) if json else _tell)
    if json:
        as_json(done.facts())
        return
    rows = sum(one.rows for one in done.tables.values())
    say(DONE.format(rows=number(rows), tables=len(done.tables), where=done.where))
    say(NEXT.format(data=folder, where=done.where, source=source))


def _old_file(folder: Path) -> Path:
    """The SQLite file, also where the setting already names PostgreSQL."""
    chosen = make_url(settings.database_in(folder))
    if chosen.get_backend_name() == "sqlite" and chosen.database:
        return Path(chosen.database)
    return folder / "hoithi.sqlite3"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
