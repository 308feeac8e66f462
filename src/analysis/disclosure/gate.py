"""The gate: reads a finished file as a stranger would; says what may not stand in it.

It knows nothing of how the file was made. It decodes what is escaped and encoded, and looks for
names of enterprises, in full and in short, for their codes, for telephones and identity cards, for
users and paths of the machine that made the file, for the rules that withhold figures, and for
whatever would act, call out or hide when the file is opened.
"""

import re
import unicodedata
from dataclasses import dataclass

from analysis.disclosure.contents import Said, of_package, of_page, of_text
from analysis.disclosure.decoding import folded, readings
from analysis.disclosure.word_list import WordList

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(
    r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"
)
SPACED_CODE = re.compile(
    r"(?<![0-9A-Z])(?:[0-9A-HJ-NPQRTUWXY][ \u200b.·-]?){17}[0-9A-Y](?![0-9A-Z])"
)
PATH = re.compile(
    r"(?<![\w./])/(?:home|root|Users|tmp|var|opt|mnt|srv|proc|work|data)/[\w./-]+"
    r"|(?<![\w./])/(?:[\w.-]+/)+[\w.-]+\.(?:py|ipynb|parquet|xlsx|csv)\b"
    r"|\b[A-Za-z]:\\[\w.\\-]+|file:/+[\w./-]+|\\\\[\w.-]+\\[\w.\\-]+"
)
MOBILE = re.compile(r"(?<![0-9A-Z.,_])1[3-9]\d{9}(?![0-9A-Z.,_])")
IDENTITY = re.compile(r"(?<![0-9A-Z])\d{6}(?:19|20)\d{9}[0-9X](?![0-9A-Z])")
RULES = re.compile(r"p_percent|minimum_units")
MUTE = "an image that does not tell its words: draw it by display.show"
PLAIN = ("csv", "md", "json", "txt")


@dataclass(frozen=True)
class Secrets:
    """What must not leave: names and codes of enterprises, holders and projects.

    All words are `folded`. `names` are long enough to be found wherever they stand, letters apart
    or together; `brief` ones, and what a name is called in short, only where they stand as a word.
    `public` are names and codes that a public list lets out; a credit code never leaves. `users`
    are those of the machine that made the file.
    """

    names: WordList
    brief: WordList
    codes: WordList
    public: WordList
    users: WordList

    def within(self, text: str) -> list[str]:
        """Return what a text holds of them, as findings."""
        loose = folded(text)
        close = loose.replace("\n", "")
        found = [f"name: {word}" for word in self._kept(self.names.within(close), close)]
        found += [f"name: {word}" for word in self._kept(self.brief.within(loose), loose)]
        found += [f"code: {word.upper()}" for word in self._kept(self.codes.within(close), close)]
        return found + [f"user: {word}" for word in sorted(self._users(loose))]

    def _kept(self, found: set[str], text: str) -> list[str]:
        public = self.public.within(text) if found else set()
        return [word for word in sorted(found - public) if _outside(word, public, text)]

    def _users(self, text: str) -> set[str]:
        """Users as words of their own: `li` is no user in `limit`."""
        return {
            word
            for word in self.users.within(text)
            if re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text)
        }


def _outside(word: str, public: set[str], text: str) -> bool:
    """Whether a word also stands in a text where it is no part of a longer public one."""
    for longer in public:
        if word in longer:
            text = text.replace(longer, "\n")
    return word in text


def findings(content: bytes | str, kind: str, secrets: Secrets) -> list[str]:
    """Return what should not stand in a file; an empty list lets it pass.

    Parameters
    ----------
    content
        The whole file; a page as text.
    kind
        How its name ends: html, docx, xlsx, csv, md, json, txt. No other kind passes.
    secrets
        The names and codes of enterprises and projects, and which of them are public.
    """
    if kind == "html":
        said = of_page(content if isinstance(content, str) else content.decode("utf-8", "replace"))
        said.found += [MUTE for w in said.words if w is None]
    elif isinstance(content, str):
        said = of_text(content.encode(), kind)
    elif kind in ("docx", "xlsx"):
        said = of_package(content)
    elif kind in PLAIN:
        said = of_text(content, kind)
    else:
        return [f"no kind of file that leaves: {kind}"]
    return list(dict.fromkeys(_in(said, secrets)))


def _in(said: Said, secrets: Secrets) -> list[str]:
    read = [reading for text in said.texts for reading in readings(text)] + said.joined
    found = [finding for text in read for finding in (*secrets.within(text), *_of_form(text))]
    codes = {f.removeprefix("credit code: ") for f in found if f.startswith("credit code: ")}
    listed = {f"code: {code}" for code in codes}  # said once, as what it is
    return [finding for finding in found if finding not in listed] + said.found


def _of_form(text: str) -> list[str]:
    """What is known by its form."""
    upper = unicodedata.normalize("NFKC", text).upper()
    codes = {match[0] for match in CREDIT_CODE.finditer(upper)}
    for match in SPACED_CODE.finditer(upper):
        code = re.sub(r"[^0-9A-Z]", "", match[0])
        if len(code) == 18 and re.search("[A-Z]", code) and _checked(code):
            codes.add(code)
    cards = {m[0] for m in IDENTITY.finditer(upper) if _identity(m[0])}
    return [
        *(f"credit code: {code}" for code in sorted(codes - cards)),
        *(f"identity card: {card}" for card in sorted(cards)),
        *(f"telephone: {number}" for number in MOBILE.findall(upper)),
        *(f"path: {match[0]}" for match in PATH.finditer(text)),
        *(f"rule: {match[0]}" for match in RULES.finditer(text)),
    ]


def _checked(code: str) -> bool:
    """Whether the last letter of a credit code is the one that GB 32100 makes of the others."""
    if any(letter not in _LETTERS for letter in code):
        return False
    total = sum(_LETTERS.index(x) * pow(3, i, 31) for i, x in enumerate(code[:17]))
    return _LETTERS.index(code[17]) == -total % 31


def _identity(card: str) -> bool:
    """Whether the last letter of an identity card's number is that of GB 11643."""
    total = sum(int(x) * pow(2, 17 - i, 11) for i, x in enumerate(card[:17]))
    return card[17] == "10X98765432"[total % 11]
