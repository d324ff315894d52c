"""Articles: what readers read, and the one definition of "published"."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import clock
from articles.body import headline_key
from articles.models import begins as _begins  # noqa: F401 (makes `slug__begins` known)
from articles.models.image import Image
from articles.models.named import NamedInPages
from articles.models.querysets import ArticleQuerySet
from articles.models.section import Section
from articles.models.status import Status
from articles.models.tag import TaggedArticle
from articles.models.tag_alias import TagsByName
from articles.models.wordpress import FromWordPress
from articles.slugs import address_of, validate_path, validate_slug


class Article(NamedInPages, FromWordPress):  # type: ignore[django-manager-missing]  # taggit has no types
    page_key = "article"
    Status = Status

    headline = models.CharField(_("headline"), max_length=250, validators=[MinLengthValidator(3)])
    short_headline = models.CharField(
        _("short headline"), max_length=100, blank=True, help_text=_("For lists and narrow places; optional.")
    )
    headline_key = models.CharField(max_length=250, editable=False, default="")
    standfirst = models.TextField(
        _("standfirst"), blank=True, max_length=1000, help_text=_("One or two sentences under the headline.")
    )
    body = models.TextField(_("body"), blank=True)
    dateline_place = models.CharField(_("dateline: place"), max_length=120, blank=True)
    dateline_agency = models.CharField(_("dateline: agency"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    section = models.ForeignKey(Section, models.PROTECT, related_name="articles", verbose_name=_("section"))
    tags = TaggableManager(
        through=TaggedArticle,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Separated by commas."),
        manager=TagsByName,
    )
    lead_image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("lead image")
    )
    lead_caption = models.TextField(
        _("lead caption"), blank=True, help_text=_("Only where it should differ from the picture's own caption.")
    )
    also_read = models.ManyToManyField(
        "self", through="AlsoRead", symmetrical=False, related_name="also_read_by", editable=False
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The same story in the language in which it was written first."),
    )

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last substantive change"), null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(
        _("embargo until"), null=True, blank=True, help_text=_("Promised to a source: nothing leaves before.")
    )
    path = models.CharField(
        _("path"),
        max_length=500,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_path],
        help_text=_("The address on this site. Empty: made from section, date and slug when published."),
        error_messages={"unique": _("Another article has this path already.")},
    )
    slug = models.CharField(
        _("slug"),
        max_length=200,
        blank=True,
        db_index=True,
        validators=[validate_slug],
        help_text=_("The headline's part of the path. Empty: made from the headline."),
    )
    canonical_url = models.URLField(
        _("canonical address"), max_length=500, blank=True, help_text=_("Of the original, for syndicated copy.")
    )
    search_title = models.CharField(
        _("title for search engines"), max_length=250, blank=True, help_text=_("Empty: the headline.")
    )
    search_description = models.CharField(
        _("description for search engines"), max_length=500, blank=True, help_text=_("Empty: the standfirst.")
    )
    legal_hold = models.BooleanField(
        _("legal hold"), default=False, help_text=_("Nobody may publish it until this is lifted.")
    )
    receives_linkbacks = models.BooleanField(_("may receive linkbacks"), default=True)
    takes_comments = models.BooleanField(_("takes comments"), default=True, editable=False)
    sends_trackbacks = models.BooleanField(
        _("may send trackbacks"),
        default=False,
        help_text=_("To pages it links to that take neither webmentions nor pingbacks."),
    )

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_articles",
    )
    modified_at = models.DateTimeField(auto_now=True)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(FromWordPress.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", _("Can publish, schedule and kill articles"))]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=models.Q(status="published"), name="article_newest"
            ),
            models.Index(
                fields=["section", "-published_at", "-id"],
                condition=models.Q(status="published"),
                name="article_newest_in_section",
            ),
            models.Index(fields=["headline_key"], name="article_by_headline"),
            models.Index(fields=["-modified_at", "-id"], name="article_desk"),
            # Of the desk's filters: where few or old ones are found, nobody walks through all that is newer.
            models.Index(fields=["section", "-modified_at", "-id"], name="article_desk_section"),
            models.Index(fields=["language", "-modified_at", "-id"], name="article_desk_language"),
            models.Index(
                fields=["status", "-modified_at", "-id"],
                condition=models.Q(status__in=["killed", "spiked"]),
                name="article_gone",
            ),
            # Of the desk alone: SQLite would take an index of all statuses for the lists of what is published.
            models.Index(
                fields=["status", "modified_at"],
                condition=models.Q(status__in=["draft", "in_review", "ready"]),
                name="article_on_desk",
            ),
            models.Index(
                fields=["embargo_until"], condition=models.Q(embargo_until__isnull=False), name="article_embargo"
            ),
            # Nearly all are translations of nothing: with those in it, SQLite reads the whole index for each article.
            models.Index(
                fields=["translation_of"],
                condition=models.Q(translation_of__isnull=False),
                name="article_translations",
            ),
        ]
        constraints = [
            *FromWordPress.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(headline=""), name="article_has_headline"),
            models.CheckConstraint(
                condition=models.Q(path__isnull=True) | models.Q(path__startswith="/"), name="article_path_from_root"
            ),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="article_known_status"),
            models.CheckConstraint(
                condition=~models.Q(status__in=[Status.PUBLISHED, Status.KILLED])
                | models.Q(path__isnull=False, published_at__isnull=False),
                name="article_published_has_path_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: object, **kwargs: object) -> None:
        self.headline_key = headline_key(self.headline)[:250]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The path as it stands in a link; empty while there is none."""
        return address_of(self.path or "")

    def is_published(self, now: datetime | None = None) -> bool:
        """The same answer `published()` gives in the database."""
        now = now or clock.now()
        out = self.status == Status.PUBLISHED and self.published_at is not None and self.published_at <= now
        return out and not self.is_embargoed(now)

    def is_embargoed(self, now: datetime | None = None) -> bool:
        return self.embargo_until is not None and self.embargo_until > (now or clock.now())

    def is_scheduled(self, now: datetime | None = None) -> bool:
        return self.status == Status.PUBLISHED and not self.is_published(now)

    @property
    def list_headline(self) -> str:
        return self.short_headline or self.headline

    @property
    def was_updated(self) -> bool:
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)


class AlsoRead(models.Model):
    """One article's body offers another; derived from bodies, in their order."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="also_read_links")
    target = models.ForeignKey(Article, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="also_read_once"),
            models.CheckConstraint(condition=~models.Q(article=models.F("target")), name="also_read_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.target_id}"
