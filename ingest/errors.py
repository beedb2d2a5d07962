"""Errors as sentences: what came, what was expected, what to do."""

from prompts import Language, say


class CancuError(Exception):
    """Anything that a person can mend. Carries the key and fields of a sentence in `prompts/`.

    `str(error)` is the Vietnamese sentence; `error.sentence("en")` the English one.
    """

    def __init__(self, key: str, **fields: object) -> None:
        self.key = key
        self.fields = fields
        super().__init__(say(key, "vi", **fields))

    def sentence(self, language: Language) -> str:
        """The same sentence in the language asked for."""
        return say(self.key, language, **self.fields)


class UnreadableFile(CancuError):
    """One file that cannot become a document; the others of the folder still can."""
