"""What ties a question to its topics, to whom it is for, and to the documents that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from questions import store
from questions.audiences import Audience
from questions.citing import cited
from questions.models import QuestionAudience, QuestionSource, QuestionTopic, Source, Topic
from questions.taxonomy import BY_SLUG

Row = dict[str, Any]


def row_id(value: int | None) -> int:
    """The id of a row that is stored."""
    if value is None:
        raise LookupError("the row has not been stored yet")
    return value


@dataclass
class Links:
    """Rows that tie questions to topics, audiences, documents; each topic and document is looked up once."""

    db: Session
    topics: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    audiences: list[Row] = field(default_factory=list)
    _topics: dict[str, Topic] = field(default_factory=dict)
    _sources: dict[tuple[str, date | None], Source] = field(default_factory=dict)

    def tie(self, question_id: int, slugs: Sequence[str], basis: str) -> None:
        """Tie a question to the topics of these slugs, and to the documents that its basis names."""
        for slug in dict.fromkeys(slugs):
            self.topics.append({"question_id": question_id, "topic_id": row_id(self._topic(slug).id)})
        links: dict[int, str] = {}
        for citation in cited(basis):
            source = self._source(citation.number, citation.dated, citation.title)
            links.setdefault(row_id(source.id), citation.article)
        for key, article in links.items():
            self.sources.append({"question_id": question_id, "source_id": key, "article": article})

    def dedicate(self, question_id: int, audiences: Iterable[Audience]) -> None:
        """Say whom a question is for."""
        self.audiences += [{"question_id": question_id, "audience": one} for one in dict.fromkeys(audiences)]

    def store(self) -> None:
        """Write the ties."""
        store.add_many(self.db, QuestionTopic, self.topics)
        store.add_many(self.db, QuestionSource, self.sources)
        store.add_many(self.db, QuestionAudience, self.audiences)

    def _source(self, number: str, dated: date | None, title: str) -> Source:
        key = (number, dated)
        if key not in self._sources:
            source = store.source(self.db, number, dated)
            if source is None:
                store.add_new(self.db, Source(number=number, dated=dated, title=title), "number", "dated")
                source = store.source(self.db, number, dated)
            if source is None:
                raise LookupError(number)
            self._sources[key] = source
        return self._sources[key]

    def _topic(self, slug: str) -> Topic:
        if slug not in self._topics:
            self._topics[slug] = store.topics(self.db, [slug]).get(slug) or self._made(slug)
        return self._topics[slug]

    def _made(self, slug: str) -> Topic:
        built_in = BY_SLUG.get(slug)
        if built_in is None:
            # An author's own topic: the slug is all that is known of it.
            topic = Topic(slug=slug, name=slug)
        else:
            parent_id = self._topic(built_in.parent).id if built_in.parent else None
            topic = Topic(slug=slug, name=built_in.name, parent_id=parent_id, position=built_in.position)
        store.add_new(self.db, topic, "slug")
        return store.topics(self.db, [slug])[slug]
