"""A template filled: opened again by python-docx, names as they are, DỰ THẢO on every page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from contest.filling import engine
from contest.filling.package import Refused
from contest.printing import plain
from tests.contest.filling.making import SAMPLE, docx, opened

TABLE = (
    ("STT", "Tên"),
    ("{%tr for muc in danh_sach %}", ""),
    ("{{ muc.stt }}", "{{ muc.ten }}"),
    ("{%tr endfor %}", ""),
)


def filled(data: bytes, is_draft: bool = False, **changed: Any) -> list[str]:
    return opened(engine.filled(data, SAMPLE | changed, SAMPLE, is_draft=is_draft))


def test_values_stand_as_they_are() -> None:
    told = filled(docx("Về {{ ten }}.", table=TABLE, header="{{ ten }}"))
    assert told == [
        "Cuộc thi & <Hội>",
        "Về Cuộc thi & <Hội>.",
        "STT",
        "Tên",
        "1",
        "Nguyễn Văn A",
        "2",
        "Đặng Thị Ngân",
    ]


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40).map(plain.line))
def test_whatever_a_name_says_it_is_text(name: str) -> None:
    told = filled(docx("a{{ ten }}b", "{{ ten | upper }}"), ten=name)
    assert f"a{name}b" in told


@pytest.mark.parametrize(
    "name", ["{{ 7 * 7 }}", "{% for a in b %}", "</w:t></w:r>", "]]>", "&lt;", "a&b;", "{_{ x }_}"]
)
def test_a_value_is_never_a_tag(name: str) -> None:
    told = filled(docx("a{{ ten }}b"), ten=name)
    assert f"a{name}b" in told or name == "{_{ x }_}"


def test_loops_over_nothing_leave_a_file_that_opens() -> None:
    whole = (("{%tr for muc in danh_sach %}", ""), ("{{ muc.ten }}", ""), ("{%tr endfor %}", ""))
    assert filled(docx("{{ ten }}", table=whole), danh_sach=[])[1:] == ["Cuộc thi & <Hội>"]
    cell = (("{%p if trong %}", "x"),)
    data = docx("a", table=cell)
    document = Document(io.BytesIO(data))
    document.tables[0].cell(0, 0).add_paragraph("{%p endif %}")
    out = io.BytesIO()
    document.save(out)
    made = engine.filled(out.getvalue(), SAMPLE, SAMPLE, is_draft=False)
    assert [one.text for one in Document(io.BytesIO(made)).tables[0].cell(0, 0).paragraphs] == [""]


def headers(data: bytes) -> list[str]:
    found = []
    for section in Document(io.BytesIO(data)).sections:
        first = section.first_page_header if section.different_first_page_header_footer else section.header
        found += ["|".join(one.text for one in each.paragraphs) for each in (section.header, first)]
    return found


@pytest.mark.parametrize("different", [True, False])
def test_a_draft_says_so_on_every_page(different: bool) -> None:
    document = Document(io.BytesIO(docx("{{ ten }}", header="{{ ten }}")))
    document.sections[0].different_first_page_header_footer = different
    document.add_section().different_first_page_header_footer = not different
    out = io.BytesIO()
    document.save(out)
    made = engine.filled(out.getvalue(), SAMPLE, SAMPLE, is_draft=True)
    assert all(one.startswith("DỰ THẢO") for one in headers(made))
    assert "DỰ THẢO|Cuộc thi & <Hội>" in headers(made)
    plain_one = engine.filled(out.getvalue(), SAMPLE, SAMPLE, is_draft=False)
    assert not any("DỰ THẢO" in one for one in headers(plain_one))


@pytest.mark.parametrize("inside", ["<w:p><w:r><w:t>{{ ten }}</w:t></w:r></w:p>", "<w:p/>"])
def test_a_draft_says_so_above_a_header_that_is_one_content_control(inside: str) -> None:
    document = Document(io.BytesIO(docx("{{ ten }}")))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    root = header.part.element
    for each in list(root):
        root.remove(each)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    control = f'<w:sdt xmlns:w="{space}"><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    root.append(etree.fromstring(control, root.getroottree().parser))
    out = io.BytesIO()
    document.save(out)
    assert engine.faults(out.getvalue(), SAMPLE) == []
    made = engine.filled(out.getvalue(), SAMPLE, SAMPLE, is_draft=True)
    said = Document(io.BytesIO(made)).sections[0].header.part.element
    assert "".join(said.itertext()).split("{")[0].startswith("DỰ THẢO")
    assert ("Cuộc thi & <Hội>" in "".join(said.itertext())) == ("ten" in inside)


def test_the_files_own_title_is_left_alone() -> None:
    document = Document(io.BytesIO(docx("{{ ten }}")))
    document.core_properties.title = "{{ 7 * 7 }}"
    out = io.BytesIO()
    document.save(out)
    made = engine.filled(out.getvalue(), SAMPLE, SAMPLE, is_draft=False)
    assert Document(io.BytesIO(made)).core_properties.title == "{{ 7 * 7 }}"


def test_what_would_become_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_MADE", 1000)
    with pytest.raises(Refused, match="quá dài"):
        filled(docx("{{ ten }}"))


def test_torn_xml_is_refused_and_never_mended() -> None:
    with pytest.raises((Refused, etree.XMLSyntaxError)):
        engine.Template(io.BytesIO(docx("a"))).fix_tables("<w:body><w:p></w:body>")
