"""`commendations.issue`: the question before a list is frozen, and freezing it."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import TWO_FIRST
from tests.contest.commendations.world import clear
from tests.parsed import HTMLParser, attr, text


def url(made: world.Prizes) -> str:
    return f"/commendations/{made.round_id}/issue"


def asked(browser: TestClient, made: world.Prizes) -> HTMLParser:
    answer = browser.get(url(made))
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_it_says_what_will_be_frozen(organiser: TestClient) -> None:
    found = asked(organiser, world.closed(clear(2)))
    told = text(found.css_first("main"))
    assert "Phát hành danh sách số 1?" in told
    assert "2 giải cá nhân" in told and "1.700.000 đồng" in told and "Một triệu bảy trăm nghìn đồng" in told
    assert "2 giải Khuyến khích chưa trao" in told
    assert found.css("#reason") == []


def test_the_first_list_and_the_second(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    data = {"fingerprint": attr(asked(organiser, made), "[name=fingerprint]", "value")}
    answer = organiser.post(url(made), data=data)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/commendations/{made.round_id}/versions/1",
    )
    # The back button and another press: the same list is there already.
    again = organiser.post(url(made), data=data)
    assert again.status_code == 409
    assert "không khác bản số 1" in again.text
    made.remove("Người 0001")
    found = asked(organiser, made)
    assert "Bỏ Người 0001" in text(found.css_first("main"))
    data = {"fingerprint": attr(found, "[name=fingerprint]", "value"), "reason": " "}
    answer = organiser.post(url(made), data=data)
    assert answer.status_code == 422
    assert "Ghi lý do có bản mới" in text(HTMLParser(answer.text).css_first("#reason-err"))
    assert organiser.post(url(made), data=data | {"reason": "Hủy bài vi phạm"}).status_code == 303


def test_what_stands_in_the_way(organiser: TestClient) -> None:
    for made, told in (
        (world.closed(TWO_FIRST, slug="a"), "Còn nhóm bằng nhau chờ quyết định"),
        (world.closed(clear(1), ladder=None, slug="b"), "Cơ cấu giải chưa được lưu"),
    ):
        found = asked(organiser, made)
        assert told in text(found.css_first("main"))
        assert found.css("main form") == []
        assert organiser.post(url(made), data={"fingerprint": "0" * 64}).status_code == 409


def test_the_list_changed_while_the_page_was_open(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    data = {"fingerprint": attr(asked(organiser, made), "[name=fingerprint]", "value")}
    made.remove("Người 0001")
    before = made.audited()
    answer = organiser.post(url(made), data=data)
    assert answer.status_code == 409
    assert "Danh sách đã thay đổi từ lúc bạn mở trang" in answer.text
    fresh = attr(HTMLParser(answer.text), "[name=fingerprint]", "value")
    assert fresh != data["fingerprint"]
    assert made.audited() == before
    assert organiser.post(url(made), data={"fingerprint": fresh}).status_code == 303


def test_bad_input(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    for data in ({}, {"fingerprint": "x"}, {"fingerprint": "0" * 64, "reason": "x" * 501}):
        assert organiser.post(url(made), data=data).status_code == 422
