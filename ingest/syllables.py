"""Which words can be Vietnamese syllables: a misspelt name is told from another name by this."""

import re

from ingest.text import unaccent

# Onsets and rimes of the national spelling, tone and vowel marks removed.
_ONSETS = "b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x"
_RIMES = "|".join(
    (
        "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu",
        "i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu",
        "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|op|ot",
        "u|ua|uan|uang|uat|uau|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou",
        "up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yeng|yet|yeu",
    )
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RIMES})")


def is_syllable(word: str) -> bool:
    """True where the word has the shape of one Vietnamese syllable, with or without its marks."""
    return bool(_SYLLABLE.fullmatch(unaccent(word)))
