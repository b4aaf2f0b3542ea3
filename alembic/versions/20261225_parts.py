"""Whether a board has parts of points is found without looking through it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261225_parts"
down_revision = "20261224_archive"
branch_labels = None
depends_on = None

PARTS = sa.text('points <> 100 * "right"')


def upgrade() -> None:
    op.create_index("ix_standing_parts", "standing", ["round_id"], sqlite_where=PARTS, postgresql_where=PARTS)


def downgrade() -> None:
    op.drop_index("ix_standing_parts", "standing")
