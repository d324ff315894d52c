"""How many queries each page asks. Runs inside Django."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def counted(paths: dict[str, str]) -> str:
    """As JSON, by the name of the page."""
    client = Client(HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    found = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        found[name] = len(queries)
    return json.dumps(found)
