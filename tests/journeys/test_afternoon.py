"""The organiser's afternoon: an empty folder, an Excel file, a contest, thirty phones, the printed list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from questions.folding import fold
from questions.formats.model import ParsedQuestion
from tests.browser import HALL, PHONE, Demo, context, started
from tests.journeys import organiser
from tests.journeys.organiser import BANK, button, group, heading, link, tab
from tests.journeys.people import DESK, Entrant, answers, enter, go_on, hand_in, saved, shown, start

pytestmark = pytest.mark.journey

TITLE = "Hội thi Chuyển đổi số xã Đăk Tô"
ROUND = "Vòng ngày hội"
RESERVE = "Danh sách dự phòng"
KEYLESS = 6
#: How many each answers right: a first, two seconds, then five for three places.
RIGHT = (4, 3, 3, 2, 2, 2, 2, 2, *[1] * 10, *[0] * 12)
LADDER = (("Giải Nhất", 1, "1.000.000"), ("Giải Nhì", 2, "700.000"), ("Giải Ba", 3, "500.000"))
VILLAGES = ("Đăk Rao", "Đăk Tăng", "Kon Tu")
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh", "Lan",
         "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngọc", "Nhi", "Phong", "Phúc", "Quân", "Sơn", "Thảo",
         "Thu", "Trang", "Tuấn", "Yến")  # fmt: skip
FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê Minh", "A", "Y")


def entrant(number: int) -> Entrant:
    """The one with this number, of one of three villages."""
    village = VILLAGES[number % 3]
    name = f"{FAMILIES[number % 5]} {GIVEN[number]}"
    return Entrant(name, str(1990 + number % 15), f"thon {fold(village)}", f"Chi đoàn thôn {village}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Demo]:
    """The real command, its data in a new folder."""
    with started("serve", tmp_path / "data") as running:
        yield running


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The organiser's PC."""
    made = context(browser, DESK, accept_downloads=True)
    yield made.new_page()
    made.close()


def test_from_the_printed_code_to_the_certificates(
    served: Demo, desk: Page, browser: Browser, tmp_path: Path
) -> None:
    organiser.set_up(desk, served.url, served.told["setup_code"])
    questions = organiser.from_our_files("chuyen-doi-so", 16)
    questions += organiser.from_our_files("cai-cach-hanh-chinh", 8)
    fill_the_bank(desk, questions)
    plan(desk, len(questions))
    opened(desk)
    screen = big_screen(browser, desk)
    landing = link(desk, "Mở").last.get_attribute("href")
    keys = {each.text: each.options[each.right[0]] for each in questions}
    everybody_sits(browser, f"{served.url}{landing}", keys)
    the_hall_shows(screen)
    closed(desk)
    decided = the_tie_is_decided(desk)
    winners = [entrant(0).name, entrant(1).name, entrant(2).name, *decided]
    everything_is_printed(desk, winners, tmp_path)


def fill_the_bank(desk: Page, questions: list[ParsedQuestion]) -> None:
    """Made, filled from Excel, approved: all by the links of the pages."""
    assert len(questions) >= 20
    organiser.make_bank(desk)
    organiser.bring_questions(desk, questions, KEYLESS)
    organiser.approve_all(desk, len(questions))
    link(desk, "Ngân hàng câu hỏi").first.click()
    expect(desk.get_by_role("row", name=BANK)).to_contain_text(f"Đã duyệt {len(questions)}")


def plan(desk: Page, stock: int) -> None:
    """A contest in eight clicks at most, its paper, its ranking, its prizes."""
    link(desk, "Cuộc thi").click()
    expect(desk.get_by_text("Chưa có cuộc thi nào.")).to_be_visible()
    clicks = organiser.make_contest(desk, TITLE)
    assert len(clicks.made) <= 8, clicks.made
    expect(heading(desk, ROUND)).to_contain_text("Đang soạn")
    group(desk, "Đề thi")
    expect(desk.get_by_text(f"Ngân hàng có {stock}\N{NO-BREAK SPACE}câu dùng được.")).to_be_visible()
    expect(desk.locator("table.blueprint small.lack")).to_have_count(0)
    expect(desk.locator("table.blueprint small.enough").first).to_contain_text("đủ")
    group(desk, "Lượt")
    organiser.only_points_rank(desk)
    group(desk, "Giải thưởng")
    button(desk, "Mở cơ cấu giải thưởng").click()
    organiser.set_prizes(desk, LADDER)
    expect(desk.get_by_text("Trao hết: 3.900.000\N{NO-BREAK SPACE}đồng")).to_be_visible()
    link(desk, f"Trao giải {ROUND[0].lower()}{ROUND[1:]}").click()


def opened(desk: Page) -> None:
    """Asked once more, then open."""
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    expect(heading(desk, f"Mở {ROUND[0].lower()}{ROUND[1:]} ngay?")).to_be_visible()
    button(desk, "Mở ngay").click()
    expect(heading(desk, ROUND)).to_contain_text("Đang mở")


def big_screen(browser: Browser, desk: Page) -> Page:
    """The hall's own machine, at the address that the page of the big screen tells."""
    tab(desk, "Màn hình lớn")
    address = button(desk, "Mở màn hình lớn").get_attribute("href")
    tab(desk, "Điều hành")
    page = context(browser, HALL).new_page()
    page.goto(f"{desk.url.split('/rounds')[0]}{address}")
    return page


def everybody_sits(browser: Browser, landing: str, keys: dict[str, str]) -> None:
    """Thirty phones, six at a time in the hall, each a profile of its own."""
    for first in range(0, len(RIGHT), 6):
        phones = [context(browser, PHONE) for _ in range(6)]
        for each in phones:
            each.set_default_timeout(30_000)
        pages = [each.new_page() for each in phones]
        for number, page in enumerate(pages, first):
            enter(page, landing, entrant(number))
            start(page)
        for number, page in enumerate(pages, first):
            sit(page, RIGHT[number], keys)
        for each in phones:
            each.close()


def sit(page: Page, right: int, keys: dict[str, str]) -> None:
    """So many right answers and one wrong, then the paper is handed in."""
    for slot in range(right + 1):
        legend = shown(page).locator("legend").inner_text()
        key = keys[legend.strip()]
        cards = answers(page)
        texts = [words.strip() for words in cards.locator("span:not(.letter)").all_inner_texts()]
        is_key = [words == key for words in texts]
        assert is_key.count(True) == 1, (legend, texts)
        cards.nth(is_key.index(slot < right)).click()
        saved(page)
        go_on(page)
    assert hand_in(page).startswith("HT-")


def the_hall_shows(screen: Page) -> None:
    """The best on top, the units with their numbers."""
    expect(screen.locator("#board .who b").first).to_have_text(entrant(0).name)
    expect(screen.locator("#board .count")).to_contain_text(f"{len(RIGHT)} người đã thi")
    screen.context.close()


def closed(desk: Page) -> None:
    """Closed early, the results stand with their ties."""
    expect(desk.locator(".now-counts")).to_contain_text(f"{len(RIGHT)} bài đã nộp")
    button(desk, "Đóng ngay").click()
    desk.locator("#confirm").get_by_role("button", name="Đóng ngay").click()
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)
    tab(desk, "Kết quả")
    expect(desk.get_by_text(f"{len(RIGHT)} người có kết quả.")).to_be_visible()
    ranks = desk.locator("table.results tbody tr td:first-child")
    assert ranks.all_inner_texts()[:9] == ["1", "2", "2", "4", "4", "4", "4", "4", "9"]


def the_tie_is_decided(desk: Page) -> list[str]:
    """Five for three places: nothing is cut silently; drawn on the spot, and the names as drawn."""
    tab(desk, "Trao giải")
    tie = desk.locator("article.decide")
    expect(tie).to_contain_text("Còn 3 giải Ba, 5 người bằng nhau")
    expect(tie).to_contain_text("Ban Tổ chức quyết định, máy không tự cắt.")
    expect(link(desk, "Phát hành danh sách")).to_have_count(0)
    tie.locator("label.pick", has_text="Bốc thăm tại chỗ").click()
    button(desk, "Tiếp tục").click()
    drawn = [entrant(number).name for number in (7, 3, 5)]
    for number in range(3, 8):
        name = entrant(number).name
        desk.get_by_label(f"Giải của {name}").select_option("Giải Ba" if name in drawn else "Không có giải")
    desk.get_by_label("Người chứng kiến").fill("Bà Y Bích, Bí thư Đoàn xã")
    button(desk, "Ghi quyết định").click()
    expect(desk.locator(".decisions")).to_contain_text("Chứng kiến: Bà Y Bích, Bí thư Đoàn xã")
    for name in drawn:
        expect(desk.get_by_role("row", name=name)).to_contain_text("Giải Ba")
    return drawn


def everything_is_printed(desk: Page, winners: list[str], folder: Path) -> None:
    """Issued; every file holds the winners and nobody else."""
    button(desk, "Phát hành danh sách").click()
    expect(heading(desk, "Phát hành danh sách số 1?")).to_be_visible()
    expect(desk.get_by_text("Tổng tiền thưởng: 3.900.000\N{NO-BREAK SPACE}đồng")).to_be_visible()
    button(desk, "Phát hành").click()
    expect(heading(desk, "Danh sách trao giải số 1")).to_be_visible()
    button(desk, "In, tải danh sách").click()
    desk.get_by_label("Nơi ban hành").fill("BAN TỔ CHỨC HỘI THI")
    desk.get_by_label("Họ tên người ký").fill("Phạm Thị Hồng Vân")
    word = organiser.download(desk, button(desk, "Tải Word (.docx)"), folder)
    paper = organiser.download(desk, button(desk, "Tải PDF"), folder)
    book = organiser.download(desk, button(desk, "Tải Excel"), folder)
    the_same(
        winners, {"docx": in_word(word), "pdf": in_pdf(paper).split("Bằng chữ")[0], "xlsx": in_excel(book)}
    )
    link(desk, f"Trao giải {ROUND[0].lower()}{ROUND[1:]}").click()
    button(desk, "Giấy chứng nhận").click()
    sheets = organiser.download(desk, button(desk, "Tải PDF cho cả danh sách"), folder)
    the_same(winners, {"certificates": in_pdf(sheets)})
    assert len(PdfReader(sheets).pages) == len(winners)
    link(desk, f"Kiểm tra giấy của {winners[0]}").click()
    expect(desk.get_by_text("Giấy chứng nhận có thật và còn giá trị.")).to_be_visible()
    expect(desk.locator("dl.facts")).to_contain_text(winners[0])


def the_same(winners: list[str], files: dict[str, str]) -> None:
    """Each names every winner and nobody else in its rows."""
    everybody = [entrant(number).name for number in range(len(RIGHT))]
    for kind, said in files.items():
        assert [name for name in everybody if name in said] == [n for n in everybody if n in winners], kind


def in_word(file: Path) -> str:
    """The text of the list's rows; behind them comes the reserve list."""
    cells: list[str] = []
    for part in docx.Document(str(file)).iter_inner_content():
        if isinstance(part, Paragraph):
            if RESERVE in part.text:
                break
            continue
        cells += [cell.text for row in part.rows for cell in row.cells]
    return "\n".join(cells)


def in_pdf(file: Path) -> str:
    """The text of all pages, in one line, until the reserve list."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split()).split(RESERVE)[0]


def in_excel(file: Path) -> str:
    """The rows below the heads of every sheet; above them stands what the list is, and how lots fell."""
    book = CalamineWorkbook.from_path(str(file))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names if name != RESERVE)
    rows = (row for sheet in sheets for row in dropwhile(lambda row: row[0] != "STT", sheet))
    return "\n".join(str(cell) for row in rows for cell in row)
