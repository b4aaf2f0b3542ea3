"""The words that people agreed to, each yes and each no, and what holds in effect."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contest.clock import UTC
from contest.errors import NotFound
from contest.people import consents, correcting, leaving
from contest.people import service as people
from contest.people.consent_rules import Said, Text, changes, holds, standing, understood
from contest.people.drafts import EntryDraft
from contest.people.models import ConsentSaid, Entry
from contest.people.states import Consent, How, Relation
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh
from tests.contest.rounds.world import OPENS

__all__ = ["fresh"]

NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
WORDS = Text((("Ai giữ", "UBND xã Đăk Tô"), ("Giữ đến", "05/10/2027")), ("Tôi dự thi.",))
CHILD, GROWN = 2014, 1990
PUBLISH, GUARDIAN = Consent.PUBLISH, Consent.GUARDIAN_PUBLISH


# --- pure -----------------------------------------------------------------------------------------


def test_the_same_words_are_the_same_text_and_one_letter_makes_another() -> None:
    again = Text((("Ai giữ", "UBND xã Đăk Tô"), ("Giữ đến", "05/10/2027")), ("Tôi dự thi.",))
    other = Text(WORDS.parts, ("Tôi dự thi!",))
    assert (again.digest, again.mark) == (WORDS.digest, WORDS.digest[:16])
    assert other.digest != WORDS.digest


def test_a_text_is_read_again_as_it_was_kept() -> None:
    odd = Text((('Dấu "nháy"', "dòng\nmới \u2028 <b>"),), ())
    assert understood(odd.content) == odd


def test_the_last_word_holds() -> None:
    said = [Said(PUBLISH, given, NOW, How.OWN) for given in (True, False, True)]
    assert standing(said) == {PUBLISH: True}
    assert standing(said[:2]) == {PUBLISH: False}
    assert standing([]) == {}


@pytest.mark.parametrize(
    ("year", "own", "guardian", "expected"),
    [
        (GROWN, True, False, True),
        (GROWN, False, True, False),
        (CHILD, True, False, False),
        (CHILD, False, True, False),
        (CHILD, True, True, True),
        (None, True, False, False),
        (None, True, True, True),
    ],
)
def test_a_childs_word_needs_the_guardians(
    year: int | None, own: bool, guardian: bool, expected: bool
) -> None:
    assert holds({PUBLISH: own, GUARDIAN: guardian}, PUBLISH, year, NOW) is expected


def test_who_said_to_be_16_speaks_for_themselves_where_no_year_is_known() -> None:
    assert holds({PUBLISH: True}, PUBLISH, None, NOW, grown=True)
    assert not holds({PUBLISH: True}, PUBLISH, CHILD, NOW, grown=True)  # a known year outweighs it


@pytest.mark.parametrize(("year", "expected"), [(2009, True), (2010, False)])
def test_the_year_of_the_sixteenth_birthday_still_counts_as_a_childs(year: int, expected: bool) -> None:
    assert holds({PUBLISH: True}, PUBLISH, year, NOW) is expected


def test_a_second_press_of_one_button_is_no_news() -> None:
    assert changes({PUBLISH: True}, {PUBLISH: True, Consent.PHOTO: False}) == {}
    assert changes({PUBLISH: True}, {PUBLISH: False}) == {PUBLISH: False}


# --- stored ---------------------------------------------------------------------------------------


class Contest:
    """A contest, and people who come to it."""

    def __init__(self) -> None:
        self.campaign = world.make().view(OPENS).campaign_id

    def join(self, name: str = "Y Thu Hằng", year: int | None = GROWN, **more: object) -> str:
        """Somebody enters; the entry."""
        draft = EntryDraft(name, year, None, device=name.ljust(13, "0")[:13], needs_unit=False, **more)  # ty: ignore[invalid-argument-type]
        with writing() as db:
            return people.join(db, self.campaign, draft, NOW).entry_id

    def say(self, entry: str, *, later: int = 1, how: How = How.OWN, **wanted: bool) -> dict[Consent, bool]:
        """They say something, so many seconds later."""
        with writing() as db:
            told = {Consent(name): given for name, given in wanted.items()}
            return consents.say(db, entry, told, how, NOW + timedelta(seconds=later))

    def publishes(self, entry: str) -> bool:
        """What boards read."""
        with reading() as db:
            row = db.get(Entry, entry)
            assert row is not None
            return row.consent_publish


@pytest.fixture
def contest(database: Database, fresh: None) -> Contest:
    return Contest()


def test_the_words_are_kept_once_and_counted(contest: Contest) -> None:
    first = contest.join("A Thui", text=WORDS)
    contest.join("Y Bích", text=WORDS)
    contest.join("Lê Văn Nam", text=Text(WORDS.parts, ("Lời khác.",)))
    with reading() as db:
        kept = consents.kept(db, contest.campaign)
        entry = db.get(Entry, first)
        assert entry is not None
        mine = consents.read(db, contest.campaign, entry.consent_text_id or "")
    assert [(one.version, one.people) for one in kept] == [(2, 1), (1, 2)]
    assert (mine.text, mine.version, mine.at) == (WORDS, 1, NOW)


def test_another_contests_text_is_not_there(contest: Contest) -> None:
    entry_id = contest.join(text=WORDS)
    with reading() as db:
        entry = db.get(Entry, entry_id)
        assert entry is not None
        with pytest.raises(NotFound):
            consents.read(db, "0" * 13, entry.consent_text_id or "")
        with pytest.raises(NotFound):
            consents.read(db, contest.campaign, "0" * 13)


def test_who_agreed_to_the_old_words_is_not_moved(contest: Contest) -> None:
    entry_id = contest.join("A Thui", text=WORDS)
    contest.join("Y Bích", text=Text(WORDS.parts, ("Lời mới.",)))
    with reading() as db:
        entry = db.get(Entry, entry_id)
        assert entry is not None
        assert consents.read(db, contest.campaign, entry.consent_text_id or "").version == 1


def test_two_who_keep_new_words_at_one_moment_keep_them_once(contest: Contest) -> None:
    start = threading.Barrier(4)
    found = []

    def keep(number: int) -> None:
        start.wait()
        with writing() as db:
            found.append(consents.keep(db, contest.campaign, Text((), (f"Lời {number % 2}.",)), NOW))

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as db:
        assert sorted(one.version for one in consents.kept(db, contest.campaign)) == [1, 2]
    assert len(set(found)) == 2 and len(found) == 4


def test_each_yes_of_the_form_is_written_down(contest: Contest) -> None:
    told: dict[str, object] = {
        "publish": True,
        "guardian": "Y Sen",
        "guardian_join": True,
        "relation": Relation.MOTHER,
    }
    entry = contest.join(year=CHILD, text=WORDS, **told)  # ty: ignore[invalid-argument-type]
    with reading() as db:
        said = consents.history(db, entry)
        person = people.full_names(db, [entry])[entry]
    assert [(one.what, one.given, one.how, one.at) for one in said] == [
        (Consent.JOIN, True, How.FORM, NOW),
        (Consent.PUBLISH, True, How.FORM, NOW),
        (Consent.GUARDIAN_JOIN, True, How.FORM, NOW),
    ]
    assert person.name == "Y Thu Hằng"
    assert not contest.publishes(entry)  # the guardian did not agree to that


def test_a_form_that_comes_twice_says_it_once(contest: Contest) -> None:
    assert contest.join(publish=True) == contest.join(publish=True)
    with reading() as db:
        assert len(next(iter(consents.everybodys(db, contest.campaign).values()))) == 2


def test_taking_it_back_holds_at_once_and_can_be_undone(contest: Contest) -> None:
    entry = contest.join(publish=True)
    assert contest.publishes(entry)
    assert contest.say(entry, publish=False) == {PUBLISH: False}
    assert not contest.publishes(entry)
    assert contest.say(entry, later=2, publish=False) == {}
    assert contest.say(entry, later=3, publish=True) == {PUBLISH: True}
    assert contest.publishes(entry)
    with reading() as db:
        said = [one for one in consents.history(db, entry) if one.what is PUBLISH]
    assert [(one.given, one.how) for one in said] == [(True, How.FORM), (False, How.OWN), (True, How.OWN)]


def test_a_guardians_paper_makes_a_childs_yes_hold(contest: Contest) -> None:
    entry = contest.join(year=CHILD, publish=True, guardian_join=True)
    assert not contest.publishes(entry)
    contest.say(entry, how=How.PAPER, guardian_publish=True)
    assert contest.publishes(entry)
    contest.say(entry, later=2, how=How.PAPER, guardian_publish=False)
    assert not contest.publishes(entry)


def test_a_guardian_alone_publishes_nobody(contest: Contest) -> None:
    entry = contest.join(year=CHILD, guardian_join=True)
    contest.say(entry, how=How.PAPER, guardian_publish=True)
    assert not contest.publishes(entry)


def test_a_year_that_is_known_better_changes_what_holds(contest: Contest) -> None:
    entry = contest.join(year=GROWN, publish=True)
    with writing() as db:
        right = replace(correcting.told(db, entry), birth_year=CHILD)
        assert correcting.correct(db, entry, right, NOW) == ("birth_year",)
    assert not contest.publishes(entry)


def test_who_entered_before_words_were_kept_is_read_from_the_entry(contest: Contest) -> None:
    entry = contest.join(year=CHILD, publish=True, guardian_join=True, guardian_publish=True)
    with writing() as db:
        for row in (db.get(ConsentSaid, (entry, number)) for number in range(1, 5)):
            db.delete(row)
    contest.say(entry, how=How.OWN, photo=True)
    assert contest.publishes(entry)
    with reading() as db:
        told = standing(consents.history(db, entry))
    assert told == {
        Consent.JOIN: True,
        Consent.GUARDIAN_JOIN: True,
        PUBLISH: True,
        GUARDIAN: True,
        Consent.PHOTO: True,
    }


def test_nobody_says_anything_for_an_entry_that_is_not_there(contest: Contest) -> None:
    with writing() as db, pytest.raises(NotFound):
        consents.say(db, "0" * 13, {PUBLISH: True}, How.OWN, NOW)
    with reading() as db, pytest.raises(NotFound):
        consents.history(db, "0" * 13)


def test_an_entry_that_is_given_back_takes_its_words_along(contest: Contest) -> None:
    entry = contest.join(publish=True, text=WORDS)
    with writing() as db:
        row = db.get(Entry, entry)
        assert row is not None
        assert leaving.drop_entry(db, entry, row.person_id, forget_year=False)
    with reading() as db:
        assert consents.of(db, [entry]) == {}
        assert [one.people for one in consents.kept(db, contest.campaign)] == [0]


def test_an_entry_that_counts_with_another_keeps_its_words(contest: Contest) -> None:
    entry, other = contest.join("A Thui", publish=True), contest.join("A Thui B")
    with writing() as db:
        row = db.get(Entry, entry)
        assert row is not None
        row.same_as = other
    with writing() as db:
        assert not leaving.drop_entry(db, entry, row.person_id, forget_year=False)
    with reading() as db:
        assert len(consents.of(db, [entry])[entry]) == 2


def test_a_text_has_one_spelling_that_is_stored() -> None:
    text = Text((("Mục đích", "Đồng ý"),), ("Đ",))
    assert text.content == '{"parts":[["Mục đích","Đồng ý"]],"ticks":["Đ"]}'
