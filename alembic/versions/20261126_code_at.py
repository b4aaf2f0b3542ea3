"""When staff gave somebody another code, so that an old page does not make it void"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_code_at"
down_revision = "20261126_shifts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("code_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("entry", "code_at")
