"""From a group's posted form to changed settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from contest.people.asking import Fields
from contest.planning import (
    cells,
    fixed,
    forms,
    part_forms,
    ranking,
    season_forms,
    selection_forms,
    suggested,
)
from contest.planning.drafting import Settings, ruled, seconds_of, timed
from contest.planning.ranking_forms import RankingForm
from contest.planning.selection_forms import RoundsForm
from contest.planning.states import Group
from contest.web.forms import PostedForm, read

Edit = Callable[[Settings], Settings]


def _name(form: forms.NameForm, settings: Settings) -> Settings:
    return replace(
        settings,
        title=form.title,
        organiser=form.organiser,
        contact=form.contact,
        about=form.about,
        slug=form.slug,
    )


def _locked_name(form: forms.LockedNameForm, settings: Settings) -> Settings:
    return replace(settings, contact=form.contact, about=form.about)


def _time(form: forms.TimeForm, settings: Settings) -> Settings:
    words = {"round_name": form.round_name, "opens_at": form.opens_at, "closes_at": form.closes_at}
    return timed(settings, **words)


def _people(form: forms.PeopleForm, settings: Settings) -> Settings:
    asked = Fields(form.asks_year, form.asks_phone, form.asks_unit, form.asks_photo == "1")
    worded = replace(settings, audience=form.audience, asked=asked)
    ticks = {"show_minors_masked": form.masked == "1", "by_hand": form.by_hand == "1"}
    return ruled(worded, {}, youngest=form.youngest, **ticks)


def _paper(
    form: forms.PaperForm,
    counts: Mapping[str, str],
    typed: Mapping[str, str],
    chosen: tuple[tuple[str, ...], tuple[str, ...]],
    settings: Settings,
) -> Settings:
    parts = part_forms.parts_of(typed, form.parts or 0)
    lines = cells.lines_of(counts, settings.rules.blueprint, form.parts or 1)
    changes = {
        "parts": parts,
        "seconds": seconds_of(form.minutes, form.seconds or 0, parts),
        "grace_seconds": form.grace_seconds,
        "keeps_expired": form.keeps_expired == "1",
        "asked_of": form.asked_of or None,
        "way": form.way,
        "question_seconds": form.question_seconds,
        "shifts": form.shifts,
        "fixed": chosen[0],
        "suggestions": chosen[1],
    }
    fields = {"blueprint": 1, "fixed": 1, "suggestions": 1, **forms.PaperForm.model_fields}
    return ruled(replace(settings, bank=form.bank), fields, blueprint=lines, **changes)


def _ranking(form: RankingForm, settings: Settings) -> Settings:
    fields = {"criteria": 1, **RankingForm.model_fields}
    return ruled(settings, fields, **ranking.changes(form, settings.rules))


def _rounds(form: RoundsForm, settings: Settings) -> Settings:
    return replace(
        settings,
        season=season_forms.season_of(form),
        selection=selection_forms.selection_of(form),
    )


def _publication(form: forms.PublicationForm, settings: Settings) -> Settings:
    shown = {"score": form.score, "board": form.board, "review": form.review}
    return ruled(
        settings,
        forms.PublicationForm.model_fields,
        visibility=settings.rules.visibility.model_copy(update=shown),
        minimum_unit_size=form.minimum_unit_size,
    )


Applied = tuple[type[forms.GroupForm], Callable[[Any, Settings], Settings]]
LOCKED_NAME: Applied = (forms.LockedNameForm, _locked_name)
PLAIN: Mapping[Group, Applied] = {
    Group.NAME: (forms.NameForm, _name),
    Group.TIME: (forms.TimeForm, _time),
    Group.PEOPLE: (forms.PeopleForm, _people),
    Group.RANKING: (RankingForm, _ranking),
    Group.SEASON: (RoundsForm, _rounds),
    Group.PUBLICATION: (forms.PublicationForm, _publication),
}


@dataclass(frozen=True)
class Asked:
    """What a form asks for: the version it was made from, what it does to the settings, and why."""

    version: str
    edit: Edit
    reason: str = ""


def edit_of(group: Group, posted: PostedForm) -> Asked:
    """What a posted form asks for.

    A form without a title is the one that is left of the name once people answer; whether that is so is
    asked where the change is stored.
    """
    if group is Group.PAPER:
        counts, rest = cells.split(posted.values)
        always, rest = fixed.split(rest)
        behind, rest = suggested.split(rest)
        typed, rest = part_forms.split(rest)
        paper = read(forms.PaperForm, PostedForm(rest, {}, {}))
        return Asked(paper.version, partial(_paper, paper, counts, typed, (always, behind)), paper.reason)
    is_short = group is Group.NAME and "title" not in posted.values
    model, apply = LOCKED_NAME if is_short else PLAIN[group]
    form = read(model, posted)
    return Asked(form.version, partial(apply, form), form.reason)
