"""The thể lệ beside the form: what changed is marked, nothing is lost or added by marking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns.prizes import Promised
from contest.planning import preview
from contest.planning.pages import Piece
from contest.planning.states import Group
from contest.planning.templates import TEMPLATES
from contest.ruleset.season import Season
from contest.web.filters import NBSP
from tests.contest.planning.test_drafting import SETTINGS, post

WORDS = st.lists(st.sampled_from(["một", "hai", "15 câu", "ba,", "bốn."]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_marking_keeps_every_word(old: str, new: str) -> None:
    assert "".join(piece.text for piece in preview.marked(old, new)) == new


@given(WORDS)
def test_the_same_words_are_not_marked(text: str) -> None:
    assert not any(piece.new for piece in preview.marked(text, text))


def test_only_the_changed_words_are_marked() -> None:
    assert preview.marked("Mỗi đề có 15 câu hỏi.", "Mỗi đề có 20 câu hỏi.") == (
        Piece("Mỗi đề có "),
        Piece("20 ", True),
        Piece("câu hỏi."),
    )


def test_nothing_typed_nothing_marked() -> None:
    articles = preview.articles(SETTINGS, SETTINGS, Group.PAPER)
    assert not any(article.changed for article in articles)
    assert [article.title for article in articles if article.here] == ["Điều 3. Đề thi và thời gian làm bài"]


def test_a_changed_length_is_marked_in_its_article_alone() -> None:
    articles = preview.articles(SETTINGS, post(Group.PAPER, minutes="20"), Group.PAPER)
    (changed,) = [article for article in articles if article.changed]
    assert changed.here
    new = [piece.text.strip() for item in changed.items for piece in item if piece.new]
    assert new == [f"20{NBSP}phút,"]


def test_a_new_article_is_new_and_shifts_no_marks() -> None:
    without = replace(SETTINGS, rules=TEMPLATES[2].rules)
    typed = post(Group.RANKING, without, prediction="participants")
    articles = preview.articles(without, typed, Group.RANKING)
    changed = [preview.NUMBER.sub("", article.title) for article in articles if article.changed]
    assert changed == ["Đề thi và thời gian làm bài", "Câu dự đoán", "Xếp hạng"]


@pytest.mark.parametrize("group", list(Group))
def test_every_group_is_about_articles_that_exist(group: Group) -> None:
    added_up = group is Group.SEASON
    settings = replace(SETTINGS, season=Season()) if added_up else SETTINGS
    articles = preview.articles(settings, settings, group, Promised((), ("Một giải nhất.",)))
    assert articles[-1].title == f"Điều {10 + added_up}. Giải thưởng"
    here = [article for article in articles if article.here]
    assert len(here) == len(preview.ABOUT[group])
