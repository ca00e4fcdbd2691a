"""Pages: first fit, merging of free neighbours, gaps."""

from __future__ import annotations

import threading

import pytest

from lutcore.driver.errors import DeviceMemoryError
from lutcore.driver.pages import PAGE, PageAllocator

BASE = 0x1000_0000


def test_freed_pages_coalesce_in_any_order():
    pages = PageAllocator(BASE, 4 * 4096)
    blocks = [pages.allocate(n) for n in (1, 4096, 4097)]
    assert blocks == [BASE, BASE + 4096, BASE + 8192]
    assert pages.free_bytes == 0
    for i in (0, 2, 1):
        pages.release(blocks[i])
    assert pages.allocate(4 * 4096) == BASE


def test_first_fit_and_fragmentation_in_the_message():
    pages = PageAllocator(BASE, 4 * 4096)
    blocks = [pages.allocate(4096) for _ in range(4)]
    for i in (0, 2):
        pages.release(blocks[i])
    with pytest.raises(DeviceMemoryError, match="8192 bytes wanted, 8192 free, at most 4096"):
        pages.allocate(8192)
    assert pages.allocate(10) == blocks[0]


def test_a_gap_stays_free_between_blocks_but_not_at_the_end():
    pages = PageAllocator(BASE, 5 * PAGE, gap=PAGE)
    blocks = [pages.allocate(nbytes) for nbytes in (PAGE, 1, PAGE)]
    assert blocks == [BASE, BASE + 2 * PAGE, BASE + 4 * PAGE]
    assert pages.size(blocks[1]) == PAGE
    pages.release(blocks[1])
    with pytest.raises(DeviceMemoryError, match="4097 bytes wanted, 4096 free, at most 4096"):
        pages.allocate(PAGE + 1)
    assert pages.allocate(PAGE) == blocks[1]


def test_a_signal_in_the_midst_of_it_may_ask_for_the_blocks() -> None:
    """Its handler stops the engine, for which the virtual board asks where writes may go."""
    pages = PageAllocator(0x1000, 1 << 20)
    found = []

    def interrupted() -> None:
        with pages._lock:
            found.append(pages.blocks())

    thread = threading.Thread(target=interrupted, daemon=True)
    thread.start()
    thread.join(10)
    assert found == [[]]
