"""`hoithi upgrade` and the way back from it."""

from __future__ import annotations

from pathlib import Path

from contest import clock, installation, restoring, settings, upgrading
from contest.announce import as_json, say
from contest.errors import CannotStart
from contest.schema import newest_revision

RUNNING = "Máy chủ đang chạy trên dữ liệu này. Dừng nó (Ctrl+C) rồi nâng cấp."
ASK = (
    "Sẽ trả dữ liệu về {made}, trước lần nâng cấp. Những gì ghi từ đó đến nay được giữ trong một thư mục "
    "riêng, không còn trong cuộc thi. Đồng ý thì chạy lại với --force."
)


def upgrade(data: Path | None, database: str, json: bool) -> None:
    """What the next start would do, done now."""
    upgrading.forget_failure(settings.data_folder(data))
    with installation.changing(data, database, RUNNING):
        revision = newest_revision()
    if json:
        as_json({"revision": revision})
    else:
        say(f"Dữ liệu đúng phiên bản ({revision}).")


def go_back(data: Path | None, force: bool, json: bool) -> None:
    """The data as they were before the last upgrade; newer ones are kept aside."""
    folder = settings.data_folder(data)
    copy = upgrading.newest_copy(folder)
    if not force:
        with restoring.opened(copy) as (_, manifest):
            raise CannotStart(ASK.format(made=manifest.made))
    done = restoring.restore(copy, folder, clock.now(), force=True)
    if json:
        as_json(done.facts())
        return
    say(f"Đã trả dữ liệu về {done.manifest.made}. Dữ liệu sau nâng cấp được giữ ở {done.aside}")
    say("Cài lại phiên bản hoithi trước rồi mới mở máy chủ: phiên bản này sẽ nâng cấp lại.")
