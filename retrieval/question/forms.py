"""The form of reply that a question wants: a value, yes or no, a list, a count, a reason, a summary, …"""

from __future__ import annotations

import re
from typing import Literal

from retrieval.question.nouns import AUXILIARY, HOW, PREPOSITION, QUESTION_WORDS
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of

Form = Literal["value", "yesno", "list", "count", "reason", "manner", "telling", "summary", "definition"]

_OPENER = words("function_words.txt", "yes/no opener")

_SUMMARY = lazy(
    r"^(?:(?:please|can you|could you|would you|i'd like you to|i want you to|now|so|ok|okay|and)[ ,]+)*"
    r"(?:(?:tell|brief|fill|inform|enlighten|update|teach)\s+(?:me|us)\s+"
    r"(?:(?:more|something|a bit|a little|all|everything|briefly)\s+)?"
    r"(?:about|on|in on|in about|of)\b"
    r"|(?:and\s+)?(?:what|how)\s+about(?!.*,\s*(?:who|what|which|when|where|why|how)\b)"
    r"|summari[sz]e|recap|sum\s+up|describe|introduce|outline|explain|talk\s+(?:to me\s+)?about"
    r"|everything\s+(?:about|on)|info(?:rmation)?\s+(?:on|about)"
    r"|(?:quote|show|give|read|find)(?: me| us)?\s+(?:the|that)\s+(?:lines?|sentences?|passage|part|bit|paragraph)\s+"
    r"(?:about|on|where|that|with|saying|concerning)\b"
    r"|.*\bin (?:a nutshell|a few words|one sentence|brief)\W*$"
    r"|(?:what(?:['’]?s| is| are)\s+)?(?:(?:give|show|get|write|send)\s+(?:me|us)\s+"
    r"|i\s+(?:need|want|would like)\s+|how about\s+|a\s+|the\s+|an\s+)*"
    r"(?:(?:the|a|an)\s+)?(?:(?:short|brief|quick|concise|general|rough|one-line)\s+)*"
    r"(?:summary|overview|outline|description|gist|rundown|run-down|recap|lowdown|digest|tl;?dr|short version"
    r"|long and short|main points|key points|essentials|basics|highlights)(?:\s+(?:of|on|about|for|from))?"
    r"|what(?:'s| is| does| do| can you| did)\s+(?:.{0,30}\s)?(?:say|said|tell me|written|known|state)\s+(?:about|on)"
    r"|what\s+do\s+(?:you|we)\s+know\s+(?:about|of)|what(?:'s| is)\s+(?:the story|the deal|up)\s+(?:with|of|behind)"
    r"|what(?:'s| is| was)\s+.{2,60}\s(?:all about)\b)",
    re.IGNORECASE,
)
_SUMMARISE = lazy(r"\b(?:summari[sz]e|summary|recap|tl;?dr)\b", re.IGNORECASE)
_CAUSE = lazy(r"(?:\w+ )?what (?:made|makes|led|prompted|drove|drives)$|on what grounds$")
_ALTERNATIVE = lazy(r"\b(?:a|an|the|in|by)\s+\S+(?:\s\S+)?\s+or\s+(?:a|an|the|in|by|rather)?\s*\w", re.IGNORECASE)
_COUNT = lazy(
    r"\b(?:list(?:s|ed)?|mention(?:s|ed)?|named?|names|give[ns]?|show(?:s|n)?|in the (?:list|infobox|info box))\b", re.I
)


def wants_summary(question: str, wh: int) -> bool:
    """Whether a question, framing words and all, asks to be told about something; ``wh``: its question word's place."""
    if _SUMMARY.match(" ".join(question.split())):
        return True
    return wh < 0 and _SUMMARISE.search(question) is not None


def form_of(text: str, norms: list[str], tokens: tuple[Token, ...], names: frozenset[str]) -> tuple[Form, int]:
    """The form of reply, and the place of the question word (-1 without one)."""
    if norms and norms[0] in ("list", "name", "enumerate") and len(norms) > 1:
        return "list", -1
    wh = next((i for i, n in enumerate(norms) if n in QUESTION_WORDS and not _relative(norms, i)), -1)
    word = norms[wh] if wh >= 0 else ""
    if norms and norms[0] in _OPENER and not (0 <= wh <= 1):
        return ("value" if _ALTERNATIVE.search(text) else "yesno"), -1
    if (
        re.match(
            r"(?:is|was) it (?:true|correct|right) that|true or false|(?:so )?\w.*,? (?:right|correct|true)\?*$",
            text,
            re.I,
        )
        and wh < 0
    ):
        return "yesno", -1
    if wh < 0:
        return "value", -1
    after = norms[wh + 1 : wh + 3]
    if _CAUSE.match(" ".join(norms[max(wh - 1, 0) : wh + 2])):
        return "reason", wh
    if word == "why" or (word == "how" and after[:1] == ["come"]) or norms[wh : wh + 2] == ["what", "for"]:
        return "reason", wh
    if word == "how":
        if after[:1] in (["many"],):
            return ("count" if _COUNT.search(text) else "value"), wh
        if after[:1] == ["much"] or (after and after[0] in HOW):
            return "value", wh
        return "manner", wh
    if (
        word in ("who", "what")
        and after[:1]
        and after[0] in ("is", "was", "are", "were", "'s")
        and _is_bare(norms[wh + 2 :])
        and _is_named(tokens[wh + 2 :], names)
    ):
        return "definition", wh
    kind = KIND_OF.match(text)
    rest = tokens[sum(t.start < kind.end() for t in tokens) :] if kind else ()
    if rest and _is_bare([t.norm for t in rest]) and _is_named(rest, names):
        return "definition", wh
    if _TELLING.search(" ".join(norms[wh:])):
        return "telling", wh
    return "value", wh


KIND_OF = lazy(r"what (?:kind|sort|type) of (?:[\w-]+ ){1,3}?(?:is|are|was|were) ", re.IGNORECASE)
# What is told of something is asked for, not a thing: the answer is a clause.
_TELLING = lazy(
    r"^what (?:else |all |has |had |have |exactly |then )*(?:happen(?:ed|s)|occurred|took place|went wrong)\b"
    r"|^what (?:is|are|was|were|'s) (?:\S+ )+about$"
    r"|^what (?:does|do|did) (?:\S+ )+do(?: (?:in|for|after|before|during|with|about|to|on|at)\b.*)?$"
    r"|^(?:what|which) (?:role|part) (?:does|do|did|has|have|had)\b"
)


def _is_named(rest: tuple[Token, ...], names: frozenset[str]) -> bool:
    """Whether what is asked about is "a" thing or a name, not somebody's something ("Ann's mother")."""
    if rest[0].norm in ("a", "an") or (len(rest) == 1 and rest[0].norm in ("it", "this", "he", "she", "they")):
        return True
    words = rest[1:] if rest[0].norm == "the" else rest
    named = [t.is_capital or t.norm in names for t in words]
    if words is not rest and len(words) == 2 and named[0] and not words[0].possessive:
        return country_of((words[0].stem,)) is None  # "the Doppler effect"
    return bool(words) and (all(named) if words is not rest else any(named)) and not any(t.possessive for t in words)


def _relative(norms: list[str], place: int) -> bool:
    """Whether a "who", "which", "when" is a relative word inside a question ("did the man who …")."""
    return (
        place > 0
        and norms[place] in ("who", "which", "when", "where", "whose", "whom")
        and norms[place - 1] not in (PREPOSITION | {"and", "but", "so", "or", "also", "then", "article", "is"})
        and (norms[0] in _OPENER or any(n in QUESTION_WORDS for n in norms[:place]))
    )


def _is_bare(rest: list[str]) -> bool:
    """Whether what follows "what is" is only a name of something, nothing asked of it."""
    return 0 < len(rest) <= 6 and not any(n in PREPOSITION or n in AUXILIARY for n in rest)
