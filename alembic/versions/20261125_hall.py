"""What the big screen shows"""

from __future__ import annotations

revision = "20261125_hall"
down_revision = "20261125_running"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
