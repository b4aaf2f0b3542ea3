"""Posted forms: what arrives, what a model makes of it, what is said to whoever typed it."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncGenerator, Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator
from starlette.datastructures import Headers
from starlette.formparsers import FormParser

from contest.errors import Invalid
from contest.web import errors
from contest.web.forms import (
    MOST_FIELDS,
    MOST_SIGNS,
    NOT_WHOLE,
    Form,
    Posted,
    PostedForm,
    clean,
    fields,
    read,
)
from tests.contest.web.test_errors import stub_addresses

URLENCODED = {"content-type": "application/x-www-form-urlencoded"}


class Entry(Form):
    name: Annotated[str, Field(min_length=1, max_length=10)]
    year: Annotated[int, Field(ge=1900, le=2026)] = 2000
    units: tuple[str, ...] = ()

    @field_validator("name")
    @classmethod
    def no_digit(cls, name: str) -> str:
        if any(letter.isdigit() for letter in name):
            raise ValueError("Họ và tên không có chữ số.")
        return name


def posted(**values: str | list[str]) -> PostedForm:
    lists = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return PostedForm({name: value[-1] for name, value in lists.items()}, lists, {})


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    errors.install(app)
    stub_addresses(app)

    @app.post("/echo")
    def echo(form: Posted) -> dict[str, object]:
        files = {name: file.filename for name, file in form.files.items()}
        return {"values": form.values, "lists": form.lists, "files": files}

    with TestClient(app) as browser:
        yield browser


# --- read ---------------------------------------------------------------------------------------


def test_a_good_form_is_its_model() -> None:
    entry = read(Entry, posted(name="  Y Thu ", year="1990", units=["a", "b"]))
    assert (entry.name, entry.year, entry.units) == ("Y Thu", 1990, ("a", "b"))


def test_one_of_a_list_is_a_list() -> None:
    assert read(Entry, posted(name="A", units="a")).units == ("a",)


def test_of_a_doubled_field_the_last_counts() -> None:
    assert read(Entry, posted(name=["A", "B"])).name == "B"


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({}, "name", "Điền ô này."),
        ({"name": "   "}, "name", "Điền ô này."),
        ({"name": "x" * 11}, "name", "Ngắn lại, nhiều nhất 10 ký tự."),
        ({"name": "A1"}, "name", "Họ và tên không có chữ số."),
        ({"name": "A", "year": "hai"}, "year", "Ghi bằng chữ số, ví dụ 12."),
        ({"name": "A", "year": "1899"}, "year", "Số nhỏ nhất là 1900."),
        ({"name": "A", "year": "2027"}, "year", "Số lớn nhất là 2026."),
        ({"name": "A", "year": "9" * 5000}, "year", "Ô này chưa đúng. Xem lại giúp."),
        ({"name": "A", "x": "1"}, "x", "Biểu mẫu có ô lạ. Tải lại trang rồi gửi lại."),
    ],
)
def test_each_mistake_has_its_sentence(values: dict[str, str], field: str, message: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read(Entry, posted(**values))
    assert wrong.value.fields == {field: message}
    assert wrong.value.status == 422


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        read(Entry, posted(year="x", z="1"))
    assert set(wrong.value.fields) == {"name", "year", "z"}


def test_a_form_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(read(Entry, posted(name="A")), "name", "B")  # noqa: B010


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=5))
def test_whatever_comes_is_read_or_told(values: dict[str, str]) -> None:
    try:
        read(Entry, posted(**values))
    except Invalid as wrong:
        assert wrong.fields and all(wrong.fields.values())


# --- clean --------------------------------------------------------------------------------------


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_can_be_stored_and_compared(given_text: str) -> None:
    made = clean(given_text)
    made.encode("utf-8")
    assert "\0" not in made and unicodedata.is_normalized("NFC", made)


def test_vietnamese_typed_on_two_systems_is_one_text() -> None:
    assert clean(unicodedata.normalize("NFD", "Đặng Thị Hường")) == "Đặng Thị Hường"


# --- what arrives -------------------------------------------------------------------------------


def test_fields_arrive_as_typed(client: TestClient) -> None:
    told = client.post("/echo", data={"a": " x ", "b": ["1", "2"], "c": ""}).json()
    assert told["values"] == {"a": " x ", "b": "2", "c": ""}
    assert told["lists"]["b"] == ["1", "2"]


def test_files_arrive_beside_fields(client: TestClient) -> None:
    told = client.post("/echo", data={"a": "1"}, files={"file": ("đề.txt", b"x")}).json()
    assert (told["values"], told["files"]) == ({"a": "1"}, {"file": "đề.txt"})


@pytest.mark.parametrize("body", [b"", b"%ff%fe=%00", b"a=%ed%a0%80", b"&&&===", b"\xff\xfe\x00"])
def test_junk_arrives_as_text(client: TestClient, body: bytes) -> None:
    answer = client.post("/echo", content=body, headers=URLENCODED)
    assert answer.status_code == 200 and "\\u0000" not in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"nothing of the kind"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--\r\n"),
    ],
)
def test_a_broken_form_is_told_in_words(client: TestClient, kind: str, body: bytes) -> None:
    answer = client.post("/echo", content=body, headers={"content-type": kind})
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert "Biểu mẫu gửi lên bị hỏng" in answer.text


def test_too_many_fields_are_refused_in_words(client: TestClient) -> None:
    files = {f"f{number}": ("a.txt", b"x") for number in range(5)}
    answer = client.post("/echo", files=files)
    assert answer.status_code == 400 and "Biểu mẫu gửi lên bị hỏng" in answer.text


def test_text_of_a_field_that_did_not_come() -> None:
    assert (posted(a="1").text("a"), posted().text("a")) == ("1", "")


class Counted(Form):
    size: int = Field(ge=1, le=10_000)
    limit: Annotated[int | None, Field(ge=1)] = None
    text: str = ""


@pytest.mark.parametrize(
    ("typed", "wanted"), [("12", 12), ("1.000", 1000), ("10.000", 10_000), (" 5 ", 5), ("1000", 1000)]
)
def test_dots_in_whole_numbers_are_of_thousands(typed: str, wanted: int) -> None:
    made = read(Counted, posted(size=typed, limit=typed, text=typed))
    assert (made.size, made.limit, made.text) == (wanted, wanted, typed.strip())


@pytest.mark.parametrize("typed", ["1.0", "1.00", "1.5", "1.0000", "1000.000", ".5", "1."])
def test_a_dot_elsewhere_in_a_whole_number_is_told(typed: str) -> None:
    """What pydantic would take for one is no number that anybody meant."""
    with pytest.raises(Invalid) as wrong:
        read(Counted, posted(size=typed, limit=typed))
    assert wrong.value.fields == {"size": NOT_WHOLE, "limit": NOT_WHOLE}


# --- forms without files, read by hand -----------------------------------------------------------

SIGNS = st.sampled_from([*b"ab=&%+;\r\n\x00\xff", *b"%C3%A1", *b"%zz"])


@given(st.lists(SIGNS, max_size=40).map(bytes))
def test_fields_are_those_of_the_frameworks_parser(body: bytes) -> None:
    async def stream() -> AsyncGenerator[bytes]:
        yield body

    parsed = asyncio.run(FormParser(Headers({}), stream()).parse())
    assert fields(body) == parsed.multi_items()


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-URLencoded"]
)
def test_a_form_by_any_spelling_of_its_kind(client: TestClient, kind: str) -> None:
    answer = client.post("/echo", content="a=1&a=2", headers={"content-type": kind})
    assert answer.json()["lists"] == {"a": ["1", "2"]}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("&".join(["a=1"] * MOST_FIELDS), 200),
        ("&".join(["a=1"] * MOST_FIELDS) + "&a", 400),
        ("a=" + "x" * (MOST_SIGNS - 2), 200),
        ("a=" + "x" * (MOST_SIGNS - 1), 400),
    ],
    ids=["most", "too many", "longest", "too long"],
)
def test_a_form_without_files_is_bounded(client: TestClient, body: str, status: int) -> None:
    assert client.post("/echo", content=body, headers=URLENCODED).status_code == status
