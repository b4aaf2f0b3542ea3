"""What a contest asks of a person: in which words, and what the rules force."""

from __future__ import annotations

import itertools

import pytest

from contest.people import asking
from contest.people.asking import LEAST, NEVER, USUAL, Ask, Fields, forced, told

EVERY = [Fields(year, phone, unit) for year, phone, unit in itertools.product(Ask, repeat=3)]


def names(fields: Fields, ask: Ask) -> list[str]:
    return [row.name for row in told(fields) if row.ask is ask]


def test_what_contests_asked_before_and_the_least() -> None:
    assert names(USUAL, Ask.REQUIRED) == ["họ tên", "đơn vị", "năm sinh"]
    assert names(USUAL, Ask.OPTIONAL) == ["số điện thoại"]
    assert names(LEAST, Ask.REQUIRED) == ["họ tên", "đơn vị", "đã đủ 16 tuổi hay chưa"]
    assert names(LEAST, Ask.OPTIONAL) == []


@pytest.mark.parametrize("fields", EVERY, ids=str)
def test_the_guardians_consent_never_hangs_in_the_air(fields: Fields) -> None:
    """Somebody's year, or whether they are 16, is always asked."""
    asked = names(fields, Ask.REQUIRED)
    assert ("năm sinh" in asked) is not ("đã đủ 16 tuổi hay chưa" in asked)


@pytest.mark.parametrize("fields", EVERY, ids=str)
def test_rules_about_age_need_the_year_and_change_nothing_else(fields: Fields) -> None:
    made = forced(fields, by_age=True)
    assert made == Fields(Ask.REQUIRED, fields.phone, fields.unit)
    assert forced(fields, by_age=False) == fields
    assert forced(made, by_age=True) == made


@pytest.mark.parametrize("fields", EVERY, ids=str)
def test_the_sentences_name_all_that_is_asked_and_nothing_else(fields: Fields) -> None:
    must, *rest = asking.sentences(fields)
    free = rest[0] if len(rest) == 2 else ""
    assert rest[-1] == NEVER
    assert ("số điện thoại" in must) is (fields.phone is Ask.REQUIRED)
    assert ("số điện thoại" in free) is (fields.phone is Ask.OPTIONAL)
    assert ("năm sinh" in must + free) is (fields.year is not Ask.OFF)
    assert ("đơn vị để" in must) is (fields.unit is Ask.REQUIRED)
    line = asking.in_a_line(fields)
    for row in told(fields):
        assert row.name in line
    assert ("nếu bạn muốn" in line) is bool(names(fields, Ask.OPTIONAL))


def test_the_words() -> None:
    assert asking.sentences(USUAL) == (
        "Khi đăng ký, người dự thi ghi họ tên để xếp hạng, ghi giấy chứng nhận; "
        "đơn vị để tính thành tích cho đơn vị; "
        "năm sinh để biết ai chưa đủ 16 tuổi và phân biệt người trùng tên.",
        "Không bắt buộc: số điện thoại chỉ để báo tin khi được giải.",
        NEVER,
    )
    assert "quy định về tuổi trong thể lệ" in asking.sentences(USUAL, by_age=True)[0]
    assert asking.named(USUAL) == "họ tên, năm sinh và đơn vị"
    assert asking.named(LEAST) == "họ tên và đơn vị"
    assert asking.named(Fields(Ask.OFF, Ask.OFF, Ask.OPTIONAL)) == "họ tên"
    assert asking.in_a_line(LEAST) == "Chúng tôi chỉ hỏi họ tên, đơn vị, đã đủ 16 tuổi hay chưa."


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_a_list_in_a_sentence(words: list[str], said: str) -> None:
    assert asking.listed(words) == said
