"""Texts that are likely to break something: hypothesis strategies, and what fuzzers found."""

from __future__ import annotations

from hypothesis import strategies as st

# fmt: off
HOSTILE = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b2J", "\u202eevil\u202c", "e\u0301\u0301\u0301\u0301\u0301\u0301",
    "a\u200bb", "\ufeff",
    "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "&lt;b&gt;", "<@U123>", "<!channel>",
    "*b* _i_ ~s~ `c`",
    "=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028",
    "\ud800", "\U000e0041",
    "½", "²", "①", "٣", "Ⅳ", "ﬁ", "İ", "ß", "ŉ", "字", "🙂", "’s", "'", "s'", "1,234,567.89", "1901–02", "10%", "€5",
    "§", "|", "\t",
)
WORDS = (
    "Belgium", "Kosovo", "the", "bridge", "who", "when", "what", "how many", "is", "was", "did", "in", "of", "2008",
    "twelve", "built",
    "ambassador", "it", "and", "not", "no", "why", "?", ".", ",", ":", "(", ")", "U.S.", "tell me about",
    "the first", "since 1999",
    "from 2001 to 2003", "Mr.", "list", "KFOR", "before", "after", "last", "more", "where does it say that", "next",
    "other",
)
LINES = (
    "= Title =", "== Section ==", "=== Sub ===", "== ==", "=", "# Title", "Infobox", "- Party1: Belgium",
    "- Party2: Kosovo", "- Envoy1: A. B.",
    "- Envoytitle1: Envoy", "- Opened: 1 May 1901", "- : x", "- x:", "-", "- item one", "- Name: what it is",
    "1. first", "• dot", "", "",
    "It has two towers:", "The bridge was built in 1901 by Ann Smith, who was mayor.", "It opened in 1903.",
    "The toll is 5 euros; it was 2 euros until 1950.",
    "She was succeeded by Bo Li (2001–2005).", "The Kosovo Force (KFOR) has 40 soldiers.", "== See also ==",
    "{{wikitext}}", "<p>html</p>",
)
# fmt: on

word = st.sampled_from(WORDS) | st.sampled_from(HOSTILE) | st.text(max_size=6)
question = st.lists(word, max_size=9).map(" ".join) | st.text(max_size=60)
line = st.sampled_from(LINES) | st.lists(word, max_size=12).map(" ".join)
article = st.lists(line, max_size=14).map("\n".join)
