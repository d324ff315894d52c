"""What no page of ours ever asks a browser for, said to the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]
_CLOSED = "camera geolocation microphone payment usb serial bluetooth midi browsing-topics".split()
POLICY = ", ".join(f"{name}=()" for name in _CLOSED)


def closed(get_response: View) -> View:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Permissions-Policy"] = POLICY
        return response

    return answer
