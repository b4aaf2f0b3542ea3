"""`bank.picture`, `bank.new_upload`, `bank.edit_upload`: pictures of questions, brought, seen, changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from questions.kinds import Kind
from questions.models import QuestionState
from questions.picture import Picture
from questions.pictures import redrawing
from tests.contest.bank import pictured, shelf
from tests.contest.bank.pictured import keep, parts
from tests.contest.bank.shelf import CITY, NOBODY, NUMBER
from tests.contest.bank.test_new import typed
from tests.questions.drawn import file, made

ALT = "Sơ đồ bộ máy của xã"


def new(browser: TestClient, bank: str, content: bytes | None, **more: Any) -> Any:
    return browser.post(f"/bank/{bank}/questions/new/upload", files=parts(typed(CITY, **more), content))


def names(page: Any) -> list[str]:
    """What the form says that it has."""
    return [node.attributes["value"] for node in page.css("#pictures input[name=picture]")]


def test_it_is_saved_with_its_question(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    answer = new(organiser, bank, file(), new_alt=ALT)
    assert answer.status_code == 303
    (one,) = shelf.every(bank)
    assert one.parsed == replace(CITY, picture=made().picture(ALT)) and pictured.kept() == {made().digest}
    page = shelf.page(organiser, answer.headers["location"])
    assert names(page) == [f"text {made().picture().reference}"] and page.css_first("#undescribed") is None
    image = page.css_first("#preview .stem img")
    assert image is not None and (image.attributes["width"], image.attributes["height"]) == ("120", "80")
    assert (
        image.attributes["alt"] == ALT and image.attributes["src"] == f"/bank/{bank}/pictures/{made().digest}"
    )


def test_it_is_served_as_what_it_is_for_ever(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    (one,) = keep("a")
    answer = organiser.get(f"/bank/{bank}/pictures/{one.digest}")
    assert answer.status_code == 200 and answer.content == made().content
    assert (
        answer.headers["content-type"] == "image/png"
        and answer.headers["x-content-type-options"] == "nosniff"
    )
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["0" * 64, "abc", "A" * 64, "%00" * 64, "..%2f..%2fetc"])
def test_what_is_not_there_is_not_found(organiser: TestClient, name: str) -> None:
    bank, _ = shelf.fill()
    assert organiser.get(f"/bank/{bank}/pictures/{name}").status_code == 404
    assert organiser.get(f"/bank/{NOBODY}/pictures/{'0' * 64}").status_code == 404
    assert organiser.post(f"/bank/{bank}/pictures/{name}").status_code in (404, 405)


def test_who_reads_the_bank_sees_them_and_nobody_else(app_client: TestClient, viewer: TestClient) -> None:
    bank, (question,) = shelf.fill(CITY)
    (one,) = keep("a")
    address = f"/bank/{bank}/pictures/{one.digest}"
    assert viewer.get(address).status_code == 404
    shelf.give(ContestRole.APPROVER)
    assert viewer.get(address).status_code == 200
    for path in ("new", question):
        assert (
            viewer.post(
                f"/bank/{bank}/questions/{path}/upload", files=parts(typed(CITY), file("b"))
            ).status_code
            == 403
        )
    viewer.cookies.clear()
    assert viewer.get(address).status_code == 303
    assert (
        viewer.post(f"/bank/{bank}/questions/new/upload", files=parts(typed(CITY), file("b"))).status_code
        == 401
    )
    assert pictured.kept() == {one.digest}


@pytest.mark.parametrize("place", ["option0", "option2"])
def test_an_option_has_its_own(organiser: TestClient, place: str) -> None:
    bank, _ = shelf.fill()
    assert new(organiser, bank, file(), place=place).status_code == 303
    (one,) = shelf.every(bank)
    assert [each is not None for each in one.parsed.pictures] == [place == f"option{at}" for at in range(3)]
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one.id}")
    assert page.css_first("#preview label.option .beside-one img") is not None
    assert page.css_first(".choice .row-picture") is not None
    assert f"phương án {'ABC'[int(place[-1])]}" in shelf.said(page, "#undescribed"), (
        "nobody said what it shows"
    )


def test_it_may_be_looked_at_before_anything_is_saved(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    answer = new(organiser, bank, file(), deed="picture", new_alt=ALT, text="Đang gõ dở")
    assert answer.status_code == 200 and shelf.every(bank) == []
    fields = shelf.form(answer.text)
    assert fields["text"] == ["Đang gõ dở"] and fields["alt"] == [ALT] and fields["new_alt"] == [""]
    again = organiser.post(f"/bank/{bank}/questions/new/upload", files=parts({**fields, "deed": "save"}))
    assert again.status_code == 303 and shelf.every(bank)[0].parsed.picture == made().picture(ALT)


def test_a_mistake_elsewhere_keeps_it(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    answer = new(organiser, bank, file(), text="", new_alt=ALT)
    assert answer.status_code == 422 and shelf.said(answer.text, "#text-err")
    fields = shelf.form(answer.text)
    assert fields["picture"] == [f"text {made().picture().reference}"] and fields["alt"] == [ALT]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG", id="svg"),
        pytest.param(b"MZ", "PNG, JPG", id="program"),
        pytest.param(b"", "rỗng", id="empty"),
        pytest.param(file()[:60], "PNG, JPG", id="cut"),
        pytest.param(b"\0" * (redrawing.MOST_BYTES + 1), "10", id="heavy"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_lost(organiser: TestClient, content: bytes, said: str) -> None:
    bank, (question,) = shelf.fill(CITY)
    for path in ("new", question):
        fields = typed(replace(CITY, text="Vừa gõ"), version="1", new_alt=ALT)
        answer = organiser.post(f"/bank/{bank}/questions/{path}/upload", files=parts(fields, content))
        assert answer.status_code == 422 and said in shelf.said(answer.text, "#file-err")
        assert shelf.form(answer.text)["text"] == ["Vừa gõ"] and pictured.kept() == set()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"deed": "picture"}, "Chọn một tệp"),
        ({"picture": [f"text {'0' * 64}-5-5"], "alt": [""]}, "không còn trên máy chủ"),
    ],
    ids=["no file", "made up"],
)
def test_a_form_without_its_picture_is_told(organiser: TestClient, more: dict[str, Any], said: str) -> None:
    bank, _ = shelf.fill()
    answer = new(organiser, bank, None, **more)
    assert (
        answer.status_code == 422 and said in shelf.said(answer.text, "#file-err") and shelf.every(bank) == []
    )


@pytest.mark.parametrize("place", ["optionx", "option99", "explanation", "x" * 70])
def test_it_belongs_to_a_part_that_there_is(organiser: TestClient, place: str) -> None:
    bank, _ = shelf.fill()
    answer = new(organiser, bank, file(), place=place)
    assert answer.status_code == 422 and "Chọn hình này đi với" in shelf.said(answer.text, "#file-err")


def test_what_the_kind_can_not_show_is_told(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    fields = typed(NUMBER, place="option0")
    answer = organiser.post(f"/bank/{bank}/questions/new/upload", files=parts(fields, file()))
    assert answer.status_code == 422 and "không dùng" in shelf.said(answer.text, "#file-err")
    dropped = {**shelf.form(answer.text), "drop": ["option0"], "deed": "save"}
    assert organiser.post(f"/bank/{bank}/questions/new/upload", files=parts(dropped)).status_code == 303
    assert shelf.every(bank)[0].parsed == NUMBER


def test_it_is_changed_described_and_removed(organiser: TestClient) -> None:
    (one,) = keep("a")
    bank, (question,) = shelf.fill(replace(CITY, picture=one))
    address = f"/bank/{bank}/questions/{question}"
    page = shelf.page(organiser, address)
    assert "câu hỏi" in shelf.said(page, "#undescribed")
    fields = shelf.form(page) | {"deed": ["save"]}
    answer = organiser.post(f"{address}/upload", files=parts(fields | {"alt": [ALT]}))
    assert answer.headers["location"].endswith("done=revision")
    assert shelf.told(bank, question).picture == replace(one, alt=ALT)
    page = shelf.page(organiser, answer.headers["location"])
    fields = shelf.form(page) | {"deed": ["save"]}
    answer = organiser.post(f"{address}/upload", files=parts(fields, file("b")))
    assert answer.status_code == 303 and shelf.told(bank, question).picture == made("b").picture()
    fields = shelf.form(shelf.page(organiser, address)) | {"deed": ["save"], "drop": ["text"]}
    assert organiser.post(f"{address}/upload", files=parts(fields)).status_code == 303
    assert shelf.told(bank, question) == CITY


def test_the_history_shows_what_was_and_what_is(organiser: TestClient) -> None:
    one, other = keep("a", "b")
    bank, (question,) = shelf.fill(replace(CITY, picture=one))
    fields = typed(replace(CITY, picture=other), version="1")
    assert organiser.post(f"/bank/{bank}/questions/{question}", data=fields).status_code == 303
    entry = shelf.page(organiser, f"/bank/{bank}/questions/{question}/history").css_first(".entry")
    assert entry is not None
    sources = [str(node.attributes["src"]).rsplit("/", 1)[1] for node in entry.css(".was-now img")]
    assert sources == [one.digest, other.digest] and "Hình" in entry.text()
    assert one.digest[:8] in entry.text() and other.digest[:8] in entry.text()
    page = shelf.page(organiser, f"/bank/{bank}/questions/{question}")
    assert len(page.css("#changes .was-now img")) == 2


def test_the_phone_beside_the_form_shows_it(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    one, other = keep("a", "b")
    shown = replace(CITY, picture=one, pictures=(None, other, None))
    answer = organiser.post(f"/bank/{bank}/phone", data=typed(shown) | {"file": "[object File]"})
    assert answer.status_code == 200
    assert answer.text.count(one.digest) == 2 and answer.text.count(other.digest) == 2


@pytest.mark.parametrize("kind", [Kind.one, Kind.short])
def test_who_only_reads_sees_it_too(viewer: TestClient, kind: Kind) -> None:
    shelf.give(ContestRole.APPROVER)
    (one,) = keep("a")
    asked = replace(CITY, picture=replace(one, alt=ALT)) if kind is Kind.one else replace(NUMBER, picture=one)
    bank, (question,) = shelf.fill(asked, state=QuestionState.DRAFT)
    page = shelf.page(viewer, f"/bank/{bank}/questions/{question}")
    image = page.css_first("#read .read-picture img")
    assert image is not None and image.attributes["alt"] == (ALT if kind is Kind.one else "Chưa có lời mô tả")


def test_the_same_words_with_another_picture_are_no_twins(organiser: TestClient) -> None:
    one, other = keep("a", "b")
    long = replace(CITY, text="Trong hình dưới đây là trụ sở của cơ quan nào?")
    bank, _ = shelf.fill(replace(long, picture=one))
    same = organiser.post(
        f"/bank/{bank}/questions/new", data=typed(replace(long, picture=replace(one, alt="x")))
    )
    assert same.status_code == 409
    answer = organiser.post(f"/bank/{bank}/questions/new", data=typed(replace(long, picture=other)))
    assert answer.status_code == 303 and len(shelf.every(bank)) == 2
    assert shelf.page(organiser, f"/bank/{bank}/twins").css_first(".twins") is None


def test_two_authors_see_that_the_picture_differs(organiser: TestClient) -> None:
    one, other = keep("a", "b")
    bank, (question,) = shelf.fill(replace(CITY, picture=one))
    mine = typed(replace(CITY, picture=other), version="1")
    organiser.post(
        f"/bank/{bank}/questions/{question}", data=typed(replace(CITY, text="Khác hẳn?"), version="1")
    )
    answer = organiser.post(f"/bank/{bank}/questions/{question}", data=mine)
    assert answer.status_code == 409 and other.digest[:8] in shelf.said(answer.text, "#theirs")


@pytest.mark.parametrize("path", ["new", "{question}"])
def test_the_address_of_the_form_leads_back_to_it(organiser: TestClient, path: str) -> None:
    bank, (question,) = shelf.fill(CITY)
    address = f"/bank/{bank}/questions/{path.format(question=question)}"
    assert organiser.get(f"{address}/upload").headers["location"] == address


def test_one_that_is_not_there_has_no_form(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    assert (
        organiser.post(
            f"/bank/{bank}/questions/{NOBODY}/upload", files=parts(typed(CITY), file())
        ).status_code
        == 404
    )


def test_a_full_form_with_a_large_picture_fits(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    content = file() + b"\0" * (redrawing.MOST_BYTES - len(file()))
    answer = new(organiser, bank, content, explanation="ế" * 4000)
    assert answer.status_code == 303 and shelf.every(bank)[0].parsed.picture == Picture(
        made().digest, 120, 80
    )
