"""A wrong key from the complaint to the report: every paper, file and page says the same in the end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from contest import clock
from contest.web.filters import points as in_points
from questions import packs
from questions.kinds import Kind
from tests.browser import PHONE, ROOT, Demo, context, started
from tests.journeys import counsel, organiser
from tests.journeys.organiser import button, download, group, heading, link, tab
from tests.journeys.people import (
    DESK,
    Entrant,
    answers,
    close_now,
    enter,
    go_on,
    hand_in,
    log_in,
    saved,
    shown,
    start,
)
from tests.journeys.test_afternoon import in_pdf, in_word

pytestmark = pytest.mark.journey

TITLE, ROUND, BANK = "Hội thi có khiếu nại", "Vòng ngày hội", "Bộ câu hỏi mẫu"
LADDER = (("Giải Nhất", 1, "1.000.000"), ("Giải Nhì", 1, "700.000"), ("Giải Ba", 1, "500.000"))
MONEY = "2.200.000"
LAN, BINH, CUC = Entrant("Y Lan"), Entrant("Lê Văn Bình"), Entrant("Trần Thị Cúc")
PEOPLE = (LAN, BINH, CUC)
#: So many each answers right. Lan answers one more, which the key calls wrong and she does not.
RIGHT = {LAN: 3, BINH: 3, CUC: 1}
DAYS = 5
COMPLAINT = "Phương án em chọn mới đúng theo văn bản hiện hành."
ANSWER = "Ban Tổ chức đã xem lại: bạn đúng. Đáp án đã sửa và bài của mọi người đã chấm lại."


def keys() -> dict[str, str]:
    """Question → its right option, of those of the sample bank that have one."""
    every = (each for pack in packs.every() for each in packs.questions_of(pack))
    return {one.text: one.options[one.right[0]] for one in every if one.kind is Kind.one}


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Demo]:
    """The server on the day."""
    with started("demo", tmp_path / "demo") as running:
        yield running


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The administrator's PC."""
    made = context(browser, DESK, accept_downloads=True)
    yield made.new_page()
    made.close()


def test_from_a_complaint_to_a_report_that_agrees(
    first: Demo, desk: Page, phone: Page, browser: Browser, tmp_path: Path
) -> None:
    log_in(desk, first)
    round_url, landing = planned(desk, first)
    approver = counsel.second_person(browser, desk, first)
    desk.goto(round_url)
    disputed = everybody_sits(phone, browser, landing)
    receipt = phone.url
    code = phone.locator(".receipt code").inner_text()
    close_now(desk)
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)
    the_key_is_put_right(desk, phone, round_url, receipt, disputed)
    expect(phone.locator(".tally")).to_contain_text("4 trên")

    approver.goto(round_url)
    early = counsel.prepared(approver, "provisional")
    desk.goto(round_url)
    counsel.signed(desk, early)
    first.process.terminate()
    first.process.wait(10)
    with started("demo", first.folder, days=DAYS) as later:
        over = Later(first, later)
        nobody_complains_any_more(phone, over.at(receipt))
        for page, login, password in ((desk, *over.admin), (approver, *counsel.SECOND[1:])):
            counsel.log_in(page, later.url, login, password)
            page.goto(over.at(round_url))
        sha256 = counsel.prepared(desk, "final", "Hết thời gian nhận khiếu nại.")
        counsel.signed(approver, sha256)
        content = checked(phone, over.at(round_url), code, sha256, tmp_path)
        rows = [(one["rank"], one["points"]) for one in content["rows"]]
        assert [rank for rank, _ in rows] == [1, 2, 3]
        assert rows[0][1] == 400
        the_board_says(desk, over.at(round_url), rows)
        prizes(desk, sha256, tmp_path)
        report(desk, later.url, rows, tmp_path)
    approver.context.close()


class Later:
    """The same server days later: where its pages are, whose it is."""

    def __init__(self, before: Demo, after: Demo) -> None:
        self._before, self._after = before.url, after.url
        self.admin: tuple[str, str] = after.told["login"], after.told["password"]

    def at(self, url: str) -> str:
        """An address of the day, now."""
        return url.replace(self._before, self._after)


def planned(desk: Page, first: Demo) -> tuple[str, str]:
    """Made, with its prizes, opened; the addresses of its round and of its front page."""
    organiser.make_contest(desk, TITLE)
    group(desk, "Lượt")
    organiser.only_points_rank(desk)
    group(desk, "Giải thưởng")
    button(desk, "Mở cơ cấu giải thưởng").click()
    organiser.set_prizes(desk, LADDER)
    link(desk, "Trao giải vòng ngày hội").click()
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(heading(desk, ROUND)).to_contain_text("Đang mở")
    return desk.url.split("?")[0], f"{first.url}{link(desk, 'Mở').last.get_attribute('href')}"


def everybody_sits(phone: Page, browser: Browser, landing: str) -> tuple[int, str]:
    """Three phones; the first one stays at its receipt. Its slot that the key calls wrong, and its answer."""
    right = keys()
    enter(phone, landing, LAN)
    start(phone)
    disputed = sit(phone, LAN, right, doubts=True)
    for who in (BINH, CUC):
        made = context(browser, PHONE)
        page = made.new_page()
        enter(page, landing, who)
        start(page)
        sit(page, who, right)
        made.close()
    return disputed


def sit(page: Page, who: Entrant, right: dict[str, str], doubts: bool = False) -> tuple[int, str]:
    """So many right answers; with ``doubts`` one more, which is not what the key says."""
    given, wrong = 0, (0, "")
    total = page.locator("section[data-slot]").count()
    for slot in range(1, total + 1):
        expect(shown(page)).to_have_attribute("data-slot", str(slot))
        key = right.get("".join(shown(page).locator("legend").all_inner_texts()).strip())
        texts = [each.strip() for each in answers(page).locator("span:not(.letter)").all_inner_texts()]
        if key in texts:
            doubted = doubts and not wrong[0]
            pick = next(at for at, text in enumerate(texts) if (text == key) is not doubted)
            answers(page).nth(pick).click()
            saved(page)
            given, wrong = given + (not doubted), (slot, texts[pick]) if doubted else wrong
        if given == RIGHT[who]:
            break
        go_on(page)
    hand_in(page)
    return wrong


def the_key_is_put_right(
    desk: Page, phone: Page, round_url: str, receipt: str, disputed: tuple[int, str]
) -> None:
    """Complained of, looked into, corrected, regraded, answered; the phone sees it all."""
    slot, answer = disputed
    counsel.complain(phone, receipt, slot, COMPLAINT)
    desk.goto(round_url)
    complaint = counsel.taken_up(desk, COMPLAINT)
    counsel.correct(desk, BANK, counsel.asked_in(desk, slot), answer)
    desk.goto(round_url)
    counsel.regraded(desk, f"Câu {slot} của bài khiếu nại sai đáp án.")
    desk.goto(complaint)
    counsel.answered(desk, ANSWER)
    phone.reload()
    expect(phone.locator("article.complaint")).to_contain_text(ANSWER)
    phone.goto(receipt)


def nobody_complains_any_more(phone: Page, receipt: str) -> None:
    """The days are over, and the page says so."""
    phone.goto(receipt)
    link(phone, "Khiếu nại, xem máy chủ đã nhận gì").click()
    expect(phone.get_by_text("Đã hết hạn khiếu nại về kết quả này.")).to_be_visible()
    expect(phone.get_by_role("button", name="Gửi khiếu nại")).to_have_count(0)


def checked(phone: Page, round_url: str, code: str, sha256: str, folder: Path) -> dict[str, Any]:
    """What anybody sees of the publication, and the file as the checker reads it; what it says."""
    phone.goto(round_url.replace("/rounds/", "/results/"))
    expect(phone.get_by_text("Kết quả chính thức.")).to_be_visible()
    expect(phone.locator("dl.facts")).to_contain_text(sha256)
    phone.get_by_label("Mã trên phiếu nộp bài").fill(code)
    button(phone, "Xem hạng").click()
    expect(phone.get_by_text("Bạn đứng hạng 1")).to_be_visible()
    expect(phone.locator("main")).to_contain_text(f"trong 3 người: {in_points(400)} điểm, đúng 4 câu")
    file = download(phone, link(phone, "tệp kết quả"), folder)
    command = [sys.executable, "-m", "contest", "verify", str(file), "--receipt", code]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "ĐÚNG: tính lại từ 3 lượt thi" in told.stdout
    assert sha256 in told.stdout.replace(" ", "")
    assert "hạng 1, 4 điểm" in told.stdout
    return json.loads(file.read_bytes())["content"]


def the_board_says(desk: Page, round_url: str, rows: list[tuple[int, int]]) -> None:
    """The desk's results are those of the publication."""
    desk.goto(round_url)
    tab(desk, "Kết quả")
    table = desk.locator("table.results tbody tr")
    expect(table).to_have_count(len(rows))
    for line, who, (rank, points) in zip(table.all(), PEOPLE, rows, strict=True):
        expect(line.locator("td").first).to_have_text(str(rank))
        expect(line).to_contain_text(who.name)
        expect(line).to_contain_text(in_points(points))


def prizes(desk: Page, sha256: str, folder: Path) -> None:
    """Issued and printed: the list and the minutes name the winners and the published result."""
    tab(desk, "Trao giải")
    button(desk, "Phát hành danh sách").click()
    expect(desk.get_by_text(f"Tổng tiền thưởng: {MONEY}\N{NO-BREAK SPACE}đồng")).to_be_visible()
    button(desk, "Phát hành").click()
    button(desk, "In, tải danh sách").click()
    desk.get_by_label("Nơi ký").fill("Đăk Tô")
    desk.get_by_label("Họ tên người ký").fill("Phạm Thị Hồng Vân")
    word = download(desk, button(desk, "Tải Word (.docx)"), folder)
    paper = in_pdf(download(desk, button(desk, "Tải PDF"), folder))
    short = " ".join(sha256[at : at + 4] for at in range(0, 16, 4))
    for said in (all_of(word), paper):
        assert short in said
        assert [said.index(who.name) for who in PEOPLE] == sorted(said.index(who.name) for who in PEOPLE)
    link(desk, "Trao giải vòng ngày hội").click()
    button(desk, "Giấy chứng nhận").click()
    sheets = download(desk, button(desk, "Tải PDF cho cả danh sách"), folder)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(sheets).pages]
    assert len(pages) == len(PEOPLE)
    for who, (prize, *_), page in zip(PEOPLE, LADDER, pages, strict=True):
        assert who.name in page
        assert prize.casefold() in page.casefold()
    link(desk, "Trao giải vòng ngày hội").click()
    link(desk, "Kế hoạch, dự toán và văn bản khác").click()
    link(desk, "Biên bản chốt kết quả").click()
    minutes = all_of(download(desk, button(desk, "Tải Word (.docx)"), folder))
    for words in (
        f"{sha256[:32]} {sha256[32:]}",
        "Số người dự thi: 3. Số lượt thi: 3, trong đó 0 lượt không được công nhận.",
        "Số người được xếp hạng: 3.",
        f"Tổng tiền thưởng: {MONEY}",
    ):
        assert words in minutes


def all_of(word: Path) -> str:
    """The paragraphs and the tables of a paper."""
    return "\n".join([*(one.text for one in docx.Document(str(word)).paragraphs), in_word(word)])


def report(desk: Page, url: str, rows: list[tuple[int, int]], folder: Path) -> None:
    """Of these days: on the page, on paper and frozen the same figures as everywhere."""
    today = clock.local(clock.now())
    desk.goto(f"{url}/rounds")
    button(desk, "Báo cáo").click()
    desk.get_by_label("Kỳ báo cáo").select_option("Từ ngày đến ngày")
    desk.get_by_label("Từ ngày").fill(f"{today - timedelta(days=1):%d/%m/%Y}")
    desk.get_by_label("Đến ngày").fill(f"{today + timedelta(days=1):%d/%m/%Y}")
    button(desk, "Xem báo cáo").click()
    said = [
        "3\N{NO-BREAK SPACE}người tham gia với 3\N{NO-BREAK SPACE}lượt thi được công nhận",
        f"điểm trung vị {in_points(rows[1][1])};",
        f"Đã trao 03 giải cá nhân và 00 giải tập thể, tổng tiền thưởng {MONEY}",
    ]
    for words in said:
        expect(desk.locator("#figures")).to_contain_text(words)
    button(desk, "Chốt báo cáo").click()
    expect(heading(desk, "Báo cáo đã chốt")).to_be_visible()
    code = desk.locator("p.lead code").inner_text()
    for words in said:
        expect(desk.locator("#figures")).to_contain_text(words)
    button(desk, "In báo cáo (Word, PDF)").click()
    paper = all_of(download(desk, button(desk, "Tải Word (.docx)"), folder))
    assert all(words in paper for words in [*said, f"mã báo cáo {code}"])
