"""The pure rules of published results, at their borders."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import pytest

from contest import verify
from contest.attempts.rules import receipt_code as issued
from contest.results import publication_rules as rules
from contest.results.publication_rules import Published
from contest.results.publication_states import Kind, Stage
from tests.contest.rounds.world import CLOSES

SECOND = timedelta(seconds=1)
UNTIL = CLOSES + timedelta(days=3)
OUT = [Published(1, Kind.PROVISIONAL, UNTIL)]
FINAL = [*OUT, Published(2, Kind.FINAL, None)]


class TestStage:
    def test_before_anything_is_published(self) -> None:
        assert rules.stage([], CLOSES) is Stage.NONE

    @pytest.mark.parametrize(
        ("moment", "wanted"),
        [
            (UNTIL - SECOND, Stage.COMPLAINTS),
            (UNTIL, Stage.OVER),
            (UNTIL + SECOND, Stage.OVER),
        ],
    )
    def test_complaints_end_at_their_moment(self, moment: datetime, wanted: Stage) -> None:
        assert rules.stage(OUT, moment) is wanted

    def test_a_final_result_stays_final_whenever_it_is(self) -> None:
        assert rules.stage(FINAL, CLOSES) is Stage.FINAL

    def test_the_last_version_tells(self) -> None:
        again = [*FINAL, Published(3, Kind.PROVISIONAL, UNTIL + timedelta(days=5))]
        assert rules.stage(again, UNTIL) is Stage.COMPLAINTS

    def test_the_end_of_complaints_is_counted_from_the_signature(self) -> None:
        assert rules.until(CLOSES, 3) == UNTIL


class TestWhatMayFollow:
    def test_the_first_is_provisional_and_needs_no_reason(self) -> None:
        assert rules.problem(Kind.PROVISIONAL, "", [], CLOSES) == ("", "")
        assert rules.problem(Kind.FINAL, "", [], CLOSES) == ("kind", rules.FIRST_IS_PROVISIONAL)

    @pytest.mark.parametrize("kind", list(Kind))
    @pytest.mark.parametrize("before", [OUT, FINAL])
    def test_a_later_one_needs_a_reason(self, kind: Kind, before: list[Published]) -> None:
        assert rules.problem(kind, "", before, UNTIL) == ("reason", rules.REASON_WANTED)
        assert rules.problem(kind, "Chấm lại câu 7", before, UNTIL) == ("", "")

    def test_no_final_result_while_complaints_are_taken(self) -> None:
        told = rules.problem(Kind.FINAL, "Hết khiếu nại", OUT, UNTIL - SECOND)
        assert told == ("kind", rules.COMPLAINTS_GO_ON)
        assert rules.problem(Kind.PROVISIONAL, "Chấm lại", OUT, UNTIL - SECOND) == ("", "")


class TestWhoSigns:
    def test_another_one_who_may(self) -> None:
        assert rules.may_sign("a", "b", {"a", "b"})
        assert not rules.may_sign("a", "a", {"a", "b"})

    def test_the_only_one(self) -> None:
        assert rules.may_sign("a", "a", {"a"})
        assert rules.is_alone("a", {"a"}) and not rules.is_alone("a", {"a", "b"})

    def test_nobody_without_the_right_not_even_alone(self) -> None:
        assert not rules.may_sign("a", "b", {"a"})
        assert not rules.may_sign("a", "a", set())
        assert not rules.may_sign("b", "a", {"b"})


class TestDigests:
    def test_json_has_one_form(self) -> None:
        assert (
            rules.canonical({"b": 1, "a": ["ô", {"d": "", "c": -2}]})
            == '{"a":["ô",{"c":-2,"d":""}],"b":1}'.encode()
        )

    def test_a_digest_for_the_eye(self) -> None:
        assert rules.short("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
        assert rules.fingerprint("00" * 32) == verify.grouped(hashlib.sha256(bytes(32)).hexdigest()[:32])

    def test_a_commitment_is_opened_by_salt_name_and_unit_alone(self) -> None:
        salt = bytes(range(32))
        made = rules.commitment(salt, "A Thui", "Thôn 5")
        assert made == hashlib.sha256(salt + '{"name":"A Thui","unit":"Thôn 5"}'.encode()).hexdigest()
        others = [(salt, "A Thui", ""), (salt, "Y Thui", "Thôn 5"), (bytes(32), "A Thui", "Thôn 5")]
        assert made not in {rules.commitment(*other) for other in others}

    def test_both_programs_make_the_same_of_a_receipt(self) -> None:
        code, attempt = issued("7k2m94qx"), "k7q2m94x0a1bc"
        assert rules.receipt_digest(code, attempt) == verify.receipt_digest(code, attempt)
        assert len(rules.receipt_digest(code, attempt)) == 32
        assert rules.receipt_digest(code, attempt) != rules.receipt_digest(code, attempt[::-1])


ROW = {"entry": "a", "rank": 1, "points": 300, "seconds": 60}


class TestDifference:
    def test_nothing_changed(self) -> None:
        assert rules.difference([ROW], [ROW | {"seconds": 61}]) == []

    def test_rank_points_who_came_who_went(self) -> None:
        before = [ROW, ROW | {"entry": "b", "rank": 2}, ROW | {"entry": "c", "rank": 3}]
        after = [ROW | {"entry": "b"}, ROW | {"rank": 2, "points": 200}, {"entry": "d", "points": 0}]
        assert rules.difference(before, after) == [
            ["b", [2, 300], [1, 300]],
            ["a", [1, 300], [2, 200]],
            ["d", [], [0, 0]],
            ["c", [3, 300], []],
        ]
