"""HTML as a browser takes it apart: which elements, which attributes, which text."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field

Element = tuple[str, dict[str, str | None]]

PREFORMATTED = {"div", "pre", "details", "summary"}
MARKDOWN = {
    *PREFORMATTED, "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "s", "code", "blockquote",
    "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
"""All that a rendered text may be made of: nothing that runs, loads, or sends."""

ATTRIBUTES = {"dir", "class", "style", "href", "title", "rel", "target", "start"}
STYLES = {
    "white-space: pre-wrap; overflow-wrap: anywhere", "font-size: smaller; opacity: 0.7",
    "text-align:left", "text-align:center", "text-align:right",
}  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:")

ATTACKS = {
    "script": "<script>document.documentElement.dataset.owned = 1</script>",
    "script in capitals": "<ScRiPt>document.documentElement.dataset.owned = 1</sCrIpT>",
    "handler": "<img src=x onerror=\"document.documentElement.dataset.owned = 1\">",
    "handler in svg": "<svg/onload=document.documentElement.dataset.owned=1>",
    "frame": "<iframe srcdoc='<script>parent.document.documentElement.dataset.owned=1</script>'></iframe>",
    "out of a block": "</pre></details></div><script>document.documentElement.dataset.owned = 1</script>",
    "out of an attribute": "\"'><script>document.documentElement.dataset.owned = 1</script>",
    "comment": "<!--><script>document.documentElement.dataset.owned = 1</script>-->",
    "after a null": "<scr\x00ipt>document.documentElement.dataset.owned = 1</script>",
    "entity": "&lt;script&gt;document.documentElement.dataset.owned = 1&lt;/script&gt;",
    "link": "[click](javascript:document.documentElement.dataset.owned=1)",
    "link in capitals": "[click](JaVaScRiPt:alert`1`)",
    "link with an entity": "[click](java&#115;cript:alert`1`)",
    "link with a control": "[click](\x01javascript:alert`1`)",
    "link with a tab": "[click](<java\tscript:alert`1`>)",
    "link with an escape": "[click](javascript\\:alert`1`)",
    "link with percents": "[click](java%73cript:alert`1`)",
    "link of data": "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "link of vbscript": "[click](vbscript:msgbox)",
    "link of a file": "[click](file:///etc/passwd)",
    "link out of its attribute": "[click](https://x.org/\"onmouseover=alert`1`)",
    "link with a title": "[click](https://x.org '\" onmouseover=\"alert`1`')",
    "link to nowhere": "[click](//x.org)",
    "reference": "[click][1]\n\n[1]: javascript:alert`1`",
    "autolink": "<javascript:alert`1`>",
    "image": "![x](https://x.org/pixel.png?secret)",
    "image that runs": "![x](javascript:alert`1`)",
    "image out of its attribute": "![\" onerror=\"alert`1`](x)",
    "block of HTML": "<div onclick=alert`1`>\n\n*a*\n\n</div>",
    "fence": "```<img/onerror=alert`1`>\n<script>document.documentElement.dataset.owned = 1</script>\n```",
    "fence with a language": "```\"onmouseover=alert`1`//\ncode\n```",
    "fence that stays open": "```html\n<script>document.documentElement.dataset.owned = 1</script>",
    "code and a link": "[a`](x) <script>document.documentElement.dataset.owned = 1</script> `",
    "formula around a fence": "$$\n```\n$$\n<script>document.documentElement.dataset.owned = 1</script>\n```",
    "formula": "$\\href{javascript:alert(1)}{x}$",
    "style": "<style>*{display:none}</style>",
    "base": "<base href=https://x.org><meta http-equiv=refresh content='0;url=https://x.org'>",
    "form": "<form action=https://x.org><button>Log in</button></form>",
    "table": "|a|b|\n|-|:-:|\n|<script>document.documentElement.dataset.owned = 1</script>|[x](javascript:1)|",
    "bidi": "safe \u202egnp.exe \u2066x\u2069",
}  # fmt: skip
"""What a model might say to a notebook."""


@define
class Reading(HTMLParser):
    """What is in an HTML text."""

    elements: list[Element] = field(factory=list)
    text: str = ""
    declarations: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.declarations.append(data)

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_pi(self, data: str) -> None:
        self.declarations.append(data)


def read_html(html: str) -> Reading:
    """The elements and the text of an HTML text."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    return reading


def dangers(html: str, allowed: set[str]) -> list[object]:
    """What is in an HTML text and must not be."""
    reading = read_html(html)
    found: list[object] = [tag for tag, _ in reading.elements if tag not in allowed]
    for tag, attributes in reading.elements:
        found.extend((tag, name) for name in attributes if name not in ATTRIBUTES)
        if "style" in attributes and attributes["style"] not in STYLES:
            found.append((tag, "style", attributes["style"]))
        if "href" in attributes and not (attributes["href"] or "").lower().startswith(SCHEMES):
            found.append((tag, "href", attributes["href"]))
    return found + list(reading.declarations)
