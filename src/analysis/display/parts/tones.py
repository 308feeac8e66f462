"""How sure a target is: three tones, told apart by their word, not by colour alone."""

from typing import Literal, get_args

Tone = Literal["steady", "open", "hard", "unknown"]
TONES: tuple[Tone, ...] = get_args(Tone)
