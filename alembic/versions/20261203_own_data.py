"""The words people agreed to, each yes and no; guardians on paper; what people ask about their data"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261203_own_data"
down_revision = "20261206_violations"
branch_labels = None
depends_on = None

WHAT = "what IN ('join','publish','photo','guardian_join','guardian_publish','guardian_photo')"
HOW = "how IN ('form','code','class','hand','paper','own','staff')"
KIND = "kind IN ('view','correct','supply','withdraw','restrict','object','delete')"
CAME = "came IN ('own','phone','paper','desk')"


def upgrade() -> None:
    _texts()
    _said()
    _requests()
    op.add_column(
        "person",
        sa.Column("guardian_relation", sa.String(length=10), nullable=False, server_default=""),
    )
    op.add_column(
        "campaign", sa.Column("asks_photo", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    text_id = sa.Column("consent_text_id", sa.String(), sa.ForeignKey("consent_text.id"), nullable=True)
    op.add_column("entry", text_id, inline_references=True)
    # In plain words: both databases take a column with its check, and SQLite need not copy the table.
    op.execute(
        "ALTER TABLE roster_member ADD COLUMN paper VARCHAR(7) DEFAULT '' NOT NULL "
        "CONSTRAINT paper CHECK (paper IN ('','join','publish'))"
    )
    op.add_column("roster_member", sa.Column("paper_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "roster_member", sa.Column("paper_by", sa.String(length=13), nullable=False, server_default="")
    )


def _texts() -> None:
    op.create_table(
        "consent_text",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id", "digest"),
        sa.UniqueConstraint("campaign_id", "version"),
    )


def _said() -> None:
    op.create_table(
        "consent_said",
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.String(length=5), nullable=False),
        sa.Column("text_id", sa.String(), nullable=True),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.CheckConstraint(WHAT, name="what"),
        sa.CheckConstraint(HOW, name="how"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["text_id"], ["consent_text.id"]),
        sa.PrimaryKeyConstraint("entry_id", "number"),
    )


def _requests() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("came", sa.String(length=5), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_by", sa.String(length=13), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("reply", sa.String(length=1000), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=False),
        sa.Column("extended_for", sa.String(length=300), nullable=False),
        sa.Column("outcome", sa.String(length=7), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(length=13), nullable=False),
        sa.CheckConstraint(KIND, name="kind"),
        sa.CheckConstraint(CAME, name="came"),
        sa.CheckConstraint("outcome IN ('','done','refused')", name="outcome"),
        sa.CheckConstraint("extension BETWEEN 0 AND 15", name="extension"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("campaign_id", "entry_id"):
        op.create_index(op.f(f"ix_data_request_{column}"), "data_request", [column])


def downgrade() -> None:
    op.drop_table("data_request")
    op.drop_table("consent_said")
    for column in ("paper", "paper_at", "paper_by"):
        op.drop_column("roster_member", column)
    op.drop_column("entry", "consent_text_id")
    op.drop_table("consent_text")
    op.drop_column("campaign", "asks_photo")
    op.drop_column("person", "guardian_relation")
