"""`office.identity`: who we are, with its logo."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.office import logos, service
from contest.office.rules import Identity
from contest.web.database import reading
from tests.contest.office.conftest import Enter, picture
from tests.contest.office.test_logos import bomb
from tests.parsed import HTMLParser, attr, text

FORM = {
    "name": "UBND xã Đăk Tô",
    "above": "Tỉnh Quảng Ngãi",
    "short": "Hội thi Đăk Tô",
    "place": "Đăk Tô",
    "address": "12 Lê Duẩn, xã Đăk Tô",
    "phone": "0260 383 1111",
    "email": "bantochuc@dakto.example",
    "version": "1",
    "step": "0",
}
SHOWN = ("name", "above", "short", "place", "address", "phone", "email")
UPLOAD = "/office/identity/upload"


def stored() -> Identity:
    with reading() as db:
        return service.current(db).identity


EDGE = "----part"


def post(browser: TestClient, png: bytes | None = None, /, **changes: str) -> Any:
    """The form as browsers send it: a file field where nothing was chosen has an empty name."""
    fields = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (FORM | changes).items()
    )
    name = "" if png is None else "logo.png"
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="logo"; filename="{name}"'
    file = head.encode() + b"\r\nContent-Type: application/octet-stream\r\n\r\n" + (png or b"") + b"\r\n"
    body = b"".join([*fields, file, f"--{EDGE}--\r\n".encode()])
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    return browser.post(UPLOAD, content=body, headers=kind)


def values(html: str) -> dict[str, str]:
    page = HTMLParser(html)
    return {name: attr(page, f"#{name}", "value") for name in SHOWN}


def test_it_is_stored_and_shown(admin: TestClient) -> None:
    answer = post(admin)
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/identity?saved=1")
    assert stored() == Identity(**{name: FORM[name] for name in SHOWN}, version=2)
    page = admin.get(answer.headers["location"]).text
    assert values(page) == {name: FORM[name] for name in SHOWN}
    assert text(HTMLParser(page).css_first(".banner.is-saved")) == "Đã lưu."


def test_a_name_is_enough(admin: TestClient) -> None:
    assert admin.post(UPLOAD, data={"name": "Đoàn xã", "version": "1"}).status_code == 303
    assert stored() == Identity(name="Đoàn xã", version=2)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "   "}, {"name"}),
        ({"name": "x" * 161}, {"name"}),
        ({"short": "x" * 25}, {"short"}),
        ({"email": "không có a còng"}, {"email"}),
        ({"email": "a@b"}, {"email"}),
        ({"phone": "9" * 41, "place": "x" * 81}, {"phone", "place"}),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    admin: TestClient, change: dict[str, str], wrong: set[str]
) -> None:
    answer = post(admin, None, **change)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == wrong
    assert {node.attributes["href"] for node in page.css(".banner.is-wrong a")} == {f"#{n}" for n in wrong}
    assert values(answer.text) == {name: (FORM | change)[name] for name in SHOWN}
    assert not stored().is_set
    assert post(admin).status_code == 303, "and it still works"


@pytest.mark.parametrize(
    "change",
    [{"version": "x"}, {"version": "0"}, {"version": "9" * 5000}, {"step": "x"}, {"step": "10"}, {"x": "1"}],
)
def test_what_our_form_never_sends(admin: TestClient, change: dict[str, str]) -> None:
    assert post(admin, None, **change).status_code == 422
    assert not stored().is_set


def test_markup_is_text(admin: TestClient) -> None:
    post(admin, short="<b>x</b>", name='"><script>alert(1)</script>')
    page = admin.get("/office/identity").text
    assert "<script>alert" not in page and "<b>x</b>" not in page
    assert values(page)["short"] == "<b>x</b>"


# --- the logo -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_on_top_at_home_and_kept_for_ever(
    admin: TestClient, stranger: TestClient, kind: str
) -> None:
    assert post(admin, picture(kind)).status_code == 303
    address = attr(HTMLParser(admin.get("/office").text), ".brand img", "src")
    answer = stranger.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content.startswith(b"\x89PNG") and len(answer.content) <= logos.STORED_BYTES
    assert attr(HTMLParser(stranger.get("/").text), ".stage img", "src") == address
    assert post(admin, version="2").status_code == 303
    assert stored().logo, "saving without a picture keeps it"


def test_it_can_be_taken_off(admin: TestClient, stranger: TestClient) -> None:
    post(admin, picture())
    address = attr(HTMLParser(admin.get("/office").text), ".brand img", "src")
    assert post(admin, version="2", unlogo="1").status_code == 303
    assert HTMLParser(admin.get("/office").text).css_first(".brand img") is None
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 16, "x" * 16, "0" * 15, "..%2f..%2fetc", "%00" * 16])
def test_no_such_logo(stranger: TestClient, digest: str) -> None:
    assert stranger.get(f"/office/logo/{digest}.png").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Không đọc được"),
        (b"", "rỗng"),
        (b"%PDF-1.7", "Không đọc được"),
        (bomb(20_000, 20_000), "Không đọc được"),
        (bomb(6_000, 6_000), "6000 × 6000"),
        (b"x" * (logos.MOST_BYTES + 1), "5 MB"),
    ],
)
def test_a_file_that_is_no_logo_is_said_and_the_rest_kept(admin: TestClient, data: bytes, said: str) -> None:
    answer = post(admin, data)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert said in text(page.css_first("#logo-err"))
    assert values(answer.text) == {name: FORM[name] for name in SHOWN}
    assert not stored().is_set


def test_a_body_beyond_all_limits(admin: TestClient) -> None:
    assert post(admin, b"x" * (13 * 1024 * 1024)).status_code == 413


def test_text_where_the_file_goes(admin: TestClient) -> None:
    answer = admin.post(UPLOAD, data=FORM | {"logo": "x"})
    assert answer.status_code == 422 and HTMLParser(answer.text).css_first("#logo-err") is not None


def test_a_new_logo_and_none_at_once(admin: TestClient) -> None:
    post(admin, picture())
    answer = post(admin, picture(size=(30, 30)), version="2", unlogo="1")
    assert answer.status_code == 422
    assert text(HTMLParser(answer.text).css_first("#logo-err")) == service.EITHER


def test_whoever_reloads_the_forms_address_is_led_back(admin: TestClient) -> None:
    assert admin.get(UPLOAD).headers["location"] == "/office/identity"


# --- two at once ----------------------------------------------------------------------------------


def test_two_administrators_nothing_is_lost(enter: Enter) -> None:
    one, other = enter(Role.ADMIN, "tung", "Nguyễn Thanh Tùng"), enter(Role.ADMIN, "nhung", "Hồ Thị Nhung")
    assert post(one).status_code == 303
    answer = post(other, name="Đoàn xã Đăk Tô", short="")
    page = HTMLParser(answer.text)
    assert answer.status_code == 409
    told = text(page.css_first(".banner.is-waiting"))
    assert "Nguyễn Thanh Tùng vừa lưu phần này lúc 08:00" in told
    assert "“UBND xã Đăk Tô”" in told and "Tên ngắn “Hội thi Đăk Tô”" in told and "Địa danh" not in told
    assert values(answer.text)["name"] == "Đoàn xã Đăk Tô"
    assert stored().name == "UBND xã Đăk Tô"
    again = post(other, name="Đoàn xã Đăk Tô", short="", version=attr(page, "[name=version]", "value"))
    assert again.status_code == 303
    assert (stored().name, stored().short) == ("Đoàn xã Đăk Tô", "Hội thi")


def test_a_slip_in_between_does_not_hide_the_other_one(enter: Enter) -> None:
    one, other = enter(Role.ADMIN, "tung"), enter(Role.ADMIN, "nhung")
    post(one)
    slip = post(other, name="Khác", email="x")
    assert attr(HTMLParser(slip.text), "[name=version]", "value") == "1"
    assert post(other, name="Khác").status_code == 409


def test_a_double_click(admin: TestClient) -> None:
    assert [post(admin, picture()).status_code for _ in range(2)] == [303, 303]
    assert stored().version == 2


# --- the first run --------------------------------------------------------------------------------


def test_in_the_first_run_it_leads_on(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/identity?step=1").text)
    assert text(page.css_first(".line [aria-current]")).startswith("1. Nơi tổ chức")
    assert attr(page, "[name=step]", "value") == "1"
    assert post(admin, step="1").headers["location"] == "/office/units-step?step=2"


def test_a_slip_stays_in_the_first_run(admin: TestClient) -> None:
    page = HTMLParser(post(admin, name="", step="1").text)
    assert page.css_first(".line") is not None and attr(page, "[name=step]", "value") == "1"


def test_outside_of_it_there_is_no_strip(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/identity").text)
    assert page.css_first(".line") is None and text(page.css_first(".crumb")) == "Cài đặt"
