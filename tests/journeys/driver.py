"""The browser's driver, with its event loop hidden from everything that is not the driver."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright._impl._greenlets import wait_for_future
from playwright.sync_api import Page, Playwright, sync_playwright


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright, for as long as the block lasts.

    Between two of its calls it leaves its loop marked as running in this thread. Django would then
    keep one connection for code that sees a loop and another for code that does not, and a test's
    transaction would be open on only one of them. So the loop is running only while a call is.
    """

    def wait(loop: Any, *rest: Any) -> None:
        with _running(loop):
            wait_for_future(loop, *rest)

    manager = sync_playwright()
    with pytest.MonkeyPatch.context() as patch:
        playwright = manager.__enter__()
        patch.setattr("playwright._impl._sync_base.wait_for_future", wait)
        asyncio._set_running_loop(None)
        try:
            yield playwright
        finally:
            with _running(manager._loop):
                manager.__exit__()


@contextmanager
def awaiting(page: Page) -> Iterator[None]:
    """Around `page.expect_download()` and its like, which begin before their first call."""
    with _running(page._loop):
        yield


@contextmanager
def _running(loop: Any) -> Iterator[None]:
    """The loop is running for the block, as it may be already: for a listener, called within it."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)
