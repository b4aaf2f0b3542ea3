"""What `hoithi bank` does with the banks of an installation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session

from contest import clock
from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.announce import as_json, say
from contest.bank import import_files, importing
from contest.bank import service as bank_service
from contest.bank.access import RIGHTS, AtBank
from contest.bank.export import files_of
from contest.bank.import_files import Upload
from contest.bank.import_rules import read_problems
from contest.bank.importing import Confirmed
from contest.bank.states import RowState
from contest.errors import CannotStart
from contest.installation import changing
from contest.web.database import reading, writing
from questions.authoring import banks, listing
from questions.authoring.views import BankRef, Sort, Wanted
from questions.formats import detect
from questions.formats.files import Files
from questions.formats.forms import Form
from questions.formats.losses import Loss, fit, losses
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write

#: The actor of these changes in the audit chain, and what the list of imports says.
ACTOR = Member("cli", "cli", "dòng lệnh", Role.ADMIN)
RUNNING = (
    "Máy chủ đang chạy nên lệnh này chưa ghi được. Nhập tệp trên trang Ngân hàng câu hỏi (/bank), "
    "hoặc dừng máy chủ (Ctrl+C) rồi chạy lại lệnh này."
)
EXPORT_RUNNING = (
    "Máy chủ đang chạy nên lệnh này chưa ghi được vào nhật ký. Tải tệp trên trang Ngân hàng câu hỏi (/bank), "
    "hoặc dừng máy chủ (Ctrl+C) rồi chạy lại lệnh này."
)
NO_BANK = "Không có ngân hàng “{slug}”. Các ngân hàng: {there}."
NONE = "chưa có ngân hàng nào"
NOTHING_FITS = "Không câu nào ghi được thành {label}, nên không ghi tệp."


def bring(file: Path, slug: str, data: Path | None, database: str, json: bool) -> int:
    """Save what can be saved of a file, all or nothing; 1 if something of it can't be saved."""
    content = _content(file)
    now = clock.now()
    with changing(data, database, RUNNING):
        with reading() as db:
            into = _bank(db, slug)
            brought = import_files.read_file(db, into.id, file.name, content, clock.local(now).date())
        with writing() as db:
            batch = importing.start(db, ACTOR, brought, now)
            ready = importing.prepare(db, batch)
            done = importing.confirm(db, ACTOR, ready, ready.version, now)
    left_out = _left_out(brought)
    _told(slug, batch, done, brought, left_out, json)
    return 1 if left_out else 0


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(detect.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CannotStart(f"Không đọc được tệp {file}.") from error


def _bank(db: Session, slug: str) -> BankRef:
    every = [one.bank for one in banks.every(db)]
    found = next((one for one in every if one.slug == slug), None)
    if found is None:
        raise CannotStart(NO_BANK.format(slug=slug, there=", ".join(one.slug for one in every) or NONE))
    return found


def _left_out(brought: Upload) -> list[tuple[int, str]]:
    """(line, why) of every question that an error keeps out."""
    wrong = [row for row in brought.rows if row["state"] == RowState.WRONG]
    return [(row["line"], _why(row["problems"])) for row in wrong]


def _why(problems: str) -> str:
    return " ".join(one.message for one in read_problems(problems) if one.level == "error")


def _told(
    slug: str, batch: str, done: Confirmed, brought: Upload, left_out: Sequence[tuple[int, str]], json: bool
) -> None:
    twins = sum(row["state"] == RowState.TWIN for row in brought.rows) + done.there
    if json:
        out = [{"line": line, "message": why} for line, why in left_out]
        as_json({"bank": slug, "import": batch, "saved": done.saved, "there": twins, "left_out": out})
        return
    for line, why in left_out:
        say(f"dòng {line}: bỏ ra: {why}")
    for note in brought.notes:
        say(f"lưu ý: {note}")
    say(
        f"Đã nhập {done.saved} câu vào {slug}, thành bản nháp. "
        f"{twins} câu đã có sẵn, {len(left_out)} câu bỏ ra."
    )


def export(slug: str, form: Form, to: Path | None, data: Path | None, database: str, json: bool) -> None:
    """Write a bank's questions to a file, tell what it can't carry, and note that they left."""
    now = clock.now()
    day = clock.local(now).date()
    with changing(data, database, EXPORT_RUNNING):
        with reading() as db:
            bank = _bank(db, slug)
            rows = listing.search(db, bank.id, Wanted(sort=Sort.OLDEST), day).rows
            asked = tuple(one.parsed for one in rows)
            files = files_of(db, asked, form)
        lost = losses(asked, form)
        for loss in lost:
            print(f"Sẽ mất: {loss.said}", file=sys.stderr)
        target = to or Path(f"{bank.slug}-{day:%Y%m%d}.{form.ending}")
        with writing() as db:
            # In one: a file that can't be written leaves no line, and none is there without its line.
            bank_service.note_export(db, AtBank(ACTOR, bank, RIGHTS), form.value, len(asked), now)
            count = _write(asked, form, target, files)
    if json:
        as_json(
            {
                "bank": slug,
                "format": form.value,
                "file": str(target),
                "questions": count,
                "losses": _facts(lost),
            }
        )
    else:
        say(f"Đã ghi {count} câu ra {target}.")


def _write(asked: Sequence[ParsedQuestion], form: Form, target: Path, files: Files) -> int:
    count = len(fit(asked, form))
    if not count:
        raise CannotStart(NOTHING_FITS.format(label=form.label))
    try:
        target.write_bytes(write(asked, form, files))
    except (OSError, ValueError) as error:
        raise CannotStart(f"Không ghi được tệp {target}.") from error
    return count


def _facts(lost: Sequence[Loss]) -> list[dict[str, object]]:
    return [{"part": loss.part, "questions": len(loss.places), "message": loss.said} for loss in lost]
