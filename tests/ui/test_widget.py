"""The widget in a real browser, on a page of another origin."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.ui.axe import found_by_axe
from tests.ui.conftest import ROOT, serving
from tests.ui.proxy import Proxy, proxy_before
from tests.ui.visit import DESK, PHONE
from tests.ui.ward_site import ward_site
from ui.access.access import Access
from ui.access.records import Site

VNEID = "Chỉ tiêu VNeID năm 2026 là bao nhiêu?"
TREES = "Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?"
SMALL: ViewportSize = {"width": 320, "height": 568}
_clients = count(1)


class Visitor:
    """Somebody on the site, with every address their browser asked and all that went wrong."""

    def __init__(self, browser: Browser, proxy: Proxy, site: str, **how: Any) -> None:
        proxy.client = f"203.0.113.{next(_clients)}"  # else all tests were one busy office
        self.server, self.site = proxy.address, site
        self.context = browser.new_context(**{"viewport": DESK, **how})
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text))

    def come(self, path: str = "/") -> "Visitor":
        self.page.goto(self.site + path)
        return self

    @property
    def bubble(self) -> Locator:
        return self.page.locator(".bubble")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def field(self) -> Locator:
        return self.page.locator("cancu-widget #field")

    @property
    def answers(self) -> Locator:
        return self.page.locator("cancu-widget .answer:not(.growing)")

    def ask(self, text: str) -> Locator:
        """Types, presses Enter, and waits for the answer to be whole."""
        if not self.panel.is_visible():
            self.bubble.click()
        before = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).to_have_count(before + 1)
        return self.answers.last

    def leave(self) -> None:
        """Nothing went wrong, and no other machine was asked."""
        self.context.close()
        assert self.wrong == []
        here = (f"{self.server}/", f"{self.site}/")
        assert [url for url in self.asked if not url.startswith(here)] == []


@pytest.fixture(scope="module")
def access(data: Path) -> Iterator[Access]:
    kept = Access(data)
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def proxy(data: Path) -> Iterator[Proxy]:
    """In front of the server of a ward."""
    with serving(data, CANCU_UNIT="phường Sao Mai") as server, proxy_before(server) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def site(proxy: Proxy, access: Access) -> Iterator[str]:
    """The address of a listed site; its id is known only once its port is."""
    listed: list[Site] = []
    with ward_site(proxy.address, "SITE") as unlisted:
        listed.append(access.all_sites.add("Phường Sao Mai", [unlisted], "vi"))
    port = int(unlisted.rsplit(":", 1)[1])
    with ward_site(proxy.address, listed[0].id, port) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, proxy: Proxy, site: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, proxy, site).come()
    yield visitor
    visitor.leave()


def test_everything_works_by_keyboard_alone(visitor: Visitor) -> None:
    keys = visitor.page.keyboard
    for _ in range(3):
        keys.press("Tab")
    expect(visitor.bubble).to_be_focused()
    keys.press("Enter")
    expect(visitor.field).to_be_focused()
    keys.type("Ai ký Kế hoạch 27/KH-UBND,")
    keys.press("Shift+Enter")
    keys.type("ngày nào?")
    keys.press("Enter")
    expect(visitor.answers.last).to_contain_text("20/01/2026")
    expect(visitor.field).to_be_focused()
    for _ in range(20):
        keys.press("Shift+Tab")
        if visitor.page.evaluate(_FOCUSED) == "marker":
            break
    keys.press("Enter")
    assert visitor.page.evaluate(_FOCUSED) == "SECTION"
    expect(visitor.page.locator("cancu-widget section:focus blockquote")).to_be_in_viewport()
    keys.press("Escape")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.bubble).to_be_focused()


_FOCUSED = """() => {
  const node = document.querySelector("cancu-widget").shadowRoot.activeElement;
  return node?.className || node?.tagName;
}"""


def test_focus_goes_on_to_the_page_beside_an_open_panel(visitor: Visitor) -> None:
    visitor.bubble.click()
    visitor.page.get_by_role("button", name="Nút của trang").click()
    expect(visitor.page.get_by_role("button", name="Nút của trang")).to_be_focused()
    expect(visitor.panel).to_be_visible()


def test_an_answer_stands_on_sources_that_open(visitor: Visitor) -> None:
    answer = visitor.ask(VNEID)
    expect(answer.locator(".fact")).to_contain_text("86%")
    expect(answer).to_contain_text("Mọi số liệu đã đối chiếu với nguồn")
    expect(answer.locator("section").first).to_be_hidden()
    answer.get_by_role("button", name="Xem căn cứ 1").first.click()
    source = answer.locator("section").first
    expect(source).to_be_focused()
    expect(source.locator("h3")).to_contain_text("Kế hoạch số 27/KH-UBND ngày 20/01/2026")
    expect(source).to_contain_text("phường Sao Mai · ")
    expect(source.locator("mark")).to_contain_text("86")
    with visitor.page.expect_popup() as opened:
        source.get_by_role("link").click()
    cited = opened.value.locator(":target")
    expect(cited).to_contain_text("VNeID")
    expect(cited).to_be_in_viewport()
    assert opened.value.evaluate("window.opener") is None


def test_a_comparison_is_a_table(visitor: Visitor) -> None:
    answer = visitor.ask("So sánh chỉ tiêu VNeID năm 2026 của phường Sao Mai và phường Đông Hồ")
    expect(answer.get_by_role("columnheader", name="Đơn vị")).to_be_visible()
    expect(answer.get_by_role("cell").filter(has_text="82%")).to_be_visible()


def test_a_follow_up_is_understood_and_the_talk_stays_from_page_to_page(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    expect(visitor.ask("Còn phường Đông Hồ?").locator(".fact")).to_contain_text("82%")
    visitor.page.goto(f"{visitor.site}/khac")
    expect(visitor.panel).to_be_visible()
    expect(visitor.answers).to_have_count(2)
    visitor.page.get_by_role("button", name="Hội thoại mới").click()
    expect(visitor.answers).to_have_count(0)
    visitor.page.reload()
    expect(visitor.panel).to_be_visible()
    expect(visitor.answers).to_have_count(0)
    assert sum(url.endswith("/widget/session") for url in visitor.asked) <= 2  # each after asking


def test_the_panel_speaks_english_when_the_page_or_the_visitor_does(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.page.get_by_role("button", name="Close")).to_be_visible()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.answers.first).to_contain_text("Copy with sources")
    visitor.come("/khac")
    expect(visitor.page.get_by_role("button", name="Close")).to_be_visible()


def test_a_page_in_english_has_a_widget_in_english(visitor: Visitor) -> None:
    visitor.come("/?lang=en-GB")
    expect(visitor.bubble).to_have_text("Ask our documents")
    visitor.come("/?lang=en&language=vi")
    expect(visitor.bubble).to_have_text("Hỏi về văn bản")


def test_what_a_document_says_is_words_whatever_it_looks_like(visitor: Visitor) -> None:
    answer = visitor.ask(TREES)
    answer.locator("summary").click()
    expect(answer).to_contain_text("<script>window.pwned = 1</script>")
    asked = visitor.ask('<img src="http://evil.example/q.png" onerror="window.pwned = 1">')
    expect(asked).to_be_visible()
    expect(visitor.page.locator(".question").last).to_contain_text("<img src=")
    assert visitor.page.evaluate("window.pwned") is None
    for live in ("img", "iframe", "script", "form[action]", "a[href^=javascript]"):
        assert visitor.page.locator(f"cancu-widget {live}").count() == 0


def test_what_was_kept_of_a_talk_is_words_too(visitor: Visitor) -> None:
    """Any script of the site may write there."""
    visitor.ask(VNEID)
    visitor.page.evaluate(
        """() => {
          const key = Object.keys(sessionStorage).find((name) => name.startsWith("cancu:"));
          const kept = JSON.parse(sessionStorage[key]);
          kept.talk[0].question = "<img src=x onerror='window.pwned = 1'>";
          kept.talk[0].answer.citations[0].document_id = "../../x?javascript:window.pwned=1";
          sessionStorage[key] = JSON.stringify(kept);
        }"""
    )
    visitor.page.reload()
    expect(visitor.page.locator(".question")).to_contain_text("<img src=x")
    link = visitor.page.locator("cancu-widget a").first.get_attribute("href") or ""
    assert link.startswith(f"{visitor.server}/documents/..%2F")
    for broken in ("{", "[]", '{"talk": 5}', "null"):
        visitor.page.evaluate(
            "text => sessionStorage.setItem(Object.keys(sessionStorage)[0], text)", broken
        )
        visitor.page.reload()
        expect(visitor.bubble).to_be_visible()


def test_a_session_that_is_over_is_renewed_unseen(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    visitor.page.evaluate(_SPOIL)
    visitor.page.reload()
    expect(visitor.ask("Còn phường Đông Hồ?")).to_contain_text("82%")
    begun = [url for url in visitor.asked if url.endswith("/widget/session")]
    assert len(begun) == 2
    visitor.wrong.clear()  # the browser notes the 401


_SPOIL = """() => {
  const key = Object.keys(sessionStorage).find((name) => name.startsWith("cancu:"));
  const kept = JSON.parse(sessionStorage[key]);
  kept.session.token += "x";
  sessionStorage[key] = JSON.stringify(kept);
}"""


def test_too_many_questions_are_told_with_how_long_to_wait(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    token = visitor.page.evaluate(
        "JSON.parse(sessionStorage[Object.keys(sessionStorage)[0]]).session.token"
    )
    come = {"origin": visitor.site, "authorization": f"Bearer {token}"}
    codes = [httpx.post(f"{visitor.server}/v1/ask", headers=come).status_code for _ in range(10)]
    assert codes[-1] == 429
    refused = visitor.ask("Còn năm 2025?")
    expect(refused).to_have_text(re.compile(r"Hãy chờ \d+ (giây|phút) rồi hỏi lại"))
    expect(refused.get_by_role("button", name="Hỏi lại")).to_be_visible()
    visitor.wrong.clear()  # the browser notes the 429


def test_without_a_network_the_question_can_be_asked_again(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    visitor.context.set_offline(True)
    expect(visitor.ask("Còn phường Đông Hồ?")).to_contain_text("mất mạng")
    visitor.context.set_offline(False)
    visitor.page.get_by_role("button", name="Hỏi lại").click()
    expect(visitor.answers.last).to_contain_text("82%")
    expect(visitor.answers).to_have_count(2)
    visitor.wrong.clear()  # the browser notes the failure


def test_what_is_not_checked_yet_is_marked_and_not_kept_when_stopped(visitor: Visitor) -> None:
    visitor.ask(VNEID)
    network = visitor.context.new_cdp_session(visitor.page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": 3000, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow)
    visitor.field.fill("Còn phường Đông Hồ?")
    visitor.field.press("Enter")
    growing = visitor.page.locator("cancu-widget .growing")
    expect(growing).to_contain_text("Đang đối chiếu với nguồn")
    expect(growing).to_contain_text("VNeID")
    visitor.page.get_by_role("button", name="Dừng").click()
    expect(visitor.answers.last).to_contain_text("Đã dừng")
    expect(visitor.answers.last).not_to_contain_text("VNeID")
    expect(visitor.page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()


def test_a_site_that_is_not_listed_is_told_a_sentence(
    browser: Browser, proxy: Proxy, access: Access, site: str
) -> None:
    listed = access.sites()[0]
    with ward_site(proxy.address, listed.id) as elsewhere:
        visitor = Visitor(browser, proxy, elsewhere).come()
        expect(visitor.ask(VNEID)).to_contain_text("Chưa kết nối được với trợ lý")
        visitor.wrong.clear()  # the browser notes what it was refused
        visitor.leave()


def test_who_cannot_see_is_told_once_what_there_is(visitor: Visitor) -> None:
    visitor.bubble.click()
    visitor.page.locator("cancu-widget [role=status]").evaluate(
        """status => {
          window.told = [];
          const hear = () => window.told.push(status.textContent);
          new MutationObserver(hear).observe(status, { childList: true });
        }"""
    )
    visitor.ask(VNEID)
    told = visitor.page.evaluate("window.told")
    assert len(told) == 2
    assert told[0] == "Đang tìm trong văn bản…"
    assert "86%" in told[1]
    assert "[1]" not in told[1]
    assert "Căn cứ (" in told[1]


def test_the_answer_is_copied_with_its_sources(visitor: Visitor) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visitor.site)
    visitor.ask(VNEID).get_by_role("button", name="Sao chép kèm căn cứ").click()
    expect(visitor.answers.last).to_contain_text("Đã sao chép")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "86%" in copied
    assert "[1] Kế hoạch số 27/KH-UBND ngày 20/01/2026, phường Sao Mai" in copied


def test_a_word_on_an_answer_reaches_the_office(visitor: Visitor, proxy: Proxy) -> None:
    def said() -> dict[str, Any]:
        newest: dict[str, Any] = httpx.get(f"{proxy.before}/v1/feedback").json()["feedback"][0]
        return newest

    visitor.ask(VNEID).get_by_role("button", name="Chưa đúng").click()
    expect(visitor.page.get_by_label("Chưa đúng ở đâu?")).to_be_focused()
    visitor.page.get_by_label("Chưa đúng ở đâu?").select_option("Sai văn bản")
    visitor.page.get_by_label("Nói thêm").fill("Kế hoạch này đã được thay")
    assert found_by_axe(visitor.page) == []
    visitor.page.get_by_role("button", name="Gửi góp ý").click()
    expect(visitor.answers.last).to_contain_text("Đã ghi nhận")
    down = said()
    assert (down["verdict"], down["reason"]) == ("down", "wrong_document")
    assert down["comment"] == "Kế hoạch này đã được thay"
    assert down["question"] == VNEID
    visitor.ask("Còn phường Đông Hồ?").get_by_role("button", name="Hữu ích").click()
    expect(visitor.answers.last).to_contain_text("Đã ghi nhận")
    assert said()["verdict"] == "up"


def test_neither_page_nor_widget_reaches_into_the_other(visitor: Visitor) -> None:
    def looks() -> list[object]:
        parts = (visitor.bubble, visitor.page.locator("cancu-widget dialog"))
        return [part.evaluate(_LOOKS) for part in parts]

    page, plain = visitor.page, looks()
    visitor.come("/?ugly=1")
    assert looks() == plain
    visitor.bubble.click()
    expect(visitor.field).to_be_focused()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 255)"
    assert page.evaluate("document.styleSheets.length") == 1
    expect(page.locator("cancu-widget .notice")).to_be_visible()


_LOOKS = """node => {
  const { color, fontStyle, letterSpacing, transform, opacity } = getComputedStyle(node);
  return { color, fontStyle, letterSpacing, transform, opacity };
}"""


def test_loaded_twice_it_is_there_once(visitor: Visitor) -> None:
    visitor.come("/?times=3")
    expect(visitor.bubble).to_have_count(1)
    expect(visitor.ask(VNEID)).to_contain_text("86%")


def test_keys_typed_into_it_do_not_reach_the_page(visitor: Visitor) -> None:
    visitor.page.evaluate(
        "window.heard = 0; addEventListener('keydown', () => (window.heard += 1))"
    )
    visitor.bubble.click()
    visitor.field.press("a")
    assert visitor.page.evaluate("window.heard") == 0


def test_it_takes_the_settings_of_its_line(visitor: Visitor) -> None:
    visitor.come("/?color=%23f2c200&position=left&title=H%E1%BB%8Fi+ph%C6%B0%E1%BB%9Dng&theme=dark")
    box = visitor.bubble.bounding_box()
    assert box
    assert box["x"] < 100
    style = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
    assert visitor.bubble.evaluate(style) == ["rgb(242, 194, 0)", "rgb(0, 0, 0)"]
    visitor.bubble.click()
    expect(visitor.panel.get_by_role("heading", name="Hỏi phường")).to_be_visible()
    assert visitor.panel.evaluate("n => getComputedStyle(n).backgroundColor") == "rgb(18, 24, 31)"


def test_it_is_not_printed_with_the_page(visitor: Visitor) -> None:
    visitor.bubble.click()
    visitor.page.emulate_media(media="print")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.page.get_by_role("button", name="Nút của trang")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["phone", "small"])
def test_on_a_phone_it_takes_the_screen_and_nothing_is_cut_off(
    browser: Browser, proxy: Proxy, site: str, size: ViewportSize
) -> None:
    visitor = Visitor(browser, proxy, site, viewport=size, has_touch=True).come("/?ugly=1")
    visitor.ask(VNEID).locator("summary").click()
    assert visitor.panel.bounding_box() == {"x": 0, "y": 0, **size}
    assert visitor.page.locator("cancu-widget .log").evaluate(_CUT_OFF) == 0
    for target in visitor.panel.get_by_role("button").all():
        if target.is_visible():
            box = target.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24, target
    # A modal dialog: the page behind it is out of reach until it is closed.
    assert visitor.panel.evaluate("node => node.matches(':modal')")
    visitor.page.keyboard.press("Escape")
    expect(visitor.bubble).to_be_focused()
    visitor.leave()


_CUT_OFF = """log => [log, ...log.querySelectorAll("*")].filter((node) =>
  node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.closest(".sheet, .hidden")
).length"""


def test_twice_as_large_it_still_fits(browser: Browser, proxy: Proxy, site: str) -> None:
    half: ViewportSize = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}
    visitor = Visitor(browser, proxy, site, viewport=half, device_scale_factor=2).come()
    visitor.ask(VNEID)
    expect(visitor.field).to_be_in_viewport()
    expect(visitor.page.get_by_role("button", name="Đóng")).to_be_in_viewport()
    visitor.leave()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(
    browser: Browser, proxy: Proxy, site: str, size: ViewportSize, scheme: str
) -> None:
    visitor = Visitor(browser, proxy, site, viewport=size, color_scheme=scheme).come()
    assert found_by_axe(visitor.page) == []
    visitor.ask(VNEID).locator("summary").click()
    visitor.ask("So sánh chỉ tiêu VNeID năm 2026 của phường Sao Mai và phường Đông Hồ")
    visitor.ask("Giá vé tàu cao tốc lên sao Hỏa là bao nhiêu?")
    assert found_by_axe(visitor.page) == []
    visitor.leave()


def test_the_page_that_shows_it_works(browser: Browser, proxy: Proxy) -> None:
    visitor = Visitor(browser, proxy, proxy.address).come("/widget")
    expect(visitor.page.locator("h1")).to_be_visible()
    assert found_by_axe(visitor.page) == []
    expect(visitor.ask(VNEID)).to_contain_text("86%")
    visitor.leave()


def test_the_example_of_an_own_interface_works(visitor: Visitor) -> None:
    """`docs/widget.md`, run on the page of the site as it stands there."""
    text = (ROOT / "docs" / "widget.md").read_text("utf-8")
    blocks = re.findall(r"```js\n(.*?)```", text, re.DOTALL)
    site_id = visitor.page.evaluate("document.querySelector('script[data-site]').dataset.site")
    program = "\n".join(blocks).replace("https://tro-ly.phuong.example", visitor.server)
    program = program.replace("s_0123456789", site_id)
    told = visitor.page.evaluate(f"async () => {{ {program}\n return [grown, answer]; }}")
    assert told[0] == told[1]["answer"]
    assert told[1]["status"] == "answered"


def test_a_page_of_another_port_does_not_speak_for_who_sits_at_the_machine(proxy: Proxy) -> None:
    for path in ("/v1/ask", "/widget/session"):
        asked = {"question": VNEID}
        sent = httpx.post(proxy.before + path, json=asked, headers={"origin": "http://127.0.0.1:9"})
        assert sent.status_code == 403
