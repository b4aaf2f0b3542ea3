"""A paper laid out: every line with its size and weight, every measure in millimetres.

The .docx and the PDF are both drawn from this, so they can't differ.
State layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. Đoàn layout: Hướng dẫn 29-HD/TWĐTN-VP. Party layout:
Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contest.printing import frame, plain, table
from contest.printing.frame import DRAFT, SHORT_RULE, TEXT_SIZE
from contest.printing.lines import Block, Line, Page
from contest.printing.listing import Listing, PersonRow, Regulation
from contest.printing.table import Table
from contest.printing.words import amount_in_words
from contest.web import filters

PAGE_NUMBER_SIZE = 13


@dataclass(frozen=True)
class Sheet:
    """The whole paper. `head`: rows of two cells, left and right, whose widths are `head_widths`.

    `flow`: paragraphs and tables as they follow each other, before all others. `articles`: the heading of
    each and its paragraphs. With a `second` signature on the left the receivers stand below both.
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
    flow: tuple[Block | Table, ...] = ()
    second_authority: tuple[Line, ...] = ()
    second_signer: Line | None = None

    @property
    def name(self) -> str:
        """The title for the file's properties."""
        return " ".join(line.text for line in self.titles[:2])


def lay_out(paper: Listing | Regulation) -> Sheet:
    """The paper as a sheet."""
    head = paper.letterhead
    page = frame.upright(head.kind) if isinstance(paper, Regulation) else _page(paper)
    left, right, number, day = frame.head(head)
    under_number = (Line(DRAFT, 13, bold=True, boxed=True),) if paper.is_draft else ()
    framed = Sheet(
        page=page,
        head_widths=frame.head_widths(page.text_width, right),
        head=((left, right), ((number, *under_number), (day,))),
        titles=_titles(paper),
        tables=(),
        closing=_noted(paper.notes),
        recipients=frame.recipients(paper.recipients, head.kind),
        authority=frame.authority(paper.signer),
        signer=frame.name(paper.signer),
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
    upright = frame.upright(listing.letterhead.kind)
    signed = listing.has_signatures
    needed = max((table.narrowest(part, has_signatures=signed) for part in listing.sections), default=0)
    if listing.landscape or needed > upright.text_width:
        return replace(upright, width=upright.height, height=upright.width)
    return upright


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
    given = [part.rows for part in listing.sections if not part.is_reserve]
    people = sum(len(rows) for rows in given if _is_of_people(rows))
    units = sum(len(rows) for rows in given) - people
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
    return (*lines[:-1], frame.finished(lines[-1]))


def _is_of_people(rows: tuple) -> bool:
    return bool(rows) and isinstance(rows[0], PersonRow)
