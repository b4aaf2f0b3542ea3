"""`rounds.timeline`: what was done, by whom, why, in words, the newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.audit import service as audit
from contest.audit.rules import Noted
from contest.rounds import timeline
from contest.rounds.asking import typed
from contest.rounds.states import DeedKind
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import first, text


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


def lines(desk: Desk, path: str = "/timeline") -> list[str]:
    return [text(row) for row in desk.page(path).css("tbody tr")]


def test_each_deed_in_words_with_its_reason(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.sit("Y Bích", OPENS, 2)
    running = desk.contest.join("A Thui").entry_id
    desk.contest.start(running, clock.now)
    clock.move(minutes=1)
    desk.fill("/extension", closes_at=typed(CLOSES + timedelta(minutes=5)), reason="Tắc đường")
    desk.fill("/extra", scope="entry", entry=running, minutes="5", reason="Máy treo")
    desk.fill("/pause", reason="Mất điện")
    clock.move(minutes=3)
    desk.fill("/resumption", moved="1", reason="Có điện")
    desk.fill(f"/entries/{entry}/bar", f"/entries/{entry}", reason="Ra đề")
    desk.browser.post(desk.url(f"/entries/{entry}/code"))
    assert lines(desk)[:6] == [
        "08:04, 05/10/2026 Nguyễn Thanh Tùng Cấp lại mã dự thi: Y Bích",
        "08:04, 05/10/2026 Nguyễn Thanh Tùng Đưa ra ngoài bảng xếp hạng: Y Bích Ra đề",
        "08:04, 05/10/2026 Nguyễn Thanh Tùng Cho chạy tiếp sau khi dừng 3 phút, 1 người được bù giờ Có điện",
        "08:01, 05/10/2026 Nguyễn Thanh Tùng Tạm dừng, 1 người đang làm bài Mất điện",
        "08:01, 05/10/2026 Nguyễn Thanh Tùng Thêm 5 phút cho 1 người: A Thui Máy treo",
        "08:01, 05/10/2026 Nguyễn Thanh Tùng Dời giờ đóng từ 10:00, 05/10/2026 sang 10:05, 05/10/2026"
        " Tắc đường",
    ]


def test_what_the_server_did_is_its_own(desk: Desk, clock: Clock) -> None:
    world.work(clock.set(CLOSES))
    assert "Máy chủ Đóng vòng thi, bắt đầu chốt kết quả" in lines(desk)[0]


def test_an_attempt_leads_to_itself(desk: Desk) -> None:
    entry = desk.contest.join("Y Bích").entry_id
    here = f"/attempts/{desk.contest.start(entry, OPENS)}"
    desk.fill(f"{here}/void", here, reason="Thi hộ")
    link = first(desk.page("/timeline"), "tbody a")
    assert (link.attributes["href"], text(link)) == (desk.url(here), "Y Bích")


def test_of_another_contest_nothing_is_told(desk: Desk) -> None:
    before = len(lines(desk))
    other = world.make(slug="khac", bank=0)
    with writing() as db:
        audit.record(db, audit.SERVER, "rounds.open", other.round_id, {}, OPENS)
    assert len(lines(desk)) == before


def test_a_young_round_and_a_page_beyond(desk: Desk) -> None:
    assert "không dài đến trang này" in text(first(desk.page("/timeline?page=9"), ".empty"))
    assert desk.browser.get(desk.url("/timeline?page=x")).status_code in (404, 422)


def test_paged_with_a_fixed_number_of_statements(desk: Desk) -> None:
    counted = []
    for count in (1, 2 * timeline.PAGE):
        for number in range(count):
            entry = desk.contest.join(f"A {count} {number}").entry_id
            with writing() as db:
                detail = {"round": desk.contest.round_id}
                audit.record(db, audit.SERVER, "rounds.recode", entry, detail, OPENS)
        with statements() as said:
            shown = lines(desk)
        counted.append(len(said))
    assert counted[0] == counted[1]
    assert len(shown) == timeline.PAGE
    assert len(lines(desk, "/timeline?page=3")) == 2


@pytest.mark.parametrize("kind", list(DeedKind))
def test_every_deed_has_words(kind: DeedKind) -> None:
    assert f"rounds.{kind.value}" in timeline.WORDS


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        ("planning.rules", {}, "Sửa cuộc thi, thể lệ hoặc đề"),
        ("other.deed", {}, "Một việc khác"),
        ("rounds.closed", {"ranked": 1234}, "Chốt xong kết quả, xếp hạng 1.234 người"),
        ("rounds.extend", {}, "Dời giờ đóng từ  sang "),
        ("rounds.unextra", {"seconds": -300, "people": 2}, "Hoàn tác thêm giờ, 2 người"),
    ],
)
def test_rows_in_words(action: str, detail: dict[str, str | int], said: str) -> None:
    assert timeline.in_words(Noted(1, OPENS, "a", action, "s", detail)) == said
