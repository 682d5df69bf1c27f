"""A kill or a full disk leaves the old file or the new one, never half of one."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import UnreadableError
from corpus.files import write_atomically
from corpus.questions import append_question

ROOT = Path(__file__).parents[2]
OLD, NEW = "old\n" * 1000, "new\n" * 400_000
KILLS = int(os.environ.get("KILLS", "8"))  # endurance: KILLS=200
WRITE_FOR_EVER = """
import sys
from corpus.files import write_atomically
print("ready", flush=True)
while True:
    for text in ("old\\n" * 1000, "new\\n" * 400_000):
        write_atomically(sys.argv[1], text)
"""


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(OLD)
    for number in range(KILLS):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
            time.sleep(0.002 * number)
            writer.send_signal(signal.SIGKILL)
        assert path.read_text() in (OLD, NEW)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(UnreadableError) as refused:
            write_atomically(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert "\n" not in str(refused.value)
    assert path.read_text() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_question_is_added_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "set.jsonl"
    append_question(path, {"question": "Who?"})
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnreadableError):
        append_question(path, {"question": "When?"})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
