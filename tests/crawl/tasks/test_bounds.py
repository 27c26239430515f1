"""Time and memory that one document may take."""

from __future__ import annotations

import signal
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
@pytest.mark.parametrize("library", ["pyarrow", "numpy", "lxml"])
def test_memory_of_libraries_is_bounded(library):
    import numpy
    import pyarrow
    from lxml import etree

    def take():
        if library == "pyarrow":
            pyarrow.allocate_buffer(2**31)
        elif library == "numpy":
            numpy.empty(2**31, numpy.int8)
        else:
            etree.fromstring("<a>" + "<b>x</b>" * 200_000 + "</a>")

    with pytest.raises((MemoryError, etree.XMLSyntaxError)), bounded_memory(10):  # lxml names no reason
        take()
    with bounded_memory(2**12):
        take()
