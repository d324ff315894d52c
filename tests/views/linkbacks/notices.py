"""Sends notices as other sites do, and reads the answers."""

from __future__ import annotations

import xmlrpc.client
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from articles.models import Article

SOURCE = "https://blog.example/post"
FORM = "application/x-www-form-urlencoded"


def url_of(article: Article) -> str:
    return f"https://news.example{article.path}"


def send_pingback(client: Client, *arguments: Any, method: str = "pingback.ping", **headers: Any) -> Any:
    """The string of a success, or the number of the fault; a status other than 200 as text."""
    body = xmlrpc.client.dumps(arguments, method)
    return pingback_answer(client.post("/linkbacks/pingback/", body, content_type="text/xml", **headers))


def pingback_answer(response: Any) -> Any:
    if response.status_code != 200:
        return f"HTTP {response.status_code}"
    try:
        return xmlrpc.client.loads(response.content)[0][0]
    except xmlrpc.client.Fault as fault:
        return fault.faultCode


def send_webmention(client: Client, source: str, target: str, **headers: Any) -> HttpResponse:
    body = urlencode({"source": source, "target": target})
    return client.post("/linkbacks/webmention/", body, content_type=FORM, **headers)


def send_trackback(client: Client, article: Article, **fields: str) -> HttpResponse:
    return client.post(f"/linkbacks/trackback/{article.pk}/", urlencode(fields), content_type=FORM)
