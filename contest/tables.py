"""Every table of the product, imported once, for migrations and their drift test."""

from __future__ import annotations

from sqlmodel import SQLModel

import questions.models  # noqa: F401

METADATA = SQLModel.metadata
