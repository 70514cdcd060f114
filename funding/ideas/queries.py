"""What is already there that resembles an idea: ideas the reader may read, and what the public directory holds."""

import re
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import models
from django.db.models import QuerySet

from funding.ideas.models import Idea
from funding.regions.models import PublishedProject
from workflows.reading import readable_cases

LONG_WORD = re.compile(r"[^\W\d_]{5,}")
MOST_WORDS = 12
CONFIG = "german"  # stems words; needs no extension of the database


def similar_ideas(title: str, summary: str, *, reader: models.Model, today: date, besides: int = 0) -> QuerySet[Idea]:
    """Those that share a longer word of the title, most alike first, by title and summary. Never one not readable."""
    mine = Idea.objects.filter(pk__in=readable_cases(reader, today).values("pk")).exclude(pk=besides)
    return _alike(mine, ("title", "summary"), title, summary).select_related("dossier")


def similar_projects(title: str, summary: str) -> QuerySet[PublishedProject]:
    """The same among what regions have published."""
    return _alike(PublishedProject.objects.all(), ("title", "description", "topic"), title, summary)


def words_of(title: str) -> list[str]:
    return list(dict.fromkeys(LONG_WORD.findall(title)))[:MOST_WORDS]


def _alike(rows: QuerySet, columns: tuple[str, ...], title: str, summary: str) -> QuerySet:
    words = words_of(title)
    if not words:
        return rows.none()
    heading, *rest = columns
    text = SearchVector(heading, weight="A", config=CONFIG) + SearchVector(*rest, weight="C", config=CONFIG)
    rank = SearchRank(text, _any_of([*words, *words_of(summary)]))
    return rows.annotate(text=text, rank=rank).filter(text=_any_of(words)).order_by("-rank", "-id")


def _any_of(words: list[str]) -> SearchQuery:
    """As a beginning of a word: “Pflegelotsen” finds “Pflegelotsinnen”. The words hold letters only."""
    return SearchQuery(" | ".join(f"{word}:*" for word in words), search_type="raw", config=CONFIG)
