"""`paperwork.template`, `paperwork.template_file`, `paperwork.template_removal`: one template."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.commendations.papers import DOCX
from contest.filling import filling
from contest.paperwork import templates
from contest.paperwork.states import Kind
from contest.web.database import reading, writing
from tests.contest.commendations import world
from tests.contest.filling.making import docx, opened
from tests.contest.paperwork.test_templates import GOOD, LIST, UPLOAD, bring
from tests.contest.rounds.conftest import Enter
from tests.parsed import HTMLParser, attr, text


def kept(data: bytes = GOOD, name: str = "Mẫu của xã") -> str:
    """The address of one that is kept."""
    with writing() as db:
        return f"{LIST}/{templates.add(db, 'server', Kind.AWARD, name, data, world.NOW)}"


def test_the_page_and_the_file_as_it_was_brought(organiser: TestClient) -> None:
    at = kept()
    page = HTMLParser(organiser.get(at).text)
    assert text(page.css_first("h1")) == "Mẫu của xã"
    assert attr(page, "main form [name=name]", "value") == "Mẫu của xã"
    answer = organiser.get(f"{at}/mau.docx")
    assert (answer.content, answer.headers["content-type"]) == (GOOD, DOCX)
    assert "mau-quyet-dinh-trao-giai.docx" in answer.headers["content-disposition"]


def test_it_is_tried_with_a_made_up_contest(organiser: TestClient) -> None:
    at = kept(docx("{{ so_ky_hieu }}", "{{ ten_cuoc_thi }}"))
    said = opened(organiser.get(f"{at}/thu.docx?layout=dang").content)
    assert said[0] == "DỰ THẢO" and "Số 05-QĐ/ĐU" in said
    assert "Cuộc thi tìm hiểu chuyển đổi số xã Mẫu" in said
    assert organiser.get(f"{at}/thu.docx?layout=x").status_code in (404, 422)


def test_another_name_and_another_file(organiser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    at = kept()
    template = at.rpartition("/")[2]
    told = {"template": template, "kind": "ke-hoach", "name": "Tên mới"}
    assert organiser.post(UPLOAD, data=told).headers["location"] == f"{at}?done=change"
    assert organiser.post(UPLOAD, data=told).headers["location"] == f"{at}?done=nothing"
    assert organiser.get(f"{at}/mau.docx").content == GOOD
    status, said = bring(organiser, docx("{{ x }}"), template=template, name="Khác")
    assert status == 422 and "không có trường “x”" in said
    other = docx("{{ ten_vong }}")
    assert bring(organiser, other, template=template, name="Khác") == (303, f"{at}?done=change")
    assert organiser.get(f"{at}/mau.docx").content == other
    with reading() as db:
        assert [(one.kind, one.name) for one in templates.every(db)] == [(Kind.AWARD, "Khác")]
    monkeypatch.setattr(filling, "tried", lambda *told: None)
    assert bring(organiser, name="Thứ hai")[0] == 303
    answer = organiser.post(UPLOAD, data=told | {"name": "Thứ hai"})
    assert answer.status_code == 422 and templates.TAKEN in answer.text
    assert attr(HTMLParser(answer.text), "main form [name=name]", "value") == "Thứ hai"


def test_it_is_taken_away_once(organiser: TestClient) -> None:
    at = kept()
    for _ in range(2):
        answer = organiser.post(f"{at}/removal", data={})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}?done=removed")
    assert "Đã xóa mẫu" in text(HTMLParser(organiser.get(answer.headers["location"]).text).css_first("#done"))
    assert organiser.get(at).status_code == 404
    assert organiser.get(f"{at}/mau.docx").status_code == 404
    gone = {"template": at.rpartition("/")[2], "kind": "ke-hoach", "name": "a"}
    assert organiser.post(UPLOAD, data=gone).status_code == 404


def test_bad_addresses_and_methods(organiser: TestClient) -> None:
    at = kept()
    assert organiser.get(f"{LIST}/{'0' * 13}").status_code == 404
    assert organiser.get(f"{LIST}/{'0' * 13}/thu.docx").status_code == 404
    assert organiser.get(f"{LIST}/x").status_code == 404
    assert organiser.get(f"{at}/khac.docx").status_code == 404
    assert organiser.post(at).status_code == 404
    assert organiser.get(f"{at}/removal").status_code == 405
    assert organiser.post(f"{at}/removal", data={"lạ": "1"}).status_code == 422


def test_rights(enter: Enter, app_client: TestClient) -> None:
    looks = enter(Role.VIEWER)
    at = kept()
    assert HTMLParser(looks.get(at).text).css("main form") == []
    assert looks.get(f"{at}/mau.docx").status_code == 200
    assert looks.post(f"{at}/removal", data={}).status_code == 403
    app_client.cookies.clear()
    for path in (at, f"{at}/mau.docx"):
        assert app_client.get(path).status_code == 303
    assert app_client.post(f"{at}/removal", data={}).status_code == 401
    with reading() as db:
        assert len(templates.every(db)) == 1
