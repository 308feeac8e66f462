"""A name in both languages, and the word for the parts of a city."""

from pydantic import BaseModel, ConfigDict


class Name(BaseModel):
    """A name in Chinese and English; called with a language, it gives that one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return the name in `lang`."""
        return self.zh if lang == "zh" else self.en


class Parts(Name):
    """What the units of a territory are called: one in each language, several in English."""

    zh: str = "县（市、区）"
    en: str = "county"
    many: str = "counties"

    def words(self, lang: str) -> dict[str, str]:
        """Return `part` and `parts` as texts say them; Chinese has one word for both."""
        return {"part": self(lang), "parts": self.zh if lang == "zh" else self.many}


COUNTIES = Parts()
"""What the parts of a Chinese city are called."""
