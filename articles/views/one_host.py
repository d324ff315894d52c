"""One name for the site: who comes by another of our names, or without TLS, is sent to `SITE_URL` (U10)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.http.request import split_domain_port

View = Callable[[HttpRequest], HttpResponseBase]


def one_host(get_response: View) -> View:
    """The answer is made first, so that an old address under an old name takes one step and not two."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        address = _address_here(request, response) if _comes_otherwise(request) else ""
        return HttpResponsePermanentRedirect(settings.SITE_URL + address) if address else response

    return answer


def _address_here(request: HttpRequest, response: HttpResponseBase) -> str:
    """Empty where nobody is sent on: what is not there is not there under any name, and files come from anywhere."""
    if request.method not in {"GET", "HEAD"} or response.status_code not in {200, 301} or response.streaming:
        return ""
    address = str(response["Location"]) if response.status_code == 301 else request.get_full_path()
    return address if address.startswith("/") and not address.startswith("//") else ""


def _comes_otherwise(request: HttpRequest) -> bool:
    host = split_domain_port(request.get_host())[0]
    if host != settings.SITE_HOST:
        return host in settings.ALIAS_HOSTS
    # Behind a proxy that does not say so, every request would seem to come without TLS.
    return settings.BEHIND_PROXY and settings.SITE_URL.startswith("https:") and not request.is_secure()
