"""`office.phones`: the address on posters and in QR codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest import settings
from contest.accounts.states import Role
from contest.office import reach, rules, service
from contest.office.forms import CHOOSE
from contest.settings import Settings
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.office.conftest import Enter
from tests.contest.rounds import world
from tests.parsed import HTMLParser, attr, text

HERE = "http://192.168.1.20:8000"
FORM = {"way": "auto", "other": "", "version": "1", "step": "0"}


@pytest.fixture(autouse=True)
def networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine in two networks."""
    monkeypatch.setattr(reach, "own_address", lambda: "192.168.1.20")
    monkeypatch.setattr(reach, "own_addresses", lambda: ("192.168.1.20", "10.42.0.1"))


def stored() -> str:
    with reading() as db:
        return service.current(db).reach.public


def ways(page: HTMLParser) -> list[str]:
    return [node.attributes["value"] or "" for node in page.css("[name=way]")]


def chosen(page: HTMLParser) -> str:
    return attr(page, "[name=way]:checked", "value")


def test_it_shows_this_machines_addresses_and_a_code_to_try(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/phones", headers={"Host": "localhost:8000"}).text)
    assert ways(page) == ["auto", HERE, "http://10.42.0.1:8000", "other"]
    assert chosen(page) == "auto"
    assert attr(page, ".try img", "alt") == "Mã QR mở 192.168.1.20:8000"
    assert attr(page, ".try img", "src").startswith("data:image/svg+xml,")


@pytest.mark.parametrize(
    ("form", "public"),
    [
        ({"way": HERE}, HERE),
        ({"way": "other", "other": " Thi.Dakto.Example/ "}, "http://thi.dakto.example"),
        ({"way": "other", "other": "https://thi.example:8443"}, "https://thi.example:8443"),
        ({"way": "auto", "other": "dở dang"}, ""),
    ],
)
def test_a_choice_is_stored(admin: TestClient, form: dict[str, str], public: str) -> None:
    answer = admin.post("/office/phones", data=FORM | form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/phones?saved=1&step=0")
    assert stored() == public
    page = HTMLParser(admin.get("/office/phones?saved=1&step=0").text)
    assert page.css_first(".banner.is-saved") is not None
    assert chosen(page) == (form["way"] if form["way"] != "other" else "other")
    assert attr(page, "#other", "value") == (public if form["way"] == "other" else "")


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"way": ""}, "way", CHOOSE),
        ({"way": "gì đó"}, "way", rules.NO_ADDRESS),
        ({"way": "other", "other": ""}, "other", rules.NO_ADDRESS),
        ({"way": "other", "other": "http://localhost:8000"}, "other", rules.ONLY_HERE),
        ({"way": "other", "other": "https://thi.example/cuoc-thi"}, "other", rules.NO_PATH),
        ({"way": "other", "other": "x" * 301}, "other", "Ngắn lại, nhiều nhất 300 ký tự."),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    admin: TestClient, form: dict[str, str], field: str, said: str
) -> None:
    answer = admin.post("/office/phones", data=FORM | form)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert text(page.css_first(f"#{field}-err")) == said
    assert attr(page, "#other", "value") == form.get("other", "")
    assert stored() == ""


@pytest.mark.parametrize("change", [{"version": "x"}, {"x": "1"}, {"step": "99"}])
def test_what_our_form_never_sends(admin: TestClient, change: dict[str, str]) -> None:
    assert admin.post("/office/phones", data=FORM | change).status_code == 422


def warnings(admin: TestClient, **headers: str) -> str:
    page = HTMLParser(admin.get("/office/phones", headers=headers).text)
    return " ".join(text(node) for node in page.css(".banner.is-waiting"))


def test_a_name_that_this_server_would_refuse_is_warned_about(
    admin: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert warnings(admin) == ""
    admin.post("/office/phones", data=FORM | {"way": "other", "other": "https://thi.example"})
    assert "chưa nhận tên miền thi.example" in warnings(admin) and "HOITHI_HOSTS" in warnings(admin)
    assert admin.get("/healthz", headers={"Host": "thi.example"}).status_code == 400, "and so it is"
    known = Settings(tmp_path, "", b"k" * 32, hosts=("thi.example",))
    monkeypatch.setattr(settings, "_current", known)
    assert warnings(admin) == ""


def test_an_address_that_is_no_longer_this_machines_is_warned_about(
    admin: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.post("/office/phones", data=FORM | {"way": HERE})
    assert warnings(admin) == ""
    monkeypatch.setattr(reach, "own_addresses", lambda: ("192.168.1.77",))
    assert "không còn địa chỉ 192.168.1.20:8000" in warnings(admin)


def test_a_machine_without_a_network_is_told(admin: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "own_address", lambda: "")
    monkeypatch.setattr(reach, "own_addresses", lambda: ())
    assert "chưa nối mạng nào" in warnings(admin, Host="localhost:8000")


def test_two_administrators(enter: Enter) -> None:
    one, other = enter(Role.ADMIN, "tung"), enter(Role.ADMIN, "nhung")
    one.post("/office/phones", data=FORM | {"way": HERE})
    answer = other.post("/office/phones", data=FORM | {"way": "other", "other": "https://thi.example"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 409 and stored() == HERE
    assert (chosen(page), attr(page, "#other", "value")) == ("other", "https://thi.example")
    assert f"“{HERE}”" in text(page.css_first(".banner.is-waiting"))
    again = FORM | {"way": "other", "other": "https://thi.example"}
    again["version"] = attr(page, "[name=version]", "value")
    assert other.post("/office/phones", data=again).status_code == 303
    assert stored() == "https://thi.example"


def test_in_the_first_run_it_is_tried_before_going_on(admin: TestClient) -> None:
    answer = admin.post("/office/phones", data=FORM | {"step": "5"})
    assert answer.headers["location"] == "/office/phones?saved=1&step=5"
    page = HTMLParser(admin.get(answer.headers["location"]).text)
    assert {"/office/ready"} <= {node.attributes["href"] for node in page.css(".ways-on a")}


def test_posters_cards_and_the_hall_follow(admin: TestClient, stranger: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    clock.set(world.OPENS)
    admin.post("/office/phones", data=FORM | {"way": "other", "other": "http://10.9.9.9:8000"})
    poster = text(HTMLParser(admin.get(f"/rounds/{contest.round_id}").text).css_first("#poster"))
    assert "10.9.9.9:8000/t/cds" in poster.replace("\u200b", "").replace(" ", "")
    hall = text(HTMLParser(stranger.get(f"/standings/{contest.round_id}/hall").text).css_first("body"))
    assert "10.9.9.9:8000/t/cds" in hall.replace("\u200b", "").replace(" ", "")
    person = {"name": "Y Bích", "birth_year": "1990", "consent_join": "1"}
    stranger.post("/campaigns/cds/entries/new", data=person)
    card = text(HTMLParser(stranger.get("/campaigns/cds/entry").text).css_first("main"))
    assert "10.9.9.9:8000/t/cds" in card.replace(" ", "")
