"""Publishing through the real services, on both databases: who may sign, what is refused, what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contest import entropy
from contest.accounts.states import ContestRole
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.errors import Conflict, Forbidden
from contest.jobs import service as jobs
from contest.jobs.rules import JobView, Progress
from contest.jobs.states import JobState
from contest.results import complaints, evidence, publication_rules, publishing, publishing_job
from contest.results import publication_store as store
from contest.results.publication_states import Kind
from contest.results.publishing import Order
from contest.results.publishing_job import CHANGED, PREPARE
from contest.rounds import judging
from contest.rounds.deeds import Order as Deed
from contest.standings import staging
from contest.web.database import Database, reading, writing
from tests.contest.grades.test_service import correct
from tests.contest.results.press import DONE, FIRST, Press, checked, crowd, staffed
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, STAFF

LATER = DONE + timedelta(days=3)
FINAL = Order(Kind.FINAL, 3, "Hết giờ khiếu nại")


@pytest.fixture
def press(database: Database) -> Press:
    """Four people sat a closed round; two may approve."""
    made = Press.of(world.make())
    crowd(made.contest, ("A Thui", 3), ("Y Blưi", 2), ("A Khung", 2), ("Y Nhung", 0))
    made.close()
    return made


def void(made: Press, attempt: str, now: Any = DONE) -> None:
    """Somebody's attempt does not count any more."""
    with writing() as db:
        judging.void(db, Deed(entropy.new_id(), STAFF, "Thi hộ"), made.round_id, attempt, now)


def refused(made: Press, publication_id: str, error: type[Exception], now: Any = DONE) -> str:
    """Why the second person may not sign; nothing was signed."""
    with pytest.raises(error) as told:
        made.approve(publication_id, now)
    assert not made.versions()[-1].is_published
    return str(told.value)


# --- from the round to the file -------------------------------------------------------------------


def test_a_published_result_is_checked_by_the_other_program(press: Press, tmp_path: Path) -> None:
    version = press.publish()
    code, said = checked(press.file(version), tmp_path)
    assert code == 0, said
    assert "ĐÚNG: tính lại từ 4 lượt thi" in said
    (stored,) = press.versions()
    assert publication_rules.short(stored.sha256) in said
    assert publication_rules.fingerprint(stored.public_key) in said
    assert (stored.approved_by, stored.signed_alone) == (press.two and press.two.id, False)
    assert stored.complaints_until == DONE + timedelta(days=3)


def test_its_rows_are_those_of_the_board_and_say_no_name(press: Press) -> None:
    version = press.publish()
    told = json.loads(press.content(version))
    assert [(row["rank"], row["points"]) for row in told["rows"]] == [(1, 300), (2, 200), (3, 200), (4, 0)]
    raw = press.file(version).decode()
    for word in ("Thui", "Blưi", "Khung", "Nhung", "A Thui", "Câu hỏi số"):
        assert word not in raw
    with reading() as db:
        salts = {entry: salt for _, entry, salt in store.salts(db, [row["entry"] for row in told["rows"]])}
    first = told["rows"][0]
    salt = bytes.fromhex(salts[first["entry"]])
    assert first["commitment"] == publication_rules.commitment(salt, "A Thui", "")


def test_nobody_who_sat_at_all_is_a_result_too(database: Database, tmp_path: Path) -> None:
    made = Press.of(world.make())
    made.close()
    code, said = checked(made.file(made.publish()), tmp_path)
    assert code == 0 and "0 người có hạng" in said


def test_it_is_made_in_slices_and_the_same_of_it(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = press.prepare()
    with reading() as db:
        before = store.version(db, whole)
    monkeypatch.setattr(evidence, "SLICE", 1)
    again = press.prepare()
    with reading() as db:
        after, pieces = store.version(db, again), store.parts(db, again)
    assert before and after and before.evidence_sha256 == after.evidence_sha256
    assert len(pieces) >= 5
    press.approve(again)
    assert checked(press.file(again), tmp_path)[0] == 0


def test_without_the_papers_only_the_seal_is_checked(press: Press, tmp_path: Path) -> None:
    version = press.publish()
    code, said = checked(press.file(version, with_papers=False), tmp_path)
    assert code == 2 and "CHƯA ĐỦ" in said


# --- two people -----------------------------------------------------------------------------------


def test_who_prepared_it_does_not_sign_it(press: Press) -> None:
    made = press.prepare()
    one = replace(press, two=None)
    assert refused(one, made, Forbidden) == publication_rules.TWO_PEOPLE
    press.approve(made)
    assert press.versions()[0].is_published


def test_somebody_without_the_right_does_not_sign(press: Press) -> None:
    made = press.prepare()
    watching = staffed(press.contest, "xem", ContestRole.VIEWER)
    refused(replace(press, two=watching), made, Forbidden)


def test_an_office_of_one_signs_alone_and_it_is_recorded(database: Database) -> None:
    made = Press.of(world.make(), alone=True)
    crowd(made.contest, ("A Thui", 3))
    made.close()
    made.publish()
    (stored,) = made.versions()
    assert stored.signed_alone and stored.prepared_by == stored.approved_by == made.one.id
    with reading() as db:
        (row, *_), _ = audit.about(db, [made.round_id], 0, 10)
    assert (row.action, row.detail["alone"]) == ("results.publish", 1)


def test_once_there_is_a_second_one_nobody_signs_alone(database: Database) -> None:
    made = Press.of(world.make(), alone=True)
    crowd(made.contest, ("A Thui", 3))
    made.close()
    version = made.prepare()
    second = staffed(made.contest, "moi")
    assert refused(made, version, Forbidden) == publication_rules.TWO_PEOPLE
    made.two = second
    made.approve(version)
    assert not made.versions()[0].signed_alone


def test_the_seal_is_that_of_what_was_published_last(press: Press) -> None:
    def seal() -> publishing.Seal | None:
        with reading() as db:
            return publishing.seal(db, press.round_id)

    assert seal() is None
    press.publish()
    press.prepare(Order(Kind.PROVISIONAL, 3, "Sửa lỗi chính tả."))
    (first, _), found = press.versions(), seal()
    assert found is not None
    assert (found.number, found.kind, found.sha256, found.alone) == (1, Kind.PROVISIONAL, first.sha256, False)
    assert found.fingerprint == publication_rules.fingerprint(first.public_key)


def test_signing_twice_is_once(press: Press) -> None:
    made = press.publish()
    before = press.versions()
    with pytest.raises(Conflict, match="đã được công bố"):
        press.approve(made)
    assert press.versions() == before


# --- what is refused ------------------------------------------------------------------------------


def test_nothing_is_prepared_before_the_close(database: Database) -> None:
    made = Press.of(world.make())
    for now in (OPENS, world.CLOSES + timedelta(seconds=1)):
        with pytest.raises(Conflict, match="Vòng chưa có kết quả"):
            made.prepare(now=now)
    assert made.versions() == []


def test_a_result_that_changed_since_is_refused_and_made_anew(press: Press, tmp_path: Path) -> None:
    made = press.prepare()
    void(press, press.contest.board()[0].attempt_id)
    assert refused(press, made, Conflict) == publishing.MOVED_ON
    again = press.publish()
    assert [one.id for one in press.versions()] == [again]
    code, said = checked(press.file(again), tmp_path)
    assert code == 0 and "3 người có hạng" in said


def test_a_result_that_changes_while_it_is_made_stops_the_making(press: Press) -> None:
    with writing() as db:
        made = publishing.prepare(db, press.one.id, press.round_id, FIRST, DONE)
    void(press, press.contest.board()[0].attempt_id)
    for turn in range(6):
        world.work(DONE + timedelta(minutes=turn))
    with reading() as db:
        status = jobs.status(db, PREPARE, made)
    assert status and (status.state, status.error) == (JobState.FAILED, CHANGED)
    assert refused(press, made, Conflict) == publishing.NOT_READY
    assert press.publish(now=DONE + timedelta(hours=1)) != made


def sliced(job: JobView) -> Progress:
    """One slice, as the runner does it."""
    with reading() as db:
        step = publishing_job.look(db, job, DONE)
    with writing() as db:
        return step(db, job, DONE)


def test_what_changes_and_changes_back_while_it_is_made_stops_it_too(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The papers of one moment and the board of another may not agree."""
    attempt = press.contest.board()[0].attempt_id
    monkeypatch.setattr(evidence, "SLICE", 2)
    with writing() as db:
        made = publishing.prepare(db, press.one.id, press.round_id, FIRST, DONE)
    first = sliced(JobView("j", PREPARE, made, "", "", 0, 0))
    void(press, attempt)
    with writing() as db:
        judging.unvoid(db, Deed(entropy.new_id(), STAFF, "Nhầm"), press.round_id, attempt, DONE)
    job = JobView("j", PREPARE, made, first.step, first.cursor, first.done, first.total)
    with pytest.raises(Conflict, match="vừa đổi trong lúc soạn"):
        for _ in range(6):
            came = sliced(job)
            job = replace(job, step=came.step, cursor=came.cursor, done=came.done)
    assert not press.versions()[0].is_ready


def test_a_key_that_was_corrected_since_is_refused(press: Press) -> None:
    made = press.prepare()
    correct(1, 1)
    assert refused(press, made, Conflict) == publishing.MOVED_ON
    again = press.prepare(now=DONE + timedelta(minutes=1))
    with reading() as db:
        status = jobs.status(db, PREPARE, again)
    assert status and status.error == evidence.KEY_CHANGED


def test_while_the_hall_announces_nothing_is_published(press: Press) -> None:
    made = press.prepare()
    with writing() as db:
        staging.cover(db, STAFF, press.contest.view(DONE), 3, DONE)
    assert refused(press, made, Conflict) == publishing.COVERED


def test_two_are_not_prepared_at_once(press: Press) -> None:
    with writing() as db:
        publishing.prepare(db, press.one.id, press.round_id, FIRST, DONE)
    with pytest.raises(Conflict, match="Máy đang soạn"), writing() as db:
        publishing.prepare(db, press.one.id, press.round_id, FIRST, DONE)


def test_complaints_are_taken_as_long_as_the_last_version_tells_until_the_final_one(press: Press) -> None:
    def ends() -> datetime:
        with reading() as db:
            return complaints.until(db, campaigns.view(db, press.round_id, DONE))

    before = ends()
    press.publish(Order(Kind.PROVISIONAL, 1, ""))
    assert ends() == before
    press.publish(Order(Kind.PROVISIONAL, 9, "Sửa lỗi chính tả."))
    told = press.versions()[-1].complaints_until
    assert told is not None
    assert ends() == told > before
    final = told + timedelta(hours=1)
    press.publish(Order(Kind.FINAL, 0, "Hết hạn khiếu nại."), final)
    assert ends() == told
