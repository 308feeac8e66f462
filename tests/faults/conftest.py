from tests.reports.conftest import city, no_wishes_left, wishes

__all__ = ["city", "no_wishes_left", "wishes"]
