"""Where it stands that an attempt was typed in from paper: person, attempt, results, workbook, timeline."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.audit.models import Audit
from contest.people.rules import ERASED_REASON
from contest.rounds import deeds, judging, keeping
from contest.rounds import service as rounds
from contest.rounds.deeds import Order
from contest.rounds.export import BY_HAND
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import attr, first, text


def page(paper: Paper, path: str) -> HTMLParser:
    answer = paper.browser.get(f"/rounds/{paper.contest.round_id}{path}")
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def close(paper: Paper, clock: Clock) -> None:
    with writing() as db:
        rounds.close_now(db, desk.STAFF, paper.contest.round_id, clock.now)
    world.work(clock.move(minutes=5))


def test_on_the_persons_page(paper: Paper, clock: Clock) -> None:
    waiting = page(paper, f"/entries/{paper.entry}")
    assert attr(waiting, "a.deed", "href") == paper.url
    paper.hand_in()
    row = first(page(paper, f"/entries/{paper.entry}"), "tbody tr")
    assert "Nhập từ bài giấy" in text(row)


def test_a_person_without_a_paper_gets_one_from_their_page(paper: Paper) -> None:
    entry = paper.contest.join("Y Bích").entry_id
    form = first(page(paper, f"/entries/{entry}"), "form[action$='/sheets']")
    data = {"entry": attr(form, "input[name=entry]", "value")}
    assert paper.browser.post(str(form.attributes["action"]), data=data).status_code == 303
    assert {one.entry_id for one in desk.waiting(paper.contest)} == {paper.entry, entry}


def test_on_the_attempts_page_with_who_and_why(paper: Paper) -> None:
    paper.hand_in(2)
    found = page(paper, f"/attempts/{paper.sheet}")
    said = text(first(found, "main"))
    assert "Nguyễn Thanh Tùng, 08:30, 05/10/2026 In đề 08:00, 05/10/2026. Không có điện thoại" in said
    assert "Số máy đã dùng" not in said
    assert text(first(found, ".taps small")) == "trên giấy, giờ thu bài"
    assert "Nhập từ bài giấy" in text(first(found, "h2"))


def test_an_attempt_on_a_phone_has_no_such_mark(paper: Paper, clock: Clock) -> None:
    attempt = paper.contest.start(paper.contest.join("Y Bích").entry_id, clock.now)
    assert "bài giấy" not in text(first(page(paper, f"/attempts/{attempt}"), "main"))


def test_in_the_timeline_under_the_persons_name(paper: Paper) -> None:
    paper.hand_in()
    rows = [text(row) for row in page(paper, "/timeline").css("main li, main tr")]
    typed = next(row for row in rows if "Nhập bài làm trên giấy" in row)
    assert "bắt đầu 08:05, 05/10/2026, thu bài 08:12, 05/10/2026" in typed
    assert "A Thui" in typed and "Không có điện thoại" in typed
    assert any("In đề giấy cho 1 người" in row for row in rows)


def test_in_the_results_and_the_workbook(paper: Paper, clock: Clock) -> None:
    paper.contest.sit("Y Bích", clock.now - (clock.now - world.OPENS), right=3)
    paper.hand_in(3)
    close(paper, clock)
    rows = [text(row) for row in page(paper, "/results").css("tbody tr")]
    assert ["nhập từ bài giấy" in row for row in rows] == [False, True]
    table = [row for row in sheet(paper, paper.contest) if row and row[0] in ("Hạng", 1, 2)]
    at = table[0].index(BY_HAND)
    assert [row[at] for row in table[1:]] == ["", "Nguyễn Thanh Tùng"]


def sheet(paper: Paper, contest: World) -> list[list[Any]]:
    """The first sheet of the results' workbook."""
    typed_again()
    content = paper.browser.get(f"/rounds/{contest.round_id}/results.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name("Cá nhân").to_python()]


def test_where_no_papers_are_allowed_the_workbook_has_no_such_column(paper: Paper, clock: Clock) -> None:
    plain = world.make(slug="khac", bank=0)
    world.give_part(Role.VIEWER, plain.round_id, ContestRole.PROCTOR)
    plain.sit("Y Bích", world.OPENS, right=3)
    assert not any(BY_HAND in row for row in sheet(paper, plain))


def test_it_is_voided_and_recognised_like_all_others(paper: Paper, clock: Clock) -> None:
    paper.hand_in(3)
    close(paper, clock)
    assert [one.entry_id for one in paper.contest.board()] == [paper.entry]
    with writing() as db:
        judging.void(
            db,
            Order(entropy.new_id(), desk.STAFF, "Chép bài"),
            paper.contest.round_id,
            paper.sheet,
            clock.now,
        )
    assert paper.contest.board() == []
    found = page(paper, f"/attempts/{paper.sheet}")
    assert "Đã hủy" in text(first(found, "h2")) and "Nhập từ bài giấy" in text(first(found, "h2"))
    with writing() as db:
        judging.unvoid(
            db,
            Order(entropy.new_id(), desk.STAFF, "Xem lại"),
            paper.contest.round_id,
            paper.sheet,
            clock.now,
        )
    assert [one.entry_id for one in paper.contest.board()] == [paper.entry]


def test_reasons_go_with_the_names(paper: Paper, clock: Clock) -> None:
    paper.hand_in(3)
    close(paper, clock)
    clock.move(days=800)
    keeping._looked_at = None
    keeping.erase_due(clock.now)
    with reading() as db:
        sheet = desk.by_hand_looking.sheet(db, paper.contest.round_id, paper.sheet)
        assert deeds.done(db, paper.contest.round_id, sheet.deed_id).reason == ERASED_REASON


def test_the_chain_names_nobody(paper: Paper) -> None:
    paper.hand_in()
    with reading() as db:
        contents = " ".join(row.content for row in db.exec(select(Audit)))
    assert "A Thui" not in contents and "Không có điện thoại" not in contents
    assert paper.contest.audited()
