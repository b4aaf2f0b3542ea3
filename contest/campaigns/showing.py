"""From a round to what its pages show. Pure: everything the pages say is decided here and tested here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from contest.campaigns import pools, ways
from contest.campaigns.amending import Amendment
from contest.campaigns.answers import of_everybody, seen_child
from contest.campaigns.audience_rules import Audience
from contest.campaigns.notice import RIGHTS
from contest.campaigns.pages import (
    Amended,
    Choices,
    ContestCard,
    EnterPage,
    LandingPage,
    Privacy,
    RuleSection,
    RulesPage,
    Standing,
    UnitRow,
    UnitsPage,
)
from contest.campaigns.progress import Progress
from contest.campaigns.rules import Phase, names_until
from contest.campaigns.service import RoundView
from contest.campaigns.staff_pages import RoundHead
from contest.campaigns.states import Way
from contest.office.rules import Notice
from contest.people import asking
from contest.ruleset import selection, wording
from contest.ruleset.differences import differences
from contest.ruleset.rules import Ties, board_channel
from contest.ruleset.text import Facts, results_shown, summary, the_le
from contest.ruleset.wording import COUNTED
from contest.units.service import Found
from contest.web.filters import NBSP, when

KIND = "Cuộc thi tìm hiểu"


def head(view: RoundView) -> RoundHead:
    """A round above the desk's pages about it."""
    title = " ".join(view.title.splitlines())
    return RoundHead(view.id, view.name, view.phase, view.opens_at, view.closes_at, title, view.paused_at)


def lines(text: str) -> tuple[str, ...]:
    """A title or an organiser as its author broke it into lines."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def seconds_left(view: RoundView, now: datetime) -> int:
    """Until it opens while waiting, until it closes while open; never more than is true."""
    if view.phase is Phase.WAITING:
        # Rounded up: the page must not promise an open door a moment before it opens.
        return -((now - view.opens_at) // timedelta(seconds=1))
    return max(0, (view.closes_at - now) // timedelta(seconds=1)) if view.phase is Phase.OPEN else 0


def audience(view: RoundView) -> str:
    """Who may enter, as far as the rules say."""
    youngest = view.rules.youngest
    aged = "" if youngest is None else f"từ {youngest}{NBSP}tuổi"
    words = view.only.whom if view.only else view.audience
    who = words[:1].upper() + words[1:]
    return f"{who or 'Mọi người'} {aged}" if aged else who


def choices(audiences: Sequence[Audience]) -> Choices:
    """Audiences to choose from."""
    return tuple((each.id, each.label, each.told) for each in audiences)


def has_board(view: RoundView) -> bool:
    """Whether the public board has something to show."""
    return view.phase is Phase.CLOSED or (view.phase is Phase.OPEN and board_channel(view.rules))


def minutes(view: RoundView) -> int:
    """The time limit for a sentence, rounded up."""
    return -(-view.rules.seconds // 60)


def card(view: RoundView) -> ContestCard:
    """A contest on the home page."""
    return ContestCard(
        slug=view.slug,
        title=" ".join(lines(view.title)),
        organiser=", ".join(lines(view.organiser)),
        round_name=view.own_name,
        phase=view.phase.value,
        opens=view.opens_at,
        closes=view.closes_at,
    )


def standing(done: Progress | None) -> Standing:
    """What this phone has done; None when it has not entered."""
    if done is None:
        return Standing()
    did = (done.open_attempt, done.next_slot, done.last_attempt, done.attempts_left)
    return Standing(True, *did, done.is_same, done.out)


def kind(view: RoundView) -> str:
    """What stands above the title; "" when the title says it itself, as a rehearsal's first line does."""
    begins = re.match(r"(cuộc thi|hội thi|tìm hiểu)\b", view.title, re.IGNORECASE)
    if view.rehearsal_of or (begins and begins[1].casefold() != "tìm hiểu"):
        return ""
    return "Cuộc thi" if begins else KIND


def landing(view: RoundView, done: Progress | None, now: datetime, origin: str = "") -> LandingPage:
    """The front page of a contest. ``origin``: the name of the round that selects for this one."""
    rules = view.rules
    return LandingPage(
        slug=view.slug,
        organiser=lines(view.organiser),
        kind=kind(view),
        title=lines(view.title),
        about=view.about,
        round=view.id,
        round_name=view.name,
        phase=view.phase.value,
        opens=view.opens_at,
        closes=view.closes_at,
        seconds=seconds_left(view, now),
        audience=audience(view),
        questions=rules.questions_count,
        has_prediction=rules.prediction is not None,
        suggestions=len(rules.suggestions),
        minutes=minutes(view),
        attempts=rules.attempts_allowed or 0,
        limits=wording.attempts(rules),
        counting=COUNTED[rules.counting],
        results=results_shown(rules),
        summary=summary(rules),
        contact=view.contact,
        mine=standing(done),
        has_board=has_board(view),
        paused=view.paused_at is not None,
        code_only=view.code_only,
        season=view.season is not None,
        chosen=selection.sentence(view.selection, origin) if view.selection and origin else "",
        listed=view.selection is not None and view.selection.public,
        amended_at=view.amended_at,
        which_code=ways.which_code(view.ways),
        by_class=Way.CLASS in view.ways,
        asked=asking.in_a_line(view.fields),
    )


def facts(view: RoundView, origin: str = "", rounds: Sequence[RoundView] = ()) -> Facts:
    """What the thể lệ says beside the rules. ``origin``: the name of the round that selects for this one;
    ``rounds``: those of the contest."""
    return Facts(
        title=" ".join(lines(view.title)),
        organiser=view.organiser,
        round_name=view.name,
        opens_at=view.opens_at,
        closes_at=view.closes_at,
        contact=view.contact,
        audience=view.only.whom if view.only else view.audience,
        group=view.only.short if view.only else "",
        ages=view.only.ages if view.only else "",
        season=view.season,
        selection=view.selection if origin else None,
        origin=origin,
        asked=view.fields,
        by_age=view.by_age,
        asked_again=any(pools.asks_again(view, each) for each in rounds),
    )


def amended(view: RoundView, changes: Sequence[Amendment]) -> tuple[Amended, ...]:
    """What changed in the thể lệ after the opening, the newest first."""
    told = facts(view)
    return tuple(
        Amended(each.at, each.reason, differences(each.before, each.after, told))
        for each in reversed(changes)
    )


def rules_page(
    view: RoundView, changes: Sequence[Amendment] = (), origin: str = "", rounds: Sequence[RoundView] = ()
) -> RulesPage:
    """The whole thể lệ."""
    told = the_le(view.rules, facts(view, origin, rounds))
    sections = tuple(RuleSection(each.title, items=each.items) for each in told)
    return RulesPage(
        slug=view.slug,
        title=lines(view.title),
        round_name=view.name,
        sections=sections,
        digest=view.rules_sha256[:16],
        commitment=view.seed_commitment,
        # Who wants to draw the lots again needs it; before the close it would tell every paper.
        seed=view.seed.hex() if view.phase is Phase.CLOSED and view.rules.ties is Ties.LOT else "",
        amended=amended(view, changes),
    )


def privacy(view: RoundView, notice: Notice, asked: tuple[str, ...] = ()) -> Privacy:
    """What a person reads before agreeing: the installation's notice, filled in from the contest.

    ``asked``: what is asked of somebody, where it is not what the open form asks.
    """
    holder = notice.holder or ", ".join(lines(view.organiser))
    contact = notice.contact or view.contact
    until = when(names_until(view.closes_at, notice.months))
    return Privacy(
        holder=f"{holder}. {contact}" if contact else holder,
        purpose=notice.purpose,
        published=notice.published,
        kept_until=f"{until}, sau đó xóa tên, năm sinh, số điện thoại",
        rights=RIGHTS,
        version=str(notice.version),
        dated=notice.dated,
        asked=asked or asking.sentences(view.fields, by_age=view.by_age),
        photo=view.fields.photo,
    )


def unit_rows(found: Found) -> tuple[UnitRow, ...]:
    """The finder's rows."""
    return tuple(UnitRow(row.id, row.name, row.parent_name) for row in found.rows)


def units_page(query: str, found: Found, chosen: str) -> UnitsPage:
    """The finder's fragment."""
    return UnitsPage(query=query, units=unit_rows(found), chosen=chosen, more=found.more)


def enter_page(
    view: RoundView,
    found: Found,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    notice: Notice,
    now: datetime,
    asked: Sequence[Audience] = (),
    challenge: str = "",
) -> EnterPage:
    """The entry form, empty or as typed with its messages; ``asked``: the contest's audiences."""
    return EnterPage(
        slug=view.slug,
        title=lines(view.title),
        privacy=privacy(view, notice),
        audiences=choices(asked) if len(asked) > 1 else (),
        values=values,
        errors=errors,
        query=values.get("q", ""),
        units=unit_rows(found),
        chosen=values.get("unit", ""),
        more=found.more,
        asks=view.fields,
        guardian=seen_child(
            values.get("birth_year", ""), values.get("grown", ""), of_everybody(view.fields), now
        ),
        code_only=view.code_only,
        who_gives=ways.who_gives(view.ways),
        contact=view.contact,
        challenge=challenge,
    )
