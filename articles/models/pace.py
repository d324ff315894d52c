"""How often something happened lately, counted across all processes."""

from __future__ import annotations

from django.db import models


class Pace(models.Model):
    """The recent moments of one key, such as fetches from one host: Unix times, oldest first."""

    key = models.CharField(max_length=300, primary_key=True)
    moments = models.JSONField(default=list)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="pace_last")]

    def __str__(self) -> str:
        return self.key
