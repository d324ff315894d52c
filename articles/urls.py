"""Public addresses. Whatever none of them claims is looked up among the articles' own paths."""

from django.urls import path, re_path, register_converter

from articles.slugs import SlugConverter
from articles.views import (
    archive,
    commenting,
    feeds,
    front,
    installing,
    lists,
    lite,
    media,
    oembed,
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
register_converter(SlugConverter, "word")

urlpatterns = [
    path("", front.front, name="front"),
    path("tag/<word:slug>/", paths.or_by_path(lists.tag), name="tag"),
    path("author/<word:slug>/", paths.or_by_path(lists.author), name="author"),
    re_path(rf"^(?P<form>{_FORM})\Z", feeds.of_all, name="feed"),
    re_path(rf"^tag/(?P<slug>{SlugConverter.regex})/(?P<form>{_FORM})\Z", feeds.of_tag),
    re_path(rf"^author/(?P<slug>{SlugConverter.regex})/(?P<form>{_FORM})\Z", feeds.of_author),
    re_path(rf"^archive/corrections/(?P<form>{_FORM})\Z", feeds.of_corrections),
    re_path(rf"^(?P<path>(?s:.+)/)(?P<form>{_FORM})\Z", feeds.of_path),
    path("feed/style.css", feeds.stylesheet, name="feed-stylesheet"),
    path("lite/", lite.front, name="lite"),
    path("lite/tag/<word:slug>/", lite.tag),
    path("lite/author/<word:slug>/", lite.author),
    re_path(r"^lite/(?P<path>(?s:.+))\Z", lite.by_path),
    path("archive/", archive.years, name="archive"),
    path("archive/corrections/", archive.corrections, name="corrections"),
    re_path(r"^archive/(?P<year>[0-9]{4})/\Z", archive.year, name="year"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z", archive.month, name="month"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/\Z", archive.day, name="day"),
    re_path(r"^preview/(?P<article_id>[1-9][0-9]{0,17})/\Z", preview.of_desk, name="preview-of-desk"),
    re_path(r"^preview/(?P<token>[\w-]{32})/\Z", preview.shared, name="preview"),
    re_path(r"^comments/(?P<article_id>[1-9][0-9]{0,17})/\Z", commenting.commenting, name="comment"),
    path("oembed/", oembed.answer, name="oembed"),
    path("search/", lists.found_by_words, name="search"),
    path("linkbacks/pingback/", pingback.receive, name="pingback"),
    path("linkbacks/webmention/", webmention.receive, name="webmention"),
    path("linkbacks/trackback/<int:article_id>/", trackback.receive, name="trackback"),
    re_path(r"^linkbacks/status/(?P<token>[\w-]{1,64})/\Z", linkback_status, name="linkback-status"),
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
    path("favicon.svg", status.favicon, name="favicon"),
    path("favicon.ico", status.old_favicon),
    re_path(r"^(?P<path>(?s:.*))\Z", paths.by_path),
]
