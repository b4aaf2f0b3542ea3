"""A second step of logging in, its recovery codes, log-ins half done; what a session was opened on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261201_second_factor"
down_revision = "20261202_tombstones"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.String(length=13), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("key_mark", sa.String(length=12), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("staff_id", sa.String(length=13), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id", "code_hash"),
    )
    op.create_table(
        "login_step",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_login_step_staff_id", "login_step", ["staff_id"])
    op.add_column(
        "staff_session", sa.Column("device", sa.String(length=60), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("staff_session", "device")
    op.drop_index("ix_login_step_staff_id", "login_step")
    op.drop_table("login_step")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
