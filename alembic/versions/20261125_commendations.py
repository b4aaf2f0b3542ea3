"""Prizes, decisions, lists"""

from __future__ import annotations

revision = "20261125_commendations"
down_revision = "20261125_hall"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
