"""How an answer is written: one canonical text for what is the same, a sentence for what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.answering import (
    LONGEST_ANSWER,
    LONGEST_SUGGESTION,
    MOST_PAIRS,
    AnswerError,
    given_to,
    join,
    pairs,
    parse_answer,
    understood,
)
from questions.folding import is_text
from questions.kinds import Content, Kind, make_options

TEXTS = ("một", "hai", "ba", "bốn")
TARGETS = ("x", "y", "z", "t", "u")


def content(kind: Kind, places: int = 0) -> Content:
    targets = make_options(kind, TARGETS) if kind is Kind.matching else ()
    return Content(kind, "?", make_options(kind, TEXTS), targets=targets, places=places)


def ids(kind: Kind) -> list[str]:
    return [option.id for option in make_options(kind, TEXTS)]


@st.composite
def answered(draw: st.DrawFn) -> tuple[Content, str]:
    """A question and something that may be sent for it, more often understood than not."""
    kind = draw(st.sampled_from(Kind))
    asked = content(kind, draw(st.integers(0, 6)))
    options = [option.id for option in asked.options] or ["dung"]
    values = ["dung", "sai", "1", "2", "3", "4", *(target.id for target in asked.targets)]
    pair = st.builds("{}:{}".format, st.sampled_from(options), st.sampled_from(values))
    several = st.lists(st.sampled_from(options) | pair, max_size=6).map(",".join)
    figures = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)
    return asked, draw(several | figures | st.text(max_size=250))


@given(answered())
def test_canonical_is_stored_as_it_is(case: tuple[Content, str]) -> None:
    asked, raw = case
    try:
        once = parse_answer(asked, raw)
    except AnswerError as error:
        assert str(error).endswith(".") and str(error)[0].isupper()
        assert understood(asked, raw) == ""
        return
    assert len(once) <= (LONGEST_SUGGESTION if asked.kind is Kind.suggestion else LONGEST_ANSWER)
    assert parse_answer(asked, once) == once == understood(asked, raw)


@pytest.mark.parametrize("kind", [Kind.statements, Kind.ordering, Kind.matching])
@given(data=st.data())
def test_the_order_of_pairs_does_not_matter(kind: Kind, data: st.DataObject) -> None:
    values = {
        Kind.statements: ["dung", "sai", "dung", "sai"],
        Kind.ordering: ["3", "1", "4", "2"],
        Kind.matching: [target.id for target in make_options(kind, TARGETS)],
    }[kind]
    given_now = dict(zip(ids(kind), values, strict=False))
    order = data.draw(st.permutations(list(given_now.items())))
    raw = " , ".join(f"{option} : {value}" for option, value in order)
    assert parse_answer(content(kind), raw) == join(given_now)
    assert pairs(join(given_now)) == given_to(content(kind), raw) == given_now


@pytest.mark.parametrize("kind", [Kind.statements, Kind.ordering, Kind.matching])
def test_what_was_left_open_is_no_pair(kind: Kind) -> None:
    first, second, *_ = ids(kind)
    value = content(kind).targets[0].id if kind is Kind.matching else "1" if kind is Kind.ordering else "sai"
    assert parse_answer(content(kind), f"{first}:,{second}:{value},") == f"{second}:{value}"
    assert parse_answer(content(kind), f"{first}:,{second}:") == ""


@pytest.mark.parametrize(
    ("kind", "raw", "message"),
    [
        (Kind.one, "lạ", "không có trong câu hỏi"),
        (Kind.several, "lạ", "không có trong câu hỏi"),
        (Kind.statements, "{0}:có", "không có trong câu hỏi"),
        (Kind.statements, "lạ:dung", "không có trong câu hỏi"),
        (Kind.statements, "{0}:dung,{0}:sai", "chỉ nhận một câu trả lời"),
        (Kind.ordering, "{0}:5", "không có trong câu hỏi"),
        (Kind.ordering, "{0}:0", "không có trong câu hỏi"),
        (Kind.ordering, "{0}:2,{1}:2", "cùng mang số thứ tự 2"),
        (Kind.matching, "{0}:{1}", "không có trong câu hỏi"),
        (Kind.number, "mười", "chữ số"),
        (Kind.number, "1,5", "số nguyên"),
        (Kind.short, "x" * 201, "dài quá 200"),
    ],
)
def test_what_is_no_answer_is_told(kind: Kind, raw: str, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        parse_answer(content(kind), raw.format(*ids(kind)))


def test_two_options_may_belong_to_one_target() -> None:
    first, second, *_ = ids(Kind.matching)
    target = content(Kind.matching).targets[0].id
    assert len(pairs(parse_answer(content(Kind.matching), f"{first}:{target},{second}:{target}"))) == 2


def test_the_most_pairs_fit_an_answer() -> None:
    texts = tuple(f"ý {number}" for number in range(MOST_PAIRS))
    options, targets = make_options(Kind.matching, texts), make_options(Kind.matching, texts[::-1])
    asked = Content(Kind.matching, "?", options, targets=targets)
    raw = join(dict(zip((one.id for one in options), (one.id for one in targets), strict=True)))
    assert parse_answer(asked, raw) == raw and len(raw) <= LONGEST_ANSWER


def test_words_are_kept_as_typed_but_for_signs_that_nobody_sees() -> None:
    asked = content(Kind.short)
    assert parse_answer(asked, "  VNeID\u200b \t hai\nba ") == "VNeID hai ba"
    assert parse_answer(asked, "\u200b\u0000") == ""
    # Composed it would be longer than what is stored.
    with pytest.raises(AnswerError, match="dài quá"):
        parse_answer(asked, "\u0958" * 150)


# --- in one's own words ---------------------------------------------------------------------------

OPEN = Content(Kind.suggestion, "Cần làm gì?")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("Mở lớp ở thôn.", "Mở lớp ở thôn."),
        ("  Mở lớp.\r\n\r\n\r\n\r\n Thêm máy. ", "Mở lớp.\n\nThêm máy."),
        ("mo\u031b\u0309 lo\u031b\u0301p", "mở lớp"),
        ("a\u200bb\u202e\x07c", "abc"),
        ("a\u2028b", "a\nb"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("  hai  dấu cách  ", "hai  dấu cách"),
    ],
)
def test_lines_stay_as_they_were_written(typed: str, kept: str) -> None:
    assert parse_answer(OPEN, typed) == kept


@pytest.mark.parametrize("spare", [0, 1])
def test_the_border_of_a_suggestion(spare: int) -> None:
    text = "ý" * (LONGEST_SUGGESTION + spare)
    if spare:
        with pytest.raises(AnswerError, match=r"dài quá 2\.000 ký tự"):
            parse_answer(OPEN, text)
        assert understood(OPEN, text) == ""
    else:
        assert parse_answer(OPEN, text) == text


@given(st.text(max_size=400))
def test_what_is_kept_can_be_stored_and_printed(typed: str) -> None:
    kept = parse_answer(OPEN, typed)
    assert is_text(kept) and kept == kept.strip() and "\n\n\n" not in kept
