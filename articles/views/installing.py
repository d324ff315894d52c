"""What a phone shows where a reader keeps the paper among their apps. The worker is `offline`'s."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

from articles.pages.head import html_language
from articles.views.answers import public

SIZES = (192, 512)


@public
def manifest(request: HttpRequest) -> HttpResponse:
    found = {
        "id": "/",
        "name": settings.SITE_NAME,
        "lang": html_language(settings.LANGUAGE_CODE),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": "#fffefb",
        "background_color": "#fffefb",
        "icons": [_icon(size) for size in SIZES],
    }
    response = HttpResponse(json.dumps(found, ensure_ascii=False), content_type="application/manifest+json")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _icon(size: int) -> dict[str, str]:
    return {"src": static(f"icons/{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
