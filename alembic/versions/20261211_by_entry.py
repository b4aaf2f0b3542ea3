"""The attempts of a round by person: closing goes through them in that order, a slice at a time"""

from __future__ import annotations

from alembic import op

revision = "20261211_by_entry"
down_revision = "20261208_boards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_attempt_round_entry", "attempt", ["round_id", "entry_id"])


def downgrade() -> None:
    op.drop_index("ix_attempt_round_entry", "attempt")
