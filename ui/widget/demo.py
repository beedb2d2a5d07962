"""The page that shows the widget at work, with the line that puts it on a site."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from prompts import Language, say

# What the script's tag may say, and what a style sheet of the site may set.
_ATTRIBUTES = ("site", "title", "language", "color", "position", "theme")
_PROPERTIES = ("color", "font", "size", "radius", "bottom", "side", "layer")


def demo_page(own: str, site: str, language: Language) -> str:
    """The page as HTML; `site` "" tells how to come by one instead of showing the widget."""

    def translate(key: str, **fields: object) -> str:
        return say(f"widget_page.{key}", language, **fields)

    return _template().render(
        t=translate,
        language=language,
        own=own,
        site=site,
        attributes=_ATTRIBUTES,
        properties=_PROPERTIES,
    )


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("ui.widget", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("demo.html")
