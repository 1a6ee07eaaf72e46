from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from speech import processes
from speech.link import Link, LinkState, RestartPolicy
from speech.protocol import Beat, Command, Hello, Messages, Prepare, Report
from tests.pace import patience

FAKE_CHILD = Path(__file__).with_name("fake_child.py")
QUICK = RestartPolicy(silent_s=patience(1.0), first_back_off_s=0.05, longest_back_off_s=0.2)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


class Ask(Command, tag="ask"):
    words: str = ""


class Disturb(Command, tag="garbage"):
    """Have it say lines that are no messages."""


class Flood(Command, tag="flood"):
    """Have it say more than anybody could read."""


class ToldFirst(Hello, tag="hello"):
    models: str = ""


class Echo(Report, tag="echo"):
    """What the fake child answers: the message as it came."""

    of: dict[str, Any]


SAID = Messages[Report](Beat, Echo)


class Seen:
    """Everything a link reported, in order, and a way to wait for it."""

    def __init__(self) -> None:
        self.messages: list[Report] = []
        self.states: list[LinkState] = []
        self._changed = threading.Condition()

    def message(self, message: Report) -> None:
        with self._changed:
            self.messages.append(message)
            self._changed.notify_all()

    def state(self, state: LinkState, why: str) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def wait_for(self, true: Callable[[], object], limit_s: float = 20) -> None:
        deadline = time.monotonic() + patience(limit_s)
        with self._changed:
            while not true():
                assert time.monotonic() < deadline, f"not within {limit_s} s; states {self.states}"
                self._changed.wait(0.05)

    def echoes(self) -> list[dict[str, Any]]:
        return [m.of for m in self.messages if isinstance(m, Echo)]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def link_to(seen: Seen) -> Iterator[Callable[..., Link]]:
    links = []

    def start(mode: str, policy: RestartPolicy = QUICK) -> Link:
        link = Link("fake", [sys.executable, str(FAKE_CHILD), mode], SAID, seen.message, seen.state, policy)
        links.append(link)
        link.start()
        return link

    yield start
    for link in links:
        link.stop()


def test_a_message_is_answered_and_stop_leaves_no_process(link_to: Callable[..., Link], seen: Seen) -> None:
    link = link_to("normal")
    seen.wait_for(lambda: LinkState.UP in seen.states)
    assert link.send(Ask("路灯坏了"))
    seen.wait_for(lambda: {"do": "ask", "words": "路灯坏了"} in seen.echoes())
    pid = link.pid
    assert pid is not None
    link.stop()
    assert not alive(pid)
    assert not [t for t in threading.enumerate() if t.name.startswith("fake")]


@posix_only
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_lost_child_is_started_again_and_told_who_it_is(
    link_to: Callable[..., Link], seen: Seen, how: signal.Signals
) -> None:
    link = link_to("normal")
    link.send(Prepare("zh-CN"))
    link.send(ToldFirst("a"))
    link.send(Prepare("en"))
    seen.wait_for(lambda: len(seen.echoes()) >= 2)
    first = link.pid
    assert first is not None
    seen.messages.clear()
    os.kill(first, how)
    seen.wait_for(lambda: len(seen.echoes()) >= 2)
    assert link.pid != first
    assert not alive(first)
    assert seen.echoes() == [{"do": "hello", "models": "a"}, {"do": "prepare", "language": "en"}]
    assert seen.states[-2:] == [LinkState.MOMENT, LinkState.UP]


def test_a_child_that_dies_at_each_start_is_down_and_still_tried(
    link_to: Callable[..., Link], seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="speech.link")
    link = link_to("dies")
    seen.wait_for(lambda: LinkState.DOWN in seen.states)
    assert seen.states == [LinkState.MOMENT, LinkState.DOWN]
    assert link.state is LinkState.DOWN
    assert not link.send(Ask())
    link.stop()
    assert caplog.text.count("it ended with status 7") >= 3
    assert "no luck today" in caplog.text


def test_the_back_off_doubles_up_to_fifteen_seconds() -> None:
    assert [RestartPolicy().back_off_s(n) for n in range(1, 9)] == [0.5, 1, 2, 4, 8, 15, 15, 15]


def test_a_program_that_is_not_there_is_down_and_raises_nothing(seen: Seen, tmp_path: Path) -> None:
    link = Link("fake", [str(tmp_path / "none")], SAID, seen.message, seen.state, QUICK)
    link.start()
    seen.wait_for(lambda: LinkState.DOWN in seen.states)
    link.stop()


def test_a_child_that_was_started_before_its_link_is_talked_with_and_those_after_it_are_started_by_it(
    seen: Seen,
) -> None:
    command = [sys.executable, str(FAKE_CHILD), "normal"]
    first = processes.start(command)
    link = Link("fake", command, SAID, seen.message, seen.state, QUICK, first=first)
    link.start()
    seen.wait_for(lambda: LinkState.UP in seen.states)
    assert link.pid == first.pid
    first.kill()
    seen.wait_for(lambda: seen.states.count(LinkState.UP) == 2)
    assert link.pid not in (first.pid, None)
    link.stop()


def test_a_child_that_floods_is_started_again(link_to: Callable[..., Link], seen: Seen) -> None:
    link = link_to("normal")
    seen.wait_for(lambda: LinkState.UP in seen.states)
    first = link.pid
    link.send(Flood())
    seen.wait_for(lambda: seen.states.count(LinkState.UP) == 2)
    assert link.pid != first


def test_lines_that_are_no_messages_are_dropped_and_the_child_lives(
    link_to: Callable[..., Link], seen: Seen
) -> None:
    link = link_to("normal")
    link.send(ToldFirst())
    seen.wait_for(lambda: seen.echoes())
    first = link.pid
    link.send(Disturb())
    seen.wait_for(lambda: {"do": "garbage"} in seen.echoes())
    assert link.pid == first
    assert all(isinstance(m, Beat | Echo) for m in seen.messages)


def test_a_child_that_never_beats_is_killed(
    link_to: Callable[..., Link], seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.link.FIRST_SIGN_S", 0.3)
    link = link_to("mute", RestartPolicy(silent_s=0.3, first_back_off_s=0.05, longest_back_off_s=0.05))
    seen.wait_for(lambda: link.pid is not None)
    first = link.pid
    seen.wait_for(lambda: LinkState.DOWN in seen.states)
    assert first is not None
    assert not alive(first)


def test_a_child_that_grew_is_renewed_once_nobody_is_there_and_not_counted_as_a_failure(seen: Seen) -> None:
    nobody_there = threading.Event()
    link = Link(
        "fake",
        [sys.executable, str(FAKE_CHILD), "fat"],
        SAID,
        seen.message,
        seen.state,
        RestartPolicy(silent_s=patience(1), first_back_off_s=60, memory_mb=800, rest_s=0.3),
        may_renew=nobody_there.is_set,
    )
    link.start()
    seen.wait_for(lambda: len(seen.messages) >= 15)  # beats of a child that is idle and too large
    assert seen.states == [LinkState.MOMENT, LinkState.UP]
    first = link.pid
    nobody_there.set()
    seen.wait_for(lambda: seen.states.count(LinkState.UP) == 2)
    assert link.pid != first
    assert LinkState.DOWN not in seen.states
    link.stop()


def test_a_child_that_is_as_large_again_at_once_is_left_alone(
    link_to: Callable[..., Link], seen: Seen
) -> None:
    """A model larger than the limit is no growth: 500, then 750, then 1125 MB for one that holds 900."""
    link_to("fat", RestartPolicy(silent_s=patience(1), first_back_off_s=60, memory_mb=500, rest_s=0.1))
    seen.wait_for(lambda: seen.states.count(LinkState.UP) == 3)
    beats = len(seen.messages)
    seen.wait_for(lambda: len(seen.messages) >= beats + 15)
    assert seen.states.count(LinkState.UP) == 3


def test_a_child_that_does_not_read_never_blocks_who_sends(link_to: Callable[..., Link], seen: Seen) -> None:
    link = link_to("deaf")
    seen.wait_for(lambda: LinkState.UP in seen.states)
    large = Ask("x" * 100_000)
    answers = [link.send(large) for _ in range(400)]
    assert answers[0]
    assert not answers[-1]
    began, pid = time.monotonic(), link.pid
    link.stop(limit_s=0.2)
    assert time.monotonic() - began < patience(10)
    assert pid is not None
    assert not alive(pid)


def test_a_mistake_in_the_parent_does_not_end_the_link(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="speech.link")
    arrived = threading.Semaphore(0)

    def wrong(message: Report) -> None:
        arrived.release()
        raise RuntimeError("a mistake")

    link = Link("fake", [sys.executable, str(FAKE_CHILD), "normal"], SAID, wrong, policy=QUICK)
    link.start()
    assert arrived.acquire(timeout=patience(10))
    assert arrived.acquire(timeout=patience(10))
    link.stop()


@posix_only
def test_a_child_keeps_its_whole_allowance_after_a_sleep_of_the_machine() -> None:
    parent = textwrap.dedent(
        """
        import sys
        from speech.link import Link, LinkState, RestartPolicy
        from speech.protocol import FROM_EARS
        def changed(state, why):
            if state is LinkState.UP:
                print("up", link.pid, flush=True)
        policy = RestartPolicy(silent_s=float(sys.argv[1]))
        link = Link("fake", sys.argv[2:], FROM_EARS, lambda message: None, changed, policy)
        link.start()
        for line in sys.stdin:
            print(line.strip(), link.pid, flush=True)
        link.stop()
        """
    )
    silent_s = patience(1.5)
    process = subprocess.Popen(
        [sys.executable, "-c", parent, str(silent_s), sys.executable, str(FAKE_CHILD), "normal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    child = process.stdout.readline().removeprefix("up ")
    for one in (process.pid, int(child)):
        os.kill(one, signal.SIGSTOP)
    time.sleep(silent_s + 1)  # the sleep itself: longer than the child may be silent
    os.kill(process.pid, signal.SIGCONT)
    process.stdin.write("awake\n")
    process.stdin.flush()
    assert process.stdout.readline() == f"awake {child}"
    os.kill(int(child), signal.SIGCONT)
    process.stdin.write("later\n")
    process.stdin.close()
    assert process.stdout.read() == f"later {child}", "no other child came up"
    process.stdout.close()
    assert process.wait(timeout=patience(20)) == 0


@posix_only
def test_a_parent_that_is_killed_leaves_no_child_behind(tmp_path: Path) -> None:
    parent = textwrap.dedent(
        """
        import sys, threading
        from speech.link import Link
        from speech.protocol import FROM_EARS
        up = threading.Event()
        link = Link("fake", sys.argv[1:], FROM_EARS, lambda m: up.set())
        link.start(); up.wait(10)
        print(link.pid, flush=True)
        threading.Event().wait()
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", parent, sys.executable, str(FAKE_CHILD), "normal"],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    assert alive(pid)
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + patience(10)
    while alive(pid) and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    assert not alive(pid)
