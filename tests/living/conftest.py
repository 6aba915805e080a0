"""A headless Chromium, where one is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests import browser as chromium
from tests.living.driven import Driven


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """One browser for all tests of a process."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("needs chromium and chromium-driver")
    with chromium.browser(1280, 900) as driver:
        yield Driven(driver, tmp_path_factory.mktemp("pages"))
