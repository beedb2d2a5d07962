"""Roman numbers, as headings and appendices carry them."""

_MARKS = ["C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
_STEPS = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), _MARKS, strict=True))


def roman(number: int) -> str:
    """`4` → `IV`; ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    text = ""
    for value, mark in _STEPS:
        times, number = divmod(number, value)
        text += mark * times
    return text
