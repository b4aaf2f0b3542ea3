"""A template tried and filled: the package judged, then each tag; docxtpl in a sandbox. In the child only."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError
from lxml import etree

from contest.filling import judging, package, paragraphs, tags
from contest.filling.filling import MOST_MADE
from contest.filling.judging import Scope
from contest.filling.package import Refused

DRAFT = "DỰ THẢO"
EMPTY = "Mẫu chưa có trường nào. Chép trường ở trang Các trường dùng được vào mẫu, ví dụ {{ ten_cuoc_thi }}."
TORN = "Không điền được mẫu này. Tải mẫu bắt đầu của loại văn bản, chép từng đoạn sang rồi thử lại."
TOO_LONG = "Văn bản làm ra quá dài. Bỏ bớt vòng lặp hoặc ảnh trong mẫu."
#: What docxtpl, Jinja and Word's XML raise at what nobody writes by hand.
ODD = (LookupError, TypeError, ValueError, ArithmeticError, RecursionError)
#: Where tags are filled in, by what Word calls the part, and how people call it.
AREAS = {"document": "", "header": "Đầu trang", "footer": "Chân trang", "footnotes": "Cước chú"}
_PART = re.compile(r"word/(document|header|footer|footnotes)[0-9]*\.xml")


class Strict(ImmutableSandboxedEnvironment):
    """Jinja without anything that computes: whatever is parsed is judged before it becomes code."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, auto_reload=False, cache_size=0)
        self.filters = {name: self.filters[name] for name in judging.FILTERS}
        self.tests, self.globals = {}, {}
        self.scope = scope

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        judging.whole(tree, self.scope)
        return tree


class Template(DocxTemplate):
    """docxtpl, which leaves the file's properties alone and never mends XML that it has torn."""

    def render_properties(self, context: Mapping[str, Any], jinja_env: object = None) -> None:
        """The title of the file stays as it is."""

    def fix_tables(self, xml: str) -> etree._Element:
        """What can't be read strictly is refused; left to itself docxtpl drops it without a word."""
        package.parsed(xml.encode())
        return super().fix_tables(xml)


def faults(data: bytes, scope: Scope) -> list[str]:
    """What is wrong with the tags, each with its place; [] for a good template. Raises Refused."""
    package.check(data)
    # Not judged as a whole here: each tag is, where it stands.
    env = ImmutableSandboxedEnvironment(autoescape=True)
    told: list[str] = []
    is_empty = True
    for area, root in _parts(data):
        found = tuple(paragraphs.every(root, area))
        is_empty = is_empty and not any(tags.TAG.search(one.text) for one in found)
        walk = tags.Walk(env, scope)
        walk.through(found)
        told += walk.told or tags.hidden(root, area or "Mẫu")
    if is_empty and not told:
        raise Refused(EMPTY)
    return told[: tags.MOST_TOLD]


def _parts(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for name in sorted(source.namelist()):
            if found := _PART.fullmatch(name):
                yield AREAS[found[1]], package.parsed(source.read(name))


def filled(data: bytes, values: Scope, sample: Scope, *, is_draft: bool) -> bytes:
    """The template with these values; `sample` has the shape that all values have. Raises Refused."""
    made = Template(io.BytesIO(data))
    try:
        document = made.get_docx()
        if is_draft:
            # Before it is filled: docxtpl puts new headers where python-docx goes on seeing the old ones.
            _mark(document)
        made.render(dict(values), jinja_env=Strict(sample), autoescape=True)
        for root in _roots(document):
            _whole(root)
        out = io.BytesIO()
        document.save(out)
    except (TemplateError, SecurityError, *ODD) as fault:
        raise fault if isinstance(fault, Refused) else Refused(TORN) from fault
    if out.tell() > MOST_MADE:
        raise Refused(TOO_LONG)
    return out.getvalue()


def _roots(document: Document) -> Iterator[etree._Element]:
    """The body, the headers and the footers."""
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype in (Template.HEADER_URI, Template.FOOTER_URI):
            yield relation.target_part.element


def _whole(body: etree._Element) -> None:
    """Word opens no cell without a paragraph and no table without a row: loops over nothing leave such."""
    for table in list(body.iter(qn("w:tbl"))):
        if next(table.iterchildren(qn("w:tr")), None) is None:
            table.getparent().remove(table)
    for row in list(body.iter(qn("w:tr"))):
        if next(row.iterchildren(qn("w:tc")), None) is None:
            row.getparent().remove(row)
    for cell in body.iter(qn("w:tc")):
        if len(cell) == 0 or cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))


def _mark(document: Document) -> None:
    """On top of every page that this is a draft, whatever the template says."""
    for place, section in enumerate(document.sections):
        # All three kinds in the first section, whether it shows them or not: later ones may take them over.
        for header in (section.header, section.first_page_header, section.even_page_header):
            if place and header.is_linked_to_previous:
                continue
            header.is_linked_to_previous = False
            # A header may begin with a table, or have nothing but a content control: no paragraph of its own.
            header.part.element.insert(0, OxmlElement("w:p"))
            said = header.paragraphs[0]
            said.alignment = 2
            said.add_run(DRAFT).bold = True
