"""The project with all it needs, in one archive for offices without a network."""
