"""The words of a clean body: which elements and attributes are kept, and what others become."""

from __future__ import annotations

INLINE = frozenset("a abbr cite code em q s small span strong sub sup u".split())
PARAGRAPHS = frozenset("p h2 h3 h4 pre".split())
OUTER_CONTAINERS = frozenset("blockquote ul ol table".split())
TABLE_PARTS = frozenset("thead tbody tr th td".split())
CONTAINERS = OUTER_CONTAINERS | TABLE_PARTS | {"li"}
ALLOWED = INLINE | PARAGRAPHS | CONTAINERS | {"br", "hr", "caption", "figure", "figcaption", "aside"}

RENAMED = {
    "b": "strong",
    "i": "em",
    "var": "em",
    "dfn": "em",
    "del": "s",
    "strike": "s",
    "ins": "u",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "tfoot": "tbody",
    "listing": "pre",
    "xmp": "pre",
}

# Elements that start on a line of their own: a paragraph ends where they begin and where they end.
LINE_BREAKING = frozenset(
    """address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
    header hgroup html legend main menu nav optgroup option section select summary textarea""".split()
)
EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
UNSEEN_NAMES = frozenset("script style title iframe noembed noframes".split())

KNOWN_NAMES = (
    ALLOWED
    | RENAMED.keys()
    | LINE_BREAKING
    | EMBEDS.keys()
    | UNSEEN_NAMES
    | frozenset(
        """acronym applet area base basefont bdi bdo bgsound big blink button canvas col colgroup data datalist font
        frame frameset head img input label link map mark marquee math menuitem meta meter nobr noscript output param
        picture plaintext progress rb rp rt rtc ruby search slot spacer svg template time track wbr xml
        animate animatemotion animatetransform circle clippath defs desc ellipse feimage filter foreignobject g image
        line lineargradient marker mask metadata path pattern polygon polyline radialgradient rect set stop switch
        symbol text textpath tspan use view mi mn mo ms mtext mrow mglyph annotation semantics""".split()
    )
)

ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir"}),
    "a": frozenset({"href", "hreflang", "title"}),
    "abbr": frozenset({"title"}),
    "aside": frozenset({"data-also-read"}),
    "blockquote": frozenset({"class"}),
    "figure": frozenset(
        "data-image data-align data-link data-unresolved data-attachment data-src data-alt data-missing".split()
    ),
    "ol": frozenset({"start"}),
    "span": frozenset({"class", "data-unresolved"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
CLASSES = {"blockquote": "pullquote", "span": "dateline"}
