"""Thumbs below an answer, by keyboard, and the tab where editors read them."""

from playwright.sync_api import expect

from tests.ui.visit import Visit


def test_a_verdict_is_given_by_keyboard_kept_and_read(visit: Visit) -> None:
    page = visit.page
    visit.ask("Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?")
    up, down = page.locator("[data-verdict=up]"), page.locator("[data-verdict=down]")
    expect(page.locator(".cc-why")).to_be_hidden()
    down.focus()
    page.keyboard.press("Enter")
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(up).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".cc-said")).to_contain_text("cảm ơn")
    page.get_by_role("button", name="Sai số liệu").press("Space")
    page.locator(".cc-why input").fill("<b>phải là đội khác</b>")
    page.locator(".cc-why input").press("Enter")

    visit.ask("Ai là Chủ tịch UBND phường Sao Mai?")
    expect(down.first).to_have_attribute("aria-pressed", "true")
    expect(down.last).to_have_attribute("aria-pressed", "false")

    page.get_by_role("tab", name="Góp ý").click()
    card = page.locator(".cc-word").first
    expect(card).to_contain_text("Sai số liệu")
    expect(card).to_contain_text("<b>phải là đội khác</b>")
    expect(card.locator("h3")).to_have_text("Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?")
    count = page.locator(".cc-word").count()
    card.get_by_role("button", name="Đánh dấu đã xem").click()
    expect(page.locator(".cc-word")).to_have_count(count - 1)


def test_the_reason_has_a_name_for_readers_of_the_screen(visit: Visit) -> None:
    visit.ask("số hộ nghèo")
    visit.page.locator("[data-verdict=down]").click()
    expect(visit.page.get_by_role("group", name="Câu trả lời này")).to_be_visible()
    expect(visit.page.get_by_role("group", name="Vì sao?")).to_be_visible()
