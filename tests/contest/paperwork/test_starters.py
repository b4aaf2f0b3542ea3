"""A template to begin with for each kind and layout: good as it is, whole, and like the built-in paper."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from contest.commendations.states import Layout
from contest.filling import engine
from contest.paperwork import field_words, fields, praise, starters, trial
from contest.paperwork.facts import TIED
from contest.paperwork.states import Kind
from contest.printing import heading
from contest.printing.paperwork import Text
from tests.contest.filling.making import docx, opened
from tests.contest.paperwork import samples

ROOT = Path(__file__).parents[3]
EVERY = [(kind, layout) for kind in Kind for layout in Layout]


def made(kind: Kind, layout: Layout, values: dict[str, Any], is_draft: bool = False) -> str:
    data = starters.docx(kind, layout)
    return "\n".join(opened(engine.filled(data, values, trial.values(kind), is_draft=is_draft)))


@pytest.mark.parametrize(("kind", "layout"), EVERY)
def test_a_starter_is_a_good_template(kind: Kind, layout: Layout) -> None:
    data, sample = starters.docx(kind, layout), trial.values(kind)
    assert engine.faults(data, sample) == []
    said = made(kind, layout, trial.values(kind, layout))
    assert "{{" not in said and "{%" not in said and "DỰ THẢO" not in said
    assert "Cuộc thi tìm hiểu chuyển đổi số xã Mẫu" in said
    bare = made(kind, layout, trial.values(kind, layout, bare=True), is_draft=True)
    assert "DỰ THẢO" in bare and "{{" not in bare


@pytest.mark.parametrize(("kind", "layout"), [each for each in EVERY if each[0] is not Kind.PRESS])
def test_the_head_is_that_of_its_layout(kind: Kind, layout: Layout) -> None:
    said = made(kind, layout, fields.values(kind, samples.facts(layout), samples.given(kind, layout)))
    title = {Layout.UNION: heading.YOUTH_UNION, Layout.PARTY: heading.PARTY}.get(layout, heading.NATION)
    assert title in said and "Nguyễn Thanh Tùng" in said and "ngày 12 tháng 10 năm 2026" in said


@pytest.mark.parametrize("layout", Layout)
def test_page_margins_are_the_layouts(layout: Layout) -> None:
    section = Document(io.BytesIO(starters.docx(Kind.AWARD, layout))).sections[0]
    right = 20 if layout is Layout.UNION else 15
    found = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in found if each is not None] == [20, 20, 30, right]


def test_of_a_list_that_is_not_issued() -> None:
    told = samples.facts(result=samples.draft())
    values = fields.values(Kind.AWARD, told, samples.given(Kind.AWARD))
    said = made(Kind.AWARD, Layout.STATE, values, is_draft=True)
    assert "DỰ THẢO" in said and TIED in said and samples.TIE in said
    assert "trao giải cho 06 cá nhân, 02 tập thể" in said


def test_what_everybody_may_read_names_people_as_boards_do() -> None:
    for kind in (Kind.NOTICE, Kind.PRESS):
        said = made(kind, Layout.STATE, fields.values(kind, samples.facts(), samples.given(kind)))
        assert "B. T. N. Á." in said and samples.ROWS[2].name not in said
    values = fields.values(Kind.AWARD, samples.facts(), samples.given(Kind.AWARD))
    said = made(Kind.AWARD, Layout.STATE, values)
    assert samples.ROWS[2].name in said


@pytest.mark.parametrize("kind", sorted(fields.PUBLIC))
@pytest.mark.parametrize("issued", [True, False])
def test_no_field_of_what_everybody_may_read_names_people_in_full(kind: Kind, issued: bool) -> None:
    whole = samples.result() if issued else samples.draft()
    rows = [replace(one, public="X. Y.") if one.is_person else one for one in whole.winners]
    refusal = f"Không trao giải cho {samples.ROWS[0].name}: hồ sơ sai."
    result = replace(whole, winners=tuple(rows), decisions=(*whole.decisions, refusal))
    values = fields.values(kind, samples.facts(result=result), samples.given(kind))
    told = json.dumps(values, ensure_ascii=False)
    assert "X. Y." in told
    for name in (*(one.name for one in samples.ROWS), "Y Bích", "Không trao giải"):
        assert name not in told
    assert "quyet_dinh_xet_giai" not in values
    unlike = fields.values(Kind.MINUTES, samples.facts(result=result), samples.given(Kind.MINUTES))
    assert refusal in unlike["quyet_dinh_xet_giai"]


def test_a_template_of_a_public_paper_cannot_ask_for_decisions() -> None:
    asked = docx("{%p for muc in quyet_dinh_xet_giai %}", "{{ muc }}", "{%p endfor %}")
    for kind in Kind:
        told = engine.faults(asked, trial.values(kind))
        assert bool(told) == (kind in fields.PUBLIC or "danh_sach" not in trial.values(kind))


def test_of_a_giay_khen_those_alone_who_are_praised() -> None:
    values = fields.values(Kind.PRAISE, samples.facts(), samples.given(Kind.PRAISE))
    assert [one["giai"] for one in values["danh_sach"]] == ["Nhất"]
    assert [one["ten"] for one in values["danh_sach_tap_the"]] == ["Trường THPT Nguyễn Trãi"]
    assert values["tien_giay_khen"] == ""


@pytest.mark.parametrize("layout", Layout)
def test_a_request_says_that_those_named_were_looked_into(layout: Layout) -> None:
    """In the built-in paper's own words, but that they are named in the text itself."""
    official = praise.request(samples.facts(layout), samples.given(Kind.REQUEST, layout), samples.result())
    (looked,) = [one.words for one in official.body if isinstance(one, Text) and "rà soát" in one.words]
    here = looked.replace("trong Danh sách", "trên đây")
    assert here != looked and here in made(Kind.REQUEST, layout, trial.values(Kind.REQUEST, layout))


# --- the fields -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "layout"), EVERY)
def test_every_field_is_told_and_the_sample_has_something_in_each_list(kind: Kind, layout: Layout) -> None:
    values = trial.values(kind, layout)
    told = [name for _, group in field_words.groups(kind) for name in group]
    assert sorted(told) == sorted(values)
    assert set(values) == set(trial.values(kind, layout, bare=True))
    for name, value in values.items():
        if not isinstance(value, list):
            assert isinstance(value, str)
            continue
        assert value, name
        if isinstance(value[0], dict):
            assert list(value[0]) == list(field_words.ROWS[name])
            assert all(isinstance(each, str) for row in value for each in row.values())


def test_the_values_are_those_of_the_built_in_paper() -> None:
    values = fields.values(Kind.AWARD, samples.facts(), samples.given(Kind.AWARD))
    assert values["ten_day_du"] == "Cuộc thi tìm hiểu chuyển đổi số (Tuần 1)"
    assert values["so_ky_hieu"] == "Số: 05/QĐ-BTC" and values["so_trich_dan"] == "số 05/QĐ-BTC"
    assert values["bat_dau"] == "08\u00a0giờ 00\u00a0phút ngày 05/10/2026"
    assert values["ma_kiem_tra"] == samples.DIGEST and values["so_danh_sach"] == "01"
    assert values["can_cu"][-1].endswith(".") and values["can_cu"][0].endswith(";")
    assert values["noi_dung"][0]["dau"] == "Điều 1."
    assert len(values["danh_sach"]) == 7 and values["danh_sach"][0]["tien"] == "1.000.000"


def test_signs_that_no_paper_has_are_left_out() -> None:
    told = samples.facts(contest="A\u0000\u0007B\tC\nD", stage="")
    assert fields.values(Kind.PLAN, told, samples.given(Kind.PLAN))["ten_cuoc_thi"] == "AB C D"


def test_the_document_for_offices_names_every_field() -> None:
    told = (ROOT / "docs" / "documents.md").read_text("utf-8").partition("## An office's own templates")[2]
    words = set(re.findall(r"[a-z_]+", told))
    for kind in Kind:
        for _, group in field_words.groups(kind):
            assert set(group) <= words
    for row in field_words.ROWS.values():
        assert set(row) <= words
