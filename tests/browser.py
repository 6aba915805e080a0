"""A headless Chromium for tests that look at pages; they are skipped where there is none."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

needs_browser = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")),
    reason="needs chromium and chromium-driver",
)


@contextmanager
def browser(width: int, height: int, *switches: str) -> Iterator[Any]:
    """A window whose page has this size in pixels; nothing in it reaches a network.

    Args:
        width: in pixels.
        height: the same.
        switches: more of Chromium's, without their dashes.
    """
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for switch in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "hide-scrollbars",
        "allow-file-access-from-files",
        "host-resolver-rules=MAP * ~NOTFOUND",
        "force-color-profile=srgb",
        *switches,
    ):
        options.add_argument(f"--{switch}")
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        driver.set_window_size(width, height)
        inner = driver.execute_script("return [innerWidth, innerHeight]")
        driver.set_window_size(2 * width - inner[0], 2 * height - inner[1])
        yield driver
    finally:
        driver.quit()


def opened(driver: Any, path: Path) -> None:
    """Open a file."""
    driver.get(path.resolve().as_uri())


def picture(driver: Any) -> np.ndarray:
    """What the window shows: pixels in RGB, of shape (height, width, 3)."""
    image = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    return np.asarray(image).astype(int)
