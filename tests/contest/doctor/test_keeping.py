"""What the doctor says of copies, logs, the clock's source and the certificate: borders, and real places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contest import backups, clock, copying, drilling, sealing, settings
from contest.doctor import keeping, keeping_rules, machine
from contest.doctor.opening import Place
from contest.doctor.rules import Finding, State
from contest.drilling import Drill

NOW = datetime(2026, 10, 10, 13, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
OK, WARN, WRONG = State.OK, State.WARN, State.WRONG


@pytest.mark.parametrize(
    ("at", "passed", "state"),
    [
        (None, False, WARN),
        (NOW, False, WRONG),
        (NOW, True, OK),
        (NOW - 31 * DAY, True, OK),
        (NOW - 31 * DAY - SECOND, True, WARN),
        (NOW - 90 * DAY, False, WRONG),
    ],
)
def test_a_drill_is_fresh_for_a_month(at: datetime | None, passed: bool, state: State) -> None:
    found = keeping_rules.drill(at, NOW, passed=passed)
    assert found.state is state and (found.todo == "") is (state is OK)


@pytest.mark.parametrize(
    ("to", "done", "error", "state", "word"),
    [
        ("", None, "", WARN, "hoithi backup medium"),
        ("/usb", None, "", WARN, "Mở máy chủ"),
        ("/usb", NOW, "", OK, "nhiều nhất 61 giây"),
        ("/usb", NOW, "Không thấy", WRONG, "Không thấy"),
        ("/usb", None, "Không thấy", WRONG, "chưa có bản nào"),
    ],
)
def test_the_second_medium(to: str, done: datetime | None, error: str, state: State, word: str) -> None:
    found = keeping_rules.medium(to, done, error, NOW if error else None, SECOND)
    assert found.state is state and word in found.said + found.todo


def test_a_slow_medium_tells_how_much_more_is_lost() -> None:
    assert "220 giây" in keeping_rules.medium("/usb", NOW, "", None, timedelta(seconds=20)).said


@pytest.mark.parametrize(
    ("size", "months", "public", "state"),
    [
        (None, 1, False, OK),
        (5_000_000, 12, True, OK),
        (None, 11, True, WARN),
        (1, 1, True, WARN),
        (1, 1, False, OK),
    ],
)
def test_logs_of_a_public_service_stay_a_year(
    size: int | None, months: int, public: bool, state: State
) -> None:
    assert keeping_rules.logs(size, months, public=public).state is state


@pytest.mark.parametrize(("synchronised", "state"), [(None, OK), (True, OK), (False, WARN)])
def test_a_clock_that_follows_nobody(synchronised: bool | None, state: State) -> None:
    assert keeping_rules.time_sync(synchronised).state is state


@pytest.mark.parametrize(
    ("url", "until", "state"),
    [
        ("", None, OK),
        ("http://thi.vn", None, OK),
        ("https://thi.vn", None, WARN),
        ("https://thi.vn", NOW, WRONG),
        ("https://thi.vn", NOW + SECOND, WARN),
        ("https://thi.vn", NOW + 14 * DAY - SECOND, WARN),
        ("https://thi.vn", NOW + 14 * DAY, OK),
    ],
)
def test_a_certificate_at_its_borders(url: str, until: datetime | None, state: State) -> None:
    assert keeping_rules.certificate(url, until, NOW, "x").state is state


def test_without_https_it_says_what_is_not_protected() -> None:
    assert "xem và sửa" in keeping_rules.certificate("", None, NOW).said


def test_an_address_where_nobody_answers_is_a_warning() -> None:
    found = keeping.certificate("https://127.0.0.1:1", NOW)
    assert found.state is WARN and "Chưa xem được" in found.said


def test_this_machine_says_something_of_its_clock() -> None:
    assert keeping.synchronised() in (None, True, False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    data = tmp_path / "data"
    data.mkdir()
    return Place(data, f"sqlite:///{data / 'hoithi.sqlite3'}", data / "hoithi.sqlite3")


def states(place: Place) -> dict[str, Finding]:
    return {one.check: one for one in keeping.keeping(place, lambda: NOW)}


def test_a_fresh_installation_is_told_three_things(place: Place) -> None:
    found = states(place)
    assert list(found) == ["encryption", "medium", "drill", "logs", "time_sync", "certificate"]
    assert {name for name, one in found.items() if one.state is WARN} >= {"encryption", "medium", "drill"}


def test_one_that_is_kept_well(place: Place, tmp_path: Path) -> None:
    _, public = sealing.new_key()
    (place.data / sealing.RECIPIENT).write_text(public)
    copying.choose(place.data, tmp_path / "usb")
    copying.write(place.data / copying.STATE, {"done": clock.local(NOW).isoformat()})
    drilling.keep(place.data, Drill(clock.local(NOW).isoformat(), "x", "y", 1, 1, []))
    (place.data / "logs").mkdir()
    (place.data / "logs" / "access-2026-10-10.1.jsonl").write_text("{}\n")
    found = states(place)
    assert {found[name].state for name in ("encryption", "medium", "drill", "logs")} == {OK}
    assert public in found["encryption"].said and "20:00" in found["medium"].said


@pytest.mark.parametrize("text", ["x", "2026-99-01", ""])
def test_a_moment_that_is_none_is_no_fault(place: Place, tmp_path: Path, text: str) -> None:
    (place.data / sealing.RECIPIENT).write_text("age1")
    copying.write(place.data / copying.PLAN, {"to": "/usb", "id": "x"})
    copying.write(place.data / copying.STATE, {"done": text})
    assert states(place)["medium"].state is WARN


def test_postgresql_keeps_its_own_copies(place: Place) -> None:
    assert list(states(replace(place, file=None))) == ["logs", "time_sync", "certificate"]


def test_a_copy_on_the_medium_is_a_backup_too(place: Place, tmp_path: Path) -> None:
    settings.load(place.data)
    (place.data / sealing.RECIPIENT).write_text("age1")
    copying.choose(place.data, tmp_path / "usb")
    (none,) = machine.copies(place, None, lambda: NOW)
    assert none.state is WARN and str(tmp_path / "usb") in none.said
    folder = tmp_path / "usb" / copying.OWN / "hoithi-20261010-200000"
    folder.mkdir(parents=True)
    told = backups.Manifest(2, "0", clock.local(NOW).isoformat(), "r", {}, {}, 0, "", "key", "age1")
    copying.write(folder / backups.MANIFEST, told.facts())
    (found,) = machine.copies(place, None, lambda: NOW)
    assert found.state is OK


@pytest.mark.parametrize(
    ("since", "said"), [(NOW, "Không tự sao lưu được sang /mnt/usb từ "), (None, "sang /mnt/usb: hết chỗ (")]
)
def test_a_medium_that_fails_says_since_when_where_that_is_known(since: datetime | None, said: str) -> None:
    told = keeping_rules.medium("/mnt/usb", None, "hết chỗ", since, timedelta(seconds=1))
    assert told.state is State.WRONG
    assert said in told.said
    assert ("từ " in told.said) is (since is not None)
