"""Several workspaces: each installs the app in a browser, gets its own token, and is forgotten when it leaves."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from tests.slack.fake_slack import FakeSlack
from tests.slack.harness import CANARY, App, People

QUESTION = f"When did Belgium recognise Kosovo {CANARY}?"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    database = f"sqlite:///{tmp_path_factory.mktemp('many') / 'slack.db'}"
    if request.param == "postgresql":
        database = request.getfixturevalue("module_postgres")
    with FakeSlack() as slack:
        app = App(
            slack, "http", database, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="canary-client", SLACK_BOT_TOKEN=""
        )
        try:
            yield app
        finally:
            assert app.stop() == 0
        assert "canary" not in app.log()


def visit(app: App, path: str, cookie: str = "") -> tuple[int, str, Message]:
    request = urllib.request.Request(f"http://127.0.0.1:{app.port}{path}", headers={"Cookie": cookie} if cookie else {})
    try:
        with BROWSER.open(request, timeout=10) as response:
            return response.status, response.read().decode(), response.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def install(app: App, team: str) -> None:
    _, page, headers = visit(app, "/slack/install")
    link = next(html.unescape(part.split('"')[0]) for part in page.split('href="') if "state=" in part.split('"')[0])
    state = urllib.parse.parse_qs(urllib.parse.urlparse(link).query)["state"][0]
    cookie = headers["Set-Cookie"].split(";")[0]
    status, _, _ = visit(app, f"/slack/oauth_redirect?code={team}&state={state}", cookie)
    assert status == 200


def test_each_workspace_is_answered_with_its_own_token(app: App) -> None:
    for team in ("TA", "TB"):
        install(app, team)
        people = People(app, team)
        channel = people.channel()
        assert people.reply(channel, people.mention(QUESTION, channel)).token == f"xoxb-canary-{team}"


def test_slack_is_asked_about_a_workspaces_token_once(app: App) -> None:
    install(app, "TC")
    people = People(app, "TC")
    before = len(app.slack.made("auth.test"))
    for _ in range(3):
        channel = people.channel()
        people.reply(channel, people.mention(QUESTION, channel))
    assert len(app.slack.made("auth.test")) <= before + 1


def test_an_install_without_the_browser_it_began_in_is_refused(app: App) -> None:
    assert visit(app, "/slack/oauth_redirect?code=tx&state=made-up")[0] in {400, 401}
    assert not [call for call in app.slack.made("oauth.v2.access") if call.body.get("code") == "tx"]


@pytest.mark.parametrize(
    ("team", "event"),
    [("TD", {"type": "app_uninstalled"}), ("TE", {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}})],
)
def test_a_workspace_that_leaves_is_answered_no_more(app: App, team: str, event: dict[str, object]) -> None:
    install(app, team)
    people = People(app, team)
    channel = people.channel()
    people.reply(channel, people.mention(QUESTION, channel))
    people.event(event)
    app.slack.wait(lambda: re.search(f"team={team} (removed|revoked)", app.log()))
    people.mention(QUESTION, channel)
    install(app, "TA")
    People(app, "TA").settle()
    assert len(app.slack.posts(channel)) == 1
