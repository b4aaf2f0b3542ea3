"""Every format gives back what went in, but for what `losses` said beforehand."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import detect
from questions.formats.forms import Form
from questions.formats.losses import fit, losses
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write
from tests.questions.formats.making import questions

#: Word has a reader of its own, with tests of its own.
READ_BACK = [form for form in Form if form is not Form.DOCX]
#: Which parts a loss speaks of, where it is not called like its part; those that only warn change nothing.
PARTS = {
    "partly": {"in_parts"},
    "wholly": {"in_parts"},
    "shares": set(),
    "spelling": set(),
    "marked": set(),
    "misread": set(),
}


@pytest.mark.parametrize("form", READ_BACK, ids=str)
@settings(max_examples=40, deadline=None)
@given(bank=st.lists(questions(), min_size=1, max_size=4))
def test_a_file_reads_back(form: Form, bank: list[ParsedQuestion]) -> None:
    wanted = list(fit(bank, form))
    report = detect.read_bytes(write(bank, form))
    found = [replace(one, line=0) for one in report.questions]
    if wanted:
        assert not report.errors
    assert found == wanted


@pytest.mark.parametrize("form", Form, ids=str)
@settings(max_examples=40, deadline=None)
@given(bank=st.lists(questions(), min_size=1, max_size=3))
def test_what_is_lost_is_said_and_nothing_else(form: Form, bank: list[ParsedQuestion]) -> None:
    said = losses(bank, form)
    out = {place for loss in said if loss.leaves_out for place in loss.places}
    assert len(fit(bank, form)) == len(bank) - len(out)
    for place, question in enumerate(bank):
        if place in out:
            continue
        (after,) = fit([question], form)
        changed = {
            one.name for one in fields(question) if getattr(question, one.name) != getattr(after, one.name)
        }
        told = [
            PARTS.get(loss.part, {loss.part})
            for loss in said
            if place in loss.places and loss.part != "order"
        ]
        assert changed == set().union(*told)
