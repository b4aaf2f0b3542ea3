"""A session on both databases."""

from __future__ import annotations

from tests.questions.authoring.conftest import db

__all__ = ["db"]  # a fixture; pytest finds it by its name
