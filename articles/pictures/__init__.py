"""Picture files: bytes in, bytes and facts out; knows no model, query or request.

`intake` looks at uploads, `recipe` says which smaller copies there should be, `renditions` makes them, `made` says
under which addresses they are.
"""

from articles.pictures.intake import Intake, Refused, inspect
from articles.pictures.made import Shared, Shown, largest, names, shared, shown, whole_at_least
from articles.pictures.metadata import Description
from articles.pictures.recipe import CARD, FACE, RECIPE, WHOLE, WIDE, WIDE_SIZE, Piece, crops, key, told
from articles.pictures.renditions import Rendition, Source

__all__ = [
    "CARD",
    "FACE",
    "RECIPE",
    "WHOLE",
    "WIDE",
    "WIDE_SIZE",
    "Description",
    "Intake",
    "Piece",
    "Refused",
    "Rendition",
    "Shared",
    "Shown",
    "Source",
    "crops",
    "inspect",
    "key",
    "largest",
    "names",
    "shared",
    "shown",
    "told",
    "whole_at_least",
]
