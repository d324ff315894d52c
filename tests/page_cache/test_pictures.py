"""A page that is kept shows a picture's copies as soon as they are there, and its new crops."""

from __future__ import annotations

import pytest

from articles import images
from articles.models import Image
from tests.factories import make_article, make_section
from tests.images.picturing import added
from tests.page_cache.newsroom import cached, wait_for
from tests.pictures.files import picture

pytestmark = pytest.mark.django_db(transaction=True)


def test_kept_page_follows_its_picture() -> None:
    image = added(picture(size=(900, 900)))
    article = make_article(lead_image=image, section=make_section("World"))
    paths = (article.path, "/world/", "/")
    with cached() as news:

        def shown(words: str) -> list[bool]:
            return [words in news.get(path).content.decode() for path in paths]

        assert shown("image/avif") == [False, False, False]
        images.make_renditions.call(image.pk)
        wait_for(lambda: shown("image/avif") == [True, True, True])
        assert shown("card-50-50-800-") == [False, True, True]
        Image.objects.filter(pk=image.pk).update(focal_x=0.2)
        images.make_renditions.call(image.pk)
        wait_for(lambda: shown("card-20-50-800-") == [False, True, True])
        assert shown("wide-20-50-900-") == [True, False, False]
