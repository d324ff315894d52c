"""A WSGI callable that answers from a dict and knows of nothing else: what the server itself costs.

`ANSWERS` names a file of JSON: path to headers and the text of the body, by encoding.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_ANSWERS: dict[str, Any] = {
    key: ([tuple(pair) for pair in headers], (base64.b64decode(body),))
    for key, (headers, body) in json.loads(Path(os.environ["ANSWERS"]).read_text("ascii")).items()
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    headers, body = _ANSWERS[environ["PATH_INFO"] + environ.get("HTTP_ACCEPT_ENCODING", "")]
    start_response("200 OK", headers)
    answer: Iterable[bytes] = body
    return answer
