"""The WSGI application any server can serve: the page cache, and Django behind it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsportal.settings")
_django = get_wsgi_application()

from articles.models.waiting import DESK, bound_waits  # noqa: E402
from articles.page_cache.front import in_front_of  # noqa: E402  (its models need Django set up)

bound_waits(DESK)
application = in_front_of(_django)

# What has been loaded stays: no collection need look through it again, which takes a twentieth of a page's time.
gc.collect()
gc.freeze()
