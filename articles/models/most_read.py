"""What readers read: views of articles by the hour, and the list that is made of them."""

from __future__ import annotations

from django.db import models

from articles.models.article import Article


class Views(models.Model):
    """How often an article was read within an hour: a number, and nothing of who read it.

    `hour` is Unix time in hours. Of an article that is deleted they stay until their week is over.
    """

    pk = models.CompositePrimaryKey("hour", "article")
    hour = models.PositiveIntegerField()
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    count = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.article_id} · {self.count}"


class MostRead(models.Model):
    """The article at a place, from 1, of those in its language that were read most (`most_read.ranking`)."""

    language = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "place"], name="most_read_place")]

    def __str__(self) -> str:
        return f"{self.language} {self.place}: {self.article_id}"
