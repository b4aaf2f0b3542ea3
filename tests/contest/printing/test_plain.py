"""What people typed becomes one clean line."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.printing import plain


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Y  Bích ", "Y Bích"),
        ("Nguyễn\nVăn\tAn", "Nguyễn Văn An"),
        ("20\u00a0giờ", "20\u00a0giờ"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ánh Tuyết"), "Nguyễn Thị Ánh Tuyết"),
        ("A\x00n\x0b\ud800", "An"),
        ("<b>An</b> & #let x", "<b>An</b> & #let x"),
        ("", ""),
    ],
)
def test_a_line(typed: str, printed: str) -> None:
    assert plain.line(typed) == printed


@given(st.text(st.characters(codec=None)))
def test_whatever_was_typed_is_xml_and_stays_as_it_is(typed: str) -> None:
    printed = plain.line(typed)
    assert plain.line(printed) == printed
    element = ElementTree.Element("t")
    element.text = printed
    assert ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text == (printed or None)
