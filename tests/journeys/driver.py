"""The browser's driver, with its event loop hidden from everything that is not the driver."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright._impl._greenlets import wait_for_future
from playwright.sync_api import Playwright, sync_playwright


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright, for as long as the block lasts.

    Between two of its calls it leaves its loop marked as running in this thread. Django would then
    keep one connection for code that sees a loop and another for code that does not, and a test's
    transaction would be open on only one of them. So the loop is running only while it runs.
    """

    def wait(loop: Any, *rest: Any) -> None:
        before = (
            asyncio._get_running_loop()
        )  # the loop itself for a listener, called from within it
        asyncio._set_running_loop(loop)
        try:
            wait_for_future(loop, *rest)
        finally:
            asyncio._set_running_loop(before)

    manager = sync_playwright()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playwright._impl._sync_base.wait_for_future", wait)
        playwright = manager.__enter__()
        asyncio._set_running_loop(None)
        try:
            yield playwright
        finally:
            asyncio._set_running_loop(manager._loop)
            manager.__exit__()
            asyncio._set_running_loop(None)
