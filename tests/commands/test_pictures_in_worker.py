"""The worker as a process of its own makes the copies of pictures, and a new one goes on where one was killed."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture

from tests.commands.linked import in_django, migrate, until, working
from tests.commands.servers import PATIENCE

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

PICTURES, KILLS = 8, 3
UPLOADS = """
from io import BytesIO
from PIL import Image as Picture
from articles import images
for number in range(COUNT):
    out = BytesIO()
    Picture.effect_noise((1700, 1100), 20 + number).convert("RGB").save(out, "JPEG")
    images.add(images.inspect(BytesIO(out.getvalue()), f"{number}.jpg"), f"{number}.jpg")
answer = Image.objects.count()
"""
FACTS = """
from django_tasks_db.models import DBTaskResult
answer = {
    "made": Image.objects.exclude(renditions="").filter(renditions_due=False).count(),
    "asked": DBTaskResult.objects.count(),
    "named": [[image.folder, sorted(__import__("articles.pictures").pictures.names(image.renditions))]
              for image in Image.objects.all()],
}
"""
# What a dead worker is said to be doing was begun long ago.
LATER = """
from datetime import timedelta
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
DBTaskResult.objects.filter(status="RUNNING").update(started_at=timezone.now() - timedelta(hours=1))
"""


def facts(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = in_django(folder, FACTS)
    return found


def test_killed_worker_leaves_no_picture_behind(tmp_path: Path) -> None:
    migrate(tmp_path)
    assert in_django(tmp_path, f"COUNT = {PICTURES}\n{UPLOADS}") == PICTURES
    for _kill in range(KILLS):
        with working(tmp_path) as worker:
            time.sleep(random.uniform(2.0, 3.5))
            worker.send_signal(signal.SIGKILL)
        in_django(tmp_path, LATER)
    with working(tmp_path):
        assert until(lambda: facts(tmp_path)["made"] == PICTURES, 3 * PATIENCE)
    found = facts(tmp_path)
    assert found["asked"] <= PICTURES + KILLS
    for folder, names in found["named"]:
        for name in names:
            Picture.open(tmp_path / "media" / folder / name).load()
