"""When staff were last here, since when they have their password; when it was last typed in a session"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261207_last_seen"
down_revision = "20261203_own_data"
branch_labels = None
depends_on = None

#: What they last did that was recorded; who looked since then has a session. Without this everybody would
#: seem to have been away since they were added.
LAST_DEED = """
UPDATE staff SET seen_at = (SELECT max(at) FROM audit WHERE content LIKE '%"actor":"' || staff.id || '"%')
"""
LAST_SESSION = """
UPDATE staff SET seen_at = (SELECT max(s.seen_at) FROM staff_session s WHERE s.staff_id = staff.id)
WHERE EXISTS (SELECT 1 FROM staff_session s WHERE s.staff_id = staff.id
  AND s.seen_at > coalesce(staff.seen_at, 0))
"""


def upgrade() -> None:
    op.add_column("staff", sa.Column("seen_at", sa.BigInteger(), nullable=True))
    op.add_column("staff", sa.Column("password_at", sa.BigInteger(), nullable=True))
    op.add_column("staff_session", sa.Column("confirmed_at", sa.BigInteger(), nullable=True))
    op.execute(LAST_DEED)
    op.execute(LAST_SESSION)


def downgrade() -> None:
    op.drop_column("staff_session", "confirmed_at")
    op.drop_column("staff", "password_at")
    op.drop_column("staff", "seen_at")
