"""What is kept of agreeing: the very words, the guardian's relation, photos where they are asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns import editing, service
from contest.campaigns.answers import CHOOSE_RELATION
from contest.campaigns.notice import GUARDIAN_PHOTO, PHOTO, Privacy
from contest.people import consents
from contest.people.asking import USUAL
from contest.people.consent_rules import standing
from contest.people.joining import NOTICE_CHANGED
from contest.people.states import Consent
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import SLUG
from tests.contest.campaigns.test_enter import URL, Form, entries, messages, value_of
from tests.samples_classes import PRIVACY


def campaign(now: object) -> str:
    with reading() as db:
        return service.current(db, SLUG, now).campaign_id  # ty: ignore[invalid-argument-type]


def kept(now: object) -> list[consents.Kept]:
    with reading() as db:
        return list(consents.kept(db, campaign(now)))


def test_the_words_on_the_page_are_the_words_that_are_kept(
    contest: str, phone_: TestClient, form: Form, clock: Clock
) -> None:
    page = HTMLParser(phone_.get(URL).text)
    phone_.post(URL, data=form | {"text": value_of(page, "input[name=text]")})
    [one] = kept(clock.now)
    heads = [each.text(strip=True) for each in page.css("#privacy dt")]
    words = [each.text(strip=True) for each in page.css("#privacy dd")]
    assert [list(part) for part in one.text.parts] == [list(pair) for pair in zip(heads, words, strict=True)]
    ticks = [each.text(strip=True) for each in page.css(".consent b")]
    assert set(ticks) <= set(one.text.ticks)
    assert one.people == 1
    [(entry, _)] = entries()
    assert entry.consent_text_id == one.id


def test_the_page_says_all_that_the_law_wants_to_be_said(contest: str, phone_: TestClient) -> None:
    heads = [each.text(strip=True) for each in HTMLParser(phone_.get(URL).text).css("#privacy dt")]
    assert heads == [
        "Hỏi gì",
        "Ai giữ",
        "Để làm gì",
        "Công khai",
        "Ai được xem",
        "Kiểm tra",
        "Giữ đến",
        "Quyền của bạn",
    ]


def test_who_read_other_words_reads_again_and_keeps_what_was_typed(
    contest: str, phone_: TestClient, form: Form, clock: Clock
) -> None:
    mark = value_of(HTMLParser(phone_.get(URL).text), "input[name=text]")
    with writing() as db:
        view = service.current(db, SLUG, clock.now)
        editing.set_fields(db, view.campaign_id, replace(view.wanted, photo=True))
    answer = phone_.post(URL, data=form | {"text": mark})
    assert answer.status_code == 422
    assert messages(answer.text)["consent_join"].endswith(NOTICE_CHANGED)
    page = HTMLParser(answer.text)
    assert value_of(page, "#name") == form["name"]
    assert not page.css("#consent_join[checked]")
    assert entries() == []
    assert phone_.post(URL, data=form | {"text": value_of(page, "input[name=text]")}).status_code == 303


def test_a_contest_without_photos_takes_no_word_about_them(
    contest: str, phone_: TestClient, form: Form
) -> None:
    assert not HTMLParser(phone_.get(URL).text).css("#consent_photo")
    phone_.post(URL, data=form | {"consent_photo": "1"})
    [(entry, _)] = entries()
    with reading() as db:
        assert Consent.PHOTO not in standing(consents.history(db, entry.id))


@pytest.mark.parametrize(("sent", "given"), [({}, False), ({"consent_photo": "1"}, True)])
def test_photos_are_asked_where_the_contest_wants_it(
    contest: str, phone_: TestClient, form: Form, clock: Clock, sent: Form, given: bool
) -> None:
    with writing() as db:
        editing.set_fields(db, campaign(clock.now), replace(USUAL, photo=True))
    box = HTMLParser(phone_.get(URL).text).css_first("#consent_photo")
    assert box is not None and "checked" not in box.attributes
    phone_.post(URL, data=form | sent)
    [(entry, _)] = entries()
    with reading() as db:
        assert standing(consents.history(db, entry.id)).get(Consent.PHOTO, False) is given
    assert {PHOTO, GUARDIAN_PHOTO} <= set(kept(clock.now)[0].text.ticks)


@pytest.mark.parametrize("relation", ["father", "mother", "other"])
def test_a_guardian_says_what_they_are(contest: str, phone_: TestClient, form: Form, relation: str) -> None:
    child = form | {"birth_year": "2012", "guardian_name": "A Phương", "guardian_join": "1"}
    assert phone_.post(URL, data=child | {"relation": relation}).status_code == 303
    [(_, person)] = entries()
    assert (person.guardian, person.guardian_relation) == ("A Phương", relation)


def test_another_relation_is_none(contest: str, phone_: TestClient, form: Form) -> None:
    child = form | {"birth_year": "2012", "guardian_name": "A Phương", "guardian_join": "1"}
    answer = phone_.post(URL, data=child | {"relation": "uncle"})
    assert answer.status_code == 422
    assert messages(answer.text)["relation"].endswith(CHOOSE_RELATION)


def test_a_grown_persons_guardian_is_not_kept(contest: str, phone_: TestClient, form: Form) -> None:
    sent = {"relation": "mother", "guardian_name": "A Phương", "guardian_publish": "1", "guardian_join": "1"}
    phone_.post(URL, data=form | sent)
    [(_, person)] = entries()
    assert (person.guardian, person.guardian_relation) == (None, "")


def test_one_letter_of_the_notice_makes_another_text() -> None:
    assert PRIVACY.mark == replace(PRIVACY).mark
    assert replace(PRIVACY, purpose=PRIVACY.purpose + ".").mark != PRIVACY.mark
    assert replace(PRIVACY, photo=True).mark != PRIVACY.mark
    assert isinstance(PRIVACY, Privacy) and PRIVACY.ticks["join"] in PRIVACY.text.ticks
