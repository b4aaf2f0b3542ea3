"""What the entry form asks is a setting of the contest; who tells no birth year says whether they are 16"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_waysin_asked"
down_revision = "20261126_audiences"
branch_labels = None
depends_on = None

#: Contests that are there go on asking what they asked.
ASKED = {"asks_year": "required", "asks_phone": "optional", "asks_unit": "required"}


def upgrade() -> None:
    for name, value in ASKED.items():
        # In plain words: both databases take a column with its check, and SQLite need not copy the table.
        op.execute(
            f"ALTER TABLE campaign ADD COLUMN {name} VARCHAR(10) DEFAULT '{value}' NOT NULL "
            f"CONSTRAINT {name} CHECK ({name} IN ('off','optional','required'))"
        )
    op.add_column("entry", sa.Column("grown", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("entry", "grown")
    for name in ASKED:
        op.drop_column("campaign", name)
