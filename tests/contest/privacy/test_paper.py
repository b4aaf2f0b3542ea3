"""`privacy.paper`: the files as Word opens them: the State's layout, the facts, room for what is by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from fastapi.testclient import TestClient

from contest.printing.listing import Article
from contest.privacy import level_two, security_rules
from contest.privacy.facts import BLANK, Facts
from contest.privacy.inventory import ITEMS
from contest.privacy.kinds import Keep
from contest.privacy.papers import Kind
from contest.privacy.periods import PERIODS
from tests.contest.privacy.test_papers import told
from tests.contest.rounds.world import OPENS
from tests.office import Paper

SPANS = {keep: f"thời hạn {keep.value}" for keep in Keep}
DAYS = {keep: one.usual for keep, one in PERIODS.items()}
BARE = Facts("", "", "", "", "", "", "", "SQLite", 0, 0, 1, 0, SPANS, DAYS)
FULL = replace(BARE, name="UBND xã Đăk Tô", root="https://thi.vn", people=1234, children=56, phone="0260")


def url(kind: Kind) -> str:
    return f"/privacy/papers/{kind.value}.docx"


def texts(content: bytes) -> list[str]:
    """Every paragraph of the file, those in cells too."""
    document = Document(io.BytesIO(content))
    return [
        "".join(node.text or "" for node in each.iter(W + "t")) for each in document.element.iter(W + "p")
    ]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_paper_opens_with_its_head_its_articles_and_as_a_draft(admin: TestClient, kind: Kind) -> None:
    told()
    answer = admin.get(url(kind))
    assert answer.status_code == 200 and answer.headers["content-type"].endswith("wordprocessingml.document")
    assert f'filename="{kind.value}.docx"' in answer.headers["content-disposition"]
    said = texts(answer.content)
    for line in ("TỈNH QUẢNG NGÃI", "UBND XÃ ĐĂK TÔ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "DỰ THẢO"):
        assert line in said
    assert any("Đăk Tô, ngày" in line for line in said) and any(
        "https://thi.daktolocal.vn" in line for line in said
    )
    assert any(level_two.SKELETON in line for line in said)
    assert admin.get(url(kind)).content == answer.content, "the same facts give the same bytes"


def test_the_file_lists_every_kind_of_data_with_its_span() -> None:
    told_data = level_two.articles(FULL, OPENS)[2].paragraphs
    assert "1.234 người dự thi" in told_data[0] and "56 người chưa đủ 16 tuổi" in told_data[0]
    for one, line in zip(ITEMS, told_data[1:], strict=True):
        assert line.startswith(f"- {one.what}") and SPANS[one.keep] in line


@pytest.mark.parametrize(("people", "warned"), [(9_999, False), (10_000, True), (100_000, True)])
def test_too_many_people_for_the_level_are_told(people: int, warned: bool) -> None:
    level = level_two.articles(replace(FULL, people=people), OPENS)[3].paragraphs
    assert (level_two.OVER in level) is warned


def test_what_nobody_told_is_left_to_be_written() -> None:
    owner = " ".join(level_two.articles(BARE, OPENS)[0].paragraphs)
    assert owner.count(BLANK) == 6
    first = security_rules.articles(BARE)[0].paragraphs[0]
    assert first.count(BLANK) == 2


def whole_of(articles: tuple[Article, ...]) -> str:
    return " ".join(text for one in articles for text in one.paragraphs)


def test_the_rules_are_numbered_articles_with_the_laws_they_rest_on() -> None:
    articles = security_rules.articles(FULL)
    assert [one.title.split(".")[0] for one in articles] == [
        f"Điều {at}" for at in range(1, len(articles) + 1)
    ]
    whole = " ".join(text for one in articles for text in one.paragraphs)
    for law in ("116/2025/QH15", "91/2025/QH15", "331/2026/NĐ-CP", "356/2025/NĐ-CP", "TCVN 14423:2026"):
        assert law in whole
    assert "từ 14 ký tự khi không có" in whole and "45 ngày" in whole and "72 giờ" in whole


def test_numbers_follow_the_settings() -> None:
    days = DAYS | {Keep.COPIES: 9}
    file = " ".join(
        text for one in level_two.articles(replace(FULL, days=days), OPENS) for text in one.paragraphs
    )
    rules = " ".join(
        text for one in security_rules.articles(replace(FULL, days=days)) for text in one.paragraphs
    )
    assert "dữ liệu thay ra khi khôi phục: 9 ngày" in rules.lower() and SPANS[Keep.LOGS] in file


@pytest.mark.parametrize("kind", list(Kind))
def test_it_prints_on_a4_as_word_would(
    admin: TestClient, kind: Kind, word_to_pdf: Callable[[bytes], list[Paper]]
) -> None:
    told()
    pages = word_to_pdf(admin.get(url(kind)).content)
    assert 2 <= len(pages) <= 7
    for page in pages:
        assert (round(page.width), round(page.height)) == (210, 297)


@pytest.mark.parametrize("name", ["x", "../../server.key", "ho-so-de-xuat-cap-do-3"])
def test_there_is_no_other_paper(admin: TestClient, name: str) -> None:
    assert admin.get(f"/privacy/papers/{name}.docx").status_code in (404, 422)
    assert re.fullmatch(r"[a-z0-9-]+", Kind.LEVEL_TWO.value)
