"""What the newsroom keeps: articles and all that belongs to them."""

from articles.models.article import AlsoRead, Article
from articles.models.audit_entry import AuditEntry
from articles.models.author import Author, Byline
from articles.models.banner import Banner
from articles.models.change import Change
from articles.models.comment import Comment
from articles.models.correction import Correction
from articles.models.crawler import Crawler
from articles.models.delivery import Announcement, Delivery
from articles.models.editing import Editing
from articles.models.front import FrontEdition, FrontSlot
from articles.models.image import Image
from articles.models.image_in_body import ImageInBody
from articles.models.importing import ImportedItem, ImportProblem, ImportRun
from articles.models.left_folder import LeftFolder
from articles.models.linkback import Linkback
from articles.models.media_file import MediaFile
from articles.models.moderation import Decision, SiteRule
from articles.models.most_read import MostRead, Views
from articles.models.note import Note
from articles.models.outgoing import LinkReading, LinkTarget, OutgoingLink
from articles.models.pace import Pace
from articles.models.page import Page
from articles.models.pending_edit import PendingEdit
from articles.models.preview_link import PreviewLink
from articles.models.purge import Purge
from articles.models.redirect import Redirect
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.sitemap_month import SitemapMonth
from articles.models.tag import Tag, TaggedArticle
from articles.models.tag_alias import TagAlias
from articles.models.undo_window import UndoWindow
from articles.models.wordpress import ImportSource
from articles.models.working_copy import WorkingCopy

__all__ = [
    "AlsoRead",
    "Announcement",
    "Article",
    "AuditEntry",
    "Author",
    "Banner",
    "Byline",
    "Change",
    "Comment",
    "Correction",
    "Crawler",
    "Decision",
    "Delivery",
    "Editing",
    "FrontEdition",
    "FrontSlot",
    "Image",
    "ImageInBody",
    "ImportProblem",
    "ImportRun",
    "ImportSource",
    "ImportedItem",
    "LeftFolder",
    "LinkReading",
    "LinkTarget",
    "Linkback",
    "MediaFile",
    "MostRead",
    "Note",
    "OutgoingLink",
    "Pace",
    "Page",
    "PendingEdit",
    "PreviewLink",
    "Purge",
    "Redirect",
    "Revision",
    "Section",
    "SiteRule",
    "SitemapMonth",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "UndoWindow",
    "Views",
    "WorkingCopy",
]
