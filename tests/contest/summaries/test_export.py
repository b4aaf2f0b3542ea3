"""`summaries.export`: the workbook read back, compared with the page."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.accounts.states import Role
from tests.conftest import Clock
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import NOBODY
from tests.contest.summaries import world
from tests.contest.summaries.desk import QUERY, frozen, page, tables
from tests.contest.summaries.world import DONE, SCHOOL

URL = "/summaries/figures.xlsx"


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [list[object](row) for row in rows] for name, rows in found.items()}


def number(said: str) -> object:
    """A cell of the page as a workbook has it: numbers as numbers, nothing for what has no figure."""
    plain = said.replace(".", "").replace(",", ".").removesuffix("%").replace(" điểm %", "")
    try:
        return float(plain)
    except ValueError:
        return "" if said == "–" else said


def test_it_says_what_the_page_says(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    answer = organiser.get(URL + QUERY)
    assert answer.headers["content-disposition"] == 'attachment; filename="bao-cao-20261001-20261031.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    found = sheets(answer.content)
    assert next(iter(found)) == "Tóm tắt"
    shown = tables(page(organiser))
    assert len(found) == len(shown) + 1
    for (_, rows), (title, wanted) in zip(list(found.items())[1:], shown.items(), strict=True):
        made = rows[-len(wanted) :]
        assert [str(one) for one in made[0] if one != ""] == wanted[0], title
        for mine, theirs in zip(made[1:], wanted[1:], strict=True):
            for cell, said in zip(mine, theirs, strict=False):
                told = number(said)
                # Half of a hundredth is lost on the page, where a mean or a part is rounded the same way.
                if isinstance(told, float) and isinstance(cell, float | int):
                    assert abs(cell - told) < 0.0051, (title, cell, said)
                else:
                    assert str(cell).split() == str(told).split(), (title, cell, said)


def test_of_a_frozen_report(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    id = frozen(organiser).rpartition("/")[2]
    found = sheets(organiser.get(f"{URL}?summary={id}").content)
    assert "Số liệu chốt lúc 11:00, 05/10/2026" in str(found["Đơn vị"]) and SCHOOL in str(found["Đơn vị"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?first=x&last=y", 422),
        (f"?scope={NOBODY}", 404),
        (f"?summary={NOBODY}", 404),
        ("?summary=abc", 404),
        ("", 200),
    ],
)
def test_bad_input(organiser: TestClient, query: str, status: int) -> None:
    assert organiser.get(URL + query).status_code == status


def test_strangers(app_client: TestClient, enter: Enter, clock: Clock) -> None:
    assert app_client.get(URL).status_code == 303
    assert app_client.post(URL).status_code == 405
    made = world.usual()
    clock.set(DONE)
    assert enter(Role.VIEWER).get(f"{URL}?scope={made.round_id}").status_code == 404
