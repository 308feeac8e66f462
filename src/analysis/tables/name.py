"""A name in both languages."""

from pydantic import BaseModel, ConfigDict


class Name(BaseModel):
    """A name in Chinese and English; called with a language, it gives that one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return the name in `lang`."""
        return self.zh if lang == "zh" else self.en
