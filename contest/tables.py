"""Every table of the product, imported once, for migrations and their drift test."""

from __future__ import annotations

from sqlmodel import SQLModel

import contest.accounts.models
import contest.attempts.models
import contest.audit.models
import contest.campaigns.models
import contest.grades.models
import contest.jobs.models
import contest.people.models
import contest.standings.models
import contest.units.models
import questions.models  # noqa: F401

METADATA = SQLModel.metadata
