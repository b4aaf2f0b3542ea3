"""No public form asks for the number of an identity card, for the sex or the ethnic group, not ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from contest.campaigns import forms
from contest.people.models import Person
from contest.units.rules import fold
from contest.web import pages
from contest.web.forms import Form
from tests import samples
from tests.addresses import stand_in
from tests.house import tree
from tests.parsed import parse


@pytest.fixture
def public_addresses() -> Iterator[None]:
    """Links by the contract; no application is needed."""
    pages.configure(stand_in())
    yield


#: As names of fields and as words beside them, without diacritics.
NAMES = re.compile(
    r"cccd|cmnd|cmt|can_?cuoc|citizen|identi|passport|ho_?chieu|gender|\bsex|gioi_?tinh|ethnic|dan_?toc|ton_?giao"
)
WORDS = re.compile(r"cccd|cmnd|can cuoc|chung minh|ho chieu|gioi tinh|dan toc|ton giao")
PUBLIC = ("campaigns", "attempts", "standings")
FORMS = [each for each in vars(forms).values() if isinstance(each, type) and issubclass(each, Form)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_entry_form_takes_such_a_field(form: type[Form]) -> None:
    assert [name for name in form.model_fields if NAMES.search(name)] == []


def test_nothing_of_a_person_is_such_a_thing() -> None:
    assert [name for name in Person.model_fields if NAMES.search(name)] == []


@pytest.mark.parametrize("folder", PUBLIC)
def test_no_public_template_names_one(folder: str) -> None:
    found = tree.files(f"templates/{folder}", ".html")
    assert found
    for path in found:
        named = re.findall(r'(?:name|id)="([^"]*)"|(?:field|tick|pick)\("([^"]*)"', path.read_text("utf-8"))
        assert [word for pair in named for word in pair if NAMES.search(word)] == [], tree.short(path)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_no_public_form_shows_one(name: str, public_addresses: None) -> None:
    for form in parse(samples.SAMPLES[name]).css("form"):
        fields = form.css("input, select, textarea, button")
        named = [field.attributes.get("name") or "" for field in fields]
        assert [each for each in named if NAMES.search(each)] == []
        # A school may be called "Phổ thông Dân tộc bán trú": units to choose from are no question.
        asked = [label for label in form.css("label, legend") if not label.css("input[name=unit]")]
        labels = [fold(label.text()) for label in asked]
        assert [each for each in labels if WORDS.search(each)] == []


@pytest.mark.parametrize(
    "word", ["cccd", "so_cccd", "can_cuoc", "gender", "sex", "gioi_tinh", "dan_toc", "cmnd"]
)
def test_the_net_catches_them(word: str) -> None:
    assert NAMES.search(word)
    assert WORDS.search(fold("Số căn cước công dân"))
    assert WORDS.search(fold("Dân tộc"))
