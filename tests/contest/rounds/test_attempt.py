"""`rounds.attempt`, `rounds.void`, `rounds.unvoid`: one attempt from its start to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.attempts.asking import AskRequest, ask_batch
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.states import Change
from contest.rounds import looking
from contest.rounds.service import SETTLE
from contest.ruleset.states import BlueprintLine, Way
from contest.web.database import to_ms, writing
from questions import service as questions
from questions.answering import join
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, World
from tests.parsed import HTMLParser, attr, first, text


def one(contest: World) -> tuple[str, str]:
    """Somebody who started; entry and attempt."""
    entry = contest.join("Y Bích").entry_id
    return entry, contest.start(entry, OPENS)


def tap(entry: str, attempt: str, slot: int, answer: str, seq: int, seconds: int, lease: int = 1) -> None:
    request = SaveRequest(
        attempt,
        (entry,),
        lease,
        to_ms(OPENS + timedelta(seconds=seconds)),
        (Op(f"o{seq}", seq, slot, answer),),
    )
    with writing() as db:
        save_batch(db, [request])


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make(world.predicting()))


def close(desk: Desk, clock: Clock) -> None:
    for moment in (CLOSES, CLOSES + GRACE + SETTLE):
        world.work(clock.set(moment))


def test_what_was_asked_chosen_and_when(desk: Desk) -> None:
    entry, attempt = one(desk.contest)
    tap(entry, attempt, 4, "120", 1, 7)
    tap(entry, attempt, 4, "", 2, 9)
    tap(entry, attempt, 4, "465", 3, 3000)
    page = desk.page(f"/attempts/{attempt}")
    assert len(page.css(".asked > li")) == 4
    assert [text(node) for node in page.css(".taps li")] == [
        "08:00:07 120 máy 1, đã ghi",
        "08:00:09 bỏ chọn máy 1, đã ghi",
        "08:50:00 465 máy 1, đến sau giờ, không tính",
    ]
    assert "Dự đoán" in text(page.css(".asked > li")[3])


def test_marks_and_right_answers_are_kept_back_from_who_only_looks(viewer: TestClient, clock: Clock) -> None:
    desk = Desk(viewer, world.make())
    entry = desk.contest.sit("Y Bích", OPENS, 2)
    attempt = attempt_of(desk, entry)
    for when, shown in (("before", False), ("after", True)):
        if when == "after":
            close(desk, clock)
        page = desk.page(f"/attempts/{attempt}")
        words = text(first(page, "main"))
        assert ("Chấm được" in words, "Đáp án: A" in words or "Đáp án: " in words) == (shown, shown)
        assert (len(page.css(".asked .chip")) == 3) is shown
        assert ("Đáp án và điểm hiện sau khi vòng đóng" in words) is not shown


@pytest.mark.parametrize(
    ("right", "said"),
    [(0, "Chưa đúng"), (1, "Đúng một phần 0,2 điểm"), (3, "Đúng một phần 1 điểm"), (4, "Đúng")],
)
def test_a_part_of_an_answer_is_told_with_what_it_earns(
    organiser: TestClient, clock: Clock, right: int, said: str
) -> None:
    statements = ParsedQuestion(
        Kind.statements, "Các ý sau?", ("Một", "Hai", "Ba", "Bốn"), (1, 3), points=200, in_parts=True
    )
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", [statements])
    desk = Desk(organiser, world.make(world.rules(blueprint=(BlueprintLine(count=1),)), bank=0))
    entry, attempt = one(desk.contest)
    given = [
        (option, value if place < right else {"dung": "sai", "sai": "dung"}[value])
        for place, (option, value) in enumerate(statements.key().pairs)
    ]
    tap(entry, attempt, 1, join(dict(given)), 1, 7)
    (line,) = desk.page(f"/attempts/{attempt}").css(".asked > li > p:nth-of-type(2)")
    shown = text(line).partition("Đáp án:")[0].strip()
    assert shown.endswith(said)
    assert ("Đáp án:" in text(line)) is (right < 4)


def attempt_of(desk: Desk, entry: str) -> str:
    return attr(desk.page(f"/entries/{entry}"), "tbody a", "href").rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("part", "shown"),
    [(ContestRole.APPROVER, True), (ContestRole.PROCTOR, False), (ContestRole.AUTHOR, False)],
)
def test_who_approves_sees_the_key_before_the_close(
    enter: Enter, clock: Clock, part: ContestRole, shown: bool
) -> None:
    browser = enter(Role.VIEWER)
    desk = Desk(browser, world.make())
    world.give_part(Role.VIEWER, desk.contest.round_id, part)
    _, attempt = one(desk.contest)
    page = desk.page(f"/attempts/{attempt}")
    assert page.css(".asked .chip") == [], "what is blank is neither right nor wrong"
    assert ("Đáp án: " in text(first(page, "main"))) is shown


def test_void_and_back(desk: Desk, clock: Clock) -> None:
    desk.contest.sit("Y Bích", OPENS, 2, 1)
    attempt = attempt_of(desk, desk.contest.sit("A Thui", OPENS, 1, 1))
    here = f"/attempts/{attempt}"
    answer = desk.fill(f"{here}/void", here, reason="Nhờ người thi hộ")
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(here))
    page = desk.page(here)
    assert text(first(page, "h2 .chip")) == "Đã hủy"
    assert "Hủy bài" in text(first(page, ".changes")) and "Nhờ người thi hộ" in text(first(page, ".changes"))
    assert "A Thui" in text(first(desk.page("/entries?where=void"), "tbody"))
    close(desk, clock)
    assert len(desk.contest.board()) == 1
    assert desk.fill(f"{here}/recognition", here).status_code == 303
    assert len(desk.contest.board()) == 2


def test_without_a_reason_it_is_asked_again(desk: Desk) -> None:
    _, attempt = one(desk.contest)
    answer = desk.fill(f"/attempts/{attempt}/void", f"/attempts/{attempt}", reason="")
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, "#reason-err") is not None and "open" in first(page, "details").attributes
    assert text(first(page, "h2 .chip")) == "Đang làm bài"


def test_one_that_goes_on_is_told_what_stops(desk: Desk) -> None:
    _, attempt = one(desk.contest)
    page = desk.page(f"/attempts/{attempt}")
    assert "Bài đang làm sẽ dừng ngay" in text(first(page, "details"))
    assert attr(page, "a.deed", "href").startswith(desk.url("/extra?entry="))


@pytest.mark.parametrize(
    ("kind", "seconds", "said"),
    [
        (Change.EXTRA, 300, "Thêm 5 phút"),
        (Change.EXTRA, -60, "Lấy lại 1 phút"),
        (Change.HOLD, 90, "Tạm dừng 1 phút 30 giây, được bù đủ"),
        (Change.PAUSE, 1, "Tạm dừng 1 giây, được bù đủ"),
        (Change.VOID, 0, "Hủy bài"),
        (Change.UNVOID, 0, "Bỏ hủy, công nhận lại"),
    ],
)
def test_changes_in_words(kind: Change, seconds: int, said: str) -> None:
    assert looking.change_in_words(kind.value, seconds).replace("\u00a0", " ") == said


def test_the_number_of_statements_does_not_grow(desk: Desk) -> None:
    entry, attempt = one(desk.contest)
    counted = []
    for seq in range(1, 40, 19):
        tap(entry, attempt, 1 + seq % 4, "x", seq, seq)
        with statements() as said:
            desk.page(f"/attempts/{attempt}")
        counted.append(len(said))
    assert len(set(counted[1:])) == 1


def test_of_a_paced_paper_when_each_question_was_given_out(organiser: TestClient, clock: Clock) -> None:
    desk = Desk(organiser, world.make(world.predicting(way=Way.PACED)))
    entry, attempt = one(desk.contest)
    tap(entry, attempt, 1, "abc", 1, 7)
    with writing() as db:
        ask_batch(db, [AskRequest(attempt, (entry,), 1, to_ms(OPENS + timedelta(seconds=40)), 2)])
    tap(entry, attempt, 1, "late", 2, 41)
    lines = desk.page(f"/attempts/{attempt}").css(".asked > li")
    assert "Phát câu này lúc 08:00:00." in text(lines[0])
    assert "Phát câu này lúc 08:00:40." in text(lines[1])
    assert not any("Phát câu này" in text(line) for line in lines[2:])
    # Whoever helps in the hall may sit beside the person: what is not given out is not read here either.
    assert all("Chưa phát cho người dự thi" in text(line) for line in lines[2:])
    assert not any("Câu hỏi số" in text(line) for line in lines[2:])
    taps = lines[0].css(".taps li")
    assert ["off" in (tap.attributes.get("class") or "") for tap in taps] == [False, True]
    assert "câu đã qua hoặc hết giờ của câu, không tính" in text(taps[1])


def test_of_a_paper_in_parts_when_each_was_opened(organiser: TestClient, clock: Clock) -> None:
    desk = Desk(organiser, world.make(world.in_parts()))
    entry, attempt = one(desk.contest)
    tap(entry, attempt, 2, "abc", 1, 7)
    before = desk.page(f"/attempts/{attempt}").css(".asked > li")
    assert ["Câu hỏi số" in text(line) for line in before] == [True, True, False, False]
    with writing() as db:
        ask_batch(db, [AskRequest(attempt, (entry,), 1, to_ms(OPENS + timedelta(seconds=40)), 3, part=True)])
    tap(entry, attempt, 2, "late", 2, 41)
    page = desk.page(f"/attempts/{attempt}")
    assert [text(node) for node in page.css(".asked h4")] == ["Phần I. Trắc nghiệm", "Phần II"]
    lines = page.css(".asked > li")
    assert "Mở phần này lúc 08:00:00." in text(lines[0])
    assert "Mở phần này lúc 08:00:40." in text(lines[2])
    assert not any("Chưa phát" in text(line) for line in lines)
    taps = lines[1].css(".taps li")
    assert "phần đã qua hoặc hết giờ của phần, không tính" in text(taps[1])


def test_going_past_a_question_reads_as_that(organiser: TestClient, clock: Clock) -> None:
    desk = Desk(organiser, world.make(world.predicting(way=Way.FORWARD)))
    entry, attempt = one(desk.contest)
    for seq, (slot, answer) in enumerate([(1, ""), (4, ""), (4, "7"), (4, "")], 1):
        tap(entry, attempt, slot, answer, seq, seq)
    page = desk.page(f"/attempts/{attempt}")
    assert [text(node) for node in page.css(".taps li")] == [
        "08:00:01 sang câu này, chưa chọn máy 1, đã ghi",
        "08:00:02 sang câu này, chưa chọn máy 1, đã ghi",
        "08:00:03 7 máy 1, đã ghi",
        "08:00:04 bỏ chọn máy 1, đã ghi",
    ]
