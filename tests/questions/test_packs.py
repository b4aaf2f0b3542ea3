"""The packs that come along: their names, their files, and what approved questions say of them."""

from __future__ import annotations

import pytest

from questions import packs
from questions.kinds import Content
from questions.packs import Pack


def test_every_file_is_a_pack_and_has_a_name_of_its_own() -> None:
    found = packs.every()
    assert {pack.path for pack in found} == set(packs.FOLDER.glob("*.txt"))
    assert all(pack.name != pack.slug for pack in found)
    assert len({pack.name for pack in found}) == len(found) >= 5


def test_a_file_without_a_name_of_ours_comes_last(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("data")
    for slug in ("an-toan-so", "rieng", "chuyen-doi-so"):
        (folder / f"{slug}.txt").write_text("")
    monkeypatch.setattr(packs, "FOLDER", folder)
    packs.every.cache_clear()
    try:
        assert [pack.slug for pack in packs.every()] == ["chuyen-doi-so", "an-toan-so", "rieng"]
    finally:
        packs.every.cache_clear()


@pytest.mark.parametrize("pack", packs.every(), ids=lambda pack: pack.slug)
def test_a_pack_is_found_and_read(pack: Pack) -> None:
    assert packs.find(pack.slug) == pack
    assert packs.questions_of(pack) and packs.questions_of(pack) is packs.questions_of(pack)
    assert packs.approving(pack.approver) == pack
    assert len(pack.approver) <= 80


@pytest.mark.parametrize("pack", packs.every(), ids=lambda pack: pack.slug)
def test_what_is_stored_asks_the_choices_of_the_file(pack: Pack) -> None:
    for question in packs.questions_of(pack):
        stored = Content.from_json(question.content().to_json())
        assert (stored.text, stored.choices) == (question.text, question.choices)
        assert question.key().pairs == () and stored.targets == ()


def test_staff_and_nobody_are_no_pack() -> None:
    assert packs.approving("") is packs.approving("k7q2m94x0a1bc") is packs.approving("chuyen-doi-so") is None
    assert packs.find("khong-co") is None


def test_a_pack_that_is_gone_is_still_named() -> None:
    assert packs.approving("pack:cu") == Pack("cu", "cu")
