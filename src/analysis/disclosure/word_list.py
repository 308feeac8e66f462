"""Words that must not stand in a text, in a file that is searched without being read.

A nation has 1.4 million names and codes; to read them all costs more than the report they guard.
So the words lie ordered by the hash of their beginning, all beginnings equally long, in an Arrow
file that is mapped into memory. A text's pieces of that length are hashed at once and looked up;
only where a piece could begin a word are those words compared with the text, letter by letter:
none is missed, and none is found that is not there (after Karp and Rabin, 1987).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

LONGEST_BEGINNING = 8
BASE = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that multiplying by it loses nothing; which one it is decides no answer."""


@dataclass(frozen=True)
class WordList:
    """Words ordered by the hash of their beginning.

    Parameters
    ----------
    length
        Letters of a beginning: those of the shortest word, at most `LONGEST_BEGINNING`.
    hashes
        Hash of each word's beginning, ascending.
    words
        The words, in the same order.
    """

    length: int
    hashes: np.ndarray
    words: pa.StringArray

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordList":
        """Make a list; empty words and repetitions are left out."""
        listed = [word for word in dict.fromkeys(words) if word]
        length = min([LONGEST_BEGINNING, *map(len, listed)])
        hashes = _hashes("".join(word[:length] for word in listed), length, step=length)
        order = np.argsort(hashes, kind="stable")
        return cls(length, hashes[order], pa.array(listed, pa.string()).take(pa.array(order)))

    def within(self, text: str) -> set[str]:
        """Return the words that stand in a text, also within other words."""
        if not len(self.hashes):
            return set()
        pieces = _hashes(text, self.length)
        different = np.unique(pieces)
        after = np.searchsorted(self.hashes, different).clip(max=len(self.hashes) - 1)
        starts = different[self.hashes[after] == different]
        places = np.flatnonzero(np.isin(pieces, starts))
        found: set[str] = set()
        for start in starts:
            first, last = (np.searchsorted(self.hashes, start, side) for side in ("left", "right"))
            words = self.words[first:last].to_pylist()
            for place in places[pieces[places] == start].tolist():
                found.update(word for word in words if text.startswith(word, place))
        return found


def content(lists: Sequence[WordList]) -> bytes:
    """Return what `read` needs to stand in a file."""
    sink = pa.BufferOutputStream()
    schema = pa.schema({"hash": pa.uint64(), "word": pa.string()})
    with pa.ipc.new_file(sink, schema) as file:
        for each in lists:
            batch = pa.record_batch([pa.array(each.hashes), each.words], schema=schema)
            file.write_batch(batch, custom_metadata={"length": str(each.length)})
    return bytes(sink.getvalue())


def read(file: Path) -> list[WordList]:
    """Return the lists that `content` put into a file; what is not looked at is not read."""
    reader = pa.ipc.open_file(pa.memory_map(str(file)))
    lists = []
    for number in range(reader.num_record_batches):
        batch, said = reader.get_batch_with_custom_metadata(number)
        lists.append(WordList(int(said["length"]), batch["hash"].to_numpy(), batch["word"]))
    return lists


def _hashes(text: str, length: int, step: int = 1) -> np.ndarray:
    """Hashes of the pieces of a text, `length` letters each, that begin every `step` letters."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    count = (len(letters) - length) // step + 1 if len(letters) >= length else 0
    hashes = np.zeros(count, np.uint64)
    for i in range(length):
        hashes = hashes * BASE + letters[i : i + (count - 1) * step + 1 : step][:count]
    return hashes
