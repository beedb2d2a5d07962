"""How wide words are in Times New Roman, so that what is laid out by them fits.

Thousandths of the size, from the metrics that Adobe published for Times; Times New Roman and its
free counterparts share them. A Vietnamese letter is as wide as the one without its marks.
"""

import unicodedata

_UPRIGHT = {
    250: " .,",
    278: "/:;ijlt",
    333: "-()[]frI",
    389: "sJ",
    444: '"“”acez',
    500: "–đ0123456789bdghknopquvxy",
    556: "FPS",
    564: "+<>=≤≥",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXYĐ",
    778: "&m",
    833: "%",
    889: "M",
    944: "W",
}
_BOLD = {
    250: " .,",
    278: "/il",
    333: "-:;()[]fjt",
    389: "sI",
    444: "cerz",
    500: '"“”–0123456789agovxyJ',
    556: "đbdhknpquS",
    570: "+<>=≤≥",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQ",
    833: "&m",
    944: "M",
    1000: "%W",
}
_UNKNOWN = 556
_MM_PER_POINT = 25.4 / 72


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of the text in millimetres, its size in points."""
    widths = _BY_LETTER[bold]
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return sum(widths.get(letter, _UNKNOWN) for letter in letters) * size / 1000 * _MM_PER_POINT


def _by_letter(classes: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in classes.items() for letter in letters}


_BY_LETTER = {False: _by_letter(_UPRIGHT), True: _by_letter(_BOLD)}
