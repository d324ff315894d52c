"""What has changed on pages, by the names of `page_keys`: every process with a page cache follows this table."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """Written by the database itself, in the transaction of the change: see `page_cache.triggers`.

    `transaction_id` is PostgreSQL's number of that transaction; on SQLite, where one writes at a time, it is 0 and
    a name that changes again takes a new `id`.
    """

    transaction_id = models.BigIntegerField(default=0)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="change_at")]
        constraints = [models.UniqueConstraint(fields=["transaction_id", "key"], name="change_once")]

    def __str__(self) -> str:
        return self.key
