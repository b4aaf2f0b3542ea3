"""`paperwork.templates`, `paperwork.template_upload`: the office's own templates, and bringing one."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.filling import filling
from contest.paperwork import templates
from contest.paperwork.states import Kind
from contest.web.database import reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.conftest import OnBoth, on_both
from tests.contest.commendations.test_rights import give
from tests.contest.commendations.world import clear
from tests.contest.filling.making import docx, opened
from tests.contest.paperwork.test_paper import FORM, url
from tests.contest.rounds.conftest import Enter
from tests.parsed import HTMLParser, attr, text

__all__ = ["on_both"]

LIST, UPLOAD = "/paperwork/templates", "/paperwork/templates/upload"
AWARD = "quyet-dinh-trao-giai"
GOOD = docx("{{ ten_cuoc_thi }}", "Có {{ so_ca_nhan }} người.", header="{{ noi_ban_hanh }}")


def bring(browser: TestClient, content: bytes = GOOD, kind: str = AWARD, **more: Any) -> tuple[int, str]:
    """The status, and where it leads or what is said of the file."""
    data = {"kind": kind, "name": "Mẫu của xã"} | more
    answer = browser.post(UPLOAD, data=data, files={"file": ("Mẫu của tôi.docx", content, "application/x")})
    found = HTMLParser(answer.text).css("#file-err")
    return answer.status_code, answer.headers.get("location", text(found[0]) if found else "")


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are kept as they come: the process that tries them has tests of its own."""
    monkeypatch.setattr(filling, "tried", lambda *told: None)


def test_bringing_one_and_making_a_paper_from_it(on_both: OnBoth) -> None:
    desk = on_both(Role.ORGANISER)
    made = world.closed(clear(3))
    before = made.audited()
    status, to = bring(desk)
    assert status == 303 and to.startswith(f"{LIST}/") and to.endswith("?done=new")
    assert made.audited() == before + 1
    assert "Đã lưu mẫu" in text(HTMLParser(desk.get(to).text).css_first("#done"))
    page = HTMLParser(desk.get(LIST).text)
    assert text(page.css_first("main .settings small a")) == "Mẫu của xã"
    found = HTMLParser(desk.get(url(made)).text)
    assert "Mẫu của xã" in text(found.css_first("button[name=template]"))
    template = attr(found, "button[name=template]", "value")
    answer = desk.post(url(made), data=FORM | {"template": template})
    assert answer.status_code == 200 and "theo-mau.docx" in answer.headers["content-disposition"]
    told = opened(answer.content)
    assert told[0] == "DỰ THẢO" and "BAN TỔ CHỨC CUỘC THI" in told and "Có 03 người." in told
    made.issue()
    assert "DỰ THẢO" not in opened(desk.post(url(made), data=FORM | {"template": template}).content)


def test_a_bad_one_is_told_with_its_places_and_nothing_is_kept(organiser: TestClient) -> None:
    status, said = bring(organiser, docx("{{ ten_cuoc_thii }}", "{% if ten_vong %}a"))
    assert status == 422
    assert "Đoạn 1 (“{{ ten_cuoc_thii }}”): không có trường “ten_cuoc_thii”. " in said
    assert "Có phải tên đúng là “ten_cuoc_thi”." in said
    assert "Đoạn 2" in said and "{% endif %}" in said
    assert bring(organiser, b"x")[1].startswith("Tệp này không phải tệp Word")
    assert bring(organiser, b"") == (422, filling.EMPTY)
    assert "nặng hơn 3 MB" in bring(organiser, bytes(filling.MOST_BYTES + 1))[1]
    answer = organiser.post(UPLOAD, data={"kind": "ke-hoach", "name": "Giữ lại"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422 and attr(page, "[name=name]", "value") == "Giữ lại"
    assert attr(page, "[name=kind] [selected]", "value") == "ke-hoach"
    with reading() as db:
        assert templates.every(db) == []


def test_a_field_of_another_kind_is_none_of_this_one(organiser: TestClient) -> None:
    data = docx("{{ danh_sach | length }}")
    assert "không có trường “danh_sach”" in bring(organiser, data, "ke-hoach")[1]


BAD = ({"kind": "x"}, {"name": ""}, {"name": "a" * 81}, {"lạ": "1"}, {"template": "x" * 14})


@pytest.mark.parametrize("more", BAD)
def test_bad_input(organiser: TestClient, more: dict[str, Any]) -> None:
    assert bring(organiser, **more)[0] in (404, 422)
    with reading() as db:
        assert templates.every(db) == []


def test_twice_and_too_many(organiser: TestClient, untried: None) -> None:
    assert bring(organiser)[0] == 303
    file = {"file": ("a", GOOD, "")}
    answer = organiser.post(UPLOAD, data={"kind": AWARD, "name": "Mẫu của xã"}, files=file)
    assert answer.status_code == 422 and templates.TAKEN in answer.text
    assert bring(organiser, kind="ke-hoach")[0] == 303
    for number in range(templates.MOST - 1):
        assert bring(organiser, name=f"Mẫu {number}")[0] == 303
    answer = organiser.post(UPLOAD, data={"kind": AWARD, "name": "Nữa"}, files=file)
    assert answer.status_code == 422 and templates.TOO_MANY in answer.text


def test_another_kinds_template_and_one_that_is_gone(organiser: TestClient, untried: None) -> None:
    made = world.closed(clear(1))
    made.issue()
    _, to = bring(organiser, kind="thong-bao")
    other = to.rpartition("/")[2].partition("?")[0]
    for bad in (other, "0" * 13):
        assert organiser.post(url(made), data=FORM | {"template": bad}).status_code == 404
    assert organiser.post(url(made), data=FORM | {"template": "x"}).status_code == 422


def test_a_template_that_gives_nothing_here_is_told(organiser: TestClient, untried: None) -> None:
    made = world.closed(clear(1))
    made.issue()
    _, to = bring(organiser, docx("{{ khong_con }}"))
    template = to.rpartition("/")[2].partition("?")[0]
    answer = organiser.post(url(made), data=FORM | {"template": template})
    assert answer.status_code == 409 and templates.NO_LONGER in answer.text


def test_rights(enter: Enter, app_client: TestClient, untried: None) -> None:
    looks = enter(Role.VIEWER)
    page = HTMLParser(looks.get(LIST).text)
    assert page.css("main form") == [] and "Người điều hành" in text(page.css_first("main"))
    assert bring(looks)[0] == 403
    assert looks.get(UPLOAD).status_code == 403
    app_client.cookies.clear()
    assert app_client.get(LIST).status_code == 303
    assert bring(app_client)[0] == 401
    with reading() as db:
        assert templates.every(db) == []


def test_whoever_sees_a_contest_may_use_one(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, ContestRole.VIEWER)
    looks = enter(Role.VIEWER)
    made = world.closed(clear(1))
    made.issue()
    with writing() as db:
        template = templates.add(db, "server", Kind.AWARD, "Mẫu", GOOD, world.NOW)
    assert attr(HTMLParser(looks.get(url(made)).text), "button[name=template]", "value") == template
    assert looks.post(url(made), data=FORM | {"template": template}).status_code == 200


def test_a_reload_leads_back(organiser: TestClient) -> None:
    answer = organiser.get(UPLOAD)
    assert (answer.status_code, answer.headers["location"]) == (303, LIST)
    assert organiser.post(LIST).status_code == 405
    assert HTMLParser(organiser.get(f"{LIST}?kind=tin-bai").text).css_first("[value=tin-bai][selected]")
    assert organiser.get(f"{LIST}?kind=x&done=x").status_code == 200
