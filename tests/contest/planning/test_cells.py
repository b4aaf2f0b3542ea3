"""The blueprint as a table: nothing is lost on the way to the form and back, stock is true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.errors import Invalid
from contest.planning import cells
from contest.ruleset.rules import BlueprintLine as Line
from questions.blueprint import PoolItem
from questions.kinds import Kind, Level
from questions.wording import GRADED

TOPICS = st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: text.strip() == text and text != "*"
)
KINDS = st.none() | st.sampled_from(GRADED)
LINES = st.lists(
    st.builds(
        Line,
        count=st.integers(1, 200),
        topic=TOPICS,
        level=st.none() | st.sampled_from(list(Level)),
        kind=KINDS,
        part=st.integers(1, 6),
    ),
    max_size=12,
    unique_by=lambda line: (line.part, line.topic, line.level, line.kind),
).map(tuple)
ITEMS = st.lists(
    st.builds(
        PoolItem,
        st.integers(1, 10_000),
        st.lists(st.sampled_from(["cds", "cds-4a", "cchc", "tag-attt"]), max_size=2).map(tuple),
        st.sampled_from(list(Level)),
        st.sampled_from([Kind.one, Kind.several, Kind.number]),
    ),
    max_size=30,
    unique_by=lambda item: item.revision,
)


@given(LINES)
def test_a_blueprint_survives_its_form(lines: tuple[Line, ...]) -> None:
    assert cells.lines_of(cells.values(lines), lines, 6) == lines


@given(LINES, LINES)
def test_what_is_typed_is_what_is_stored(before: tuple[Line, ...], typed: tuple[Line, ...]) -> None:
    emptied = dict.fromkeys(cells.values(before), "")
    made = cells.lines_of(emptied | cells.values(typed), before, 6)
    assert sorted(map(str, made)) == sorted(map(str, typed))


@given(LINES)
def test_a_line_whose_cell_did_not_come_stays(lines: tuple[Line, ...]) -> None:
    assert cells.lines_of({}, lines, 6) == lines
    assert cells.lines_of(dict.fromkeys(cells.values(lines), ""), lines, 6) == ()


@given(LINES, st.integers(1, 6))
def test_what_belongs_to_a_part_that_is_gone_goes_with_it(lines: tuple[Line, ...], parts: int) -> None:
    kept = tuple(line for line in lines if line.part <= parts)
    assert cells.lines_of({}, lines, parts) == kept
    assert cells.lines_of(cells.values(lines), (), parts) == kept
    assert all(cells.is_cell(name) and cells.part_of(name) <= 6 for name in cells.values(lines))


@pytest.mark.parametrize(
    "name", ["question_seconds", "q1|*|*|cds", "q7|*|*|cds", "q22|*|*|cds", "quá|*|*|*", ""]
)
def test_what_is_no_cell(name: str) -> None:
    assert not cells.is_cell(name)
    assert cells.split({name: "1"}) == ({}, {name: "1"})


@given(LINES)
def test_every_line_has_a_row(lines: tuple[Line, ...]) -> None:
    shown = cells.rows(lines, cells.values(lines), ("cds", "cchc"))
    assert {(line.topic, line.kind) for line in lines} <= set(shown)
    assert len(shown) == len(set(shown)) <= cells.MOST_ROWS


@given(st.dictionaries(st.text(max_size=20).map(lambda name: "q|" + name), st.text(max_size=5), max_size=8))
def test_garbage_is_refused_beside_its_cell_or_taken(typed: dict[str, str]) -> None:
    counts, rest = cells.split(typed)
    assert rest == {}
    try:
        made = cells.lines_of(counts)
    except Invalid as wrong:
        assert wrong.fields.keys() <= counts.keys()
        assert wrong.fields
    else:
        assert cells.lines_of(cells.values(made)) == made


@pytest.mark.parametrize("count", ["-1", "1,5", "ba", "201", "٣", "1000", "1 0", "+2"])
def test_a_count_is_a_number_up_to_two_hundred(count: str) -> None:
    with pytest.raises(Invalid) as wrong:
        cells.lines_of({"q|*|*|cds": count, "q|*|*|cchc": "2"})
    assert wrong.value.fields == {"q|*|*|cds": cells.NO_NUMBER}


@pytest.mark.parametrize("count", ["0", "00", "000"])
def test_nothing_wanted_is_no_line(count: str) -> None:
    assert cells.lines_of({"q|*|*|cds": count}) == ()


@given(ITEMS)
def test_stock_counts_each_question_once(items: list[PoolItem]) -> None:
    counted = cells.stock(items)
    assert counted.of(None, None, None) == len(items)
    by_level = sum(counted.of(None, level, None) for level in Level)
    assert by_level == len(items)
    assert counted.of("cds", None, None) == sum(1 for item in items if {"cds", "cds-4a"} & set(item.topics))


@given(LINES.filter(bool), ITEMS)
def test_a_line_alone_lacks_what_the_stock_lacks(lines: tuple[Line, ...], items: list[PoolItem]) -> None:
    line = lines[0]
    lacking = max(0, line.count - cells.stock(items).of(line.topic, line.level, line.kind))
    assert cells.missing((line,), items) == ({cells.name_of(line): lacking} if lacking else {})


def test_lines_that_want_the_same_questions_lack_some_together() -> None:
    items = [PoolItem(number, ("cds",), Level.apply, Kind.one) for number in range(3)]
    lines = (Line(count=2, topic="cds"), Line(count=2, level=Level.apply))
    assert sum(cells.missing(lines, items).values()) == 1


def test_a_template_fits_a_bank_without_topics() -> None:
    items = tuple(PoolItem(number, (), Level.apply, Kind.one) for number in range(5))
    lines = (Line(count=3, topic="cds"), Line(count=2, topic="cchc"))
    assert cells.fitted(lines, items) == (Line(count=5),)
    assert cells.fitted(lines, items[:4]) == lines
    assert cells.fitted((Line(count=2),), items) == (Line(count=2),)


def test_the_topics_worth_a_row() -> None:
    found = cells.usual_topics(("cds-4a", "tag-attt", "rieng"), ("cds", "cchc", "tag-attt"))
    assert found == ("cds", "tag-attt", "rieng")
