"""Takes pictures into the library and has their smaller copies made: what is uploaded is usable at once."""

from articles.images.making import make_renditions
from articles.images.sweeping import keep_up
from articles.images.taking import add, crop_anew, delete, fill_empty, inspect, put_content, put_file

__all__ = [
    "add",
    "crop_anew",
    "delete",
    "fill_empty",
    "inspect",
    "keep_up",
    "make_renditions",
    "put_content",
    "put_file",
]
