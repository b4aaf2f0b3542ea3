"""`hoithi drill`: what it says, and that it is remembered."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from contest import backup_command, backups, drilling, settings
from contest.announce import as_json, say
from contest.errors import CannotStart


def drill(
    copies: Path | None, key_file: Path | None, passphrase: Path | None, data: Path | None, json: bool
) -> int:
    """Drill with the newest copy; 1 when it failed."""
    folder = settings.data_folder(data)
    if not folder.is_dir():
        raise CannotStart(backups.NOTHING.format(path=folder))
    copy = drilling.newest(folder, copies)
    opener = backup_command.opener_for(copy, key_file, passphrase)
    done = drilling.drill(copy, opener)
    drilling.keep(folder, done)
    if json:
        as_json({**asdict(done), "passed": done.passed})
    else:
        _tell(done)
    return int(not done.passed)


def _tell(done: drilling.Drill) -> None:
    say(f"Bản sao lưu: {done.copy}, làm lúc {done.made}, {done.rows} dòng dữ liệu.")
    for problem in done.problems:
        say(f"[SAI] {problem}")
    if done.passed:
        say(f"Diễn tập ĐẠT: khôi phục được, máy chủ chạy, {done.pages} trang mở được, dữ liệu đúng.")
        say("Đã dọn bản dựng thử. Những gì ghi sau lúc làm bản này sẽ mất nếu phải khôi phục thật.")
    else:
        say("Diễn tập KHÔNG ĐẠT. Sao lưu một bản mới rồi diễn tập lại; còn sai thì gửi các dòng trên đi hỏi.")
