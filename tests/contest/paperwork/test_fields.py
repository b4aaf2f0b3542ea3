"""`paperwork.fields`, `paperwork.starter`: what may stand in a template, and one to begin with."""

from __future__ import annotations

import io

import pytest
from docx import Document
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.commendations.papers import DOCX
from contest.commendations.states import Layout
from contest.paperwork import field_words, starters
from contest.paperwork.states import Kind
from tests.contest.rounds.conftest import Enter
from tests.parsed import HTMLParser, text


@pytest.mark.parametrize("kind", Kind)
def test_every_field_stands_on_the_page_with_an_example(organiser: TestClient, kind: Kind) -> None:
    page = HTMLParser(organiser.get(f"/paperwork/fields/{kind.value}").text)
    told = [text(one) for one in page.css("main tbody th code")]
    for _, group in field_words.groups(kind):
        assert set(group) <= set(told)
    assert "Cuộc thi tìm hiểu chuyển đổi số xã Mẫu" in text(page.css_first("main"))
    assert len(page.css("main nav.tabs a")) == len(Kind)


@pytest.mark.parametrize("layout", Layout)
def test_a_starter_is_a_file_of_word(organiser: TestClient, layout: Layout) -> None:
    answer = organiser.get(f"/paperwork/fields/tin-bai/starter.docx?layout={layout.value}")
    assert answer.headers["content-type"] == DOCX
    assert answer.content == starters.docx(Kind.PRESS, layout)
    assert Document(io.BytesIO(answer.content)).paragraphs


def test_bad_addresses(organiser: TestClient) -> None:
    assert organiser.get("/paperwork/fields/khac").status_code == 404
    assert organiser.get("/paperwork/fields/tin-bai/starter.docx?layout=x").status_code in (404, 422)
    assert organiser.post("/paperwork/fields/tin-bai").status_code == 404


def test_rights(enter: Enter, app_client: TestClient) -> None:
    assert enter(Role.VIEWER).get("/paperwork/fields/tin-bai").status_code == 200
    app_client.cookies.clear()
    for path in ("/paperwork/fields/tin-bai", "/paperwork/fields/tin-bai/starter.docx"):
        assert app_client.get(path).status_code == 303
