"""What longer ranking ladders ask of all attempts of a person"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_ladder"
down_revision = "20261125_roster"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("standing", sa.Column("first_start", sa.BigInteger(), nullable=True))
    op.add_column("standing", sa.Column("perfects", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("standing", "perfects")
    op.drop_column("standing", "first_start")
