"""The one outbound HTTP client: public addresses only, pinned, bounded in time and bytes."""

from articles.fetch.client import fetch
from articles.fetch.errors import BadResponse, FetchError, Refused, TooManyRedirects, TooSlow, Unreachable
from articles.fetch.limits import Limits
from articles.fetch.request import user_agent
from articles.fetch.resolving import Resolver, system_resolver
from articles.fetch.response import Headers, Response
from articles.fetch.url import Url, parse_url

__all__ = [
    "BadResponse",
    "FetchError",
    "Headers",
    "Limits",
    "Refused",
    "Resolver",
    "Response",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "Url",
    "fetch",
    "parse_url",
    "system_resolver",
    "user_agent",
]
