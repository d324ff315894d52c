"""What only machines ask a WordPress site for: answered with next to nothing, and without the database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

# Its files of feeds are old addresses that readers follow.
PATTERN = r"wp-(?:(?:admin|json|includes)(?:/(?s:.*))?|(?!(?:rss2?|rdf|atom|feed|commentsrss2)\.)[a-z0-9-]+\.php/?)"


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("not found\n", content_type="text/plain; charset=utf-8", status=404)
