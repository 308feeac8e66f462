"""A `text.yaml` read into sentences; what is unknown in it is refused with its line."""

import functools
from collections.abc import Callable, Iterable, Mapping

import yaml

from analysis.display import entries
from analysis.display.entries import Entry, Said, Words
from analysis.display.templates import Place, Template, unknown

LANGUAGES = ("zh", "en")
SECTIONS = ("slots", "sentences", "alts", "labels")
JOINED: dict[str, Callable[[list[Said]], Said]] = {
    "first": entries.first,
    "parts": entries.parts,
    "together": entries.together,
    "paragraphs": entries.paragraphs,
}
BODIES = (*LANGUAGES, *JOINED, "each", "choose")
KEYS = (*BODIES, "item", "among", "when", "let")
SLOT = ("空位", "slot")
LABEL = ("词", "label")
Names = Mapping[str, tuple[str, ...]]
"""Slot → the fields of its rows; none for a value."""


def read(
    content: str, file: str, own: str = "", own_file: str = ""
) -> tuple[dict[str, Entry], dict[str, Entry], Words]:
    """Return the sentences, alternative texts and labels of a question, as a city words them.

    Parameters
    ----------
    content, file
        The question's `text.yaml`, and what it is called in an error.
    own, own_file
        The city's: entries in the place of their namesakes. One in one language leaves the other
        as it was.

    Raises
    ------
    DataError
        If something is unknown, twice there, or cannot be read; if the city words an entry that
        the question does not have, or with a slot that the entry does not have.
    """
    shipped, city = _Reader(content, file), _Reader(own, own_file, both=False)
    words = {
        group: {code: shipped.words(pair) for code, pair in shipped.mapping(codes).items()}
        for group, codes in shipped.section("labels").items()
    }
    for group, codes in city.section("labels", words).items():
        for code, pair in city.known(codes, words[group], LABEL).items():
            words[group][code] |= city.words(pair)
    shipped.labels = city.labels = words
    common = shipped.slots(shipped.sections.get("slots"))

    def of(section: str, slots: Names) -> dict[str, Entry]:
        found = {n: shipped.top(node, slots) for n, node in shipped.section(section).items()}
        reworded = city.section(section, found).items()
        return found | {name: city.over(node, found[name]) for name, node in reworded}

    return of("sentences", common), of("alts", {}), words


class _Reader:
    """The nodes of one file, and the entries they make."""

    def __init__(self, content: str, file: str, both: bool = True) -> None:
        self.file = file
        self.both = both  # whether every entry must have both languages
        self.lacking: set[str] = set()
        self.labels: Words = {}
        try:
            root = yaml.compose(content, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            Place(file, line).refuse(
                f"写法有误：{error.problem}", f"cannot be read: {error.problem}"
            )
        self.sections = {} if root is None else self.known(root, SECTIONS, ("栏目", "section"))

    def place(self, node: yaml.Node) -> Place:
        below = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        return Place(self.file, node.start_mark.line + (2 if below else 1))

    def mapping(self, node: yaml.Node) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.place(node).refuse("此处应为“名称: 内容”", "names and their contents are expected")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in found:
                self.place(key).refuse(f"“{key.value}”重复", f"{key.value!r} stands here twice")
            found[key.value] = value
        return found

    def known(
        self, node: yaml.Node, allowed: Iterable[str], kind: tuple[str, str]
    ) -> dict[str, yaml.Node]:
        """The mapping of a node, whose names must be among those allowed."""
        found, allowed = self.mapping(node), [*allowed]
        for key, _ in node.value:
            if key.value not in allowed:
                self.place(key).refuse(*unknown(kind, key.value, allowed))
        return found

    def section(self, name: str, allowed: Iterable[str] | None = None) -> dict[str, yaml.Node]:
        node = self.sections.get(name)
        if node is None:
            return {}
        if allowed is None:
            return self.mapping(node)
        return self.known(node, allowed, ("条目", "entry"))

    def sequence(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.place(node).refuse("此处应为列表", "a list is expected")
        return list(node.value)

    def scalar(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.place(node).refuse("此处应为文字", "a text is expected")
        return str(node.value)

    def words(self, node: yaml.Node) -> dict[str, str]:
        found = self.known(node, LANGUAGES, ("语言", "language"))
        self._languages(node, found)
        return {lang: self.scalar(word) for lang, word in found.items()}

    def slots(self, node: yaml.Node | None) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for slot in self.sequence(node) if node is not None and node.value else []:
            if isinstance(slot, yaml.ScalarNode):
                found[slot.value] = ()
            else:
                rows = self.mapping(slot).items()
                found |= {n: tuple(map(self.scalar, self.sequence(of))) for n, of in rows}
        return found

    def top(self, node: yaml.Node, common: Names) -> Entry:
        """An entry with the slots it declares, or those of the file."""
        own = self.mapping(node).get("slots") if isinstance(node, yaml.MappingNode) else None
        names = common if own is None else self.slots(own)
        return Entry(names, dict.fromkeys(LANGUAGES, self.entry(node, names, ("slots",))))

    def over(self, node: yaml.Node, shipped: Entry) -> Entry:
        """An entry of a city in the languages that it has, with the slots of the one shipped."""
        self.lacking = set()
        own = self.entry(node, shipped.slots)
        said = {lang: own for lang in LANGUAGES if lang not in self.lacking}
        return Entry(shipped.slots, {**shipped.by_language, **said})

    def entry(self, node: yaml.Node, names: Names, more: tuple[str, ...] = ()) -> Said:
        if isinstance(node, yaml.ScalarNode):
            return Template(node.value, self.place(node), names).render
        if isinstance(node, yaml.SequenceNode):
            return entries.first([self.entry(one, names) for one in self.sequence(node)])
        found = self.known(node, (*KEYS, *more), ("写法", "key"))
        let = {}
        for name, value in self.mapping(found["let"]).items() if "let" in found else ():
            let[name] = self.entry(value, names)
            names = {**names, name: ()}
        when = self._condition(found["when"], names) if "when" in found else None
        said = self._body(node, found, names)
        return entries.where(when, let, said) if let or when else said

    def _condition(self, node: yaml.Node, names: Names) -> Said:
        source = "{% if " + self.scalar(node) + " %}yes{% endif %}"
        return Template(source, self.place(node), names).render

    def _body(self, node: yaml.Node, found: dict[str, yaml.Node], names: Names) -> Said:
        kinds = [name for name in found if name in BODIES and name not in LANGUAGES]
        spoken = [name for name in found if name in LANGUAGES]
        if len(kinds) + bool(spoken) != 1:
            self.place(node).refuse(
                f"一个条目须有且只有一种写法：{'、'.join(BODIES)}",
                f"an entry is exactly one of {', '.join(BODIES)}",
            )
        if spoken:
            self._languages(node, found)
            return entries.by_language({lang: self.entry(found[lang], names) for lang in spoken})
        kind = kinds[0]
        if kind in JOINED:
            return JOINED[kind]([self.entry(one, names) for one in self.sequence(found[kind])])
        needed = {"each": "item", "choose": "among"}[kind]
        if needed not in found:
            self.place(node).refuse(f"缺“{needed}”", f"{needed!r} is missing")
        slot = self.scalar(found[kind])
        if slot not in names:
            self.place(found[kind]).refuse(*unknown(SLOT, slot, names))
        if kind == "each":
            rows = {**names, **dict.fromkeys(names[slot], ())}
            return entries.each(slot, names[slot], self.entry(found["item"], rows))
        return entries.choose(slot, self._among(found["among"], names))

    def _among(self, node: yaml.Node, names: Names) -> dict[str, Said]:
        if not isinstance(node, yaml.ScalarNode):
            return {value: self.entry(one, names) for value, one in self.mapping(node).items()}
        if node.value not in self.labels:
            self.place(node).refuse(*unknown(("词组", "labels"), node.value, self.labels))
        return {
            code: functools.partial(_word, pair) for code, pair in self.labels[node.value].items()
        }

    def _languages(self, node: yaml.Node, found: Mapping[str, yaml.Node]) -> None:
        lacking = [lang for lang in LANGUAGES if lang not in found]
        self.lacking |= {*lacking}
        if lacking and self.both:
            self.place(node).refuse(f"缺“{lacking[0]}”", f"{lacking[0]!r} is missing")


def _word(pair: Mapping[str, str], lang: str, _: Mapping[str, object]) -> str:
    return pair[lang]
