"""Every table of the product, imported once, for migrations and their drift test."""

from __future__ import annotations

from sqlmodel import SQLModel

from contest.accounts import models as accounts
from contest.archives import models as archives
from contest.attempts import models as attempts
from contest.audit import models as audit
from contest.bank import models as bank
from contest.campaigns import models as campaigns
from contest.commendations import models as commendations
from contest.dashboards import models as dashboards
from contest.elsewhere import models as elsewhere
from contest.feedback import models as feedback
from contest.grades import models as grades
from contest.jobs import models as jobs
from contest.office import models as office
from contest.paperwork import models as paperwork
from contest.people import models as people
from contest.privacy import models as privacy
from contest.regrades import models as regrades
from contest.reports import models as reports
from contest.results import models as complaints
from contest.results import publication_models as results
from contest.roster import models as roster
from contest.rounds import models as rounds
from contest.seasons import models as seasons
from contest.selections import models as selections
from contest.signals import models as signals
from contest.standings import models as standings
from contest.suggestions import models as suggestions
from contest.summaries import models as summaries
from contest.units import models as units
from questions import models as questions

MODULES = (
    accounts,
    archives,
    attempts,
    audit,
    bank,
    campaigns,
    commendations,
    complaints,
    elsewhere,
    feedback,
    dashboards,
    grades,
    jobs,
    office,
    paperwork,
    people,
    privacy,
    reports,
    results,
    regrades,
    roster,
    rounds,
    seasons,
    selections,
    signals,
    standings,
    suggestions,
    summaries,
    units,
    questions,
)
METADATA = SQLModel.metadata
