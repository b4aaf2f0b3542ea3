"""What a template may say, on Jinja's own tree: each way to say too much, with the words it is told in."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from contest.filling import judging
from contest.filling.judging import Scope, Wrong

SCOPE: Scope = {
    "ten": "A",
    "so": 3,
    "nhan": ["a"],
    "muc": [{"ten": "B", "con": [{"ten": "C"}]}],
    "ai": {"ho": "D"},
}


def said(text: str) -> str:
    """What is wrong with it; "" for nothing."""
    try:
        judging.whole(Environment(autoescape=True).parse(text), SCOPE)
    except Wrong as wrong:
        return str(wrong)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{{ ten }}",
            "{{ so }}",
            "{{ ai.ho }}",
            "{{ ten | upper | lower }}",
            "{{ nhan | join }}",
            "{{ 1 }}",
        ),
        *("{{ nhan | join(', ') | upper }}", "{{ nhan | length }}", "{{ ten | length }}", "{{ not ten }}"),
        "{% for x in muc %}{{ x.ten }}{% for y in x.con %}{{ y.ten }}{{ loop.last }}{% endfor %}{% endfor %}",
        "{% for x in muc if x.ten %}{{ x.ten }}{% else %}{{ ten }}{% endfor %}",
        "{% for x in nhan %}{% for y in nhan %}{% for z in nhan %}{{ z }}" + "{% endfor %}" * 3,
        "{% if ten and so > 2 or not nhan %}{{ ten }}{% elif so == 1 %}{{ so }}{% else %}{{ so }}{% endif %}",
    ],
)
def test_what_may_be_said(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ ai }}", judging.IS_ROW.format(name="ai", fields="ho")),
        ("{{ muc }}", judging.IS_LIST.format(name="muc")),
        ("{{ ten.a }}", judging.NO_ROW.format(name="ten")),
        ("{{ ai.ho.x }}", judging.NO_ROW.format(name="ai.ho")),
        ("{% for x in so %}{% endfor %}", judging.NO_LIST.format(name="so")),
        ("{% for x in 'a' %}{% endfor %}", judging.NO_LIST.format(name="biểu thức")),
        ("{% for so in nhan %}{% endfor %}", judging.TAKEN.format(name="so")),
        ("{% for loop in nhan %}{% endfor %}", judging.TAKEN.format(name="loop")),
        ("{{ ten | join }}", judging.NO_LIST.format(name="ten")),
        ("{{ muc | join }}", judging.NO_LIST.format(name="muc")),
        ("{{ nhan | upper }}", judging.FORBIDDEN),
        ("{{ ten | upper(1) }}", judging.FORBIDDEN),
        ("{{ ten | length(1) }}", judging.FORBIDDEN),
        ("{{ nhan | join(',', 'a') }}", judging.FORBIDDEN),
        ("{{ nhan | join(d=',') }}", judging.FORBIDDEN),
        ("{{ nhan | join(*nhan) }}", judging.FORBIDDEN),
        ("{{ nhan | join(**ai) }}", judging.FORBIDDEN),
        ("{{ nhan | join('{') }}", judging.FORBIDDEN),
        ("{{ 1.5 }}", judging.FORBIDDEN),
        ("{{ none }}", judging.FORBIDDEN),
        ("{{ ten | trim }}", judging.NO_FILTER.format(name="trim")),
        ("{% for x in nhan recursive %}{% endfor %}", judging.FORBIDDEN),
        ("{% for x, y in nhan %}{% endfor %}", judging.FORBIDDEN),
        ("{% set x = 1 %}", judging.FORBIDDEN),
        ("{% if xyz %}{% endif %}", judging.UNKNOWN.format(name="xyz", hint=judging.NO_HINT)),
        ("{% if ten %}{% else %}{% set x = 1 %}{% endif %}", judging.FORBIDDEN),
        ("{% if ten %}{% elif tem.x %}{% endif %}", judging.UNKNOWN),
        ("{% for x in nhan %}{% else %}{{ x }}{% endfor %}", judging.UNKNOWN),
        ("{% for x in nhan if x.y %}{% endfor %}", judging.NO_ROW.format(name="x")),
        ("{% for x in nhan %}{% endfor %}{{ x }}", judging.UNKNOWN),
        ("{% for x in nhan %}{{ loop.cycle }}{% endfor %}", judging.UNKNOWN),
        ("{{ ten == so.a }}", judging.NO_ROW.format(name="so")),
        ("{{ so.a == ten }}", judging.NO_ROW.format(name="so")),
        ("{{ so.a and ten }}", judging.NO_ROW.format(name="so")),
        ("{{ ten or so.a }}", judging.NO_ROW.format(name="so")),
        ("{{ not so.a }}", judging.NO_ROW.format(name="so")),
    ],
)
def test_what_may_not(text: str, wanted: str) -> None:
    told = said(text)
    assert told == wanted or (wanted == judging.UNKNOWN and told.startswith("không có trường “")), told


@pytest.mark.parametrize(
    ("typed", "name", "hint"),
    [
        ("tenn", "tenn", judging.HINT.format(near="ten")),
        ("Tên", "Tên", judging.HINT.format(near="ten")),
        ("x" * 61, "x" * 60, judging.NO_HINT),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest(typed: str, name: str, hint: str) -> None:
    assert said(f"{{{{ {typed} }}}}") == judging.UNKNOWN.format(name=name, hint=hint)


def test_three_loops_in_each_other_and_no_fourth() -> None:
    def nested(depth: int) -> str:
        return "".join(f"{{% for x{at} in nhan %}}" for at in range(depth)) + "{% endfor %}" * depth

    assert (said(nested(3)), said(nested(4))) == ("", judging.TOO_DEEP)
