"""Making a contest: from every template, as a copy, twice at once; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contest.accounts import service as accounts
from contest.accounts.states import ContestRole, Role
from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.errors import Invalid
from contest.office import service as office
from contest.office.rules import Identity
from contest.planning import making, readiness, service, templates
from contest.planning import rules as planned
from contest.planning.states import Group
from contest.planning.templates import TEMPLATES
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
def test_every_template_makes_a_draft(
    sqlite_database: Database, clock: Clock, template: templates.Template
) -> None:
    plans.fill_bank()
    round_id = plans.make(clock.now, base=template.key)
    view = plans.view(round_id, clock.now)
    assert (view.phase, view.rules, view.name) == (Phase.DRAFT, template.rules, template.round_name)
    assert (view.audience, view.slug) == (template.audience, "tim-hieu-chuyen-doi-so")


def test_a_training_is_tested_before_and_after(sqlite_database: Database, clock: Clock) -> None:
    plans.fill_bank()
    first = plans.view(plans.make(clock.now, base="training"), clock.now)
    with reading() as db:
        rounds = [one for one in campaigns.every(db, clock.now) if one.campaign_id == first.campaign_id]
    before, after = sorted(rounds, key=lambda one: one.number)
    assert [one.name for one in (before, after)] == ["Trước tập huấn", "Sau tập huấn"]
    assert after.opens_at - before.opens_at == after.closes_at - before.closes_at == timedelta(days=7)
    assert (before.rules_sha256, before.phase) == (after.rules_sha256, after.phase)


def test_its_maker_owns_it_and_nobody_else_sees_it(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    owner = plans.member(clock.now)
    round_id = plans.make(clock.now, owner)
    with reading() as db:
        campaign_id = campaigns.campaign_of(db, round_id) or ""
        ((member, part),) = accounts.parts_in(db, campaign_id)
        assert audit.verify(db).whole
        assert campaigns.on_show(db, clock.now) == ()
    assert (member.id, part) == (owner.id, ContestRole.OWNER)


def test_the_same_form_twice_is_one_contest(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    key = "k7q2m94x0a1bc"
    first = plans.make(clock.now, key=key)
    assert plans.make(clock.now, plans.member(clock.now), key=key, title="Tên khác") == first
    with reading() as db:
        assert len(campaigns.every(db, clock.now)) == 1


def test_the_key_of_somebody_elses_contest_opens_nothing(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    key = "k7q2m94x0a1bc"
    plans.make(clock.now, key=key)
    with pytest.raises(campaigns.Conflict):
        plans.make(clock.now, plans.member(clock.now, "nguoi-khac"), key=key, title="Tên khác")


def test_the_same_title_gets_another_address(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    slugs = [plans.view(plans.make(clock.now), clock.now).slug for _ in range(3)]
    assert slugs == [f"tim-hieu-chuyen-doi-so{ending}" for ending in ("", "-2", "-3")]


def test_a_bank_without_topics_gets_a_paper_all_the_same(sqlite_database: Database, clock: Clock) -> None:
    plans.fill_bank(20, topics=())
    view = plans.view(plans.make(clock.now), clock.now)
    assert [(line.topic, line.count) for line in view.rules.blueprint] == [(None, 15)]


def test_every_round_is_fitted_to_the_bank(sqlite_database: Database, clock: Clock) -> None:
    """Both rounds of a training change together, and both can be scheduled."""
    plans.fill_bank(20, topics=())
    found = plans.loaded(plans.make(clock.now, base="training"), clock.now)
    assert [[line.topic for line in each.rules.blueprint] for each in found.rounds] == [[None], [None]]
    assert len(found.peers) == 2
    for each in found.rounds:
        with writing() as db:
            readiness.schedule(db, audit.SERVER, each.id, clock.now)


def test_rounds_alike_stay_alike_where_the_bank_changes_between_them(
    sqlite_database: Database, clock: Clock
) -> None:
    """The only questions of the topics run out before the second round opens."""
    first_opens, _ = planned.first_window(clock.now)
    plans.fill_bank(20, topics=())
    plans.fill_bank(topics=("cds", "cchc"), valid_until=(first_opens + timedelta(days=3)).date())
    found = plans.loaded(plans.make(clock.now, base="training"), clock.now)
    assert [each.rules for each in found.rounds] == [templates.BY_KEY["training"].rules] * 2


def test_a_copy_on_another_bank_is_fitted_round_by_round(sqlite_database: Database, clock: Clock) -> None:
    """The second round has rules of its own: its topics go, and nothing else."""
    plans.fill_bank()
    plans.fill_bank(20, slug="other", topics=())
    source = plans.make(clock.now, base="training")
    second = plans.loaded(source, clock.now).rounds[1].id
    with writing() as db:
        own = plans.loaded(source, clock.now).rounds[1].rules.changed(seconds=600)
        editing.set_rules(db, [second], own, clock.now)
    copy = plans.make(clock.now, base=making.COPY + source, bank="other")
    first, second_copy = plans.loaded(copy, clock.now).rounds
    loose = [(line.topic, line.count) for line in first.rules.blueprint]
    assert loose == [(line.topic, line.count) for line in second_copy.rules.blueprint] == [(None, 15)]
    assert (first.rules.seconds, second_copy.rules.seconds) == (1200, 600)


def test_a_copy_has_the_rules_the_words_and_the_weeks(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    source = plans.make(clock.now, base="weekly")
    plans.change(source, Group.NAME, clock.now, contact="0260 000 0000", about="Chào bạn")
    with writing() as db:
        service.add_week(db, "staff00000001", source, source, clock.now)
    now = clock.move(days=30)
    copy = plans.make(now, base=making.COPY + source, title="Năm sau")
    old, new = plans.loaded(source, now).rounds, plans.loaded(copy, now).rounds
    assert [each.name for each in new] == [each.name for each in old] == ["Tuần 1", "Tuần 2"]
    assert [each.rules for each in new] == [each.rules for each in old]
    assert new[1].opens_at - new[0].opens_at == old[1].opens_at - old[0].opens_at == timedelta(days=7)
    assert (new[0].contact, new[0].about, new[0].phase) == ("0260 000 0000", "Chào bạn", Phase.DRAFT)
    assert new[0].seed_commitment != old[0].seed_commitment


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base": "nothing"}, "base"),
        ({"base": "copy-0000000000000"}, "base"),
        ({"bank": "nowhere"}, "bank"),
        ({"opens_at": "mai"}, "opens_at"),
        ({"closes_at": "2026-10-01T20:00"}, "closes_at"),
        ({"opens_at": "2026-10-01T08:00", "closes_at": "2026-10-02T08:00"}, "closes_at"),
    ],
)
def test_what_is_wrong(sqlite_database: Database, clock: Clock, changes: dict[str, Any], field: str) -> None:
    plans.fill_bank()
    with pytest.raises(Invalid) as wrong:
        plans.make(clock.now, **changes)
    assert list(wrong.value.fields) == [field]


def test_a_contest_of_others_is_no_model(sqlite_database: Database, clock: Clock) -> None:
    plans.fill_bank()
    theirs = plans.make(clock.now)
    stranger = plans.member(clock.now, "nguoi-khac")
    with pytest.raises(Invalid):
        plans.make(clock.now, stranger, base=making.COPY + theirs)
    with reading() as db:
        assert making.copyable(db, stranger, clock.now) == ()
        chief = plans.member(clock.now, "quan-tri", Role.ADMIN)
        assert [view.id for view in making.copyable(db, chief, clock.now)] == [theirs]
    assert plans.make(clock.now, chief, base=making.COPY + theirs)


def test_the_first_words_are_the_latest_contests_else_the_offices(
    sqlite_database: Database, clock: Clock
) -> None:
    plans.fill_bank()
    with reading() as db:
        assert making.first_words(db, clock.now) == making.FirstWords()
    with writing() as db:
        identity = Identity(name="UBND xã Đăk Tô", phone="0260 000 0000")
        office.save_identity(db, audit.SERVER, identity, clock.now)
    with reading() as db:
        found = making.first_words(db, clock.now)
    assert found == making.FirstWords("UBND xã Đăk Tô", "0260 000 0000")
    plans.make(clock.now, organiser="Đoàn xã Đăk Tô")
    with reading() as db:
        found = making.first_words(db, clock.now)
    assert found == making.FirstWords("Đoàn xã Đăk Tô", "0260 000 0000")
