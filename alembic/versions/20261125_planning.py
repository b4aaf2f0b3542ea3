"""Making a contest"""

from __future__ import annotations

revision = "20261125_planning"
down_revision = "20261125_bank"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
