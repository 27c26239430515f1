"""Time and memory that one document may take."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from onrecord.crawl.tasks.apart import Ended, done_apart
from onrecord.crawl.tasks.bounds import TooSlowError, bounded_memory, bounded_time


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_takes_too_long_is_ended():
    with pytest.raises(TooSlowError), bounded_time(0.05):
        work(60)


def test_what_swallows_the_end_is_too_slow_nevertheless():
    with pytest.raises(TooSlowError), bounded_time(0.05), suppress(BaseException):
        work(60)


def test_an_error_made_of_the_end_is_not_taken_for_a_fault():
    with pytest.raises(TooSlowError), bounded_time(0.05):
        try:
            work(60)
        except BaseException as error:
            raise ImportError from error


def test_no_timer_is_left():
    with bounded_time(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    with suppress(ValueError), bounded_time(60):
        raise ValueError
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_what_holds_the_interpreter_is_ended_by_the_system():
    def hold():
        from collections import deque
        from itertools import repeat

        with bounded_time(0.1):
            deque(repeat(0), maxlen=0)

    assert done_apart(hold, seconds=100) == Ended(-signal.SIGPROF, is_late=False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds it")
def test_what_takes_too_much_memory_is_ended_and_what_it_took_is_given_back():
    for _ in range(3):
        with pytest.raises(MemoryError), bounded_memory(64):
            bytearray(2**27)
        with bounded_memory(256):  # each is counted from its own beginning
            bytearray(2**27)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds it")
@pytest.mark.parametrize("library", ["pyarrow", "numpy"])
def test_memory_of_libraries_is_bounded(library):
    import numpy
    import pyarrow

    def take():
        if library == "pyarrow":
            pyarrow.allocate_buffer(2**31)
        else:
            numpy.empty(2**31, numpy.int8)

    with pytest.raises(MemoryError), bounded_memory(10):
        take()
    with bounded_memory(2**12):
        take()


# In a process of its own: what is free of this one's memory, which has had much, would do for small pieces.
PARSING = """
from lxml import etree
from onrecord.crawl.tasks.bounds import bounded_memory
page = "<a>" + "<b>x</b>" * 200_000 + "</a>"
try:
    with bounded_memory(10):
        etree.fromstring(page)
except (MemoryError, etree.XMLSyntaxError):  # lxml names no reason
    print("bounded")
with bounded_memory(2**12):
    etree.fromstring(page)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds it")
def test_memory_that_is_taken_in_small_pieces_is_bounded():
    done = subprocess.run([sys.executable, "-c", PARSING], capture_output=True, text=True, check=True)
    assert done.stdout == "bounded\n"
