"""Passive HTML: what cannot run, load or leave is all that passes."""

import re

import nh3

_TABLE = {"colspan", "rowspan", "scope", "headers"}
_ATTRIBUTES = {
    "*": {
        "class",
        "id",
        "lang",
        "title",
        "style",
        "role",
        "aria-label",
        "aria-labelledby",
        "tabindex",
    },
    "div": {"tabindex"},
    "figure": {"tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "source": {"srcset", "media"},
    "ol": {"start"},
    "td": _TABLE,
    "th": _TABLE,
    "col": {"span"},
    "colgroup": {"span"},
    "input": {"name", "checked"},
    "svg": {"viewBox", "width", "height", "aria-hidden", "preserveAspectRatio"},
    "path": {"d"},
    "line": {"x1", "x2", "y1", "y2"},
    "text": {"x", "y", "text-anchor"},
    "rect": {"x", "y", "width", "height"},
    "circle": {"cx", "cy", "r"},
}
_STYLES = {
    "background-color",
    "border",
    "border-bottom",
    "border-left",
    "border-right",
    "border-top",
    "color",
    "font-style",
    "font-weight",
    "height",
    "margin",
    "max-width",
    "min-width",
    "overflow-x",
    "padding",
    "padding-left",
    "padding-right",
    "text-align",
    "vertical-align",
    "white-space",
    "width",
}
_CHOICES = {"fieldset", "legend", "label", "input"}
_DRAWN = {"svg", "path", "rect", "circle", "line", "text"}
_TAGS = (nh3.ALLOWED_TAGS | {"section", "tfoot", "picture", "source"} | _CHOICES | _DRAWN) - {
    "area",
    "map",
}
_IMAGE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]*\Z")
_MEDIA = re.compile(r"\(max-width: \d+rem\)\Z")
_LINK = re.compile(r"(#|https?://)")


def passive(html: str) -> str:
    """Return `html` without scripts, handlers, forms, styles sheets and references to load.

    Images stay if they are embedded PNG, JPEG or SVG (an SVG in an `img` cannot run), and the
    lines and boxes of drawings within the page; links stay if they lead within the page or to
    http(s), and are followed only when clicked. Of what can be filled in, choices stay, which send
    nothing. Style sheets that tables bring along go, with their content: the page has one of its
    own.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        set_tag_attribute_values={"input": {"type": "radio"}},
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "data"},
        clean_content_tags={"script", "style", "title", "template", "noscript"},
    )


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute in ("src", "srcset"):
        return value if _IMAGE.match(value) else None
    if attribute == "media":
        return value if _MEDIA.match(value) else None
    if attribute == "tabindex":
        return value if value == "0" else None
    if attribute == "href":
        return value if _LINK.match(value) else None
    if attribute == "style":
        return None if re.search(r"url|expression|\\|@", value, re.IGNORECASE) else value
    return value
