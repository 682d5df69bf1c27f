"""What a question asks for: the kind of reply, the type of the answer, and what the evidence must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retrieval.question.forms import Form, form_of, wants_summary
from retrieval.question.framing import strip_framing
from retrieval.question.nouns import AUXILIARY, COPULA, HOW, noun_like, noun_run, noun_type, sized_value, unit_type
from retrieval.question.terms import STOP, Role, Term, find_terms
from retrieval.words.lazy import lazy
from retrieval.words.phrasebook import Phrase
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_verb, verb_base


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
    text = _MUCH.sub(_many, strip_framing(question))
    tokens = tokenize(text)
    norms = [t.norm for t in tokens]
    form, wh = form_of(text, norms, tokens, names)
    if wants_summary(question, wh):
        form, wh = "summary", -1
    kind, focus = _asked(tokens, norms, form, wh)
    terms = find_terms(tokens, form, wh, focus, names)
    when = _saying_when(text)
    terms = tuple(t for t in terms if not any(left <= tokens[t.place].start < right for left, right in when))
    refused = any(verb_base(before) == "say" and n == "no" for before, n in pairwise(norms))  # "why did they say no?"
    return Query(
        text=text,
        tokens=tokens,
        form=form,
        type=kind,
        focus=tuple(t.stem for t in focus if t.norm not in STOP),
        terms=terms,
        negated=any(
            n in ("not", "never", "no", "without") or n.endswith("n't")
            for n in (norms[1:] if form == "yesno" else norms)  # "isn't it a port?" asks whether it is
            if n != "no" or not refused
        ),
        plural=bool(focus) and _is_plural(focus[-1], norms[max(wh, 0) : wh + 2], names),
        earlier=_EARLIER.search(text) is not None,
        present=(any(n in _PRESENT for n in (*norms[:4], *norms[-2:])) and not _tells_past(tokens))
        or _LATEST.search(text) is not None,
    )


def _is_plural(noun: Token, opening: list[str], names: frozenset[str]) -> bool:
    """Whether several things are asked for: by the noun's form, or by "what are", "who were"."""
    named = noun.is_capital or noun.norm in names
    form = noun.norm in _PLURALS or (noun.norm.endswith("s") and not noun.norm.endswith("ss"))
    return (form and not named) or opening in (["what", "are"], ["what", "were"], ["which", "are"], ["which", "were"])


_PLURALS = frozenset("people men women children fish sheep feet teeth mice geese aircraft media data".split())


def _tells_past(tokens: tuple[Token, ...]) -> bool:
    """Whether a past form is the verb of a clause ("what is the date Chile *recognised* Estonia")."""
    return any(
        token.norm.endswith("ed") and is_verb(token) and _is_subject(before) for before, token in pairwise(tokens)
    )


def _is_subject(token: Token) -> bool:
    return token.is_capital or token.norm in ("he", "she", "they", "it") or country_of((token.stem,)) is not None


def _saying_when(text: str) -> list[tuple[int, int]]:
    """Where words say only that the first value is asked for, or the last ("at *first*", "to *begin* with"), or nothing
    at all ("in the first *place*", "*ended* up paying")."""
    found = [m.span() for m in _AT_FIRST.finditer(text)]
    return [*found, *(m.span() for m in _LATEST.finditer(text))] if found else []


# "How much people": many, as learners of English ask for what can be counted.
_MUCH = lazy(r"\bhow much (?=(?P<noun>\w+))", re.IGNORECASE)


def _many(match: re.Match[str]) -> str:
    noun = tokenize(match["noun"])[0]
    several = noun.norm in _PLURALS or noun.norm.endswith("s")
    return "how many " if several and noun_type((noun.stem,)) in _COUNTABLE else match[0]


_COUNTABLE = ("person", "role", "place", "group", "organisation")


_AT_FIRST = lazy(
    r"\b(?:at first|to (?:begin|start) with|in the (?:beginning|end)|at the (?:start|beginning|outset|end)(?! of)"
    r"|in all|all ?together|all told|in the first place|(?:end|wind|wound)(?:s|ed|ing)? up(?= \w+ing\b| in\b| with\b)"
    r"|(?:turn(?:s|ed)? out|found) to(?= be\b| have\b)|at the end of the day|once and for all|when it comes to"
    r"|right now|at (?:the|this) moment|at present|these days|to date|so far)\b",
    re.IGNORECASE,
)
_LATEST = lazy(
    r"\b(?:latest|most recent|newest|last)(?= (?:census|count|figures?|data|estimates?|surveys?|statistics|numbers)\b)",
    re.IGNORECASE,
)
_EARLIER = lazy(
    r"\b(?:original(?:ly)?|initial(?:ly)?|formerly|previously|at first|earlier|once|used? to"
    r"|to (?:begin|start) with|at the (?:start|beginning|outset)"
    r"|(?:start|started|begin|began|starting|beginning)(?: off| out)? with"
    r"|start(?:ed)? (?:off|out)|before \d{4}|in the beginning"
    r"|in (?:its|his|her|their|the) (?:very )?(?:first|early|earliest|opening) (?:years?|days|seasons?|months?)"
    r"|before (?:(?:it|they|he|she|this|that|the \w+) (?:was|were|had|got|became|moved|grew)"
    r"|(?:the|its|their) \w+(?:ment|[st]ion|ing)))\b",
    re.IGNORECASE,
)
_PRESENT = frozenset("is are has does who's what's whos whats now currently current today nowadays".split())


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
    if form == "definition":  # "who is X": what X is, no name
        return "thing", noun_run(tokens, wh + 2)
    word = norms[wh]
    following = norms[wh + 1] if wh + 1 < len(norms) else ""
    if word in ("who", "whom", "whose"):
        named = following in COPULA or norms[-1:] == ["been"]
        return "person", noun_run(tokens, wh + 2) if named else ()
    if word == "when":
        return "date", ()
    if word == "where":
        return "place", ()
    if word == "how":
        return _asked_how(tokens, norms, wh)
    if word == "what" and _AMOUNTS_TO.search(" ".join(norms)):
        return "money_or_number", ()
    if word == "what" and _MATERIAL.search(" ".join(norms)):
        return "material", ()
    if word == "what" and following in COPULA and norms[-1] in _STRANDED:
        return "thing", ()  # "what is Ann Lee best known for", "what was the money spent on"
    verb = _COSTS.search(" ".join(norms[wh:])) if word == "what" else None
    if verb is not None:
        return _COST_TYPES.get(verb[1], "money"), ()
    if following in COPULA:  # "what is the length of …"
        return _typed_run(tokens, wh + 2)
    if word == "which" and norms[wh + 2 : wh + 3] and norms[wh + 2] in COPULA:
        return _typed_run(tokens, wh + 1)  # "which stand is the oldest"
    if following in AUXILIARY or (wh + 1 < len(tokens) and is_verb(tokens[wh + 1]) and not noun_like(tokens[wh + 1])):
        return "thing", ()  # "what did …", "what happened …"
    return _typed_run(tokens, wh + 1)  # "which programme", "what colour"


_MATERIAL = lazy(r"\b(?:made|built|constructed) (?:out )?(?:of|from)$")
_STRANDED = frozenset("for of on after about from with into against".split())
_AMOUNTS_TO = lazy(
    r"\b(?:(?:amount(?:ed)?|c[oa]me|add(?:ed)? up|run|ran|total(?:led)?) to|worth)"
    r"(?:$| (?:in|during|by|before|after|between|at|then|now|today)\b)"
)


# "What does it cost?", "what did the stone weigh?": how much.
_COSTS = lazy(
    r"^what (?:do|does|did|will|would|has|have) .*\b"
    r"(costs?|weigh(?:ed)?|pa(?:y|id)(?! for$)|charged?|earn|spen[dt](?! .*\b(?:time|years?|days?|life)\b))\b(?! of)"
)
_COST_TYPES = {"weigh": "measure", "weighed": "measure"}


def _typed_run(tokens: tuple[Token, ...], first: int) -> tuple[str, tuple[Token, ...]]:
    """The noun phrase at a place and the type that it asks for; in "kind of mission" the mission is asked for."""
    head = noun_run(tokens, first)
    kind = noun_type(tuple(t.stem for t in head)) if head else None
    place = tokens.index(head[-1]) + 1 if head else first
    if place < len(tokens) and tokens[place].norm == "of":
        inner = noun_run(tokens, place + 1)
        if inner and head and head[-1].norm not in _PARTITIVE:
            kind = noun_type(
                tuple(t.stem for t in (*inner, *head) if not t.is_number)
            )  # "volume of trade": a trade volume
        elif inner:
            counted = bool(head) and head[-1].norm in ("number", "amount", "percentage", "share", "proportion")
            return kind if counted and kind else noun_type(tuple(t.stem for t in inner)) or "thing", inner
    if kind == "measure" and head[-1].norm.endswith("s"):
        kind = "thing"  # "which areas"
    return kind or "thing", head


_PARTITIVE = frozenset(
    "name names kind kinds type types sort sorts form forms number amount percentage share proportion pair set group "
    "one".split()
)


def _asked_how(tokens: tuple[Token, ...], norms: list[str], wh: int) -> tuple[str, tuple[Token, ...]]:
    following = norms[wh + 1] if wh + 1 < len(norms) else ""
    if following == "many":
        head = noun_run(tokens, wh + 2)
        return (unit_type(head[-1].norm) if head else None) or "number", head
    if following == "much":
        head = noun_run(tokens, wh + 2)
        return "money" if head and head[-1].norm == "money" else "money_or_number", head
    if following == "long":
        return "duration_or_measure", ()
    if following == "often" and tokens[wh + 2 : wh + 3] and tokens[wh + 2].norm in ("has", "have", "had"):
        return "number", ()  # so far: "how often have they won?"
    return sized_value(tokens, wh) or HOW.get(following, "manner"), ()
