"""What people say around a question: politeness, words about asking, what leads up to it, the tag after it."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes
from retrieval.words.text import tokenize
from retrieval.words.verbs import is_participle, is_verb


@lru_cache(maxsize=1)
def _framing() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = word_classes("function_words.txt")
    head = [*table["politeness"], *table["framing"]]

    def joined(phrases: list[str] | tuple[str, ...]) -> str:
        return "|".join(re.escape(p).replace("'", "['’]") for p in sorted(phrases, key=lambda p: (-len(p), p)))

    telling = rf"does (?:the|this) (?:{joined(table['article word'])}) (?:{joined(table['article verb'])})"
    return (
        re.compile(rf"^(?:(?:{joined(head)})\b[\s,:;.!–—-]*(?:(?:if|that|whether)\s+)?)", re.I),
        re.compile(
            rf"(?<!\bsay)(?<!\bsay )(?<!\bsaid)(?<!\bsaid )[\s,;.!–—-]*\b(?:{joined(table['politeness'])})[\s?.!]*$",
            re.I,
        ),
        re.compile(rf"[\s,–—-]*\b(?:{joined(table['article framing'])}|{telling})\b[\s,:]*(?:that\s+)?", re.I),
    )


# What people say before they ask ("I'm writing a piece on trade, so could you tell me …"), and the tag after it.
_PREAMBLE = lazy(
    r"^.{3,160}?[\s,.;:!–—-]+(?:so |and |but |now |please )*"
    r"(?:(?:can|could|would) you (?:please |perhaps )?(?:tell|give|say|remind|explain|show|name)(?: to)?(?: me| us)?"
    r"|i (?:just |only |really )?(?:need|want|would like|wonder)(?: to (?:know|find out|understand|learn))?"
    r"|i['’]d like to (?:know|understand|learn)"
    r"|do(?:es)? (?:you|anyone|anybody|somebody) (?:happen to )?(?:know|remember)"
    r"|any idea|tell me|please tell me|my question is|question)\b[\s,:]*",
    re.IGNORECASE,
)
_TAG = lazy(
    r"\s*[-–—,.;:]\s*(?:what|who|which(?: \w+)?|when|where|how much|how many)"
    r" (?:was|is|were|are) (?:it|that|they|this|he|she)\s*\?*$",
    re.IGNORECASE,
)
# A statement to be confirmed: "is it true that she was in prison?", "I heard she was in prison", "she was in prison,
# right?".
_CONFIRM = lazy(
    r"^(?:(?:is|was)n?['’]?t? it (?:really |actually |indeed |still |perhaps )?"
    r"(?:true|right|correct|so|the case|a fact)(?: to say)?(?: that)? (?P<said>.+?)"
    r"|(?:is|was) there (?:any |some |a )?(?:\w+ )?(?:proof|evidence|confirmation|indication|sign|hint) that"
    r" (?P<shown>.+?)"
    r"|(?:so |and |but )?(?:are you (?:quite |really |absolutely )?(?:sure|certain|saying)|can you confirm"
    r"|you(?:['’]re| are) saying"
    r"|(?:i|we)(?:['’]ve| have)? (?:just |once |always )?"
    r"(?:heard|read|thought|believed?|was told|am told|assumed?)(?: somewhere)?)"
    r"(?: that)? (?P<heard>(?!of\b|about\b|in\b|the article\b).+?)(?:[,.;!–—-]+ (?:is|was)n?['’]?t? (?:that|this|it)"
    r"(?: really| actually)? (?:so|true|right|correct|the case))?"
    r"|(?:so |and )?(?P<tagged>(?!(?:who|what|which|when|where|why|how)\b).+?),? (?:right|correct|true|yes|no))\W*$",
    re.IGNORECASE,
)
_PART = lazy(r"\b(take|takes|took|taken|taking) part\b(?= in\b|\W*$)", re.IGNORECASE)


def _participate(match: re.Match[str]) -> str:
    """ "Take part" in one word, which tells more than its verb does."""
    ending = {"takes": "s", "took": "d", "taken": "d"}.get(match[1].lower(), "")
    return "participating" if match[1].lower() == "taking" else f"participate{ending}"


_FINITE = frozenset("is are was were has have had does do did can could will would may might must should".split())
_DID = lazy(r"\b(who|what|where|when|how|why)['’]d\b", re.IGNORECASE)
# "And what about 2024, how many came?": what it is about goes after what is asked.
_ABOUT = lazy(
    r"^(?:and |so |but |ok(?:ay)?,? )*(?:what|how) about (?P<about>[^,?]{2,60}),\s*"
    r"(?P<asked>(?:who|what|which|when|where|why|how)\b.*?)\W*$",
    re.IGNORECASE,
)
_CONTRACTED = lazy(r"\b(who|what|where|when|how|why)(?:['’]s|s(?= \w))\b", re.IGNORECASE)


def _without_lead_in(text: str) -> str:
    """The question after a colon, where nothing but talk of asking or of what it is for stands before it."""
    before, colon, asked = text.partition(": ")
    if colon and all(word in _lead_in_words() for word in re.findall(r"[\w']+", before.lower())):
        return asked
    return text


@lru_cache(maxsize=1)
def _lead_in_words() -> frozenset[str]:
    table = word_classes("function_words.txt")
    classes = ("lead-in", "politeness", "determiner", "possessive", "preposition")
    return frozenset(word for name in classes for phrase in table[name] for word in phrase.split())


def without_courtesy(text: str) -> str:
    """A message without the politeness at its end ("…, if I may ask?"); all of it where nothing else is said."""
    shorter = _framing()[1].sub("", text)
    return shorter if len(tokenize(shorter)) > 2 else text


def _confirmed(text: str) -> str:
    """A statement to be confirmed as the question that it is ("was she in prison?")."""
    match = _CONFIRM.match(text)
    if match is None:
        return text
    words = next(said for said in match.groups() if said).split()
    place = next((i for i, word in enumerate(words[:8]) if word.lower() in _FINITE), None)
    if place == 0:
        return " ".join(words) + "?"
    verb = words.pop(place) if place is not None else "did"
    return f"{verb} {' '.join(words)}?"


def _declared(text: str) -> str:
    """A statement with a question mark as the question that it is: "Peru has an embassy there?", "Peru joined it?"."""
    words = text.rstrip(" ?!").split()
    if not text.rstrip().endswith("?") or _ASKS.search(text) or words[:1] == [] or words[0].lower() in _FINITE:
        return text
    place = next((i for i, word in enumerate(words[:7]) if word.lower() in _FINITE), None)
    if place is not None:
        rest = words[place + 1 :]
        if not rest or rest[0].lower() in _SPEAKERS or (len(rest) == 1 and rest[0].lower() in _WORDS_OF_PLACE):
            return text
        return f"{words.pop(place)} {' '.join(words)}?"
    tokens = tokenize(text)
    past = len(tokens) > 2 and is_participle(tokens[1].norm) and is_verb(tokens[1]) and not tokens[0].possessive
    return f"did {text}" if past and (tokens[0].is_capital or tokens[0].norm in _PRONOUNS) else text


_ASKS = lazy(
    r"\b(?:who|whom|whose|what|which|when|where|whereabouts|why|how|or|if|whether|list|name|tell|show|give)\b|n['’]t\b",
    re.IGNORECASE,
)
_WORDS_OF_PLACE = frozenset("in at on from to for of by with about called named".split())
_PRONOUNS = frozenset("he she it they".split())
_SPEAKERS = frozenset("i we you he she it they there".split())


# Whether the article speaks of something at all is asked like whether there is such a thing.
_MENTION = lazy(
    r"^do(?:es)? (?:the|this|your) (?:article|text|page|document) (?:ever |also |even )?"
    r"(?:mention|discuss|cover|refer to|(?:talk|speak|write)(?: anything)? (?:about|of)"
    r"|(?:say|tell|have|contain|know)(?: us| me)? (?:anything|something|a word) (?:about|on))"
    r" (?!that\b|wh|how\b|if\b)(?P<what>.+?)\W*$",
    re.IGNORECASE,
)
# "How are the relations?", "what is the relationship between them like?": whether they are good.
_QUALITY = lazy(
    r"^(?:how (?:are|is|were|was)(?= (?:the |their |its |current )*(?:relation|tie))"
    r"|what (?:are|is|were|was)(?=.* like\b))"
    r" (?:the |their |its |current )*(?P<one>(?:\w+ ){0,2}?(?:relations?|relationships?|ties)\b.*?)(?: like)?"
    r"(?P<other> (?:between|with|of) .+?)?\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # of what is asked, and again of what was understood
def strip_framing(question: str) -> str:
    """The question without politeness and words about asking ("Could you tell me …, please?")."""
    head, tail, around = _framing()
    text = _CONTRACTED.sub(r"\1 is", " ".join(question.split()))
    text = re.sub(r"^((?:at )?(?:what|which) \w+)['’]s\b", r"\1 is", text, flags=re.IGNORECASE)
    text = _DID.sub(r"\1 did", text)
    if text.split(" ", 1)[0].lower() in _FINITE:
        text = _PART.sub(_participate, text)  # "did they take part?"; "how many took part" needs no word for it
    text = _QUALITY.sub(r"how good are the \g<one>\g<other>?", _MENTION.sub(r"is there \g<what>?", text))
    text = _declared(_confirmed(text))
    text = _TAG.sub("", _ABOUT.sub(r"\g<asked> in \g<about>?", text))
    text = _without_lead_in(text)
    asked = _PREAMBLE.match(text)
    if asked and len(tokenize(text[asked.end() :])) > 2:
        text = text[asked.end() :]
    for _ in range(6):
        before = text
        text = around.sub(" ", text, count=1).strip()
        text = head.sub("", text, count=1).strip()
        text = tail.sub("", text, count=1).strip()
        if not tokenize(text):
            return before
        if text == before:
            break
    return text
