"""Counts of what browsers report of our pages."""

import sqlalchemy as sa
from alembic import op

revision = "20261206_violations"
down_revision = "20261201_second_factor"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_violation",
        sa.Column("route", sa.String(length=60), nullable=False),
        sa.Column("directive", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("route", "directive", "kind"),
    )


def downgrade() -> None:
    op.drop_table("page_violation")
