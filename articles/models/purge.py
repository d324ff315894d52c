"""How far a cache in front of the portal has been told what changed."""

from __future__ import annotations

from django.db import models


class Purge(models.Model):
    """One row for each address at which a cache is told; see `page_cache.purging`.

    `position` is where reading the table of changes stopped, on the database `read_from`. All that had changed by
    then, and all that had appeared by `told_until`, has been told. `lease_until` says that a worker is at it, or, with
    `failures`, when the next try is.
    """

    url = models.CharField(max_length=500, unique=True)
    read_from = models.CharField(max_length=20, default="")
    position = models.JSONField(default=dict)
    told_until = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.url
