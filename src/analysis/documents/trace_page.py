"""The trace as a page: each sentence with its figures, and below them the files, each set once."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from analysis.display.page_font import font_faces
from analysis.documents.trace import titles

TITLE = {"zh": "数据来源", "en": "Where each number comes from"}
MADE_OF = {"zh": "文档由来", "en": "What the document was made of"}
SHOWN = ("n", "sentence", "quantity", "printed", "exact", "table", "filter", "formula", "files")
STYLE = """
body{font:15px/1.6 Report,"Report More","Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;
margin:2em auto;max-width:1300px;padding:0 1em;color:#222}
h1,h2,th{font-family:"Report Bold",Report,"Report More","Noto Sans SC",sans-serif}
h1{font-size:1.4em}h2{font-size:1.15em;margin-top:2em}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ddd;padding:.35em .6em;
text-align:left;vertical-align:top;overflow-wrap:anywhere}thead th{border-bottom:2px solid #888}
td.n,td.files{white-space:nowrap}td.exact{font-size:.85em}
td.sentence{width:32%}td.printed{font-weight:600}code{color:#666;font-size:.85em}
li{overflow-wrap:anywhere;margin:.4em 0}
@media(max-width:700px){thead{display:none}tr,td{display:block;border:0}td:empty{display:none}
tr{border-bottom:1px solid #888;padding:.6em 0}td{padding:.1em 0}td.sentence{width:auto}
td[data-title]::before{content:attr(data-title) " ";color:#666}}
"""


def page(trace: pd.DataFrame, made_of: Mapping[str, str], title: str, lang: str) -> str:
    """Return the trace as an HTML page that needs nothing else, its font included."""
    named = titles(lang)
    sources = trace["files"] + trace["rules"].where(trace["rules"].eq(""), "\n" + trace["rules"])
    every = [*dict.fromkeys(text for text in sources if text)]
    head = "".join(f"<th>{escape(named[column])}</th>" for column in SHOWN)
    body = "".join(
        "<tr>" + "".join(_cell(row, column, named[column]) for column in SHOWN) + "</tr>\n"
        for row in trace.assign(
            files=[f"[{every.index(text) + 1}]" if text else "" for text in sources]
        ).to_dict("records")
    )
    files = "".join(f"<li>{escape(text).replace(chr(10), '<br>')}</li>\n" for text in every)
    about = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>\n"
        for name, value in made_of.items()
    )
    shown = (
        f"<h1>{escape(title)}</h1>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"
        f"<h2>{escape(named['files'])} · {escape(named['rules'])}</h2><ol>{files}</ol>\n"
        f"<h2>{escape(MADE_OF[lang])}</h2><table>{about}</table>\n"
    )
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}{font_faces(shown)}</style>{shown}</html>\n"
    )


def _cell(row: Mapping[str, str], column: str, title: str) -> str:
    text = escape(row[column])
    if column == "quantity":
        text = f"{escape(row['title'])} <code>{text}</code>"
    about = "" if column == "sentence" else f' data-title="{escape(title)}"'
    return f'<td class="{column}"{about}>{text}</td>'
