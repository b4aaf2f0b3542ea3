"""The entry forms understood, for everything that a contest may ask."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from contest.campaigns import answers
from contest.campaigns.answers import CHOOSE_AGE, GUARDIAN, GUARDIAN_AGREES, agreed, checked
from contest.campaigns.forms import EnterForm, InvitedForm
from contest.errors import Invalid
from contest.people.asking import LEAST, USUAL, Ask, Fields
from contest.people.inviting import Agreed
from contest.people.rules import NO_PHONE, PHONE_FORM, WRONG_PHONE
from contest.people.service import EntryDraft
from contest.units.service import CHOOSE_UNIT

NOW = datetime(2026, 10, 5, 3, tzinfo=UTC)
FULL: dict[str, Any] = {"name": "Y Thu Hằng", "birth_year": "1995", "unit": "u9b", "phone": "0912 345 678"}
YES: dict[str, Any] = {"consent_join": "1"}
GUARDED: dict[str, Any] = {"guardian_name": "A Bố", "guardian_join": "1"}
EVERY = [Fields(year, phone, unit) for year, phone, unit in itertools.product(Ask, repeat=3)]


def read(fields: Fields, youngest: int | None = None, has_units: bool = True, **typed: Any) -> EntryDraft:
    return checked(EnterForm(**YES | typed), fields, NOW, youngest, "device", has_units)


def wrong(
    fields: Fields, youngest: int | None = None, has_units: bool = True, **typed: Any
) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        read(fields, youngest, has_units, **typed)
    return dict(caught.value.fields)


@pytest.mark.parametrize("fields", EVERY, ids=str)
def test_what_is_not_asked_is_not_kept_even_when_it_is_sent(fields: Fields) -> None:
    draft = read(fields, **FULL, grown="1")
    assert draft.birth_year == (None if fields.year is Ask.OFF else 1995)
    assert draft.phone == (None if fields.phone is Ask.OFF else "0912345678")
    assert draft.unit_id == (None if fields.unit is Ask.OFF else "u9b")
    assert draft.grown is fields.asks_grown
    assert draft.needs_unit is (fields.unit is Ask.REQUIRED)


@pytest.mark.parametrize("fields", EVERY, ids=str)
def test_an_empty_form_is_told_all_that_is_required(fields: Fields) -> None:
    told = wrong(fields, consent_join="")
    asked = {"birth_year": fields.year, "phone": fields.phone, "unit": fields.unit}
    must = {name for name, ask in asked.items() if ask is Ask.REQUIRED}
    assert set(told) == must | {"name", "consent_join"} | ({"grown"} if fields.asks_grown else set())


def test_the_messages() -> None:
    every = Fields(Ask.REQUIRED, Ask.REQUIRED, Ask.REQUIRED)
    assert wrong(every, name="A")["phone"] == NO_PHONE
    assert wrong(every, name="A", phone="12")["phone"] == PHONE_FORM
    assert wrong(USUAL, name="A", phone="12")["phone"] == WRONG_PHONE
    assert wrong(USUAL, name="A")["unit"] == CHOOSE_UNIT
    assert wrong(LEAST, name="A", unit="u9b")["grown"] == CHOOSE_AGE
    assert wrong(LEAST, name="A", unit="u9b", grown="2")["grown"] == CHOOSE_AGE


def test_without_any_unit_none_must_be_chosen() -> None:
    draft = read(USUAL, has_units=False, name="A", birth_year="1990")
    assert (draft.unit_id, draft.needs_unit) == (None, False)


class TestAge:
    OPEN = Fields(Ask.OPTIONAL, Ask.OFF, Ask.OFF)
    NONE = Fields(Ask.OFF, Ask.OFF, Ask.OFF)

    @pytest.mark.parametrize("fields", [OPEN, NONE], ids=str)
    def test_who_says_to_be_under_16_needs_the_guardian(self, fields: Fields) -> None:
        told = wrong(fields, name="A Phương", grown="0")
        assert told == {"guardian_name": GUARDIAN, "guardian_join": GUARDIAN_AGREES}
        draft = read(fields, name="A Phương", grown="0", **GUARDED)
        assert (draft.guardian, draft.grown, draft.birth_year) == ("A Bố", False, None)
        grown = read(fields, name="A Phương", grown="1", **GUARDED)
        assert (grown.guardian, grown.grown) == (None, True)

    @pytest.mark.parametrize(("year", "child"), [("2009", False), ("2010", True), ("2011", True)])
    @pytest.mark.parametrize("grown", ["", "0", "1"])
    def test_a_year_outweighs_what_is_said_beside_it(self, year: str, child: bool, grown: str) -> None:
        typed: dict[str, Any] = {"name": "A Phương", "birth_year": year, "grown": grown}
        if child:
            assert set(wrong(self.OPEN, **typed)) == {"guardian_name", "guardian_join"}
        else:
            assert read(self.OPEN, **typed).birth_year == int(year)

    def test_a_wrong_year_is_told_although_it_is_free(self) -> None:
        assert set(wrong(self.OPEN, name="A", birth_year="95", grown="1")) == {"birth_year"}

    @pytest.mark.parametrize(("year", "let_in"), [("2014", True), ("2015", False)])
    def test_the_least_age(self, year: str, let_in: bool) -> None:
        typed: dict[str, Any] = {"name": "A", "birth_year": year, "unit": "u", **GUARDED}
        if let_in:
            assert read(USUAL, 12, **typed).birth_year == 2014
        else:
            assert wrong(USUAL, 12, **typed) == {"birth_year": answers.TOO_YOUNG.format(youngest=12)}

    @pytest.mark.parametrize(
        ("year", "grown", "fields", "seen"),
        [
            ("2012", "", USUAL, True),
            ("1990", "", USUAL, False),
            ("", "", USUAL, False),
            ("", "0", USUAL, False),
            ("x", "0", OPEN, True),
            ("1990", "0", OPEN, False),
            ("", "0", NONE, True),
            ("2012", "1", NONE, False),
            ("", "1", NONE, False),
            ("", "", NONE, False),
        ],
    )
    def test_the_guardians_part_is_shown(self, year: str, grown: str, fields: Fields, seen: bool) -> None:
        assert answers.seen_child(year, grown, answers.of_everybody(fields), NOW) is seen


class TestInvited:
    """Somebody on a list: their name is known, and their year where the list has one."""

    def read(self, fields: Fields, known: int | None, **typed: Any) -> Agreed:
        return agreed(InvitedForm(**YES | typed), answers.of_somebody(fields, known), NOW, None)

    def wrong(self, fields: Fields, known: int | None, **typed: Any) -> set[str]:
        with pytest.raises(Invalid) as caught:
            self.read(fields, known, **typed)
        return set(caught.value.fields)

    @pytest.mark.parametrize("fields", EVERY, ids=str)
    def test_a_year_that_is_known_is_never_asked(self, fields: Fields) -> None:
        assert self.read(fields, 1990, birth_year="2012", grown="0") == Agreed(1990)
        assert self.wrong(fields, 2012) == {"guardian_name", "guardian_join"}

    def test_the_year_is_asked_only_where_it_must_be(self) -> None:
        assert self.wrong(USUAL, None) == {"birth_year"}
        for year in (Ask.OFF, Ask.OPTIONAL):
            fields = Fields(year, Ask.REQUIRED, Ask.REQUIRED)
            assert self.wrong(fields, None) == {"grown"}
            assert self.read(fields, None, grown="1", birth_year="1990") == Agreed(None, grown=True)
            assert self.wrong(fields, None, grown="0") == {"guardian_name", "guardian_join"}

    def test_consent_is_asked_with_everything_else(self) -> None:
        assert self.wrong(LEAST, None, consent_join="") == {"grown", "consent_join"}

    @pytest.mark.parametrize("known", [2012, None])
    def test_what_guardians_signed_on_paper_is_not_asked_again(self, known: int | None) -> None:
        asked = answers.of_somebody(LEAST, known, on_paper=True)
        sent: dict[str, Any] = {"grown": "0", "guardian_publish": "1", "consent_publish": "1"}
        made = agreed(InvitedForm(**YES | sent), asked, NOW, None)
        assert made == Agreed(known, publish=True, guardian_join=True, on_paper=True)
        assert not answers.seen_child("", "0", asked, NOW)
        with pytest.raises(Invalid):
            agreed(InvitedForm(**sent), asked, NOW, None)
