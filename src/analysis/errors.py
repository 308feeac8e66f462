"""What a user reads when data or parameters are wrong; every other exception is a bug."""


def how_many(number: int, one: str, many: str = "") -> str:
    """Say in English how many there are: 1 row, 2 rows; `many` where that is not `one` with s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


class DataError(Exception):
    """A fault in the data or the parameters, said in Chinese and in English.

    Parameters
    ----------
    zh, en
        The same sentence in both languages; it names the place and what is allowed.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook: the sentences, not the way to where they were said."""
        return [self.zh, self.en]
