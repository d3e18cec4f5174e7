"""The checker itself: it must be able to find something."""

from playwright.sync_api import Browser

from tests.journeys import axe


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    """A picture without words and grey on grey are both found."""
    page = browser.new_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>h</h1><img src="x"></main></html>')
    assert "image-alt" in {found["id"] for found in axe.violations(page)}
    page.close()
