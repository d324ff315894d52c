"""Public addresses. Whatever none of them claims is looked up among the articles' own paths."""

from django.urls import include, path, re_path, register_converter

from articles.slugs import SlugConverter
from articles.views import (
    archive,
    as_of,
    commenting,
    feeds,
    front,
    installing,
    lists,
    lite,
    lite_archive,
    media,
    oembed,
    offline,
    paths,
    preview,
    quiet,
    sitemaps,
    status,
    uploads,
)
from articles.views.linkbacks import pingback, trackback, webmention
from articles.views.linkbacks.status import status as linkback_status

_FORM = "feed/(?:atom/|json/)?"
_SLUG_FORM = rf"^(?P<slug>{SlugConverter.regex})/(?P<form>{_FORM})\Z"
register_converter(SlugConverter, "word")

# Grouped by how they begin: an article's own path, which most requests ask for, is compared with few of them.
_TAG = [
    path("<word:slug>/", paths.or_by_path(lists.tag), name="tag"),
    re_path(_SLUG_FORM, feeds.of_tag),
]
_AUTHOR = [
    path("<word:slug>/", paths.or_by_path(lists.author), name="author"),
    re_path(_SLUG_FORM, feeds.of_author),
]
_ARCHIVE = [
    path("", archive.years, name="archive"),
    path("corrections/", archive.corrections, name="corrections"),
    re_path(rf"^corrections/(?P<form>{_FORM})\Z", feeds.of_corrections),
    re_path(r"^(?P<year>[0-9]{4})/\Z", archive.year, name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z", archive.month, name="month"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/\Z", archive.day, name="day"),
]
_LITE = [
    path("", lite.front, name="lite"),
    path("tag/<word:slug>/", lite.tag),
    path("author/<word:slug>/", lite.author),
    path("search/", lite_archive.found_by_words),
    path("archive/", lite_archive.years),
    path("archive/corrections/", lite_archive.corrections),
    re_path(r"^archive/(?P<year>[0-9]{4})/\Z", lite_archive.year),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z", lite_archive.month),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/\Z", lite_archive.day),
    re_path(r"^(?P<path>(?s:.+))\Z", lite.by_path),
]
_PREVIEW = [
    re_path(r"^at/(?P<at>[^/]{1,40})(?P<path>(?:/(?s:.*))?)\Z", as_of.at),
    re_path(r"^front/(?P<edition_id>[1-9][0-9]{0,17})/\Z", preview.of_front, name="preview-of-front"),
    re_path(r"^(?P<article_id>[1-9][0-9]{0,17})/\Z", preview.of_desk, name="preview-of-desk"),
    re_path(r"^(?P<token>[\w-]{32})/\Z", preview.shared, name="preview"),
]
_LINKBACKS = [
    path("pingback/", pingback.receive, name="pingback"),
    path("webmention/", webmention.receive, name="webmention"),
    path("trackback/<int:article_id>/", trackback.receive, name="trackback"),
    re_path(r"^status/(?P<token>[\w-]{1,64})/\Z", linkback_status, name="linkback-status"),
]

urlpatterns = [
    path("", front.front, name="front"),
    path("tag/", include(_TAG)),
    path("author/", include(_AUTHOR)),
    re_path(rf"^(?P<form>{_FORM})\Z", feeds.of_all, name="feed"),
    path("archive/", include(_ARCHIVE)),
    re_path(rf"^search/(?P<form>{_FORM})\Z", feeds.of_search),
    re_path(rf"^(?P<path>(?s:.+)/)(?P<form>{_FORM})\Z", feeds.of_path),
    path("feed/style.css", feeds.stylesheet, name="feed-stylesheet"),
    path("lite/", include(_LITE)),
    path("preview/", include(_PREVIEW)),
    re_path(r"^comments/(?P<article_id>[1-9][0-9]{0,17})/\Z", commenting.commenting, name="comment"),
    path("oembed/", oembed.answer, name="oembed"),
    path("search/", lists.found_by_words, name="search"),
    path("linkbacks/", include(_LINKBACKS)),
    # Where WordPress has them: other sites remember.
    path("xmlrpc.php", pingback.receive),
    re_path(r"^(?P<path>(?s:.+)/)trackback/?\Z", trackback.receive_at_path),
    path("healthz", status.healthz),
    path("readyz", status.readyz),
    path("robots.txt", sitemaps.robots),
    path("indexnow.txt", status.indexnow_key),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages),
    re_path(r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml\Z", sitemaps.month),
    path("news-sitemap.xml", sitemaps.news),
    re_path(r"^(?:.+/)?wp-content/uploads/(?P<name>(?s:.*))\Z", uploads.upload),
    re_path(rf"^(?:[^/]+/)?{quiet.PATTERN}\Z", quiet.nothing),
    re_path(r"^media/(?P<name>.*)\Z", media.media),
    path("manifest.webmanifest", installing.manifest),
    path("service-worker.js", offline.worker, name="service-worker"),
    path("offline.js", offline.registering, name="register-offline"),
    path("offline/", offline.page, name="offline"),
    path("favicon.svg", status.favicon, name="favicon"),
    path("favicon.ico", status.old_favicon),
    re_path(r"^(?P<path>(?s:.*))\Z", paths.by_path),
]
