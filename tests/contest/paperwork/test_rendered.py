"""Papers as an office program prints them, measured in millimetres: every kind in every layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contest.commendations.states import Layout
from contest.paperwork.kinds import KINDS
from contest.paperwork.states import Kind
from contest.printing import metrics
from contest.printing.heading import MOTTO, NATION, PARTY, YOUTH_UNION
from contest.printing.paperwork_files import docx, pdf
from tests.contest.paperwork import samples
from tests.contest.printing import pdfs
from tests.office import Paper

pytestmark = pytest.mark.slow

Render = Callable[[bytes], list[Paper]]
EACH = [(kind, layout) for kind in Kind for layout in Layout]
LEFT, TOP, BOTTOM = 30, 20, 20
RIGHT = {Layout.UNION: 20}


def right(layout: Layout) -> int:
    return RIGHT.get(layout, 15)


def within(page: Paper, layout: Layout) -> None:
    """Everything but the page number lies inside the margins."""
    for line in page.lines:
        if line.bottom < TOP:
            assert line.top >= 9.5, line
            continue
        assert line.left >= LEFT - 0.5 and line.right <= page.width - right(layout) + 0.5, line
        assert line.bottom <= page.height - BOTTOM + 0.5, line


@pytest.mark.parametrize(("kind", "layout"), EACH, ids=lambda one: one.value)
def test_all_of_them_lie_inside_the_margins(word_to_pdf: Render, kind: Kind, layout: Layout) -> None:
    pages = word_to_pdf(docx(samples.official(kind, layout)))
    assert (round(pages[0].width), round(pages[0].height)) == (210, 297)
    for page in pages:
        within(page, Layout.STATE if kind is Kind.PRESS else layout)
    assert not [line for line in pages[0].lines if line.bottom < TOP], "the first page shows no number"
    if kind is not Kind.PRESS:
        _head(pages[0], kind, layout)
        _end(pages)


def _head(page: Paper, kind: Kind, layout: Layout) -> None:
    """The cells beside each other, the number level with the date, the kind in the middle of the text."""
    middle = LEFT + (page.width - LEFT - right(layout)) / 2
    begun = samples.form(kind, layout)
    date = page.line("Đăk Tô, ngày 12 tháng 10 năm 2026")
    title = {Layout.UNION: YOUTH_UNION, Layout.PARTY: PARTY}.get(layout, NATION)
    found = page.line(title)
    assert TOP - 0.5 <= found.top <= TOP + 3 and found.left > page.width / 2 - 10
    size = 15 if layout in (Layout.UNION, Layout.PARTY) else 12
    assert found.right - found.left == pytest.approx(metrics.width_mm(title, size, bold=True), abs=1)
    assert date.middle == pytest.approx(found.middle, abs=0.5) and date.top > found.bottom
    assert page.line(begun.body).right < found.left
    if title == NATION:
        motto = page.line(MOTTO)
        assert motto.middle == pytest.approx(found.middle, abs=0.3) and found.bottom <= motto.top + 1
    if KINDS[kind].sign:
        assert page.line("Số").top == pytest.approx(date.top, abs=0.5)
    name = next(line for line in page.lines if line.text == KINDS[kind].name.upper())
    assert name.middle == pytest.approx(middle, abs=0.5) and name.top > date.bottom


def _end(pages: list[Paper]) -> None:
    """There is room for a signature and a stamp between the signer's title and the name."""
    page = next(page for page in pages if any(line.text == "Nguyễn Thanh Tùng" for line in page.lines))
    name = page.line("Nguyễn Thanh Tùng")
    above = [line for line in page.lines if line.bottom < name.top and abs(line.middle - name.middle) < 1]
    assert name.top - max(line.bottom for line in above) > 20
    assert name.left > page.width / 2


@pytest.mark.parametrize("layout", Layout)
def test_receivers_stand_level_with_the_signer(word_to_pdf: Render, layout: Layout) -> None:
    (page,) = word_to_pdf(docx(samples.official(Kind.REQUEST, layout)))[:1]
    receivers, authority = page.line("Nơi nhận:"), page.line(samples.form(Kind.REQUEST, layout).authority[:4])
    assert receivers.left == pytest.approx(LEFT, abs=0.5)
    assert receivers.top == pytest.approx(authority.top, abs=1.5)


def test_the_list_begins_a_page_and_numbers_anew(word_to_pdf: Render) -> None:
    people = samples.papers.people(45, prediction=None)
    long = samples.facts(result=samples.result(sections=(people,)))
    made = samples.official(Kind.AWARD, told=long)
    pages = word_to_pdf(docx(made))
    first = next(at for at, page in enumerate(pages) if page.lines[0].text == "Phụ lục")
    assert first >= 1 and len(pages) > first + 1
    numbers = [[line.text for line in page.lines if line.bottom < TOP] for page in pages]
    assert numbers[first] == [] and numbers[first + 1] == ["2"], "its own numbers, the first one not shown"
    ours = [pdfs.text(pdf(made), at) for at in range(len(pdfs.opened(pdf(made)).pages))]
    attached = next(at for at, text in enumerate(ours) if text.startswith("Phụ lục"))
    assert ours[attached + 1].startswith("2 "), "and so does the PDF"


@pytest.mark.parametrize("layout", [Layout.STATE, Layout.UNION])
def test_word_and_pdf_stand_alike(word_to_pdf: Render, layout: Layout) -> None:
    made = samples.official(Kind.AWARD, layout)
    page = word_to_pdf(docx(made))[0]
    ours = pdfs.places(pdf(made))
    for text in ("QUYẾT ĐỊNH:", samples.form(Kind.AWARD, layout).body, "Nơi nhận:"):
        line, (left, baseline) = page.line(text), ours[text]
        assert left == pytest.approx(line.left, abs=0.6), text
        assert baseline == pytest.approx(line.bottom, abs=14), text
