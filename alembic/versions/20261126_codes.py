"""Personal codes of those on a roster; contests that are entered only with one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_codes"
down_revision = "20261126_ladder"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("roster_member", sa.Column("code_hash", sa.String(length=64), nullable=True))
    op.add_column("roster_member", sa.Column("code_made_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_roster_member_code", "roster_member", ["campaign_id", "code_hash"], unique=True)
    op.add_column("campaign", sa.Column("code_only", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("campaign", "code_only")
    op.drop_index("ix_roster_member_code", "roster_member")
    op.drop_column("roster_member", "code_made_at")
    op.drop_column("roster_member", "code_hash")
