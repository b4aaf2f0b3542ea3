"""Published results: versions with their evidence, and the salts of the commitments to names"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261213_publication"
down_revision = "20261211_by_entry"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("round_id", sa.String(13), sa.ForeignKey("round.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(11), nullable=False),
        sa.Column("complaint_days", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("prepared_by", sa.String(13), nullable=False),
        sa.Column("prepared_at", sa.BigInteger, nullable=False),
        sa.Column("board", sa.Integer, nullable=False),
        sa.Column("stamp", sa.String(64), nullable=False),
        sa.Column("keys", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("ranked", sa.Integer, nullable=False),
        sa.Column("evidence_sha256", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("difference", sa.Text, nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column("public_key", sa.String(64), nullable=False),
        sa.Column("approved_by", sa.String(13)),
        sa.Column("approved_at", sa.BigInteger),
        sa.Column("signed_alone", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("complaints_until", sa.BigInteger),
        sa.UniqueConstraint("round_id", "version"),
        sa.CheckConstraint("kind IN ('provisional','final')", name="kind"),
    )
    op.create_table(
        "publication_part",
        sa.Column("publication_id", sa.String(13), sa.ForeignKey("publication.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "publication_entry",
        sa.Column("publication_id", sa.String(13), sa.ForeignKey("publication.id"), primary_key=True),
        sa.Column("entry_id", sa.String(13), sa.ForeignKey("entry.id"), primary_key=True),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("receipt", sa.String(32), nullable=False),
    )
    op.create_index("ix_publication_entry_entry_id", "publication_entry", ["entry_id"])


def downgrade() -> None:
    op.drop_index("ix_publication_entry_entry_id", "publication_entry")
    for table in ("publication_entry", "publication_part", "publication"):
        op.drop_table(table)
