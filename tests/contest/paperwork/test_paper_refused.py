"""`paperwork.paper` refused: what was typed wrongly, too early, or by whom it is not for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.paperwork.states import Kind
from tests.contest.commendations import world
from tests.contest.documents import register
from tests.contest.paperwork.reading import opened, runs, told
from tests.contest.paperwork.test_paper import FORM, issued, url
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text


@pytest.mark.parametrize(
    ("kind", "changed", "field"),
    [
        (Kind.AWARD, {"day": "31/02/2026"}, "day"),
        (Kind.AWARD, {"number": "năm"}, "number"),
        (Kind.AWARD, {"body": " "}, "body"),
        (Kind.AWARD, {"decider": ""}, "decider"),
        (Kind.AWARD, {"signer": "x" * 81}, "signer"),
        (Kind.REQUEST, {"addressees": " "}, "addressees"),
        (Kind.PRAISE, {"with_money": "1", "day": "12/10/2020"}, "with_money"),
    ],
)
def test_bad_input_is_kept_and_told(
    organiser: TestClient, kind: Kind, changed: dict[str, str], field: str
) -> None:
    made = issued()
    before = made.audited()
    answer = organiser.post(url(made, kind), data=FORM | {"own_grounds": "Căn cứ <b>Quy chế</b>"} | changed)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert [node.attributes["name"] for node in found.css("[aria-invalid]")] == [field]
    assert attr(found, "[name=place]", "value") == "Đăk Tô"
    assert text(found.css_first("#own_grounds")) == "Căn cứ <b>Quy chế</b>"
    assert made.audited() == before


def test_nobody_to_praise(organiser: TestClient) -> None:
    answer = organiser.post(url(issued(), Kind.PRAISE), data=FORM | {"praised": []})
    assert answer.status_code == 422
    assert "ít nhất một giải" in text(HTMLParser(answer.text).css_first("#praised-wrong"))


def test_a_document_that_is_not_in_force_on_the_day_stays_ticked(organiser: TestClient) -> None:
    gone = register.add(replace(register.DECREE, in_force_until="31/12/2025"))
    made = issued()
    answer = organiser.post(url(made), data=FORM | {"grounds": [gone]})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert "13/2023/NĐ-CP không có hiệu lực" in text(found.css_first("#grounds-wrong"))
    assert [node.attributes["value"] for node in found.css("[name=grounds][checked]")] == [gone]
    earlier = organiser.post(url(made), data=FORM | {"grounds": [gone], "day": "01/12/2025"})
    assert "13/2023/NĐ-CP" in told(runs(opened(earlier.content)))


@pytest.mark.parametrize("changed", [{"layout": "xa"}, {"ending": "exe"}, {"version": "-1"}, {"more": "x"}])
def test_impossible_input(organiser: TestClient, changed: dict[str, str]) -> None:
    assert organiser.post(url(issued()), data=FORM | changed).status_code == 422


@pytest.mark.parametrize("text_", ["=cmd|' /C calc'!A0", "<w:t>x</w:t>", "\x0b\ud800A", "{{7*7}}", "ế" * 80])
def test_odd_texts_are_only_texts(organiser: TestClient, text_: str) -> None:
    typed, made = text_.encode("utf-8", "replace").decode(), issued()
    for ending in ("docx", "pdf"):
        answer = organiser.post(url(made), data=FORM | {"signer": typed, "ending": ending})
        assert answer.status_code == 200


def test_before_the_close(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with world.writing() as db:
        world.rounds.give_parts(db, round_id)
    made = world.Prizes(round_id)
    made.ladder()
    for kind in (Kind.AWARD, Kind.MINUTES, Kind.NOTICE, Kind.PRESS, Kind.REQUEST, Kind.PRAISE):
        assert organiser.get(url(made, kind)).status_code == 409
        assert organiser.post(url(made, kind), data=FORM).status_code == 409
    for kind in (Kind.PLAN, Kind.COSTS):
        assert organiser.get(url(made, kind)).status_code == 200
        assert organiser.post(url(made, kind), data=FORM).status_code == 200


def test_strangers(app_client: TestClient) -> None:
    made = issued()
    away = app_client.get(url(made))
    assert away.status_code == 303 and "/accounts/login" in away.headers["location"]
    assert app_client.post(url(made), data=FORM).status_code == 401


def test_no_such_paper_and_no_such_contest(organiser: TestClient) -> None:
    made = issued()
    assert organiser.get(f"/paperwork/{made.round_id}/giay-khen").status_code in (404, 422)
    assert organiser.get(f"/paperwork/{'0' * 13}/ke-hoach").status_code == 404
    assert organiser.post(f"/paperwork/{'0' * 13}/ke-hoach", data=FORM).status_code == 404


def test_another_contests_paper_is_not_there(viewer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(world.rounds.PARTS, Role.VIEWER)
    assert viewer.get(url(issued())).status_code == 404
