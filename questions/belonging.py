"""Where revisions belong: to which topics, to which bank."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from questions import belonging_store


def topics(db: Session, revisions: Collection[int]) -> tuple[dict[int, tuple[str, ...]], dict[str, str]]:
    """Revision → the slugs of its topics, and slug → name."""
    slugs: dict[int, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for revision, slug, name in belonging_store.topics(db, sorted(revisions)):
        slugs[revision] = (*slugs.get(revision, ()), slug)
        names[slug] = name
    return slugs, names


def banks(db: Session, revisions: Collection[int]) -> dict[int, str]:
    """Revision → the slug of its bank."""
    return dict(belonging_store.banks(db, sorted(revisions)))
