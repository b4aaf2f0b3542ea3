"""Extending, pausing, extra time"""

from __future__ import annotations

revision = "20261125_running"
down_revision = "20261125_planning"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
