"""What `hoithi archive`, `archive-verify` and `archive-import` do."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from contest import clock, tables
from contest.announce import as_json, say
from contest.archives import bringing, judging, making, unpacking
from contest.archives import rows_store as store
from contest.archives.bringing import Brought
from contest.archives.making import Made, Source
from contest.backups import version
from contest.bank_command import ACTOR
from contest.campaigns import service as campaigns
from contest.campaigns.rules import SLUG
from contest.errors import CannotStart, UserError
from contest.installation import beside, changing
from contest.results_files import NO_FILE, UNWRITABLE
from contest.schema import newest_revision
from contest.web import filters
from contest.web.database import from_ms, reading, writing

NO_CONTEST = "Không có cuộc thi “{slug}”. Các cuộc thi: {there}."
NONE = "chưa có cuộc thi nào"
NO_ARCHIVE = "Không đọc được tệp {path} ({why})."
BAD_SLUG = (
    "Địa chỉ ngắn “{slug}” sau --slug chưa đúng: chỉ chữ thường không dấu, chữ số và gạch nối, tối đa 60 "
    "ký tự; máy dùng “new” và “staff” vào việc khác."
)
RUNNING = (
    "Máy chủ đang chạy nên lệnh này chưa ghi được. Dừng máy chủ (Ctrl+C) rồi chạy lại lệnh này; xong thì mở "
    "lại máy chủ."
)
OTHER_SLUG = " Thêm --slug và một địa chỉ khác."
MADE = "{title}: đã gói {rows} dòng của {people} người ra {path}."
KEPT_BACK = (
    "Mật khẩu, khóa, mã vào thi và mã biên nhận không đi theo. Tệp có tên người dự thi: cất như bản sao lưu."
)
SOUND = "ĐÚNG: {title} ({slug}), {rows} dòng của {people} người, gói lúc {moment} bằng hoithi {product}."
KEY = "Nơi làm gói: {origin}. Vân tay khóa: {print}"
DONE = "Đã mang về: {title}, {rows} dòng của {people} người, từ {origin}. Mở: /t/{slug}"
FORGOTTEN = "{count} người đã từng được xóa ở máy chủ này: đã xóa lại tên của họ."
CODES = (
    "Mã vào thi và mã biên nhận của máy cũ không dùng được ở đây: cấp mã mới cho ai cần. Mã biên nhận vẫn "
    "tìm được hàng của mình trong kết quả đã công bố: hoithi verify TỆP --receipt MÃ."
)
UNITS = "{count} đơn vị chưa có ở đây đã được thêm; trùng với đơn vị đã có thì gộp ở trang Đơn vị."

assert tables.METADATA  # every table is known from here on


def archive(contest: str, out: Path | None, data: Path | None, database: str, json: bool) -> None:
    """Write the file beside a server that may be running."""
    with beside(data, database):
        now = clock.now()
        campaign_id, slug = _named(contest)
        target = _target(out, making.name_of(slug, f"{clock.local(now):%Y%m%d}"))
        made = _written(campaign_id, target, json)
    facts: dict[str, Any] = {
        "contest": made.slug,
        "file": str(target),
        "people": made.people,
        "rows": made.rows,
    }
    if json:
        as_json(facts | {"sha256": made.digest})
        return
    say(MADE.format(title=made.title, rows=filters.number(made.rows), people=made.people, path=target))
    say(KEPT_BACK)


def _named(contest: str) -> tuple[str, str]:
    slug = contest.strip().strip("/")
    with reading() as db:
        every = {
            one.slug: one.campaign_id for one in campaigns.every(db, clock.now()) if not one.rehearsal_of
        }
    if slug not in every:
        raise CannotStart(NO_CONTEST.format(slug=slug, there=", ".join(sorted(every)) or NONE))
    return every[slug], slug


def _target(out: Path | None, name: str) -> Path:
    target = (out or Path(name)).expanduser()
    if target.is_dir():
        target /= name
    if target.exists() and not target.is_file():
        raise CannotStart(UNWRITABLE.format(path=target, why=NO_FILE))
    return target


def _written(campaign_id: str, target: Path, json: bool) -> Made:
    """The archive under its name; written beside its place first, so that half of it is never there."""
    now, fresh = clock.now(), None
    tell = (lambda *_: None) if json or not sys.stderr.isatty() else _tell
    try:
        with tempfile.NamedTemporaryFile("w+b", dir=target.parent, prefix=".hoithi-", delete=False) as file:
            fresh = Path(file.name)
            with reading() as db:
                made = making.make(db, campaign_id, file, Source(version(), newest_revision()), now, tell)
        with writing() as db:
            making.note(db, ACTOR.id, campaign_id, made.people, made.digest, now)
            fresh.replace(target)
    except OSError as error:
        raise CannotStart(UNWRITABLE.format(path=target, why=error.strerror or error)) from error
    finally:
        if fresh is not None:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
    return made


def _tell(done: int, total: int) -> None:
    print(f"\r{done * 100 // max(total, 1)} %", end="" if done < total else "\n", file=sys.stderr, flush=True)


# --- looking, and back ----------------------------------------------------------------------------


def verify(file: Path, json: bool) -> None:
    """Say whether an archive is whole and sound; CannotStart says what is not."""
    try:
        with unpacking.opened(file) as opened:
            judged = judging.judge(opened, newest_revision())
            told = opened.manifest
    except UserError as error:
        raise CannotStart(f"SAI: {error.message}") from error
    except OSError as error:
        raise CannotStart(NO_ARCHIVE.format(path=file, why=error.strerror or error)) from error
    if json:
        facts = {"contest": told.slug, "title": told.title, "people": judged.people, "rows": judged.rows}
        as_json(facts | {"origin": told.origin, "key": told.key_print, "sha256": told.digest})
        return
    words = {"title": told.title, "slug": told.slug, "rows": filters.number(judged.rows)}
    moment = filters.moment(from_ms(told.made_at))
    say(SOUND.format(**words, people=judged.people, moment=moment, product=told.product))
    say(KEY.format(origin=told.origin or "chưa ghi tên", print=told.key_print))


def bring(file: Path, slug: str, data: Path | None, database: str, json: bool) -> None:
    """Bring the contest in, in one transaction: nobody sees half of it."""
    if slug and not SLUG.fullmatch(slug):
        raise CannotStart(BAD_SLUG.format(slug=slug[:80]))
    try:
        with changing(data, database, RUNNING), unpacking.opened(file) as opened:
            done, origin = _brought(opened, slug), opened.manifest.origin
    except OSError as error:
        raise CannotStart(NO_ARCHIVE.format(path=file, why=error.strerror or error)) from error
    except CannotStart as error:
        is_slug = str(error).startswith(bringing.TAKEN.partition("{")[0])
        raise CannotStart(f"{error}{OTHER_SLUG if is_slug else ''}") from error
    if json:
        facts = {"contest": done.slug, "people": done.people, "rows": done.rows, "units": done.units}
        as_json(facts | {"forgotten": done.forgotten})
        return
    words = {
        "title": done.title,
        "rows": filters.number(done.rows),
        "origin": origin or "máy chủ chưa ghi tên",
    }
    say(DONE.format(**words, people=done.people, slug=done.slug))
    say(CODES)
    if done.units:
        say(UNITS.format(count=done.units))
    if done.forgotten:
        say(FORGOTTEN.format(count=done.forgotten))


def _brought(opened: unpacking.Archive, slug: str) -> Brought:
    judged = judging.judge(opened, newest_revision())
    now = clock.now()
    wanted = slug or opened.manifest.slug
    if not SLUG.fullmatch(wanted):
        raise unpacking.wrong("manifest.json", "địa chỉ ngắn")
    with writing() as db:
        owner = store.an_administrator(db)
        return bringing.bring(db, opened, judged, wanted, owner, ACTOR.id, now)
