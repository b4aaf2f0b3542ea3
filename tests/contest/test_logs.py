"""The server's own logs: what they hold and what they never do, how long they stay, how large they grow."""

from __future__ import annotations

import json
import logging
import math
import stat
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contest import logs, settings
from contest.logs import Journal
from contest.web.traffic import Request
from tests.conftest import Clock

DAY = date(2026, 10, 5)
ONE = Request("192.168.1.7", "POST", "attempts.ops", 204, 0.0123, "", math.inf)


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    made = Journal(tmp_path / "logs", leave_free=0)
    made.folder.mkdir()
    logs.use(made)
    yield made
    logs.use(None)


def lines(journal: Journal, kind: str) -> list[dict[str, object]]:
    journal.flush()
    files = sorted(journal.folder.glob(f"{kind}-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def test_an_access_is_a_line_without_an_address_typed_by_anybody(journal: Journal) -> None:
    journal.access(ONE)
    journal.access(ONE._replace(route="rounds.show", staff="k7q2abcdefghj"))
    first, second = lines(journal, "access")
    assert first == {
        "time": "2026-10-05T08:00:00.000+07:00",
        "source": "192.168.1.7",
        "method": "POST",
        "route": "attempts.ops",
        "status": 204,
        "ms": 12,
    }
    assert second["staff"] == "k7q2abcdefghj"


def test_an_access_has_the_time_of_its_end_not_that_of_writing(journal: Journal) -> None:
    journal.access(ONE._replace(at=time.perf_counter() - 3600))
    (told,) = lines(journal, "access")
    assert str(told["time"]).startswith("2026-10-05T0") and str(told["time"]) < "2026-10-05T07:00:00.000"


def test_only_its_owner_reads_it(journal: Journal, tmp_path: Path) -> None:
    journal.access(ONE)
    journal.flush()
    (file,) = journal.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    fresh = Journal(tmp_path / "fresh")
    fresh.start()
    fresh.stop()
    assert stat.S_IMODE((tmp_path / "fresh").stat().st_mode) == 0o700


def test_a_warning_is_kept_without_what_was_put_into_it(journal: Journal) -> None:
    try:
        raise ValueError("Nguyễn Văn Tám ABCD1234")
    except ValueError as error:
        logging.getLogger("hoithi").warning("storage trouble at %s", "/x/ABCD1234", exc_info=error)
    (told,) = lines(journal, "events")
    assert (told["level"], told["logger"]) == ("WARNING", "hoithi")
    assert (told["said"], told["error"]) == ("storage trouble at %s", "ValueError")
    assert isinstance(told["at"], list) and told["at"][0].startswith("test_logs.py:")
    text = json.dumps(told, ensure_ascii=False)
    assert "Tám" not in text and "ABCD1234" not in text


def test_news_that_are_no_trouble_are_left_out(journal: Journal) -> None:
    logging.getLogger("hoithi").info("nothing")
    assert lines(journal, "events") == []


def test_a_day_has_files_of_its_own(journal: Journal, clock: Clock) -> None:
    journal.access(ONE)
    journal.flush()
    clock.set("2026-10-05 23:59:59")
    journal.access(ONE)
    journal.flush()
    clock.set("2026-10-06 00:00:00")
    journal.access(ONE)
    journal.flush()
    names = sorted(path.name for path in journal.folder.iterdir())
    assert names == ["access-2026-10-05.1.jsonl", "access-2026-10-06.1.jsonl"]


def test_a_full_file_is_followed_by_another(journal: Journal) -> None:
    journal.file_bytes = 300
    for _ in range(6):
        journal.access(ONE)
        journal.flush()
    assert len(list(journal.folder.iterdir())) == 2
    assert len(lines(journal, "access")) == 6


@pytest.mark.parametrize(("months", "kept"), [(1, 31), (12, 372)])
def test_old_days_go_at_the_border(journal: Journal, months: int, kept: int) -> None:
    journal.months = months
    for age in (0, kept, kept + 1, 1000):
        (journal.folder / f"access-{DAY - timedelta(days=age)}.1.jsonl").write_text("{}\n")
    (journal.folder / "notes.jsonl").write_text("mine")
    journal.sweep(DAY)
    left = sorted(path.name for path in journal.folder.iterdir())
    assert left == [f"access-{DAY - timedelta(days=kept)}.1.jsonl", f"access-{DAY}.1.jsonl", "notes.jsonl"]


def test_a_new_day_sweeps_by_itself(journal: Journal, clock: Clock) -> None:
    (journal.folder / "access-2020-01-01.1.jsonl").write_text("{}\n")
    journal.access(ONE)
    journal.flush()
    assert [path.name for path in journal.folder.iterdir()] == ["access-2026-10-05.1.jsonl"]
    clock.set("2026-12-24 08:00:00")
    journal.access(ONE)
    journal.flush()
    assert [path.name for path in journal.folder.iterdir()] == ["access-2026-12-24.1.jsonl"]


def test_a_flood_fills_no_disk(journal: Journal) -> None:
    """The oldest files go beyond the size of all; what nobody has written yet is bounded too."""
    journal.file_bytes, journal.all_bytes = 300, 1000
    for _ in range(40):
        journal.access(ONE)
        journal.flush()
    assert sum(path.stat().st_size for path in journal.folder.iterdir()) <= 1000 + 300


def test_lines_that_wait_are_bounded(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "WAITING", 3)
    for _ in range(5):
        journal.access(ONE)
    assert journal.lost == 2 == logs.lost() and len(lines(journal, "access")) == 3


def test_a_short_disk_keeps_its_room_for_answers(journal: Journal) -> None:
    journal.leave_free = 10**18
    journal.access(ONE)
    journal.event("start")
    assert lines(journal, "access") == [] and journal.lost == 1
    assert [one["event"] for one in lines(journal, "events")] == ["start"]


def test_a_folder_that_is_gone_loses_lines_and_nothing_else(journal: Journal) -> None:
    journal.folder.rmdir()
    journal.event("start")
    journal.flush()
    assert journal.lost == 1


def test_without_a_journal_nothing_is_noted() -> None:
    logs.use(None)
    logs.event("start")
    assert logs.lost() == 0


@pytest.mark.parametrize(
    ("url", "months", "kept"),
    [("", "", 1), ("https://thi.xa.vn", "", 12), ("https://thi.xa.vn", "3", 3), ("", "24", 24)],
)
def test_how_long_is_settled_by_who_can_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, months: str, kept: int
) -> None:
    """A service on the Internet keeps its accesses for a year (NĐ 333), one of a hall for a month."""
    for name, value in (("HOITHI_PUBLIC_URL", url), ("HOITHI_LOG_MONTHS", months or "0")):
        monkeypatch.setenv(name, value)
    assert settings.load(tmp_path).log_months == kept


def test_the_time_is_that_of_the_clock(journal: Journal, clock: Clock) -> None:
    clock.moment = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)
    journal.event("stop", audit_rows=3)
    (told,) = lines(journal, "events")
    assert told == {"time": "2026-10-06T03:00:00.000+07:00", "event": "stop", "audit_rows": 3}


@pytest.mark.parametrize("source", ['1.2.3.4", "staff": "x', "a\nb", "\\", "é", ""])
def test_what_a_client_sends_as_its_address_is_one_word(journal: Journal, source: str) -> None:
    """Behind a proxy it comes from a header."""
    journal.access(ONE._replace(source=source))
    (told,) = lines(journal, "access")
    assert told["source"] == source and "staff" not in told
