"""A little work before registering: the switch among the settings, and the proofs that were used"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_proofs"
down_revision = "20261126_troubles"
branch_labels = None
depends_on = None

BEFORE = "part IN ('identity','notice','reach')"
AFTER = "part IN ('identity','notice','reach','proofs')"


def upgrade() -> None:
    op.create_table(
        "spent_proof",
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signature"),
    )
    _parts(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM office_part WHERE part = 'proofs'")
    _parts(BEFORE)
    op.drop_table("spent_proof")


def _parts(allowed: str) -> None:
    with op.batch_alter_table("office_part") as batch:
        batch.drop_constraint("part", type_="check")
        batch.create_check_constraint("part", allowed)
