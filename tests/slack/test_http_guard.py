"""The guard in front of the HTTP endpoint: only what Slack signed, fresh and well-formed, reaches the app."""

from __future__ import annotations

import json
import time
import urllib.parse
from contextlib import suppress

import pytest

from tests.slack.harness import CANARY, People, signed

GOOD = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def test_slack_can_verify_the_address(http_people: People) -> None:
    status, said = http_people.app.post(GOOD, signed(GOOD, JSON))
    assert status == 200 and b"abc" in said


@pytest.mark.parametrize("stamp", ["abc", "", "1.5", "-1", "٣", "9" * 400, str(int(time.time()) - 400)])
def test_a_stale_or_senseless_timestamp_is_refused(http_people: People, stamp: str) -> None:
    headers = signed(GOOD, JSON, timestamp=stamp)
    headers["X-Slack-Request-Timestamp"] = stamp.encode().decode("latin-1")
    assert http_people.app.post(GOOD, headers)[0] == 401


def test_a_wrong_or_missing_signature_is_refused(http_people: People) -> None:
    assert http_people.app.post(GOOD, signed(GOOD, JSON, secret="other"))[0] == 401
    assert http_people.app.post(GOOD + b" ", signed(GOOD, JSON))[0] == 401
    assert http_people.app.post(GOOD, {"Content-Type": JSON})[0] == 401
    assert http_people.app.post(GOOD, {**signed(GOOD, JSON), "X-Slack-Signature": "v0=\xff"})[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"",
        b"\xff\xfe",
        b'{"type":"event_callback"}',
        b'{"type":"event_callback","event":"x"}',
        b'{"a":' * 3000,
        b"payload=%7Bnot",
        b"payload=[]",
    ],
)
def test_a_body_that_cannot_be_read_is_told_so(http_people: People, body: bytes) -> None:
    assert http_people.app.post(body, signed(body, FORM if b"payload" in body else JSON))[0] == 400


def test_a_huge_body_is_not_read(http_people: People) -> None:
    with suppress(OSError):  # it may hang up on us while we send
        assert http_people.app.post(b"x" * 1_500_000, {"Content-Type": JSON})[0] == 413
    assert http_people.app.get("/readyz") == 200


def test_an_unsigned_request_leaves_no_trace_of_its_body(http_people: People) -> None:
    body = urllib.parse.urlencode({"command": "/ask", "text": CANARY}).encode()
    assert http_people.app.post(body, signed(body, FORM, secret="x"))[0] == 401
    assert CANARY not in http_people.app.log()


def test_only_the_documented_addresses_exist(http_people: People) -> None:
    assert http_people.app.post(GOOD, signed(GOOD, JSON), "/other")[0] == 404
    assert http_people.app.get("/slack/events") == 404
    assert http_people.app.get("/slack/install") == 404
