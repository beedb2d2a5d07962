"""The page in a real browser: asked like a person asks, over a server like the one that ships."""

from playwright.sync_api import Browser, expect

from tests.ui.visit import PHONE, Visit

VNEID = "chi tieu vneid nam 2026 cua minh la bao nhieu"


def test_an_answer_appears_with_its_source_beside_it(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    answer = visit.page.locator(".cc-answer").last
    expect(answer.locator(".cc-fact")).to_contain_text("86%")
    expect(answer).to_contain_text("Mọi số liệu đã đối chiếu với nguồn")
    card = visit.page.locator(".cc-source:visible").first
    expect(card.locator("h3")).to_contain_text("Kế hoạch số")
    expect(card.locator(".cc-place")).to_contain_text("phường Sao Mai")
    expect(card.locator("mark").first).to_contain_text("86")
    expect(card.locator("tr.cc-cited")).to_contain_text("VNeID")
    expect(card.locator("tr.cc-cited b")).to_be_in_viewport()
    assert card.locator("tbody tr").count() >= 2


def test_the_full_text_opens_at_the_cited_row(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    with visit.page.expect_popup() as opened:
        visit.page.locator(".cc-source:visible a.cc-button").first.click()
    cited = opened.value.locator(":target")
    expect(cited).to_contain_text("VNeID")
    expect(cited).to_be_in_viewport()


def test_hostile_text_of_a_document_is_shown_and_does_nothing(visit: Visit) -> None:
    visit.ask("Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?")
    page = visit.page
    expect(page.locator("#cc-sources")).to_contain_text("<script>window.pwned = 1</script>")
    page.get_by_role("tab", name="Kho văn bản").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    for live in ("img[src*=evil]", "form[action*=evil]", "iframe", "a[href^=javascript]"):
        assert page.locator(live).count() == 0


def test_a_hostile_question_is_shown_and_does_nothing(visit: Visit) -> None:
    visit.ask(
        '<img src="http://evil.example/q.png" onerror="window.pwned = 1"> ${window.pwned = 2}'
    )
    expect(visit.page.locator(".cc-question").last).to_contain_text('<img src="http://evil.exa')
    assert visit.page.evaluate("window.pwned") is None


def test_an_example_is_a_question_that_is_answered(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    for example in visit.page.locator("#cc-examples button").all():
        turns = visit.page.locator(".cc-turn").count()
        example.click()
        expect(visit.page.locator(".cc-turn")).to_have_count(turns + 1)
        expect(visit.page.locator(".cc-writing")).to_have_count(0)
        expect(visit.page.locator(".cc-answer").last).to_have_class("cc-answer cc-answered")
    expect(visit.page.locator(".cc-source:visible").first).to_be_visible()


def test_earlier_answers_keep_their_sources(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    visit.ask("Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?")
    expect(visit.page.locator(".cc-source:visible h3").first).to_contain_text("99/KH-UBND")
    visit.page.locator(".cc-turn").first.locator("button.cc-marker").first.click()
    expect(visit.page.locator(".cc-source.cc-on mark").first).to_contain_text("86")
    expect(visit.page.locator(".cc-source:visible h3").first).not_to_contain_text("99/KH-UBND")


def test_what_cannot_be_answered_shows_a_sentence_and_no_tick(visit: Visit) -> None:
    visit.ask("Giá vé tàu cao tốc lên sao Hỏa là bao nhiêu?")
    answer = visit.page.locator(".cc-answer").last
    expect(answer).not_to_contain_text("Mọi số liệu đã đối chiếu")
    visit.ask("   a" * 900)
    expect(visit.page.locator(".cc-answer.cc-error")).to_contain_text("2000")


def test_the_page_speaks_english_when_told_and_keeps_the_talk(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    visit.page.get_by_text("EN", exact=True).click()
    expect(visit.page.get_by_role("tab", name="Documents")).to_be_visible()
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.locator(".cc-turn")).to_have_count(1)


def test_the_text_grows_and_the_choice_is_kept(visit: Visit) -> None:
    def size() -> float:
        return float(
            visit.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        )

    before = size()
    visit.page.get_by_role("button", name="Chữ to hơn").click()
    grown = size()
    assert grown > before
    visit.page.reload()
    expect(visit.question).to_be_visible()
    assert size() == grown


def test_everything_can_be_reached_with_the_keyboard(visit: Visit) -> None:
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    visit.page.locator("body").click(position={"x": 2, "y": 2})
    reached = set()
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        reached.add(
            visit.page.evaluate(
                "(document.activeElement.textContent || document.activeElement.tagName).trim()"
            )
        )
    assert {"Hỏi", "1", "Toàn văn", "A+", "Sao chép kèm nguồn"} <= reached


def test_the_documents_are_listed_with_what_they_are(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Kho văn bản").click()
    row = visit.page.locator(".cc-library tr", has_text="ke-hoach-trong-cay.txt")
    expect(row).to_contain_text("99/KH-UBND")
    expect(row).to_contain_text("phường Sao Mai")
    expect(row).to_contain_text("05/02/2026")


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, PHONE)
    visit.choose("phường Sao Mai")
    visit.ask(VNEID)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(visit.question).to_be_in_viewport()
    visit.page.locator("button.cc-marker").first.click()
    expect(visit.page.locator(".cc-source:visible").first).to_be_in_viewport()
    visit.page.close()
    visit.check()
