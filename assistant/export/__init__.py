"""A draft leaves the house: as a Word file in the official layout, as Markdown, as JSON."""
