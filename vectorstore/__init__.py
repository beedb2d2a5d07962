"""A Document becomes findable."""
