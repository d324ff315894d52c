"""Picture files: bytes in, bytes and facts out; knows no model, query or request."""

from articles.pictures.intake import Intake, Refused, inspect
from articles.pictures.metadata import Description
from articles.pictures.renditions import WIDTHS, rendition, widths_below

__all__ = ["WIDTHS", "Description", "Intake", "Refused", "inspect", "rendition", "widths_below"]
