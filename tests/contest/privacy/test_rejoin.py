"""Who left a contest begins nothing in it; agreeing anew to the words of today brings them back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contest.attempts import by_hand, here
from contest.attempts.starting import Refusal, StartOutcome, StartRequest, start_batch
from contest.errors import Conflict
from contest.office import service as office
from contest.people import consents
from contest.people import service as people
from contest.people.states import Consent
from contest.privacy import own
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.privacy.own_phone import ROOT, Phone, join, said
from tests.contest.privacy.own_world import app_client, audited, contest, fresh, phone, sit
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser
from tests.racing import behind

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name
LATER = OPENS + timedelta(minutes=5)


def press(contest: World, entry: str) -> StartOutcome:
    with writing() as db:
        return start_batch(db, [StartRequest(contest.round_id, (entry,), "d" * 13, to_ms(LATER))])[0]


def leave(entry: str) -> None:
    """The person's own press, as its route does it."""
    with writing() as db:
        people.hold(db, [entry])
        mine = own.mine(db, "cds", [entry], LATER)
        assert mine is not None
        own.withdraw(db, mine, LATER)


def come_back(entry: str, mark: str = "") -> None:
    with writing() as db:
        people.hold(db, [entry])
        mine = own.mine(db, "cds", [entry], LATER)
        assert mine is not None
        own.rejoin(db, mine, mark or own.terms(db, mine).mark, LATER)


# --- the start, on both databases -----------------------------------------------------------------


@pytest.fixture
def made(database: Database, clock: Clock) -> World:
    found = world.make(world.rules(by_hand=True))
    clock.set(OPENS)
    return found


def test_who_left_starts_nothing_until_they_agree_anew(made: World) -> None:
    entry, other = join(made, "Lê Văn Nam").entry_id, join(made, "Y Bích").entry_id
    leave(entry)
    assert press(made, entry) == StartOutcome(refusal=Refusal.OUT)
    assert press(made, other).refusal is None, "nobody else is concerned"
    come_back(entry)
    assert press(made, entry).refusal is None


def test_who_left_gets_no_paper_and_none_is_typed_in(made: World) -> None:
    entry = join(made, "Lê Văn Nam").entry_id
    leave(entry)
    with writing() as db:
        printed = by_hand.print_for(db, made.view(LATER), [entry], "x", LATER)
    assert printed.made == () and printed.refused == {entry: by_hand.WITHDREW}


def test_leaving_waits_for_a_start_and_finds_it(made: World) -> None:
    """The start is stored but not committed while the person presses "leave" on another phone."""
    entry = join(made, "Lê Văn Nam").entry_id
    with writing() as db:
        (first,) = start_batch(db, [StartRequest(made.round_id, (entry,), "d" * 13, to_ms(LATER))])
        left = behind(lambda: leave(entry))
    assert first.refusal is None
    with pytest.raises(Conflict, match="đang làm bài"):
        left.result(60)


def test_a_start_waits_for_leaving_and_is_refused(made: World) -> None:
    entry = join(made, "Lê Văn Nam").entry_id
    with writing() as db:
        people.hold(db, [entry])
        mine = own.mine(db, "cds", [entry], LATER)
        assert mine is not None
        own.withdraw(db, mine, LATER)
        started = behind(lambda: press(made, entry))
    assert started.result(60) == StartOutcome(refusal=Refusal.OUT)


def test_the_last_word_holds(made: World) -> None:
    entries = [join(made, name).entry_id for name in ("Lê Văn Nam", "Y Bích", "A Nhân")]
    for entry in entries[:2]:
        leave(entry)
    come_back(entries[1])
    with reading() as db:
        assert consents.withdrew(db, entries) == {entries[0]}
        assert consents.withdrew(db, []) == frozenset()


# --- the page -------------------------------------------------------------------------------------


def words(phone: Phone) -> dict[str, str]:
    form = HTMLParser(phone.get("/return").text).css_first("form")
    assert form is not None
    return {"mark": form.css("input[name=mark]")[0].attributes["value"] or "", "sure": "1"}


def test_the_way_back_is_shown_where_one_is_stopped(phone: Phone, contest: World) -> None:
    phone.post("/withdrawal", sure="1")
    answer = phone.browser.get(f"/attempts/new/{contest.round_id}")
    page = HTMLParser(answer.text)
    assert here.WITHDREW in said(answer, ".banner")
    links = [link.attributes["href"] for link in page.css("main a.big")]
    assert links == [f"{ROOT}/return"]
    assert not page.css("form[action^='/attempts/new']")
    assert here.WITHDREW in phone.browser.get("/campaigns/cds").text
    assert ROOT + "/return" in phone.get().text


def test_agreeing_anew_brings_everything_back(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    phone.post("/withdrawal", sure="1")
    assert contest.board() == []
    answer = phone.post("/return", **words(phone))
    assert answer.headers["location"] == f"{ROOT}?done=rejoined"
    assert len(contest.board()) == 1
    assert {"privacy.rejoin", "rounds.unbar"} <= set(audited(contest))
    with reading() as db:
        history = consents.history(db, phone.joined.entry_id)
    last = {one.what: one for one in history}
    assert last[Consent.JOIN].given and last[Consent.JOIN].text_id, "the very words are kept"
    assert not last[Consent.PUBLISH].given, "what else was agreed to is asked for by itself"


def test_who_was_barred_by_staff_stays_so(phone: Phone, contest: World, clock: Clock) -> None:
    with writing() as db:
        judging.bar(
            db, Order("o" * 13, "x", "Là người ra đề"), contest.round_id, phone.joined.entry_id, clock.now
        )
    phone.post("/withdrawal", sure="1")
    phone.post("/return", **words(phone))
    assert phone.entry().barred_reason == "Là người ra đề"


def test_twice_and_for_nothing_are_told(phone: Phone) -> None:
    form = words(phone)
    assert phone.post("/return", **form).status_code == 409
    phone.post("/withdrawal", sure="1")
    assert phone.post("/return", **form).status_code == 303
    answer = phone.post("/return", **form)
    assert answer.status_code == 409 and own.IN in answer.text


@pytest.mark.parametrize(
    ("form", "word"),
    [({"sure": ""}, "Đánh dấu"), ({"mark": "0" * 16}, "vừa có thay đổi"), ({"mark": ""}, "thay đổi")],
)
def test_without_a_tick_or_after_other_words_nothing_is_agreed_to(
    phone: Phone, form: dict[str, str], word: str
) -> None:
    phone.post("/withdrawal", sure="1")
    answer = phone.post("/return", **(words(phone) | form))
    assert answer.status_code == 422 and word in said(answer, "form")
    with reading() as db:
        assert consents.withdrew(db, [phone.joined.entry_id])


@pytest.mark.parametrize("extra", [{"what": "join"}, {"mark": "0" * 17}])
def test_a_form_that_is_not_ours_is_refused(phone: Phone, extra: dict[str, Any]) -> None:
    phone.post("/withdrawal", sure="1")
    assert phone.post("/return", **(words(phone) | extra)).status_code == 422


def test_who_entered_another_contest_is_a_stranger_here(phone: Phone) -> None:
    other = Phone(phone.browser, join(world.make(slug="khac", bank=0), "A Thui"))
    for answer in (other.get("/return"), other.post("/return", sure="1", mark="0" * 16)):
        assert answer.headers["location"] == "/campaigns/cds/entries/code"


def test_a_stranger_is_led_to_the_code(app_client: Any, contest: World) -> None:
    app_client.cookies.clear()
    answer = app_client.get(f"{ROOT}/return")
    assert (answer.status_code, answer.headers["location"]) == (303, "/campaigns/cds/entries/code")
    assert app_client.post(f"{ROOT}/return", data={"sure": "1"}).status_code == 401
    assert app_client.delete(f"{ROOT}/return").status_code == 405


def test_the_words_are_those_of_today(phone: Phone) -> None:
    with reading() as db:
        mine = own.mine(db, "cds", [phone.joined.entry_id], OPENS)
        assert mine is not None
        text = own.terms(db, mine)
        holder = office.current(db).notice.purpose
    page = HTMLParser(phone.get("/return").text)
    assert [each.text(strip=True) for each in page.css(".privacy dt")] == [head for head, _ in text.parts]
    assert holder in [each.text(strip=True) for each in page.css(".privacy dd")]
