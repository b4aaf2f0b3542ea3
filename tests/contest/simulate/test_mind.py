"""What people know and choose: by text alone, whatever the order of options and questions."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from contest.simulate.chance import Chance
from contest.simulate.entering import invented
from contest.simulate.mind import Mind, sample_bank
from contest.simulate.names import full_name
from contest.simulate.paper import Asked
from contest.units.rules import clean_name

OPTIONS = (("k1", "Bốn năm"), ("k2", "Ba năm"), ("k3", "Hai năm"), ("k4", "Một năm"))


def mind(person: int = 1, seed: int = 1) -> Mind:
    return Mind(Chance((seed, "person", person)), {})


def asked(kind: str = "one", text: str = "Bao lâu?", options: tuple[tuple[str, str], ...] = OPTIONS) -> Asked:
    return Asked(1, kind, text, options)


@given(st.integers(0, 200), st.permutations(OPTIONS))
def test_the_order_of_options_does_not_matter(person: int, shown: list[tuple[str, str]]) -> None:
    for kind in ("one", "several"):
        there = mind(person).choice(asked(kind, options=tuple(shown)))
        assert there == mind(person).choice(asked(kind))


@given(st.integers(0, 200))
def test_ids_of_options_do_not_matter(person: int) -> None:
    """Another server gives other ids to the same texts: the same text is chosen."""
    other = tuple((f"z{place}", text) for place, (_, text) in enumerate(OPTIONS))
    first, second = mind(person).choice(asked()), mind(person).choice(asked(options=other))
    assert dict(OPTIONS).get(first) == dict(other).get(second)


@given(st.integers(0, 500), st.integers(0, 5))
def test_every_answer_is_one_that_the_kind_takes(person: int, question: int) -> None:
    text = f"Câu {question}?"
    one = mind(person).choice(asked("one", text))
    assert one in {"", "k1", "k2", "k3", "k4"}
    several = mind(person).choice(asked("several", text))
    assert several == "" or set(several.split(",")) <= {"k1", "k2", "k3", "k4"}
    assert several == ",".join(sorted(several.split(",")))
    assert mind(person).choice(asked("true_false", text, ())) in {"", "dung", "sai"}
    for kind in ("number", "prediction"):
        number = mind(person).choice(asked(kind, text, ()))
        assert number == "" or number.isdigit()


def test_who_has_learnt_it_all_knows_it() -> None:
    learnt = {"Bao lâu?": frozenset({"Ba năm"})}
    right = [Mind(Chance((1, n)), learnt).choice(asked()) == "k2" for n in range(400)]
    guessed = [Mind(Chance((1, n)), {}).choice(asked()) == "k2" for n in range(400)]
    assert sum(right) > 2 * sum(guessed)


def test_a_known_number_and_several_right_options() -> None:
    learnt = {"Mấy?": frozenset({"42"}), "Những ai?": frozenset({"Bốn năm", "Hai năm"})}
    people = [Mind(Chance((1, n)), learnt) for n in range(50)]
    assert "42" in {one.choice(asked("number", "Mấy?", ())) for one in people}
    assert "k1,k3" in {one.choice(asked("several", "Những ai?")) for one in people}


def test_a_known_answer_that_is_not_on_the_page_is_guessed() -> None:
    learnt = {"Bao lâu?": frozenset({"Trăm năm"})}
    assert all(Mind(Chance((1, n)), learnt).choice(asked()) in {"", *dict(OPTIONS)} for n in range(50))


def test_the_last_tap_is_the_choice() -> None:
    """Changing one's mind never changes the mark: it stays a function of seed, person and text."""
    taps = [(mind(n).taps(asked()), mind(n).choice(asked())) for n in range(500)]
    assert all(made == () if final == "" else made[-1] == final for made, final in taps)
    assert any(len(made) == 2 for made, _ in taps)
    assert all(made[0] != made[1] for made, _ in taps if len(made) == 2)
    assert any(made == () for made, _ in taps)


def test_habits_are_as_common_as_they_should_be() -> None:
    people = [mind(n) for n in range(1000)]
    assert 840 < sum(one.hands_in for one in people) < 920
    assert 50 < sum(one.changes_phone for one in people) < 110
    assert 200 < sum(bool(one.dead_zone) for one in people) < 300
    assert {one.most_attempts for one in people} == {1, 2, 3}
    assert all(0.3 <= one.skill < 0.98 for one in people)


def test_the_sample_bank_is_known_by_its_texts() -> None:
    bank = sample_bank()
    assert len(bank) > 40
    assert all(text == " ".join(text.split()) for text in bank)
    assert all(bank.values())


def test_names_are_real_ones_with_one_letter_words_among_them() -> None:
    names = [full_name(Chance((1, n))) for n in range(2000)]
    assert all(clean_name(name) == name for name in names)
    sedang = [name for name in names if name.split()[0] in ("A", "Y")]
    assert 700 < len(sedang) < 1100
    assert {name.split()[0] for name in sedang} == {"A", "Y"}
    assert {len(name.split()) for name in names} >= {2, 3, 4}


def test_the_same_seed_is_the_same_people_and_another_is_others() -> None:
    def crowd(seed: int) -> list[object]:
        return [invented(Chance((seed, "person", n))) for n in range(30)]

    assert crowd(1) == crowd(1)
    assert crowd(1) != crowd(2)


def test_people_are_of_all_ages() -> None:
    ages = [invented(Chance((1, n))).age for n in range(500)]
    assert min(ages) >= 12
    assert max(ages) <= 62
    assert any(age < 16 for age in ages)


def test_thinking_takes_its_time() -> None:
    some = mind()
    assert all(1 <= some.seconds(1, 3, n) <= 3 for n in range(200))
    shuffled = list(range(20))
    random.Random(1).shuffle(shuffled)
    assert {n: some.seconds(1, 3, n) for n in shuffled} == {n: some.seconds(1, 3, n) for n in range(20)}
