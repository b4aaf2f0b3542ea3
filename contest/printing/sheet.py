"""A paper laid out: every line with its size and weight, every measure in millimetres.

The .docx and the PDF are both drawn from this, so they can't differ.
State layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. Đoàn layout: Hướng dẫn 29-HD/TWĐTN-VP.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contest.printing import heading, metrics, plain, table
from contest.printing.listing import Letterhead, LetterheadKind, Listing, PersonRow, Regulation, Signer
from contest.printing.table import Table
from contest.printing.words import amount_in_words
from contest.web import filters

A4 = (210.0, 297.0)
TEXT_SIZE = 14
PAGE_NUMBER_SIZE = 13
DRAFT = "DỰ THẢO"
#: Rules under a body's name and under a title: between a third and a half of the line.
SHORT_RULE = 0.4


@dataclass(frozen=True)
class Line:
    """One paragraph. `rule`: a line below it, as a part of its length. `boxed`: a frame around it."""

    text: str
    size: int
    bold: bool = False
    italic: bool = False
    rule: float = 0
    boxed: bool = False

    @property
    def width_mm(self) -> float:
        """How long the text is on one line."""
        return metrics.width_mm(self.text, self.size, bold=self.bold, italic=self.italic)


@dataclass(frozen=True)
class Page:
    """Paper and margins in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Sheet:
    """The whole paper. `head`: rows of two cells, left and right, whose widths are `head_widths`.

    `articles`: the heading of each and its paragraphs.
    """

    page: Page
    head_widths: tuple[float, float]
    head: tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...]
    titles: tuple[Line, ...]
    tables: tuple[Table, ...]
    closing: tuple[Line, ...]
    recipients: tuple[Line, ...]
    authority: tuple[Line, ...]
    signer: Line
    draft: str
    articles: tuple[tuple[Line, tuple[Line, ...]], ...] = ()
    text_size: int = TEXT_SIZE
    table_size: int = table.SIZE
    padding: float = table.PADDING_MM
    page_number_size: int = PAGE_NUMBER_SIZE

    @property
    def name(self) -> str:
        """The title for the file's properties."""
        return " ".join(line.text for line in self.titles[:2])


def lay_out(paper: Listing | Regulation) -> Sheet:
    """The paper as a sheet."""
    page = _upright(paper.letterhead) if isinstance(paper, Regulation) else _page(paper)
    left, right, number, day = _head(paper.letterhead)
    under_number = (Line(DRAFT, 13, bold=True, boxed=True),) if paper.is_draft else ()
    framed = Sheet(
        page=page,
        head_widths=_head_widths(page.text_width, right),
        head=((left, right), ((number, *under_number), (day,))),
        titles=_titles(paper),
        tables=(),
        closing=_noted(paper.notes),
        recipients=_recipients(paper.recipients),
        authority=_authority(paper.signer),
        signer=Line(plain.line(paper.signer.name), TEXT_SIZE, bold=True),
        draft=DRAFT if paper.is_draft else "",
    )
    if isinstance(paper, Regulation):
        return _with_articles(framed, paper)
    tables = tuple(
        table.build(section, page.text_width, has_signatures=paper.has_signatures)
        for section in paper.sections
    )
    return replace(framed, tables=tables, closing=_ended((*_counted(paper), *framed.closing)))


def _with_articles(framed: Sheet, paper: Regulation) -> Sheet:
    """The articles; the very last paragraph of the paper ends with "./."."""
    articles = tuple(
        (
            Line(plain.line(article.title), TEXT_SIZE, bold=True),
            tuple(Line(plain.line(text), TEXT_SIZE) for text in article.paragraphs),
        )
        for article in paper.articles
    )
    if framed.closing or not articles:
        return replace(framed, articles=articles, closing=_ended(framed.closing))
    title, paragraphs = articles[-1]
    return replace(framed, articles=(*articles[:-1], (title, _ended(paragraphs))))


def _page(listing: Listing) -> Page:
    """Upright when the tables fit; on its side, as the decree lets wide tables be, when they don't."""
    upright = _upright(listing.letterhead)
    signed = listing.has_signatures
    needed = max((table.narrowest(part, has_signatures=signed) for part in listing.sections), default=0)
    if listing.landscape or needed > upright.text_width:
        return replace(upright, width=upright.height, height=upright.width)
    return upright


def _upright(head: Letterhead) -> Page:
    right = 20.0 if head.kind is LetterheadKind.DOAN else 15.0
    return Page(*A4, top=20, bottom=20, left=30, right=right)


def _head(head: Letterhead) -> tuple[tuple[Line, ...], tuple[Line, ...], Line, Line]:
    """Left cell, right cell, number, date."""
    upper, body = plain.line(head.upper_body).upper(), plain.line(head.body).upper()
    number = plain.line(heading.number_line(head))
    day = plain.line(heading.place_date(head.place, head.date))
    if head.kind is LetterheadKind.DOAN:
        left = (*([Line(upper, 14)] if upper else []), Line(body, 14, bold=True), Line("***", 14))
        right = (Line(heading.YOUTH_UNION, 15, bold=True, rule=1),)
        return left, right, Line(number, 14), Line(day, 14, italic=True)
    left = (*([Line(upper, 12)] if upper else []), Line(body, 12, bold=True, rule=SHORT_RULE))
    right = (Line(heading.NATION, 12, bold=True), Line(heading.MOTTO, 13, bold=True, rule=1))
    return left, right, Line(number, 13), Line(day, 13, italic=True)


def _head_widths(text_width: float, right: tuple[Line, ...]) -> tuple[float, float]:
    """The right cell holds its longest line with a little air; on wide paper both grow alike."""
    needed = max(line.width_mm for line in right) + 6
    share = max(needed, text_width * 0.55) if text_width < 200 else text_width * 0.5
    return round(text_width - share, 2), round(share, 2)


def _titles(listing: Listing | Regulation) -> tuple[Line, ...]:
    lines = [plain.line(text) for text in listing.title_lines]
    lines = [text for text in lines if text]
    found = [Line(text.upper() if place == 0 else text, 14, bold=True) for place, text in enumerate(lines)]
    subtitle, attached = plain.line(listing.subtitle), plain.line(listing.attached_to)
    if subtitle:
        found.append(Line(subtitle, 14, bold=True))
    if attached:
        found.append(Line(f"(Kèm theo {attached})", 14, italic=True))
    if found:
        found[-1] = replace(found[-1], rule=SHORT_RULE)
    return tuple(found)


def _counted(listing: Listing) -> tuple[Line, ...]:
    """How many, how much, the sum in words."""
    people = sum(len(part.rows) for part in listing.sections if _is_of_people(part.rows))
    units = sum(len(part.rows) for part in listing.sections) - people
    counted = [f"{filters.number(people)} cá nhân"] if people else []
    counted += [f"{filters.number(units)} tập thể"] if units else []
    money = f"; tổng tiền thưởng {filters.number(listing.amount)}\u00a0đồng" if listing.amount else ""
    found = [Line(f"Danh sách gồm {' và '.join(counted)}{money}.", TEXT_SIZE)] if counted else []
    if listing.amount:
        found.append(Line(f"(Bằng chữ: {amount_in_words(listing.amount)})", TEXT_SIZE, italic=True))
    return tuple(found)


def _noted(notes: tuple[str, ...]) -> tuple[Line, ...]:
    """What was decided, below the tables or the articles."""
    return tuple(Line(plain.line(note), TEXT_SIZE) for note in notes if plain.line(note))


def _ended(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """At the very end of a paper stands "./."."""
    if not lines:
        return ()
    return (*lines[:-1], replace(lines[-1], text=f"{lines[-1].text.rstrip('./;')}./."))


def _is_of_people(rows: tuple) -> bool:
    return bool(rows) and isinstance(rows[0], PersonRow)


def _recipients(recipients: tuple[str, ...]) -> tuple[Line, ...]:
    """ "Nơi nhận:" and below it one line each, a semicolon after each, a full stop after the last."""
    names = [name for name in (plain.line(text).rstrip(";.") for text in recipients) if name]
    if not names:
        return ()
    ends = [";"] * (len(names) - 1) + ["."]
    listed = [Line(f"- {name}{end}", 11) for name, end in zip(names, ends, strict=True)]
    return (Line("Nơi nhận:", 12, bold=True, italic=True), *listed)


def _authority(signer: Signer) -> tuple[Line, ...]:
    lines = (plain.line(text).upper() for text in signer.authority)
    return tuple(Line(text, TEXT_SIZE, bold=True) for text in lines if text)
