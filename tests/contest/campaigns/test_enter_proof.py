"""Registering while a proof of work is asked for: over HTTPS, at the open form, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.campaigns import proofs, service
from contest.campaigns.models import SpentProof
from contest.campaigns.proofs import EXPIRED, FORGED, LIFE, MISSING, OTHER, USED
from contest.people.guards import CODE_COOKIE, read_codes
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG, application, draft
from tests.contest.campaigns.proving import SMALL, challenge_of, changed, solved, switch
from tests.contest.campaigns.test_enter import entries, messages, value_of
from tests.parsed import HTMLParser, attr, text

URL = f"/campaigns/{SLUG}/entries/new"
Form = dict[str, str]
NewPhone = Callable[[], TestClient]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work."""
    for name, value in SMALL.items():
        monkeypatch.setattr(proofs, name, value)


@pytest.fixture
def secure(contest: str, new_phone: NewPhone, clock: Clock) -> NewPhone:
    """Phones that come over HTTPS, where it is switched on."""
    switch(clock.now)
    app = application()
    return lambda: TestClient(app, base_url="https://testserver", follow_redirects=False)


@pytest.fixture
def phone(secure: NewPhone) -> TestClient:
    """One of them."""
    return secure()


def posed(phone: TestClient) -> str:
    """The solved challenge of a fresh form."""
    return solved(challenge_of(phone.get(URL).text))


def refused(phone: TestClient, form: Form, said: str) -> HTMLParser:
    """A form that is shown again for its proof, with all that was typed and another challenge."""
    before = len(entries())
    answer = phone.post(URL, data=form)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert messages(answer.text) == {"proof": said}
    assert attr(page, ".banner.is-wrong a", "href") == "#proof"
    assert value_of(page, "#name") == form["name"]
    assert value_of(page, "#birth_year") == form["birth_year"]
    assert [node.attributes["value"] for node in page.css("[name=unit][checked]")] == [form["unit"]]
    assert page.css("#consent_join[checked]"), "agreed is agreed"
    assert page.css("[name=proof]:not([value])"), "and the old proof is not sent again"
    assert len(entries()) == before
    return page


class TestTheForm:
    def test_it_brings_a_challenge_and_its_script(self, phone: TestClient) -> None:
        page = HTMLParser(phone.get(URL).text)
        told = json.loads(attr(page, "form[data-challenge]", "data-challenge"))
        assert told["parameters"]["cost"] == proofs.COST
        assert [name for name in scripts(page) if name.startswith("proof.")]
        assert attr(page, "[name=proof]", "type") == "hidden"

    def test_without_script_it_says_what_to_do(self, phone: TestClient) -> None:
        said = text(HTMLParser(phone.get(URL).text).css_first("#proof [data-told]"))
        assert "bật JavaScript rồi tải lại trang" in said
        assert "thầy cô, Ban Tổ chức ghi tên" in said
        assert said.endswith("Liên hệ: Điện thoại 0260 000 0000.")

    def test_each_form_has_its_own(self, phone: TestClient) -> None:
        assert challenge_of(phone.get(URL).text) != challenge_of(phone.get(URL).text)

    def test_the_finders_button_needs_none(self, phone: TestClient, form: Form) -> None:
        answer = phone.post(URL, data=form | {"find": "1", "q": "9b"})
        assert (answer.status_code, messages(answer.text)) == (200, {})
        assert challenge_of(answer.text)

    def test_where_nobody_registers_it_is_not_there(self, secure: NewPhone, clock: Clock, form: Form) -> None:
        clock.set(CLOSES)
        assert secure().get(URL).status_code == 303
        assert secure().post(URL, data=form).status_code == 303


def scripts(page: HTMLParser) -> list[str]:
    return [str(node.attributes["src"]).rpartition("/")[2] for node in page.css("script")]


class TestOff:
    """The usual: nobody is asked for anything."""

    @pytest.mark.parametrize("root", ["http://testserver", "https://testserver"])
    def test_nothing_is_asked(self, contest: str, new_phone: NewPhone, form: Form, root: str) -> None:
        phone = new_phone()
        phone.base_url = root
        page = HTMLParser(phone.get(URL).text)
        assert not page.css("[data-challenge], #proof, [name=proof]")
        assert len(scripts(page)) == 1
        assert phone.post(URL, data=form).status_code == 303

    def test_over_http_it_does_not_act(self, secure: NewPhone, phone_: TestClient, form: Form) -> None:
        """A hall's own network has no HTTPS, and its browsers could not do the work."""
        assert not HTMLParser(phone_.get(URL).text).css("[data-challenge]")
        assert phone_.post(URL, data=form).status_code == 303

    def test_a_form_that_was_open_when_it_was_switched_off(
        self, phone: TestClient, form: Form, clock: Clock
    ) -> None:
        proof = posed(phone)
        switch(clock.now, on=False)
        assert phone.post(URL, data=form | {"proof": proof}).status_code == 303
        assert phone.post(URL, data=form | {"name": "A Phương", "proof": ""}).status_code == 303


class TestOn:
    def test_with_a_proof_one_is_in(self, phone: TestClient, form: Form) -> None:
        answer = phone.post(URL, data=form | {"proof": posed(phone)})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}/entry")
        assert [person.name for _, person in entries()] == [form["name"]]

    def test_without_one_the_form_comes_back(self, phone: TestClient, form: Form) -> None:
        page = refused(phone, form, MISSING)
        again = solved(attr(page, "form[data-challenge]", "data-challenge"))
        assert phone.post(URL, data=form | {"proof": again}).status_code == 303

    def test_a_forged_one(self, phone: TestClient, form: Form) -> None:
        forged = changed(posed(phone), "solution", "derivedKey", to="00" * 32)
        refused(phone, form | {"proof": forged}, FORGED)
        refused(phone, form | {"proof": "<script>"}, FORGED)

    def test_after_an_hour(self, phone: TestClient, form: Form, clock: Clock) -> None:
        proof = posed(phone)
        clock.move(seconds=LIFE.total_seconds() + 1)
        refused(phone, form | {"proof": proof}, EXPIRED)

    def test_of_another_contest(self, phone: TestClient, form: Form, clock: Clock) -> None:
        with writing() as db:
            service.create(db, draft(slug="khac"), clock.now)
        other = solved(challenge_of(phone.get("/campaigns/khac/entries/new").text))
        refused(phone, form | {"proof": other}, OTHER)

    def test_used_for_somebody_else(self, secure: NewPhone, form: Form) -> None:
        one, other = secure(), secure()
        proof = posed(one)
        assert one.post(URL, data=form | {"proof": proof}).status_code == 303
        refused(other, form | {"name": "A Phương", "proof": proof}, USED)
        refused(one, form | {"name": "A Phương", "proof": proof}, USED)

    def test_the_same_form_twice_is_one_entry(self, phone: TestClient, form: Form) -> None:
        """The first answer was lost on the way: the phone sends the very same again."""
        whole = form | {"proof": posed(phone)}
        assert phone.post(URL, data=whole).status_code == 303
        codes = read_codes(phone.cookies[CODE_COOKIE])
        assert phone.post(URL, data=whole).status_code == 303
        assert read_codes(phone.cookies[CODE_COOKIE]) == codes
        assert len(entries()) == 1

    @pytest.mark.parametrize(
        ("slip", "status"),
        [({"birth_year": "95"}, 422), ({"unit": "nowhere000000"}, 422), ({"notice": "9"}, 422)],
    )
    def test_a_registration_that_fails_does_not_burn_it(
        self, phone: TestClient, form: Form, slip: Form, status: int
    ) -> None:
        proof = posed(phone)
        answer = phone.post(URL, data=form | slip | {"proof": proof})
        assert answer.status_code == status
        assert "proof" not in messages(answer.text)
        assert challenge_of(answer.text), "the form has another one all the same"
        assert phone.post(URL, data=form | {"proof": proof}).status_code == 303

    def test_nor_one_of_somebody_who_is_in_already(self, secure: NewPhone, form: Form) -> None:
        """Name, phone and unit are known: found only in the transaction that would have used it."""
        one, other = secure(), secure()
        known = form | {"phone": "0912345678"}
        assert one.post(URL, data=known | {"proof": posed(one)}).status_code == 303
        proof = posed(other)
        assert other.post(URL, data=known | {"proof": proof}).status_code == 409
        assert other.post(URL, data=form | {"name": "A Phương", "proof": proof}).status_code == 303

    def test_a_form_that_was_open_when_it_was_switched_on(
        self, contest: str, new_phone: NewPhone, form: Form, clock: Clock
    ) -> None:
        phone = new_phone()
        phone.base_url = "https://testserver"
        assert not HTMLParser(phone.get(URL).text).css("[data-challenge]")
        switch(clock.now)
        refused(phone, form, MISSING)


class TestElsewhere:
    """Coming back and looking are never asked for a proof."""

    def test_coming_back_with_a_code(self, secure: NewPhone, form: Form) -> None:
        one, other = secure(), secure()
        one.post(URL, data=form | {"proof": posed(one)})
        [code] = read_codes(one.cookies[CODE_COOKIE]).values()
        page = HTMLParser(other.get(f"/campaigns/{SLUG}/entries/code").text)
        assert not page.css("[data-challenge], [name=proof]")
        assert other.post(f"/campaigns/{SLUG}/entries/code", data={"code": code}).status_code == 303

    @pytest.mark.parametrize("path", ["", "/rules", "/warm-up", "/units?q=", "/entries/code"])
    def test_other_pages_are_as_ever(self, phone: TestClient, path: str) -> None:
        answer = phone.get(f"/campaigns/{SLUG}{path}")
        assert answer.status_code == 200
        assert "data-challenge" not in answer.text

    def test_a_proof_is_stored_with_its_entry_and_no_name(self, phone: TestClient, form: Form) -> None:
        phone.post(URL, data=form | {"proof": posed(phone)})
        with reading() as db:
            row = db.exec(select(SpentProof)).one()
        assert row.entry_id == entries()[0][0].id
        assert form["name"] not in repr(row)
