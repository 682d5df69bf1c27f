"""Every way of asking in Slack, in both transports, against the running app."""

from __future__ import annotations

import json

import pytest

from bot import ArticleBot
from tests.slack.fake_slack import BOT_USER
from tests.slack.harness import CANARY, People
from tests.slack.lint import shown

QUESTION = f"When did Belgium recognise Kosovo {CANARY}?"


@pytest.fixture(scope="module")
def bot() -> ArticleBot:
    return ArticleBot.load()


def test_a_mention_is_answered_in_its_thread(people: People, bot: ArticleBot) -> None:
    channel = people.channel()
    ts = people.mention(QUESTION, channel)
    call = people.reply(channel, ts)
    answer = bot.ask(QUESTION)
    assert answer.citations[0].section in shown(call.body)
    assert call.body["text"].replace("&amp;", "&").startswith(answer.text[:60])
    assert call.body["thread_ts"] == ts


def test_only_our_own_mention_is_taken_out_of_a_question(people: People) -> None:
    channel = people.channel()
    url = people.ask_command(f"is <@{BOT_USER}> or <@U7|ann> right &amp; fair {CANARY}?", channel)
    assert "@U7" not in shown(people.response(url).body)
    assert "@ann right & fair" in shown(people.response(url).body)


def test_an_empty_mention_gets_help(people: People) -> None:
    channel = people.channel()
    call = people.reply(channel, people.mention("", channel))
    assert call.body["text"].strip()


def test_a_direct_message_is_answered_in_the_thread_of_that_message(people: People) -> None:
    channel = people.channel("D")
    first, second = people.message(QUESTION, channel), people.message(QUESTION, channel)
    assert people.reply(channel, first).ok and people.reply(channel, second).ok
    answered = people.message(f"since when {CANARY}?", channel, thread=first)
    assert people.reply(channel, first, 2).ok
    assert not people.slack.posts(channel, answered)


def test_a_mention_inside_a_direct_message_is_one_question(people: People) -> None:
    channel = people.channel("D")
    ts = people.message(f"<@{BOT_USER}> {QUESTION}", channel)
    people.reply(channel, ts)
    people.settle()
    assert len(people.slack.posts(channel)) == 1


def test_a_file_with_a_question_is_answered(people: People) -> None:
    channel = people.channel("D")
    ts = people.message(QUESTION, channel, subtype="file_share", files=[{"id": "F1"}])
    assert people.reply(channel, ts).ok


def test_a_follow_up_in_a_thread_of_ours_needs_no_mention(people: People) -> None:
    channel = people.channel()
    ts = people.mention(QUESTION, channel)
    people.reply(channel, ts)
    people.message(f"and Kosovo's {CANARY}?", channel, thread=ts)
    assert people.reply(channel, ts, 2).ok


def test_a_follow_up_sent_before_the_first_answer_is_answered_after_it(people: People) -> None:
    channel = people.channel("G")
    ts = people.mention(QUESTION, channel)
    people.message(f"and Kosovo's {CANARY}?", channel, thread=ts)
    first, second = people.reply(channel, ts, 1), people.reply(channel, ts, 2)
    assert first.time < second.time


def test_the_bot_is_silent_in_threads_and_channels_it_is_not_part_of(people: People) -> None:
    channel = people.channel()
    people.message(QUESTION, channel)
    people.message(QUESTION, channel, thread=people.slack.ts())
    people.settle()
    assert people.slack.posts(channel) == []


def test_words_to_somebody_else_in_our_thread_are_left_alone(people: People) -> None:
    channel = people.channel()
    ts = people.mention(QUESTION, channel)
    people.reply(channel, ts)
    people.message(f"<@U7> what do you think {CANARY}?", channel, thread=ts)
    people.settle()
    assert len(people.slack.posts(channel)) == 1


def test_the_command_answers_the_asker_alone_and_repeats_the_question(people: People) -> None:
    response = people.response(people.ask_command(QUESTION))
    assert response.body["response_type"] == "ephemeral"
    assert QUESTION in shown(response.body)


def test_the_command_without_words_gets_help(people: People) -> None:
    assert people.response(people.ask_command("")).body["text"].strip()


def test_an_answer_is_shared_once_through_the_response_url(people: People) -> None:
    answer = people.response(people.ask_command(QUESTION))
    shared = people.response(people.click(answer, "share"))
    assert shared.body["response_type"] == "in_channel"
    assert shared.body["text"] == answer.body["text"]
    assert QUESTION in shown(shared.body)
    assert "Share to channel" not in shown(shared.body)


def click_to_ask(people: People, channel: str, message: dict[str, str], *, ephemeral: bool) -> str:
    return people.interact(
        {
            "type": "block_actions",
            "channel": {"id": channel},
            "container": {"message_ts": message["ts"], "channel_id": channel, "is_ephemeral": ephemeral},
            "actions": [{"action_id": "ask:1", "type": "button", "value": QUESTION, "action_ts": people.slack.ts()}],
            **({} if ephemeral else {"message": message}),
        }
    )


def test_a_button_that_asks_is_answered_in_the_thread_and_repeats_its_question(people: People) -> None:
    channel = people.channel()
    ts = people.mention(QUESTION, channel)
    first = people.reply(channel, ts)
    click_to_ask(people, channel, {"ts": first.ts, "thread_ts": ts}, ephemeral=False)
    assert QUESTION in shown(people.reply(channel, ts, 2).body)


def test_a_button_that_asks_under_a_private_answer_is_answered_privately(people: People) -> None:
    url = click_to_ask(people, "C1", {"ts": people.slack.ts()}, ephemeral=True)
    assert people.response(url).body["response_type"] == "ephemeral"


def test_the_message_shortcut_answers_what_the_message_asks(people: People) -> None:
    url = people.interact(
        {
            "type": "message_action",
            "callback_id": "ask_about_this",
            "channel": {"id": "C1"},
            "message": {"text": QUESTION, "ts": "1.1", "user": "U9"},
        }
    )
    assert people.response(url).body["response_type"] == "ephemeral"


def test_reading_the_section_shows_its_verbatim_text(people: People, bot: ArticleBot) -> None:
    channel = people.channel()
    call = people.reply(channel, people.mention(QUESTION, channel))
    before = len(people.slack.made("views.open"))
    people.click(call, "section")
    opened = people.slack.wait(lambda: people.slack.made("views.open")[before:])[0]
    view = opened.body["view"] if isinstance(opened.body["view"], dict) else json.loads(opened.body["view"])
    start = bot.ask(QUESTION).citations[0].start
    line = bot.article.text[start:].split("\n")[0]
    assert opened.ok and line[:40] in shown(view)


def test_a_vote_is_thanked_for_and_counts_once_a_person(people: People) -> None:
    channel = people.channel()
    call = people.reply(channel, people.mention(QUESTION, channel))
    for user, which in (("U1", "positive_button"), ("U1", "negative_button"), ("U2", "positive_button")):
        assert people.response(people.click(call, "feedback", which=which, user=user)).body["text"].startswith("Thank")


def test_the_home_tab_says_what_the_bot_knows(people: People, bot: ArticleBot) -> None:
    before = len(people.slack.made("views.publish"))
    people.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
    call = people.slack.wait(lambda: people.slack.made("views.publish")[before:])[0]
    view = call.body["view"] if isinstance(call.body["view"], dict) else json.loads(call.body["view"])
    assert bot.article.title in shown(view) and bot.article.sections[1].title in shown(view)
    assert "Privacy" in shown(view)


def test_the_agent_pane_suggests_questions_and_may_fail_at_it(people: People, bot: ArticleBot) -> None:
    people.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"})
    call = people.slack.wait(lambda: people.slack.made("assistant.threads.setSuggestedPrompts"))[-1]
    assert 0 < len(call.body["prompts"]) <= 4
    assert call.body.get("thread_ts") != ""


def test_no_event_is_left_unacknowledged(people: People) -> None:
    for type in ("app_uninstalled_elsewhere", "team_join", "member_joined_channel"):
        people.event({"type": type, "user": "U1", "channel": "C1"})
    unknown = [{"action_id": "unknown", "value": "x"}]
    people.interact({"type": "block_actions", "actions": unknown, "channel": {"id": "C1"}})
    people.interact({"type": "shortcut", "callback_id": "unknown"})
    people.interact({"type": "view_closed", "view": {"callback_id": "x", "type": "modal"}})
    people.ask_command("x", command="/other")


def test_health_is_told(people: People) -> None:
    assert people.app.get("/healthz") == 200
    assert people.app.get("/readyz") == 200
    assert people.app.get("/elsewhere") == 404
