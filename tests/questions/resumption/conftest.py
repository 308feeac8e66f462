"""The city of the key enterprises: the same list and the same daily reports."""

from tests.questions.key_enterprises.conftest import stored

__all__ = ["stored"]
