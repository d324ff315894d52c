"""Addresses: the admin, then everything the public sees."""

from django.contrib import admin
from django.urls import include, path

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
