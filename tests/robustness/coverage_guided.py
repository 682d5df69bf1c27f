"""The fuzz tests under a coverage-guided fuzzer.

``python -m tests.robustness.coverage_guided TARGET -max_total_time=300``: TARGET is question, conversation, article,
bytes, set or slack. Needs ``pip install atheris`` beside the ``test`` extra; what follows the target is libFuzzer's.
An input that finds something goes into ``FOUND`` of ``test_fuzz.py`` or ``tests/slack/test_fuzz_payloads.py``.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["bot", "corpus", "retrieval"]):
    from tests.robustness import test_fuzz
    from tests.slack import test_fuzz_payloads

TARGETS = {
    "question": test_fuzz.test_any_question_gets_a_legal_reply,
    "conversation": test_fuzz.test_any_conversation_gets_legal_replies,
    "article": test_fuzz.test_any_article_is_read_or_refused,
    "bytes": test_fuzz.test_any_bytes_are_an_article_or_are_refused,
    "set": test_fuzz.test_any_question_set_is_read_or_its_lines_are_named,
    "slack": test_fuzz_payloads.test_any_payload_is_a_question_a_vote_or_nothing,
}


if __name__ == "__main__":
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    atheris.Setup(sys.argv, TARGETS[name].hypothesis.fuzz_one_input)  # type: ignore[attr-defined]
    atheris.Fuzz()
