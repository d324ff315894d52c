"""Folders that hold pictures no row names any more."""

from __future__ import annotations

from django.db import models


class LeftFolder(models.Model):
    """Pages that are held somewhere may show its pictures for a while; then those that are not needed are deleted."""

    folder = models.CharField(max_length=300, unique=True)
    left_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["left_at"], name="left_folder_at")]

    def __str__(self) -> str:
        return self.folder
