"""Version after version, on both databases: reasons, complaints, rotated keys, people who are forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contest import settings
from contest.errors import Invalid
from contest.people.rules import ERASED_REASON
from contest.privacy import forgetting
from contest.results import publication_forgetting
from contest.results import publication_store as store
from contest.results.publication_content import rows_of
from contest.results.publication_states import Kind
from contest.results.publishing import Order
from contest.rounds import keeping
from contest.web.database import reading, writing
from tests.contest.results.press import DONE, Press, checked
from tests.contest.results.test_publishing import press, void
from tests.contest.rounds.world import STAFF

__all__ = ["press"]  # a fixture; pytest finds it by its name here

LATER = DONE + timedelta(days=3)
FINAL = Order(Kind.FINAL, 3, "Hết giờ khiếu nại")


# --- version after version ------------------------------------------------------------------------


def test_a_later_version_needs_a_reason_and_names_the_one_before(press: Press, tmp_path: Path) -> None:
    first = press.publish()
    with pytest.raises(Invalid) as told:
        press.prepare(Order(Kind.PROVISIONAL, 3, ""))
    assert set(told.value.fields) == {"reason"}
    void(press, press.contest.board()[0].attempt_id)
    second = press.publish(Order(Kind.PROVISIONAL, 3, "Hủy một bài thi hộ"))
    one, two = press.versions()
    assert (one.id, two.id, two.version) == (first, second, 2)
    assert json.loads(press.content(second))["previous"] == one.sha256 == two.previous
    with reading() as db:
        changed = json.loads(store.differences(db, [second])[second])
    assert changed["count"] == 4
    assert [row[1:] for row in changed["rows"]][-1] == [[1, 300], []]
    for version in (first, second):
        assert checked(press.file(version), tmp_path)[0] == 0


def test_the_final_result_waits_for_the_end_of_complaints(press: Press) -> None:
    press.publish()
    with pytest.raises(Invalid) as told:
        press.prepare(FINAL, LATER - timedelta(seconds=1))
    assert "Còn nhận khiếu nại đến" in told.value.fields["kind"]
    press.publish(FINAL, LATER)
    last = press.versions()[-1]
    assert (last.kind, last.complaints_until) == (Kind.FINAL, None)


# --- keys and names -------------------------------------------------------------------------------


def test_older_versions_hold_after_a_rotation(press: Press, tmp_path: Path) -> None:
    first = press.publish()
    now = settings.current()
    settings.use(replace(now, secret=b"n" * 32, older=(now.secret,)))
    second = press.publish(FINAL, LATER)
    one, two = press.versions()
    assert one.public_key != two.public_key
    for version in (first, second):
        assert checked(press.file(version), tmp_path)[0] == 0


def test_a_forgotten_person_takes_the_salt_along_and_all_of_it_still_holds(
    press: Press, tmp_path: Path
) -> None:
    version = press.publish()
    before = press.file(version)
    entries = [row["entry"] for row in rows_of(press.content(version))]
    entry = entries[1]
    with reading() as db:
        person = db.connection().exec_driver_sql(f"SELECT person_id FROM entry WHERE id = '{entry}'").scalar()
    with writing() as db:
        done = forgetting.forget(db, str(person), by=STAFF, now=LATER)
    assert done.counts["publications"] == 1
    with reading() as db:
        kept = {each: salt for _, each, salt in store.salts(db, entries)}
    assert [each for each, salt in kept.items() if not salt] == [entry]
    assert press.file(version) == before
    assert checked(before, tmp_path)[0] == 0
    again = press.publish(FINAL, LATER)
    rows = rows_of(press.content(again))
    assert ["commitment" in row for row in rows] == [True, False, True, True]
    assert checked(press.file(again), tmp_path)[0] == 0


def test_when_the_names_of_a_contest_go_all_salts_and_reasons_go(press: Press, tmp_path: Path) -> None:
    press.publish()
    version = press.publish(Order(Kind.PROVISIONAL, 3, "Theo đơn của A Thui"))
    keeping.use_above(publication_forgetting.forget_rounds)
    campaign = press.contest.view(DONE).campaign_id
    assert keeping.erase(campaign, LATER) == 4
    entries = [row["entry"] for row in rows_of(press.content(version))]
    with reading() as db:
        assert {salt for *_, salt in store.salts(db, entries)} == {""}
    assert press.versions()[-1].reason == ERASED_REASON
    assert checked(press.file(version), tmp_path)[0] == 0
