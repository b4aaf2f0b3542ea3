"""`commendations.verify`: anybody asks whether a certificate is genuine, and learns only what is public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.commendations import certifying, service, store
from contest.people import service as people
from contest.people.models import Entry
from contest.people.rules import HIDDEN_NAME
from contest.web.database import reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, text


def codes(made: world.Prizes) -> list[str]:
    """The codes of the newest list, in its order."""
    with reading() as db:
        newest = service.versions(db, made.round_id)[-1]
        return [row.code for row in store.certificates_of(db, newest.id)]


def told(browser: TestClient, code: str, status: int = 200) -> str:
    answer = browser.get(f"/commendations/verify/{code}")
    assert answer.status_code == status
    return text(HTMLParser(answer.text).css_first("main"))


def issued(scores: list[tuple[str, int]], **person: Any) -> world.Prizes:
    made = world.closed(scores, **person)
    made.issue()
    return made


def test_genuine(app_client: TestClient) -> None:
    made = issued([("Trần Thị Mai Hương", 15), ("A Thui", 14)])
    found = told(app_client, codes(made)[0])
    assert "Giấy chứng nhận có thật và còn giá trị." in found
    for wanted in ("Giải Nhất", "Trần Thị Mai Hương", "Ngày hội Chuyển đổi số, tuần 1", "05/10/2026"):
        assert wanted in found, wanted


def test_unknown(app_client: TestClient) -> None:
    issued(clear(1))
    assert "Không có giấy chứng nhận nào mang mã này." in told(app_client, "0" * 13, 404)
    for bad in ("x" * 41, "%3Cb%3E", "a-b"):
        assert app_client.get(f"/commendations/verify/{bad}").status_code == 404


def test_a_code_copied_by_hand(app_client: TestClient) -> None:
    code = codes(issued(clear(1)))[0]
    typed = code.upper().replace("0", "O").replace("1", "L")
    assert "có thật" in told(app_client, typed)
    assert certifying.normal("OIL0") == "0110"


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"birth_year": 1990}, "Trần Thị Mai Hương"),
        ({"birth_year": 1990, "publish": False}, HIDDEN_NAME),
        ({"birth_year": 2013}, "Trần T. M. H."),
        ({"birth_year": 2013, "publish": False}, "Trần T. M. H."),
        ({"birth_year": None}, "Trần T. M. H."),
    ],
)
def test_names_as_far_as_they_are_public(
    app_client: TestClient, person: dict[str, object], name: str
) -> None:
    rules = world.RULES.model_copy(update={"show_minors_masked": False})
    made = issued([("Trần Thị Mai Hương", 15)], rules=rules, **person)
    found = told(app_client, codes(made)[0])
    assert name in found
    assert ("Trần Thị Mai Hương" in found) == (name == "Trần Thị Mai Hương")


def test_an_erased_person(app_client: TestClient) -> None:
    made = issued([("Trần Thị Mai Hương", 15)])
    with writing() as db:
        row = db.get(Entry, made.entries["Trần Thị Mai Hương"])
        assert row is not None
        people.forget(db, row.person_id, NOW)
    found = told(app_client, codes(made)[0])
    assert "Đã xóa tên" in found and "Hương" not in found


def test_a_later_list_keeps_changes_or_takes_the_prize(app_client: TestClient) -> None:
    made = issued([("An", 15), ("Bích", 14), ("Chi", 13), ("Dũng", 12)])
    an, bich, chi, _ = codes(made)
    made.remove("An")
    made.issue("Hủy bài vi phạm")
    assert "không còn giá trị" in told(app_client, an)
    replaced = told(app_client, bich)
    assert "đã được thay" in replaced and "giải Nhất" in replaced
    # The paper that says the same is as good as the new one.
    assert "còn giá trị" in told(app_client, chi)
    assert "còn giá trị" in told(app_client, codes(made)[0])
    assert set(codes(made)).isdisjoint({an, bich, chi})


def test_a_unit(app_client: TestClient) -> None:
    units = boards.make_units({"Thôn Đăk Rao Lớn": 4})
    made = issued(clear(1), ladder=replace(LADDER, units=UNITS), unit=units["Thôn Đăk Rao Lớn"])
    found = told(app_client, codes(made)[1])
    assert "Thôn Đăk Rao Lớn" in found and "còn giá trị" in found


def test_wrong_method(app_client: TestClient) -> None:
    assert app_client.post(f"/commendations/verify/{codes(issued(clear(1)))[0]}").status_code == 405
