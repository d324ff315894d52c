"""Articles for benchmarks, written in bulk; runs inside Django."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from articles.models import Article, Section

_PARAGRAPH = (
    "<p>The ferries crossed the river by night, said the harbour master, who has kept the book of crossings for ten "
    "years and does not mean to stop before the bridge is open to lorries as well as to people on foot.</p>"
)


def write(count: int) -> None:
    """Published, a minute apart, at `/bench/N/`, each with fifteen paragraphs."""
    section = Section.objects.create(name="Bench", slug="bench")
    now = timezone.now()
    Article.objects.bulk_create(
        [
            Article(
                headline=f"Crossing number {number}",
                headline_key=f"crossingnumber{number}",
                standfirst="The book of crossings goes on.",
                body=_PARAGRAPH * 15,
                section=section,
                status=Article.Status.PUBLISHED,
                published_at=now - timedelta(minutes=number),
                path=f"/bench/{number}/",
            )
            for number in range(count)
        ],
        batch_size=500,
    )
