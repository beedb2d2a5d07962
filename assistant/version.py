"""Which release of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """The version of the installed package; "" when run from a checkout that is not installed."""
    try:
        return version("cancu")
    except PackageNotFoundError:
        return ""
