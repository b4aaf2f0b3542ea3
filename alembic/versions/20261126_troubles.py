"""Small indexes of what is wrong while a round runs: answers that were refused, attempts that moved often"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_troubles"
down_revision = "20261126_code_at"
branch_labels = None
depends_on = None

REFUSED = sa.text("fate <> 'applied'")
MOVED = sa.text("lease > 2")


def upgrade() -> None:
    op.create_index(
        "ix_answer_event_refused",
        "answer_event",
        ["received", "attempt_id", "fate"],
        sqlite_where=REFUSED,
        postgresql_where=REFUSED,
    )
    op.create_index("ix_attempt_moved", "attempt", ["round_id"], sqlite_where=MOVED, postgresql_where=MOVED)


def downgrade() -> None:
    op.drop_index("ix_attempt_moved", table_name="attempt")
    op.drop_index("ix_answer_event_refused", table_name="answer_event")
