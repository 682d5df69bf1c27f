"""What a question asks for: the kind of reply, the type of the answer, and what the evidence must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retrieval.framing import strip_framing
from retrieval.lexicon import irregular_forms, word_classes, words
from retrieval.phrasebook import Phrase, Phrasebook
from retrieval.text import Token, tokenize
from retrieval.thesaurus import country_of

Form = Literal["value", "yesno", "list", "count", "reason", "manner", "telling", "summary", "definition"]
Role = Literal["name", "number", "date", "relation", "focus", "type", "word"]

_TERM_STOP = words("function_words.txt", "stop", "preposition", "conjunction", "negation") | words(
    "function_words.txt", "auxiliary", "pronoun", "determiner", "modal"
)
_AUXILIARY = words("function_words.txt", "auxiliary") | {
    "can",
    "could",
    "will",
    "would",
    "may",
    "might",
    "must",
    "should",
}
_OPENER = words("function_words.txt", "yes/no opener")
_PREPOSITION = words("function_words.txt", "preposition") | {"to"}
_LIGHT = words("weak.txt", "light")
_WEAK = words("weak.txt", "weak")
_HOW = {
    "tall": "measure", "high": "amount", "long": "measure", "deep": "measure", "wide": "measure", "heavy": "measure",
    "fast": "measure", "far": "measure", "thick": "measure", "hot": "measure", "cold": "measure", "steep": "measure",
    "big": "amount", "large": "amount", "strong": "amount", "great": "amount", "small": "amount",
    "old": "age", "young": "age", "expensive": "money", "often": "frequency", "frequently": "frequency",
    "quickly": "measure", "slowly": "measure", "soon": "date", "late": "date", "early": "date",
}  # fmt: skip
_YEAR = re.compile(r"\b(1\d{3}|20\d{2})\b")


@dataclass(frozen=True, slots=True)
class Term:
    """Something that the evidence should hold: ``words`` are its stems, ``role`` says what it is in the question."""

    words: Phrase
    role: Role
    text: str
    place: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question, analysed.

    ``type`` is the type of answer wanted ("person", "date", "money", "measure", "number", "place", …, "thing" for any);
    ``focus`` the noun that is asked for ("how many *soldiers*"), as stems; ``terms`` what evidence must hold.
    ``tokens`` are those of ``text``, the question without its framing words.
    """

    text: str
    tokens: tuple[Token, ...]
    form: Form
    type: str
    focus: Phrase
    terms: tuple[Term, ...]
    negated: bool = False
    plural: bool = False
    earlier: bool = False
    present: bool = False

    def of(self, *roles: Role) -> tuple[Term, ...]:
        """The terms with one of some roles."""
        return tuple(term for term in self.terms if term.role in roles)


def analyze(question: str, names: frozenset[str] = frozenset()) -> Query:
    """Analyse a question that stands alone. ``names`` are norms that the article only writes with a capital:
    they are names in a question typed without capitals, too."""
    text = strip_framing(question)
    tokens = tokenize(text)
    norms = [t.norm for t in tokens]
    form, wh = _form(text, norms, tokens, names)
    if _SUMMARY.match(" ".join(question.split())) or (wh < 0 and _SUMMARISE.search(question)):
        form, wh = "summary", -1
    kind, focus = _asked(tokens, norms, form, wh)
    terms = _terms(text, tokens, form, wh, focus, names)
    return Query(
        text=text,
        tokens=tokens,
        form=form,
        type=kind,
        focus=tuple(t.stem for t in focus if t.norm not in _TERM_STOP),
        terms=terms,
        negated=any(n in ("not", "never", "no", "without") or n.endswith("n't") for n in norms),
        plural=bool(focus) and _is_plural(focus[-1], names),
        earlier=_EARLIER.search(text) is not None,
        present=any(n in _PRESENT for n in (*norms[:4], *norms[-2:])),
    )


def _is_plural(noun: Token, names: frozenset[str]) -> bool:
    if noun.is_capital or noun.norm in names:
        return False
    return noun.norm in _PLURALS or (noun.norm.endswith("s") and not noun.norm.endswith("ss"))


_PLURALS = frozenset("people men women children fish sheep feet teeth mice geese aircraft media data".split())


_EARLIER = re.compile(
    r"\b(?:originally|initially|formerly|previously|at first|earlier|once|used to|to begin with|to start with"
    r"|at the (?:start|beginning|outset)"
    r"|(?:start|started|begin|began|starting|beginning)(?: off| out)? with"
    r"|start(?:ed)? (?:off|out)|before \d{4}|in the beginning"
    r"|before (?:(?:it|they|he|she|this|that|the \w+) (?:was|were|had|got|became|moved|grew)"
    r"|(?:the|its|their) \w+(?:ment|[st]ion|ing)))\b",
    re.IGNORECASE,
)
_PRESENT = frozenset("is are has does who's what's whos whats now currently current today nowadays".split())


_SUMMARY = re.compile(
    r"^(?:(?:please|can you|could you|would you|i'd like you to|i want you to|now|so|ok|okay|and)[ ,]+)*"
    r"(?:(?:tell|brief|fill|inform|enlighten|update|teach)\s+(?:me|us)\s+"
    r"(?:(?:more|something|a bit|a little|all|everything|briefly)\s+)?"
    r"(?:about|on|in on|in about|of)\b"
    r"|(?:and\s+)?(?:what|how)\s+about"
    r"|summari[sz]e|recap|sum\s+up|describe|introduce|outline|explain|talk\s+(?:to me\s+)?about"
    r"|everything\s+(?:about|on)|info(?:rmation)?\s+(?:on|about)"
    r"|(?:(?:give|show|get|write|send)\s+(?:me|us)\s+"
    r"|i\s+(?:need|want|would like)\s+|how about\s+|a\s+|the\s+|an\s+)*"
    r"(?:(?:the|a|an)\s+)?(?:(?:short|brief|quick|concise|general|rough|one-line)\s+)*"
    r"(?:summary|overview|outline|description|gist|rundown|run-down|recap|lowdown|digest|tl;?dr|short version"
    r"|long and short|main points|key points|essentials|basics|highlights)(?:\s+(?:of|on|about|for|from))?"
    r"|what(?:'s| is| does| do| can you| did)\s+(?:.{0,30}\s)?(?:say|said|tell me|written|known|state)\s+(?:about|on)"
    r"|what\s+do\s+(?:you|we)\s+know\s+(?:about|of)|what(?:'s| is)\s+(?:the story|the deal|up)\s+(?:with|of|behind)"
    r"|what(?:'s| is| was)\s+.{2,60}\s(?:all about)\b)",
    re.IGNORECASE,
)
_SUMMARISE = re.compile(r"\b(?:summari[sz]e|summary|recap|tl;?dr)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\b(?:a|an|the|in|by)\s+\S+(?:\s\S+)?\s+or\s+(?:a|an|the|in|by|rather)?\s*\w", re.IGNORECASE)
_COUNT = re.compile(
    r"\b(?:list(?:s|ed)?|mention(?:s|ed)?|named?|names|give[ns]?|show(?:s|n)?|in the (?:list|infobox|info box))\b", re.I
)


def _form(text: str, norms: list[str], tokens: tuple[Token, ...], names: frozenset[str]) -> tuple[Form, int]:
    """The form of reply, and the place of the question word (-1 without one)."""
    if norms and norms[0] in ("list", "name", "enumerate") and len(norms) > 1:
        return "list", -1
    wh = next((i for i, n in enumerate(norms) if n in _WH and not _relative(norms, i)), -1)
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
    if word == "why" or (word == "how" and after[:1] == ["come"]) or norms[wh : wh + 2] == ["what", "for"]:
        return "reason", wh
    if word == "how":
        if after[:1] in (["many"],):
            return ("count" if _COUNT.search(text) else "value"), wh
        if after[:1] == ["much"] or (after and after[0] in _HOW):
            return "value", wh
        return "manner", wh
    if (
        word in ("who", "what")
        and after[:1]
        and after[0] in ("is", "was", "are", "were", "'s")
        and _is_bare(norms[wh + 2 :])
        and _is_name(tokens[wh + 2 :], names)
    ):
        return "definition", wh
    kind = KIND_OF.match(text)
    rest = tokens[sum(t.start < kind.end() for t in tokens) :] if kind else ()
    if rest and _is_bare([t.norm for t in rest]) and _is_name(rest, names):
        return "definition", wh
    if _TELLING.search(" ".join(norms[wh:])):
        return "telling", wh
    return "value", wh


_WH = frozenset(
    "who whom whose what which when where why how "
    "whats whos wheres whens hows what's who's where's when's how's".split()
)


def _relative(norms: list[str], place: int) -> bool:
    """Whether a "who", "which", "when" is a relative word inside a question ("did the man who …")."""
    return (
        place > 0
        and norms[place] in ("who", "which", "when", "where", "whose", "whom")
        and norms[place - 1] not in (_PREPOSITION | {"and", "but", "so", "or", "also", "then", "article", "is"})
        and (norms[0] in _OPENER or any(n in _WH for n in norms[:place]))
    )


KIND_OF = re.compile(r"what (?:kind|sort|type) of (?:[\w-]+ ){1,3}?(?:is|are|was|were) ", re.IGNORECASE)
# What is told of something is asked for, not a thing: the answer is a clause.
_TELLING = re.compile(
    r"^what (?:else |all |has |had |have |exactly |then )*(?:happen(?:ed|s)|occurred|took place|went wrong)\b"
    r"|^what (?:is|are|was|were|'s) (?:\S+ )+about$"
    r"|^what (?:does|do|did) (?:\S+ )+do(?: (?:in|for|after|before|during|with|about|to|on|at)\b.*)?$"
    r"|^(?:what|which) (?:role|part) (?:does|do|did|has|have|had)\b"
)


def _is_name(tokens: tuple[Token, ...], names: frozenset[str]) -> bool:
    """Whether "what is" is followed by "a" and a noun, or by a name; "the" may only stand before a name."""
    if tokens[0].norm in ("a", "an") or (len(tokens) == 1 and tokens[0].norm in ("it", "this", "he", "she", "they")):
        return True
    named = [t.is_capital or t.norm in names for t in tokens]
    return len(named) > 1 and all(named[1:]) if tokens[0].norm == "the" else any(named)


def _is_bare(rest: list[str]) -> bool:
    """Whether what follows "what is" is only a name of something, nothing asked of it."""
    return 0 < len(rest) <= 6 and not any(n in _PREPOSITION or n in _AUXILIARY for n in rest)


# Types that win where a noun is listed under several.
_EXACT_TYPES = ("date", "duration", "role", "money", "measure", "number")


@lru_cache(maxsize=1)
def _type_nouns() -> tuple[Phrasebook, dict[str, str]]:
    """The nouns by which "which NOUN" asks for a type, and the type of each line of them, the one that wins first."""
    classes = word_classes("types.txt")
    types = {", ".join(classes[key]): key for key in dict.fromkeys((*_EXACT_TYPES, *classes))}
    return Phrasebook(types, ","), types


def noun_type(noun: Phrase) -> str | None:
    """The type of answer that a noun phrase asks for, by its longest known ending."""
    book, types = _type_nouns()
    for first in range(len(noun)):
        lines = book.lines(noun[first:])
        if lines:
            return types[lines[0]]
    return None


def _asked(tokens: tuple[Token, ...], norms: list[str], form: Form, wh: int) -> tuple[str, tuple[Token, ...]]:
    """The type of the answer, and the tokens of the noun that is asked for."""
    if form == "yesno":
        return "yesno", ()
    if form == "reason":
        return "reason", ()
    if wh < 0:
        first = 1 if form == "list" else 0
        while first < len(tokens) and norms[first] in ("all", "both", "every", "each", "me", "some", "of", "the"):
            first += 1
        return _typed_run(tokens, first)
    word = norms[wh]
    following = norms[wh + 1] if wh + 1 < len(norms) else ""
    if word in ("who", "whom", "whose"):
        named = following in _COPULA or norms[-1:] == ["been"]
        return "person", _noun_run(tokens, wh + 2) if named else ()
    if word == "when":
        return "date", ()
    if word == "where":
        return "place", ()
    if word == "how":
        return _asked_how(tokens, norms, wh)
    if word == "what" and _AMOUNTS_TO.search(" ".join(norms)):
        return "money_or_number", ()
    if following in _COPULA:  # "what is the length of …"
        return _typed_run(tokens, wh + 2)
    if following in _AUXILIARY or (wh + 1 < len(tokens) and is_verb(tokens[wh + 1]) and not _noun_like(tokens[wh + 1])):
        return "thing", ()  # "what did …", "what happened …"
    return _typed_run(tokens, wh + 1)  # "which programme", "what colour"


_AMOUNTS_TO = re.compile(r"\b(?:amount(?:ed)?|c[oa]me|add(?:ed)? up|run|ran|total(?:led)?) to$|\bworth$")


def _typed_run(tokens: tuple[Token, ...], first: int) -> tuple[str, tuple[Token, ...]]:
    """The noun phrase at a place and the type that it asks for; in "kind of mission" the mission is asked for."""
    head = _noun_run(tokens, first)
    kind = noun_type(tuple(t.stem for t in head)) if head else None
    place = tokens.index(head[-1]) + 1 if head else first
    if place < len(tokens) and tokens[place].norm == "of" and (not head or head[-1].norm in _PARTITIVE):
        inner = _noun_run(tokens, place + 1)
        if inner:
            counted = bool(head) and head[-1].norm in ("number", "amount", "percentage", "share", "proportion")
            return kind if counted and kind else noun_type(tuple(t.stem for t in inner)) or "thing", inner
    if kind == "measure" and head[-1].norm.endswith("s"):
        kind = "thing"  # "which areas"
    return kind or "thing", head


_COPULA = frozenset("is was are were 's be".split())
_PARTITIVE = frozenset(
    "name names kind kinds type types sort sorts form forms number amount percentage share proportion pair set group "
    "one".split()
)


def _asked_how(tokens: tuple[Token, ...], norms: list[str], wh: int) -> tuple[str, tuple[Token, ...]]:
    following = norms[wh + 1] if wh + 1 < len(norms) else ""
    if following == "many":
        head = _noun_run(tokens, wh + 2)
        return ("duration" if head and head[-1].norm in _TIME_UNITS else "number"), head
    if following == "much":
        return "money_or_number", _noun_run(tokens, wh + 2)
    if following == "long":
        return "duration_or_measure", ()
    return _HOW.get(following, "manner"), ()


_TIME_UNITS = frozenset("seconds minutes hours days weeks months years decades centuries".split())


def _noun_run(tokens: tuple[Token, ...], first: int) -> tuple[Token, ...]:
    """The noun phrase that starts at a place: up to the next verb, auxiliary, preposition or question word."""
    run: list[Token] = []
    for place, token in enumerate(tokens[first:], start=first):
        if token.norm in ("the", "a", "an", "of", "his", "her", "its", "their", "two", "other", "'s") and not run:
            continue
        if (
            token.norm in _AUXILIARY
            or token.norm in _PREPOSITION
            or token.norm in _WH
            or token.norm in ("that", "and", "or", "it", "he", "she", "they")
        ):
            break
        had = token.norm.endswith("s") and place + 1 < len(tokens) and tokens[place + 1].norm in ("has", "have", "had")
        if run and is_verb(token) and not _noun_like(token) and not had:  # "how many harbour masters has it had"
            break
        if not run and token.norm.endswith("ed") and is_verb(token) and not _noun_like(token):
            break  # "who is listed as …"
        run.append(token)
        if token.possessive:
            run.clear()
    return tuple(run)


def _noun_like(token: Token) -> bool:
    return token.is_capital or bool(_type_nouns()[0].lines((token.stem,)))


_DIMENSIONS = frozenset("thick deep wide heavy fast tall old young steep hot cold".split())
# Regular endings and what stands in their place in the base form.
_INFLECTIONS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
)


@lru_cache(maxsize=8192)
def verb_base(norm: str) -> str | None:
    """The base form of a common verb that a word can be a form of; None for other words."""
    verbs = words("verbs.txt", "verb", "noun or verb")
    british = norm.replace("iz", "is")
    for form in dict.fromkeys((irregular_forms().get(norm, norm), norm, british)):
        for ending, base in _INFLECTIONS:
            if not form.endswith(ending):
                continue
            root = form.removesuffix(ending) + base
            if root in verbs:
                return root
            if ending in ("ed", "ing") and len(root) > 3 and root[-1] == root[-2] and root[:-1] in verbs:
                return root[:-1]
    return None


def is_verb(token: Token) -> bool:
    """Whether a word can be a form of a common verb."""
    return verb_base(token.norm) is not None


def _terms(
    text: str, tokens: tuple[Token, ...], form: Form, wh: int, focus: tuple[Token, ...], names: frozenset[str]
) -> tuple[Term, ...]:
    shouting = sum(t.text.isupper() and len(t.text) > 1 for t in tokens) > max(2, 0.6 * len(tokens))
    focus_places = {t.start for t in focus}
    focus_kind = noun_type(tuple(t.stem for t in focus)) if focus else None
    last_focus = focus[-1].start if focus else -1
    chosen = wh >= 0 and tokens[wh].norm in ("which", "what") and bool(focus) and focus[0].start - tokens[wh].end <= 5
    terms: list[Term] = []
    for place, token in enumerate(tokens):
        norm = token.norm
        if place == wh or (norm in _WH and place < 2):
            continue
        if token.is_number:
            role: Role = "date" if _YEAR.fullmatch(norm) and token.text.isdigit() else "number"
            if not token.text.isalpha() or (form == "yesno" and norm != "1"):  # "the two countries" says no number
                terms.append(Term((token.stem,), role, token.text, place))
            continue
        if place == wh + 1 and wh >= 0 and tokens[wh].norm == "how" and norm in _HOW:
            told = norm in _DIMENSIONS  # "how thick": the text must speak of thickness, "how long" is told in many ways
            if norm not in _LIGHT or (place + 1 < len(tokens) and tokens[place + 1].norm in _COPULA):
                terms.append(Term((token.stem,), "relation" if told else "type", token.text, place, not told))
            continue
        capital = token.is_capital and not shouting and (place > 0 or norm in names)
        if not capital and norm not in names and (norm in _TERM_STOP or norm in _LIGHT or len(norm) == 1):
            continue
        if capital and norm in _TERM_STOP and (len(norm) == 1 or not token.text.isupper()):
            continue
        if wh < 0 and form == "value" and norm in _plain_types() and not capital:
            continue
        base = verb_base(norm)
        if base in _LIGHT and not capital and token.start not in focus_places:
            continue
        if token.start in focus_places:
            if token.start == last_focus and norm in _plain_types():
                continue
            named = (capital or norm in names) and country_of((token.stem,)) is not None
            role = "name" if named else "type" if chosen and token.start == last_focus and focus_kind else "focus"
        elif capital or norm in names or country_of((token.stem,)):
            role = "name"
        elif base is not None and not _after_determiner(tokens, place):
            role = "relation"
        else:
            role = "word"
        weak = role == "type" or (
            role not in ("name", "number", "date")
            and (norm in _WEAK or base in _WEAK or norm.removesuffix("s") in _WEAK)
        )
        terms.append(Term((token.stem,), role, token.text, place, weak))
    return tuple(terms)


@lru_cache(maxsize=1)
def _plain_types() -> frozenset[str]:
    """Nouns that only name a type ("year", "name", "number", "reason")."""
    return frozenset(
        "year years date dates day days month months time period decade century era name names nickname number numbers "
        "amount figure count quantity kind type sort reason reasons cause purpose aim way ways method manner means "
        "duration value size person people place city country town role part relation thing things number total".split()
    )


def _after_determiner(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that could be a verb stands where a noun stands ("the march", "Belgium's support")."""
    before = tokens[place - 1] if place else None
    return before is not None and (
        before.possessive or before.norm in ("the", "a", "an", "its", "their", "his", "her", "this", "of")
    )
