"""Questions for everybody's paper: picked on the page of the paper, told before it opens, kept in copies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns import editing
from contest.errors import Conflict, Invalid
from contest.planning import amending, drafting, fixed, readiness, rehearsing, service
from contest.planning.states import Group
from contest.rounds import service as rounds
from contest.web.database import reading, writing
from questions.kinds import Kind, Level
from questions.models import QuestionState
from questions.naming import Named, problem
from tests.conftest import Clock
from tests.contest import fixed as bank
from tests.contest.planning import plans
from tests.contest.planning.test_drafting import SETTINGS, post
from tests.contest.ruleset.made import QUESTIONS

STAFF = "staff00000001"


# --- the form, without a page -----------------------------------------------------------------------


def ticks(*ids: str) -> dict[str, Any]:
    return {fixed.PREFIX + one: "1" for one in ids}


@given(st.lists(st.sampled_from(QUESTIONS), unique=True))
def test_what_the_form_makes_of_the_rules(chosen: list[str]) -> None:
    made = post(Group.PAPER, **ticks(*chosen))
    assert set(made.rules.fixed) == set(chosen)
    assert post(Group.PAPER, made) == made
    unticked = {fixed.PREFIX + one: "" for one in chosen}
    assert post(Group.PAPER, made, **unticked).rules.sha256() == SETTINGS.rules.sha256()


@pytest.mark.parametrize(
    "bad", ["", "abc", "K7Q2M94X0A1BC", "../../../etc/p", "k7q2m94x0a1bc|", "k7q2m94x0a1bc "]
)
def test_a_tick_that_names_no_question_is_refused(bad: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **ticks(bad))
    assert wrong.value.fields == {"fixed": fixed.BROKEN}


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (ticks(*(f"k7q2m94x0a{number:03}" for number in range(41))), "nhiều nhất 40 câu chung"),
        (ticks(QUESTIONS[0]) | {"shifts": "2"}, "Các ca không trùng câu nào"),
    ],
)
def test_what_is_wrong_is_said_beside_them(given_: dict[str, Any], said: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **given_)
    assert said in wrong.value.fields["fixed"]


def test_a_running_round_keeps_its_questions() -> None:
    changed = post(Group.PAPER, **ticks(QUESTIONS[0])).rules
    assert amending.refused(SETTINGS.rules, changed) == {"fixed": amending.KEPT}
    assert amending.refused(changed, SETTINGS.rules) == {"fixed": amending.KEPT}


@pytest.mark.parametrize(
    ("posted", "is_search"),
    [
        ({}, False),
        ({"look": "1"}, True),
        ({"find": "cccd"}, False),  # the button says to save
        ({"find": "cccd", "enter": "1"}, True),
        ({"find": "cccd", "found": "cccd", "enter": "1"}, False),
        ({"find": " ", "enter": "1"}, False),
        ({"find": "", "found": "cccd", "enter": "1"}, True),
    ],
)
def test_when_a_form_only_looks_for_questions(posted: dict[str, str], is_search: bool) -> None:
    assert fixed.searches(posted) is is_search


NAMED = Named("q", "bank", QuestionState.APPROVED, "Câu?", Kind.one, Level.apply, bank.TODAY)


@pytest.mark.parametrize(
    ("question", "slug", "day", "why"),
    [
        (NAMED, "bank", None, ""),
        (NAMED, "bank", bank.TODAY, ""),
        (NAMED, "bank", bank.TODAY + timedelta(days=1), "hết hạn ngày 05/10/2026"),
        (None, "bank", None, "đã bị xóa"),
        (NAMED, "khac", None, "không thuộc ngân hàng"),
    ],
)
def test_whether_one_may_still_be_asked(question: Named | None, slug: str, day: Any, why: str) -> None:
    assert problem(question, slug, day).startswith(why)
    assert bool(problem(question, slug, day)) is bool(why)


@given(st.text(max_size=200))
def test_a_name_is_one_short_line(words: str) -> None:
    name = Named("q", "b", QuestionState.APPROVED, words, Kind.one, Level.apply, None).name
    assert len(name) <= 81 and "\n" not in name


# --- what a contest does with them ------------------------------------------------------------------


@pytest.fixture
def made(clock: Clock) -> str:
    """A draft of one round with a bank of forty."""
    plans.fill_bank()
    return plans.make(clock.now)


@pytest.fixture
def two(database: Any, made: str, clock: Clock) -> tuple[str, ...]:
    """The same with two questions for everybody."""
    chosen = bank.ids(2)
    plans.change(made, Group.PAPER, clock.now, **ticks(*chosen))
    return chosen


def check(made: str, clock: Clock, key: str = "fixed") -> Any:
    with reading() as db:
        view = plans.view(made, clock.now)
        return next((each for each in readiness.checks(db, view, clock.now) if each.key == key), None)


def test_they_are_stored_and_told(two: tuple[str, ...], made: str, clock: Clock) -> None:
    assert plans.view(made, clock.now).rules.fixed == two
    found = check(made, clock)
    assert (found.done, found.required, found.names) == (True, True, "")
    assert found.text == "2 câu chung cho mọi đề còn dùng được"


WAYS_OUT: dict[str, Any] = {
    "đã ngừng dùng": lambda id: bank.move(id),
    "chưa duyệt": lambda id: bank.move(id, QuestionState.DRAFT),
    "hết hạn ngày 01/01/2026": lambda id: bank.rewrite(id, "", bank.TODAY.replace(month=1, day=1)),
    "đã bị xóa": lambda id: bank.delete(id),
}


@pytest.mark.parametrize("why", WAYS_OUT)
def test_one_that_was_lost_stops_the_opening_by_its_name(
    two: tuple[str, ...], made: str, clock: Clock, why: str
) -> None:
    name = next(one.newest.content.text for one in bank.stored() if one.id == two[0])
    WAYS_OUT[why](two[0])
    found = check(made, clock)
    assert (found.done, found.required) == (False, True)
    assert found.text == "1 câu chung không còn dùng được"
    said = f"1\u00a0câu {why}" if why == "đã bị xóa" else f"“{name}” {why}"
    assert found.names == said
    with pytest.raises(Conflict) as late, writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)
    with pytest.raises(Conflict) as now, writing() as db:
        rounds.open_now(db, STAFF, made, clock.now)
    for refused in (late.value.message, now.value.message):
        assert said in refused and refused.endswith(".")
    # Other settings of a draft can be changed all the same, and the question can be taken off.
    plans.change(made, Group.PAPER, clock.now, minutes="21")
    after = plans.change(made, Group.PAPER, clock.now, **{fixed.PREFIX + two[0]: ""})
    assert after.rules.fixed == two[1:]
    with writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)


def test_only_a_sound_question_of_the_bank_is_taken(database: Any, made: str, clock: Clock) -> None:
    plans.fill_bank(3, "khac", topics=("cds",))
    other, retired = bank.ids(1, "khac")[0], bank.ids(1)[0]
    bank.move(retired)
    for bad, why in ((other, "không thuộc ngân hàng"), (retired, "đã ngừng dùng"), ("0" * 13, "đã bị xóa")):
        with pytest.raises(Invalid) as wrong:
            plans.change(made, Group.PAPER, clock.now, **ticks(bad))
        assert why in wrong.value.fields["fixed"]
        assert "Câu hỏi số" not in wrong.value.fields["fixed"] or bad == retired, "another bank's is not told"


def test_another_bank_has_other_questions(two: tuple[str, ...], made: str, clock: Clock) -> None:
    plans.fill_bank(40, "khac")
    with pytest.raises(Invalid) as wrong:
        plans.change(made, Group.PAPER, clock.now, bank="khac")
    assert "không thuộc ngân hàng của vòng thi" in wrong.value.fields["fixed"]
    assert "Câu hỏi số" not in wrong.value.fields["fixed"]
    without = {fixed.PREFIX + one: "" for one in two}
    assert plans.change(made, Group.PAPER, clock.now, bank="khac", **without).rules.fixed == ()


def test_another_waiting_round_keeps_the_bank_that_it_asks(
    two: tuple[str, ...], made: str, clock: Clock
) -> None:
    """It has rules of its own, and the bank is one for both."""
    plans.fill_bank(40, "khac")
    with writing() as db:
        later = service.add_week(db, STAFF, made, made, clock.now)
    without = {fixed.PREFIX + one: "" for one in two}
    with writing() as db:
        ruled = plans.view(later, clock.now).rules.changed(fixed=(), grace_seconds=25)
        editing.set_rules(db, [later], ruled, clock.now)
        readiness.schedule(db, STAFF, made, clock.now)
    with pytest.raises(Invalid) as wrong:
        plans.change(later, Group.PAPER, clock.now, bank="khac")
    assert "đã đặt lịch mở và có câu chung" in wrong.value.fields["bank"]
    plans.change(made, Group.PAPER, clock.now, **without)
    plans.fill_bank(3, "nho")
    with pytest.raises(Invalid) as wrong:
        plans.change(later, Group.PAPER, clock.now, bank="nho")
    assert "không đủ câu cho đề vòng ấy" in wrong.value.fields["bank"]
    assert plans.change(later, Group.PAPER, clock.now, bank="khac").bank == "khac"


def test_a_scheduled_round_takes_no_change_that_loses_one(
    two: tuple[str, ...], made: str, clock: Clock
) -> None:
    opens = plans.view(made, clock.now).opens_at
    bank.rewrite(two[0], "", opens.date() + timedelta(days=2))
    with writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)
    later = drafting.typed(opens + timedelta(days=4))
    with pytest.raises(Conflict, match="câu chung không còn dùng được"):
        plans.change(made, Group.TIME, clock.now, opens_at=later)
    plans.change(made, Group.TIME, clock.now, opens_at=drafting.typed(opens + timedelta(days=1)))


def test_a_line_does_not_count_them_twice(database: Any, clock: Clock) -> None:
    """Fifteen questions and a paper of fifteen: with one of them for everybody the lines lack one."""
    plans.fill_bank(15)
    made = plans.make(clock.now)
    assert plans.view(made, clock.now).rules.questions_count == 15
    assert check(made, clock, "bank").done
    plans.change(made, Group.PAPER, clock.now, **ticks(*bank.ids(1)))
    assert check(made, clock, "bank").text == "Ngân hàng thiếu 1 câu cho đề"


def test_a_copy_keeps_them_and_one_for_another_bank_says_what_is_missing(
    two: tuple[str, ...], made: str, clock: Clock
) -> None:
    who = plans.member(clock.now)
    same = plans.make(clock.now, who, base=f"copy-{made}")
    assert plans.view(same, clock.now).rules.fixed == two
    assert check(same, clock).done
    plans.fill_bank(40, "khac")
    other = plans.make(clock.now, who, base=f"copy-{made}", bank="khac")
    assert plans.view(other, clock.now).rules.fixed == two
    found = check(other, clock)
    assert not found.done
    assert found.text == "2 câu chung không còn dùng được"
    assert "không thuộc ngân hàng của vòng thi" in found.names


def test_the_week_after_is_told_that_they_were_asked(two: tuple[str, ...], made: str, clock: Clock) -> None:
    with writing() as db:
        second = service.add_week(db, STAFF, made, made, clock.now)
    assert check(made, clock, "asked") is None
    found = check(second, clock, "asked")
    assert (found.done, found.required) == (False, False)
    assert found.text.startswith("Có câu chung đã ra ở ")


def test_a_rehearsal_needs_others_in_their_place(database: Any, clock: Clock) -> None:
    plans.fill_bank(16)
    made = plans.make(clock.now)
    plans.change(made, Group.PAPER, clock.now, **ticks(*bank.ids(1)))
    with pytest.raises(Conflict, match=r"thiếu 1 câu.*câu khác thay cho câu chung"), writing() as db:
        rehearsing.rehearse(db, STAFF, made, clock.now)
    plans.fill_bank(17)
    with writing() as db:
        assert rehearsing.rehearse(db, STAFF, made, clock.now)
