"""Settings that all tests share."""

from hypothesis import settings

# A test is judged by what it finds, not by how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
