"""The real page the project starts from, which lies beside the repository."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "seed"
WXR = FOLDER / "mosul.wxr.xml"


def body() -> str:
    """The page's text from its caption to the end of its last paragraph."""
    text = (FOLDER / "mosul.txt").read_text("utf-8")
    return text[text.index("[caption") :].split("\n\n")[0].strip()
