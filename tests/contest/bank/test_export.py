"""`bank.export` and `bank.export_text`: files that read back as the same questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from questions.formats import detect
from questions.formats.model import ParsedQuestion
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, SEVERAL


def read(content: bytes) -> list[ParsedQuestion]:
    return [replace(one, line=0) for one in detect.read_bytes(content).questions]


@pytest.mark.parametrize("ending", ["xlsx", "txt"])
def test_a_file_reads_back_as_the_same_bank(organiser: TestClient, ending: str) -> None:
    bank, _ = shelf.fill(*ALL)
    before = shelf.audited()
    answer = organiser.get(f"/bank/{bank}/questions.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="bank-20261005.{ending}"'
    assert read(answer.content) == list(ALL)
    assert shelf.audited() == before + 1


@pytest.mark.parametrize("ending", ["xlsx", "txt"])
def test_only_what_the_list_shows(organiser: TestClient, ending: str) -> None:
    bank, _ = shelf.fill(*ALL)
    page = shelf.page(organiser, f"/bank/{bank}", topic="cds", sort="noi-dung")
    links = [str(link.attributes["href"]) for link in page.css(".files a")]
    (address,) = (link for link in links if f".{ending}?" in link)
    assert read(organiser.get(address).content) == [SEVERAL, CITY]


def test_an_empty_bank_gives_an_empty_file(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    assert read(organiser.get(f"/bank/{bank}/questions.xlsx").content) == []
    assert shelf.page(organiser, f"/bank/{bank}").css_first(".files") is None


def test_formulas_stay_text(organiser: TestClient) -> None:
    bank, _ = shelf.fill(replace(CITY, options=("=1+1", "+84", "@x")))
    (found,) = read(organiser.get(f"/bank/{bank}/questions.xlsx").content)
    assert found.options == ("=1+1", "+84", "@x")
