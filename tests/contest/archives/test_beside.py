"""Packing beside the pages: a process of its own, its progress, and its end whatever cuts it off."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest

from contest import backups, schema
from contest.archives import judging, keeping, making, unpacking
from contest.archives.making import Made
from contest.archives.packing import STAFF, member_of
from contest.archives.shapes import ordered
from contest.campaigns import service as campaigns
from contest.jobs import child
from contest.jobs import service as jobs
from contest.jobs import store as jobs_store
from contest.jobs.rules import JobView
from contest.jobs.states import JobState
from contest.results import publication_keys
from contest.web import database
from contest.web.database import reading, to_ms
from tests.conftest import KINDS, Clock
from tests.contest.archives import installations
from tests.contest.archives.installations import NOW
from tests.contest.archives.test_index import (
    Desk,
    app_client,
    closed,
    contest_of,
    desk,
    enter,
    fresh,
    packed,
    page,
    registered,
    url,
)
from tests.contest.commanded import Installation
from tests.contest.rounds import world

__all__ = ["app_client", "desk", "enter", "fresh", "registered"]

STUCK = "tests.contest.archives.beside.stuck"


def until(true: Callable[[], object]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def begun(at: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path, int]:
    """A packing that hangs half-way: its contest, its half of a file, its process."""
    browser, made = closed(at, clock)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "MODULE", STUCK)
        browser.post(url(made))
        world.work(clock.now)
        contest = contest_of(made)
        until(lambda: keeping._runs[contest].total == 2)
    part = keeping._runs[contest].part
    return contest, part, int(part.read_text())


def test_the_server_itself_packs_nothing(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, made = closed(desk, clock)

    def never(*_: object) -> None:
        raise AssertionError("in the server's own process")

    monkeypatch.setattr(making, "make", never)
    browser.post(url(made))
    packed(made, clock)
    shown = page(browser, made).text()
    assert "Tải gói (" in shown and "Chưa gói được" not in shown
    assert [one.name for one in keeping.place("x").parent.iterdir()] == [f"{contest_of(made)}.zip"]


def told_of(server: Installation, out: Path) -> tuple[Made, list[tuple[int, int]]]:
    """A contest is packed in this process; what is told of it."""
    told: list[tuple[int, int]] = []
    with server.open():
        with reading() as db:
            (contest,) = {one.campaign_id for one in campaigns.every(db, NOW) if one.slug == "thi-a"}
        with reading() as db, out.open("w+b") as file:
            source = making.Source(backups.version(), schema.newest_revision())
            made = making.make(db, contest, file, source, NOW, lambda done, of: told.append((done, of)))
    return made, told


def test_each_table_is_told(first: Installation, tmp_path: Path) -> None:
    made, told = told_of(first, tmp_path / "a.zip")
    rows = {name: one.rows for name, one in made.parts.items() if name != STAFF}
    total = sum(rows.values())
    places = [done for done, _ in told]
    assert {of for _, of in told} == {total}
    assert places == sorted(set(places)) and places[-1] == total
    ends = set(accumulate(rows[member_of(table.name)] for table in ordered()))
    assert ends <= set(places)


def test_many_rows_and_long_ones_are_told_on_the_way(
    first: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for rows, size in ((1 << 40, 1 << 40), (3, 1 << 40), (1 << 40, 1)):
        monkeypatch.setattr(making, "TOLD", rows)
        monkeypatch.setattr(making, "TOLD_BYTES", size)
        made, told = told_of(first, tmp_path / "a.zip")
        counts.append(len(told))
    assert counts[0] < counts[1] < counts[2] == made.rows - made.parts[STAFF].rows


def test_a_stopping_server_ends_it_at_once(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    _, part, pid = begun(desk, clock, monkeypatch)
    world.work(clock.move(seconds=2))
    browser, made = desk
    assert "Đang gói: 50%" in page(browser, made).text()
    before = time.monotonic()
    keeping.stop()
    assert time.monotonic() - before < keeping.LAST_WAIT + 1
    assert not part.exists() and not lives(pid)
    # The server starts again.
    keeping.register()
    world.work(clock.move(seconds=5))
    shown = page(browser, made).text()
    assert keeping.STOPPED in shown and "Đang gói" not in shown and "Làm gói" in shown
    assert browser.post(url(made)).status_code == 303
    packed(made, clock)
    shown = page(browser, made).text()
    assert "Tải gói (" in shown and keeping.STOPPED not in shown


def test_a_killed_server_says_so(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    contest, _, _ = begun(desk, clock, monkeypatch)
    run = keeping._runs.pop(contest)
    run.kill()
    run.join()
    world.work(clock.move(seconds=2))
    assert keeping.STOPPED in page(*desk).text()


def test_the_half_of_a_killed_server_goes(fresh: None, clock: Clock) -> None:
    part = keeping.place("0123456789abc").with_suffix(f".x{keeping.HALF}")
    part.parent.mkdir(exist_ok=True)
    part.write_text("half")
    os.utime(part, (clock.now.timestamp(), clock.now.timestamp()))
    assert keeping.sweep_due(clock.now) == 0 and part.exists()
    assert keeping.sweep_due(clock.now + keeping.STILL) == 1 and not part.exists()


def test_no_run_takes_anothers_half(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another server has the lead and the same folder: it says "cut off", and is asked for a new one."""
    contest, part, _ = begun(desk, clock, monkeypatch)
    former = keeping._runs.pop(contest)
    world.work(clock.move(seconds=2))
    assert keeping.STOPPED in page(*desk).text() and part.exists()
    browser, made = desk
    browser.post(url(made))
    packed(made, clock)
    assert part.exists() and keeping.place(contest).read_bytes().startswith(b"PK")
    former.kill()
    former.join()


def test_a_run_of_before_answers_no_new_asking(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest, _, _ = begun(desk, clock, monkeypatch)
    former = keeping._runs.pop(contest)
    world.work(clock.move(seconds=2))
    # This server had lost the lead, and has it again with its old run at hand.
    keeping._runs[contest] = former
    former.kill()
    former.join()
    browser, made = desk
    browser.post(url(made))
    packed(made, clock)
    shown = page(browser, made).text()
    assert "Tải gói (" in shown and "Chưa gói được" not in shown


@pytest.mark.parametrize(
    ("module", "seconds", "told"),
    [
        ("tests.contest.archives.beside.babbling", 60.0, "Chưa gói được (Broken)"),
        ("tests.contest.archives.beside.nobody", 60.0, "Chưa gói được (Broken)"),
        (STUCK, 2.0, "Chưa gói được (quá lâu)"),
    ],
)
def test_a_process_that_breaks_is_told(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch, module: str, seconds: float, told: str
) -> None:
    browser, made = closed(desk, clock)
    monkeypatch.setattr(keeping, "MODULE", module)
    monkeypatch.setattr(keeping, "LONGEST", seconds)
    browser.post(url(made))
    packed(made, clock)
    assert told in page(browser, made).text()
    assert not list(keeping.place("x").parent.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_on_both_databases(
    kind: str,
    file: Path,
    tmp_path: Path,
    sqlite_template: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = installations.fresh(kind, tmp_path / "there", sqlite_template, request.getfixturevalue)
    contest = installations.brought(server, file)["contest"]
    monkeypatch.setattr(keeping, "_runs", {})
    with server.open():
        with reading() as db:
            (contest_id,) = {one.campaign_id for one in campaigns.every(db, NOW) if one.slug == contest}
        run = keeping._Run(contest_id, NOW)
        run.start()
        run.join()
        assert (run.failed, run.done) == ("", run.total) and run.total
        with unpacking.opened(keeping.place(contest_id)) as opened:
            assert judging.judge(opened, schema.newest_revision()).rows >= run.total
            assert opened.manifest.public_key == publication_keys.sign("00" * 32)[1]


def test_the_process_says_what_stands_in_the_way(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    _, made = desk
    clock.set(world.OPENS)
    asked = {
        "url": database.current().url.render_as_string(hide_password=False),
        "contest": contest_of(made),
        "product": backups.version(),
        "schema": schema.newest_revision(),
        "now": to_ms(clock.now),
    }
    empty = tmp_path / "empty"
    empty.touch()
    for to, kind, words in (
        (empty, "refused", "Còn vòng chưa đóng"),
        (tmp_path / "none", "broken", "No such"),
    ):
        with child.running(keeping.MODULE, 60, keeping.MOST_SAID) as beside:
            beside.tell(asked | {"to": str(to)})
            said, told = beside.hear()
        assert (said["kind"], words in told.decode()) == (kind, True)


def test_the_end_stays_until_it_is_written(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    browser.post(url(made))
    world.work(clock.now)
    contest = contest_of(made)
    run = keeping._runs[contest]
    run.join()
    with reading() as db:
        job = jobs_store.find(db, keeping.PACK, contest)
        assert job is not None
        view = JobView(job.id, job.kind, job.subject, job.step, job.cursor, job.done, job.total)
        # The transaction that should write it is undone: the next look finds the same run.
        for _ in range(2):
            came = keeping.look(db, view, clock.now)(db, view, clock.now)
            assert came.finished and keeping._runs[contest] is run
            status = jobs.status(db, keeping.PACK, contest)
            assert status is not None and status.state is JobState.RUNNING
    assert "Đang gói" in page(browser, made).text()
    world.work(clock.move(seconds=2))
    assert "Đang gói" not in page(browser, made).text() and contest not in keeping._runs
    browser.post(url(made))
    world.work(clock.now)
    assert keeping._runs[contest] is not run
