from tests.journeys.conftest import Visit


def test_shots(visit: Visit) -> None:
    page = visit("social_worker")
    page.locator("a[href*='/duties/']").first.click()
    page.wait_for_load_state()
    page.screenshot(path="/tmp/shots3/why.png", full_page=True)
