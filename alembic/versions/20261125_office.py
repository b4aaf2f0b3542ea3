"""The installation: who we are"""

from __future__ import annotations

revision = "20261125_office"
down_revision = "20261125_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
