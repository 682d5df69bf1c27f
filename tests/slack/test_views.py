"""What people see in Slack: replies of every kind as golden files, and limits that no answer can break."""

from __future__ import annotations

import html
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Answer, ArticleBot, Citation, Reading
from bot.slack.incoming import plain_text
from bot.slack.views.home import home_view, prompts
from bot.slack.views.reply import Message, reply
from bot.slack.views.section import CHUNK, chunks, section_at, section_modal
from corpus import read_article
from tests.slack.lint import LIVE, lint_message, lint_view, shown, texts

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = Path(__file__).parents[1] / "articles"
ID = "0123456789abcdef0123"


def cite(quote: str, section: str = "History", start: int = 100) -> Citation:
    return Citation(section, "passage", quote, start, start + len(quote))


def answer(status: Any = "answered", **more: Any) -> Answer:
    base = {
        "question": "How long is the bridge?",
        "understood_as": "How long is the bridge?",
        "status": status,
        "answer": "412 metres",
        "headline": "412 metres.",
        "text": "412 metres.\n\n“The bridge is 412 metres long.” (History)",
        "confidence": 0.9,
        "citations": (cite("The bridge is 412 metres long."),),
    }
    return Answer(**{**base, **more})


ANSWERS = {
    "fact": answer(citations=(cite("The bridge is 412 metres long."), cite("Length: 412 m", "Infobox", 9))),
    "list": answer(
        answer="Steel; Granite",
        headline="Two materials: Steel; Granite.",
        citations=(cite("It was built of:\n- Steel\n- Granite", "History > Building"),),
    ),
    "yes_no": answer(answer="No", headline="No.", notes=("It was opened in 1902, not in 1912.",)),
    "contradiction": answer(
        answer="1902; March 1903",
        headline="The sources in this article differ: 1902; March 1903.",
        citations=(cite("Opened: 1902", "Infobox", 9), cite("It was opened in March 1903.", "Introduction", 50)),
    ),
    "no_answer": answer(
        "no_answer",
        answer=None,
        headline="Not in the article: who painted the bridge.",
        text="Not in the article: who painted the bridge.",
        confidence=0.1,
        suggestions=("How long is the bridge?", "When was the bridge opened?"),
    ),
    "clarify": answer(
        "clarify",
        answer=None,
        headline="There are two fares.",
        readings=(
            Reading("Cars", "What is the fare for cars?", "2 crowns", cite("Cars pay 2 crowns.", "Fares")),
            Reading("Carts", "What is the fare for carts?", "1 crown", cite("Carts pay 1 crown.", "Fares", 140)),
        ),
    ),
    "chat": answer(
        "chat",
        answer=None,
        headline="Hello.",
        text="Hello. Ask me about the bridge.",
        citations=(),
        suggestions=("How long is the bridge?",),
    ),
    "help": answer("chat", question="", answer=None, headline="Ask me.", text="Ask me.", citations=()),
}


def body(message: Message) -> dict[str, Any]:
    safe = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
    return {"channel": "C1", "text": message.text, "blocks": list(message.blocks), **safe}


@pytest.mark.parametrize("name", ANSWERS)
def test_each_kind_of_reply_looks_as_it_was_agreed(name: str) -> None:
    message = reply(ANSWERS[name], ID)
    seen = json.dumps({"text": message.text, "blocks": message.blocks}, indent=1, ensure_ascii=False) + "\n"
    file = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")
    assert lint_message(body(message)) == []


def test_what_is_not_in_the_article_looks_different_and_says_what_can_be_asked() -> None:
    refused, answered = reply(ANSWERS["no_answer"], ID), reply(ANSWERS["fact"], ID)
    assert refused.blocks[0]["elements"][0]["elements"][0]["type"] == "emoji"
    assert answered.blocks[0]["elements"][0]["elements"][0]["type"] == "text"
    assert "closest" in shown(body(refused)) and "You can ask:" in shown(body(refused))


def test_an_ambiguous_question_gets_every_reading_and_a_button_for_each() -> None:
    seen = shown(body(reply(ANSWERS["clarify"], ID)))
    for reading in ANSWERS["clarify"].readings:
        assert reading.answer in seen and reading.citation.quote in seen
    buttons = next(b for b in reply(ANSWERS["clarify"], ID).blocks if b["type"] == "actions")["elements"]
    assert [b["value"] for b in buttons[:2]] == [r.question for r in ANSWERS["clarify"].readings]


def test_a_section_is_a_link_where_the_article_has_an_address() -> None:
    linked = reply(ANSWERS["fact"], ID, url="https://example.org/bridge")
    assert '"type": "link"' in json.dumps(linked.blocks)
    assert '"type": "link"' not in json.dumps(reply(ANSWERS["fact"], ID, url="javascript:alert(1)").blocks)


words = st.sampled_from(
    ["<!channel>", "&amp;", "<@U1|x> ", "*b*", "", " ", "\n", "x" * 5000, "<" * 5000, "&" * 900, "é 👍🏽", "Q?"]
)
long_words = st.builds(lambda w, n: w * n, words, st.integers(0, 3))
cites = st.builds(
    lambda q, s, n: Citation(s, "passage", q, n, n + len(q)), long_words, long_words, st.integers(0, 10**6)
)
readings = st.builds(Reading, long_words, long_words, long_words, cites)
answers = st.builds(
    Answer,
    question=long_words,
    understood_as=words,
    status=st.sampled_from(["answered", "no_answer", "clarify", "chat"]),
    answer=words,
    headline=long_words,
    text=long_words.filter(lambda t: t.strip()),
    confidence=st.just(0.5),
    citations=st.lists(cites, max_size=5).map(tuple),
    notes=st.lists(long_words, max_size=5).map(tuple),
    readings=st.lists(readings, max_size=6).map(tuple),
    suggestions=st.lists(long_words, max_size=5).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(answers, long_words)
def test_no_answer_however_hostile_or_long_breaks_a_limit_or_becomes_markup(given_answer: Answer, echo: str) -> None:
    message = reply(given_answer, ID, url="https://example.org", echo=echo, share=echo)
    assert lint_message(body(message)) == []
    assert not LIVE.search(message.text)
    assert given_answer.text.startswith(html.unescape(message.text).rstrip("…").rstrip())
    assert not any(markup for _, markup in texts(list(message.blocks)))


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda p: p.stem)
def test_every_section_of_every_article_can_be_read_in_full(path: Path) -> None:
    article = read_article(path)
    for section in article.sections:
        view = section_modal(article, section.start)
        assert lint_view(view) == []
        parts = [t for block in view["blocks"][1:] for t, _ in texts(block)]
        assert "".join(parts).strip() in article.text and section_at(article, section.start)[0] == section.name
    assert lint_view(section_modal(article, -1)) == []
    assert lint_view(section_modal(article, 10**9)) == []


@given(st.text(st.characters(codec="utf-8"), max_size=9000))
@settings(max_examples=50, deadline=None)
def test_a_long_section_is_cut_into_pieces_that_join_to_the_same_text(text: str) -> None:
    parts = list(chunks(text, CHUNK))
    assert all(0 < len(part) <= CHUNK for part in parts)
    assert "".join(parts).rstrip() == text.rstrip()


def test_the_home_tab_fits_and_says_whether_questions_are_kept() -> None:
    bot = ArticleBot.load()
    for kept in (False, True):
        view = home_view(bot.article, ["q" * 500], retention_days=30, keep_questions=kept)
        assert lint_view(view) == [] and ("keeps the wording" in shown(view)) == kept
    assert len(prompts(["q"] * 9)) == 4


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("see <https://x.org/a|the page> and <https://y.org>", "see the page and https://y.org"),
        ("<@U1|ann> <@U2> <#C1|general> <!here> <!subteam^S1|@ops>", "@ann @U2 #general @here @ops"),
        ("<mailto:a@b.org|a@b.org> <!date^1^{date}|May>", "a@b.org May"),
    ],
)
def test_a_question_is_read_as_a_person_reads_it(sent: str, meant: str) -> None:
    assert plain_text(sent) == meant
