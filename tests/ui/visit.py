"""A page in a real browser, used like a person uses it."""

import shutil

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1366, "height": 800}


class Visit:
    """A page, with every address it asked for and everything that went wrong on it."""

    def __init__(self, browser: Browser, server: str, viewport: ViewportSize) -> None:
        self.page: Page = browser.new_page(viewport=viewport)
        self.server = server
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(server)
        expect(self.question).to_be_visible()
        expect(self.page.locator("#cc-examples button").first).to_be_visible()

    @property
    def question(self) -> Locator:
        return self.page.locator("#cc-question textarea")

    def choose(self, unit: str) -> None:
        """Picks a unit as a person does: open the list, click the name."""
        self.page.locator("#cc-unit input").click()
        self.page.get_by_role("option", name=unit, exact=True).click()

    def ask(self, text: str) -> None:
        """Types, presses Enter, and waits for the answer to be whole."""
        turns = self.page.locator(".cc-turn").count()
        self.question.fill(text)
        self.question.press("Enter")
        expect(self.page.locator(".cc-turn")).to_have_count(turns + 1)
        expect(self.page.locator(".cc-writing")).to_have_count(0)

    def check(self) -> None:
        """Nothing went wrong, and nothing was asked of another machine."""
        assert self.wrong == []
        here = (f"{self.server}/", "data:", "blob:")
        assert [url for url in self.asked if not url.startswith(here)] == []
