"""A headless Chromium, where one is installed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.living.driven import Driven


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a process."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("there is no Chromium with its driver here")
    with tempfile.TemporaryDirectory() as folder:
        driven = Driven(chromium, driver, Path(folder))
        yield driven
        driven.quit()
