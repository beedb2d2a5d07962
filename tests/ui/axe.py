"""What axe finds on a page, run from the file that its package ships: nothing is fetched."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_RUN = """async rules => (await axe.run(document, rules)).violations.flatMap((found) =>
  found.nodes.map((node) =>
    [found.id, found.impact, node.target.flat().join(" "), node.failureSummary]))"""
_SERIOUS = {"serious", "critical"}


def found_by_axe(page: Page) -> list[str]:
    """The serious and critical findings: rule, element, and what is wrong with it."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_RUN, _RULES)
    return [f"{rule} at {at}: {why}" for rule, impact, at, why in found if impact in _SERIOUS]
