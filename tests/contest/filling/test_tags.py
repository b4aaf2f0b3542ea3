"""Each tag of a template where it stands: what is wrong is told with its place."""

from __future__ import annotations

from typing import Any

import pytest

from contest.filling import engine, judging, tags
from contest.filling.package import Refused
from tests.contest.filling.making import SAMPLE, changed, docx

ROWS = (("STT", "Tên"), ("{%tr for muc in danh_sach %}", ""), ("{{ muc.stt }}", "{{ muc.ten }}"))
END = ("{%tr endfor %}", "")


def faults(*texts: str, **more: Any) -> list[str]:
    return engine.faults(docx(*texts, **more), SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ten }}",
        "{{ten|upper}}",
        "{%if ten%}a{%endif%}",
        "{{ noi_nhan | join(', ') }}",
        "{{ noi_nhan | join(“, ”) }}",
        "{{ danh_sach | length }}",
        "{% if trong %}a{% elif ten == 'b' %}c{% else %}d{% endif %}",
        "{% if not trong and ten or trong %}a{% endif %}",
        "{% for muc in danh_sach %}{{ loop.index }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "{%\u00a0if ten %}a{% endif %}",
    ],
)
def test_what_may_be_said(text: str) -> None:
    assert faults(text) == []


def test_rows_and_paragraphs() -> None:
    assert faults("{%p for muc in noi_nhan %}", "- {{ muc }}", "{%p endfor %}", table=(*ROWS, END)) == []
    assert faults("{%p if ten %}", "a", "{%p else %}", "b", "{%p endif %}", header="{{ ten }}") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ tenn }}", "không có trường “tenn”. Có phải tên đúng là “ten”."),
        ("{{ Tên }}", "không có trường “Tên”. Có phải tên đúng là “ten”."),
        ("{{ xyzt }}", "không có trường “xyzt”. Xem tên đúng"),
        ("{{ ten.a }}", "“ten” không có phần nào"),
        ("{{ danh_sach }}", "“danh_sach” là danh sách: lặp bằng {%p for một in danh_sach %}"),
        ("{% for muc in danh_sach %}{{ muc }}{% endfor %}", "“muc” có nhiều phần, ghi thêm dấu chấm"),
        (
            "{% for muc in danh_sach %}{{ muc.tenn }}{% endfor %}",
            "không có trường “tenn”. Có phải tên đúng là “ten”.",
        ),
        ("{% for ten in danh_sach %}{% endfor %}", "không đặt tên “ten”"),
        ("{% for muc in ten %}{% endfor %}", "“ten” không phải là danh sách"),
        ("{{ ten | xml }}", "không có phép “xml”"),
        ("{{ ten | safe }}", "không có phép “safe”"),
        ("{{ ten", tags.UNFINISHED),
        ("ten }}", tags.UNFINISHED),
        ("{{ ten }", tags.UNFINISHED),
        ("{{ ten ten }}", tags.SYNTAX),
        ("{{ }}", tags.SYNTAX),
        ("{%%}", tags.SYNTAX),
        ("{% if ten %}a", "chưa đóng. Thêm thẻ {% endif %}"),
        ("{% for muc in danh_sach %}a", "chưa đóng. Thêm thẻ {% endfor %}"),
        ("a{% endif %}", tags.NEVER_OPENED),
        ("{% if ten %}{% endfor %}{% endif %}", tags.NEVER_OPENED),
        ("{% tr for muc in danh_sach %}", tags.APART),
        ("{%tr for muc in danh_sach %}", tags.NO_TABLE),
        ("a {%p if ten %}", tags.ALONE["p"]),
        ("{%p\u00a0if ten %}", tags.ODD_SPACE),
        ("{{r ten }}", tags.NO_PREFIX),
        ("{%r if ten %}", tags.NO_PREFIX),
        ("{%- if ten %}a{% endif %}", judging.FORBIDDEN),
        ("{# a #}", judging.FORBIDDEN),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, said: str) -> None:
    told = faults("Trước", text)
    assert told and told[0].startswith(f"Đoạn 2 (“{' '.join(text.split())[:20]}"), told
    assert any(said in one for one in told)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ten.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ ten['__class__'] }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ loop }}",
        "{{ range(10) }}",
        "{{ ten.upper() }}",
        "{{ ten * 1000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ ten ~ ten }}",
        "{{ ten % 1 }}",
        "{{ 'a{}'.format(ten) }}",
        "{{ ten[0] }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ ten if ten else ten }}",
        "{{ '<w:p>' }}",
        "{{ ten | attr('__class__') }}",
        "{{ ten | map('upper') }}",
        "{{ noi_nhan | join('{{') }}",
        "{{ ten is defined }}",
        "{% set a = 1 %}",
        "{% include 'a' %}",
        "{% import 'os' as os %}",
        "{% extends 'a' %}",
        "{% macro a() %}{% endmacro %}",
        "{% raw %}a{% endraw %}",
        "{% autoescape false %}{{ ten }}{% endautoescape %}",
        "{% filter upper %}a{% endfilter %}",
        "{% do a %}",
        "{% for a, b in danh_sach %}{% endfor %}",
        "{% for muc in danh_sach recursive %}{% endfor %}",
        "{% for muc in range(9) %}{% endfor %}",
        "{% vm %}",
        "{% hm %}",
        "{% colspan ten %}",
        "{% cellbg ten %}",
        "{{ " + "(" * 3000 + "ten" + ")" * 3000 + " }}",
    ],
)
def test_no_way_out_of_the_sandbox(text: str) -> None:
    assert faults(text)
    if "raw" in text:
        return  # for Jinja it is text like any other
    with pytest.raises(Refused):
        engine.filled(docx(text), SAMPLE, SAMPLE, is_draft=False)


def test_loops_in_loops_in_loops() -> None:
    deep = "".join(f"{{% for m{at} in danh_sach %}}" for at in range(4)) + "{% endfor %}" * 4
    assert any(judging.TOO_DEEP in one for one in faults(deep))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ((*ROWS[:1], ("{%tr for muc in danh_sach %}{{ muc.ten }}", "{%tr endfor %}")), tags.ALONE["tr"]),
        ((*ROWS, ("{% endfor %}", "")), "cùng loại và cùng một nơi"),
        (ROWS, "chưa đóng. Thêm thẻ {%tr endfor %}"),
        ((*ROWS[:1], ("{% for muc in danh_sach %}", ""), ("{{ muc.ten }}", "{% endfor %}")), "cùng một nơi"),
        ((("{%tc if ten %}", "b"), ("a", "{%tc endif %}")), "cùng một nơi"),
    ],
)
def test_a_table_that_would_be_torn(table: tuple[tuple[str, str], ...], said: str) -> None:
    told = faults(table=table)
    assert told[0].startswith("Bảng 1, hàng ") and any(said in one for one in told), told


def test_places_in_headers_and_tables() -> None:
    assert faults(header="{{ x }}")[0].startswith("Đầu trang, đoạn 1 (“{{ x }}”)")
    told = faults("{{ ten }}", table=(("a", "b"), ("c", "{{ x }}")))
    assert told == [
        "Bảng 1, hàng 2 (“{{ x }}”): không có trường “x”. Xem tên đúng ở trang Các trường dùng được."
    ]


def test_a_tag_that_word_tore_into_runs() -> None:
    good = docx("{{ ten }}")
    torn = "<w:t>{{ t</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>en }}</w:t>"
    data = changed(good, document=("<w:t>{{ ten }}</w:t>", torn))
    assert engine.faults(data, SAMPLE) == []
    assert engine.filled(data, SAMPLE, SAMPLE, is_draft=False)[:2] == b"PK"


def test_tags_that_nobody_sees() -> None:
    data = changed(docx("{{ ten }}"), document=("<w:p>", '<w:p w:rsidR="{{ x }}">'))
    assert engine.faults(data, SAMPLE) == [f"{tags.HIDDEN.format(area='Mẫu')}."]
    deleted = '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{{ x }}</w:delText></w:r></w:del>'
    data = changed(docx("{{ ten }}"), document=("<w:p>", deleted))
    assert engine.faults(data, SAMPLE) == [f"{tags.HIDDEN.format(area='Mẫu')}."]


def test_at_most_so_many_are_told_and_none_is_none() -> None:
    assert len(faults(*["{{ x }}"] * 30)) == tags.MOST_TOLD
    with pytest.raises(Refused, match="chưa có trường nào"):
        faults("Không có gì")
