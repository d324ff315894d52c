"""Counts views where no pages are kept; where they are, `front` does."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from articles.most_read.counting import Counting
from articles.page_cache.wsgi import Application, Environ, StartResponse, is_for_everybody


class Counted:
    """An application whose answers to whoever has no session are counted."""

    def __init__(self, application: Application, views: Counting) -> None:
        self._application, self._views = application, views
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = self._application(environ, start_response)
        if is_for_everybody(environ, self._session_cookie):
            self._views.start()
            self._views.see_answer(response, environ)
        return response
