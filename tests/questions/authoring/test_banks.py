"""Banks: their numbers, their slugs, the topics to choose from, and what they cover."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from questions import service
from questions.authoring import banks, editing
from questions.authoring.coverage import coverage
from questions.kinds import Kind, Level
from questions.models import QuestionState
from questions.taxonomy import TOPICS
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, CITY, NHUNG, NOW, NUMBER


def test_each_bank_with_its_numbers(db: Session) -> None:
    _, ids = shelf.fill(db, *ALL)
    bank, _ = shelf.fill(db, slug="a-trong")
    first, second = banks.every(db)
    assert (first.bank.name, first.bank.id, first.total, first.kinds) == ("Bộ a-trong", bank, 0, {})
    editing.set_state(db, shelf.load(db, second.bank.id, ids[0]), QuestionState.DRAFT, NHUNG)
    (_, second) = banks.every(db)
    assert second.states == {QuestionState.APPROVED: 3, QuestionState.DRAFT: 1}
    assert second.kinds == {Kind.several: 1, Kind.true_false: 1, Kind.number: 1}


def test_a_corrected_question_is_counted_once(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, kind=Kind.several, right=(0, 1)))
    (found,) = banks.every(db)
    assert (found.total, found.kinds) == (1, {Kind.one: 1})
    shelf.approve(db, bank, one)
    (found,) = banks.every(db)
    assert (found.total, found.kinds) == (1, {Kind.several: 1})


def test_a_new_bank_gets_a_slug_of_its_name(db: Session) -> None:
    made = banks.create(db, "Đề Cải cách 2026", NOW)
    assert made is not None and made.slug == "de-cai-cach-2026"
    assert banks.find(db, made.id) == made and banks.find(db, "0" * 13) is None


def test_a_name_is_given_once(db: Session) -> None:
    long = "một hai ba bốn " * 12
    said = [banks.create(db, name, NOW) for name in ("Đề", "đề!", "…!", "", long, long + "năm")]
    assert [one is not None for one in said] == [True, False, False, False, True, False]


@given(st.text(max_size=300))
def test_slugs_fit_an_address(name: str) -> None:
    slug = banks.slug_of(name)
    assert len(slug) <= banks.LONGEST_SLUG and not slug.startswith("-") and not slug.endswith("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_topics_to_choose_from(db: Session) -> None:
    bank, _ = shelf.fill(db, replace(CITY, topics=("rieng-toi", "cds")))
    found = banks.topics(db, bank)
    assert [one.slug for one in found] == [*(topic.slug for topic in TOPICS), "rieng-toi"]
    depths = {one.slug: one.depth for one in found}
    assert (depths["cds"], depths["cds-4a-kinh-te-xa-hoi-so"], depths["cchc-5b1-mot-cua"]) == (0, 2, 3)
    assert len(banks.topics(db, "0" * 13)) == len(TOPICS)


def test_coverage_counts_what_lies_below(db: Session) -> None:
    bank, _ = shelf.fill(db, *ALL, replace(CITY, text="Không chủ đề?", topics=(), level=Level.understand))
    table = coverage(db, bank)
    lines = {line.topic.slug: line for line in table.lines}
    assert lines["cds"].levels == {Level.recognise: 1, Level.understand: 0, Level.apply: 1}
    assert lines["cds-4-noi-dung"].total == lines["cds-4a-kinh-te-xa-hoi-so"].total == 1
    assert lines["cchc-5b-tthc"].total == 1 and lines["cchc-6-dien-hinh"].total == 0
    assert (table.total, table.untied, table.totals[Level.understand]) == (5, 1, 1)


def test_a_question_of_two_topics_counts_once_in_all(db: Session) -> None:
    bank, _ = shelf.fill(db, replace(NUMBER, topics=("cds", "cds-1-chu-truong", "cchc")))
    table = coverage(db, bank)
    assert (table.total, table.untied) == (1, 0)
    assert {line.topic.slug: line.total for line in table.lines}["cds"] == 1


def test_only_approved_questions_cover(db: Session) -> None:
    bank, _ = shelf.fill(db, *ALL, state=QuestionState.DRAFT)
    assert coverage(db, bank).total == 0
    assert coverage(db, "0" * 13).total == 0
    assert service.pool(db, "thu") == ()
