"""What evidence must hold: the words of a question that tell something, each with its role in the question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retrieval.question.forms import Form
from retrieval.question.nouns import COPULA, HOW, QUESTION_WORDS, noun_like, noun_type, sized_value, unit_type
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.phrasebook import Phrase
from retrieval.words.text import Token
from retrieval.words.thesaurus import NARROWER, country_of, related
from retrieval.words.verbs import is_participle, is_verb, verb_base

Role = Literal["name", "number", "date", "relation", "focus", "type", "word"]

STOP = words("function_words.txt", "stop", "preposition", "conjunction", "negation") | words(
    "function_words.txt", "auxiliary", "pronoun", "reflexive", "determiner", "modal"
)
_LIGHT = words("weak.txt", "light")
_WEAK = words("weak.txt", "weak")
_YEAR = lazy(r"\b(1\d{3}|20\d{2})\b")
_DIMENSIONS = frozenset("thick deep wide heavy fast tall old young steep hot cold".split())


@dataclass(frozen=True, slots=True)
class Term:
    """Something that the evidence should hold: ``words`` are its stems, ``role`` says what it is in the question."""

    words: Phrase
    role: Role
    text: str
    place: int
    weak: bool = False


def find_terms(
    tokens: tuple[Token, ...], form: Form, wh: int, focus: tuple[Token, ...], names: frozenset[str]
) -> tuple[Term, ...]:
    """The terms of an analysed question. ``wh``: its question word's place, ``focus``: the noun asked for, ``names``:
    norms that are names though typed small."""
    shouting = sum(t.text.isupper() and len(t.text) > 1 for t in tokens) > max(2, 0.6 * len(tokens))
    focus_places = {t.start for t in focus}
    focus_kind = noun_type(tuple(t.stem for t in focus)) if focus else None
    last_focus = focus[-1].start if focus else -1
    chosen = wh >= 0 and tokens[wh].norm in ("which", "what") and bool(focus) and focus[0].start - tokens[wh].end <= 5
    terms: list[Term] = []
    for place, token in enumerate(tokens):
        norm = token.norm
        if place == wh + 1 and form == "reason" and tokens[wh].norm == "what":
            continue  # "what made …"
        if place == wh or (norm in QUESTION_WORDS and place < 2):
            continue
        if token.is_number:
            role: Role = "date" if _YEAR.fullmatch(norm) and token.text.isdigit() else "number"
            if not token.text.isalpha() or (form == "yesno" and norm != "1"):  # "the two countries" says no number
                terms.append(Term((token.stem,), role, token.text, place))
            continue
        if place == wh + 1 and wh >= 0 and tokens[wh].norm == "how" and norm in HOW:
            told = norm in _DIMENSIONS  # "how thick": the text must speak of thickness, "how long" is told in many ways
            if sized_value(tokens, wh) is not None:
                continue
            if not _is_light(norm) or (place + 1 < len(tokens) and tokens[place + 1].norm in COPULA):
                terms.append(Term((token.stem,), "relation" if told else "type", token.text, place, not told))
            continue
        capital = token.is_capital and not shouting and (place > 0 or norm in names)
        said = form == "yesno" and tokens[0].norm in COPULA and _is_predicate(tokens, place)
        currency = token.start == last_focus and focus_kind == "currency"  # nothing but its own word tells of it
        liked = _is_liking(tokens, place)
        how_many = wh >= 0 and [t.norm for t in tokens[wh : wh + 2]] == ["how", "many"]
        picked = (chosen or how_many) and token.start == last_focus
        told = currency or said or liked or picked or _names_a_thing(tokens, place) or _opens_event(tokens, place)
        if not capital and norm not in names and (((norm in STOP or _is_light(norm)) and not told) or len(norm) == 1):
            continue
        if capital and norm in STOP and (len(norm) == 1 or not token.text.isupper()):
            continue
        if wh < 0 and form == "value" and norm in plain_types() and not capital:
            continue
        base = verb_base(norm)
        if norm == "own" and _after_determiner(tokens, place):
            continue  # "its own": nothing is owned
        if base in _LIGHT and not capital and token.start not in focus_places and not told:
            continue
        if token.start in focus_places:
            if token.start == last_focus and norm in plain_types():
                continue
            named = (capital or norm in names) and country_of((token.stem,)) is not None
            counted = token.start == last_focus and wh >= 0 and unit_type(norm)  # "how many metres": in any unit
            role = (
                "name"
                if named
                else "type"
                if counted or (chosen and token.start == last_focus and focus_kind and not currency)
                else "focus"
            )
        elif capital or norm in names or country_of((token.stem,)):
            role = "name"
        elif base is not None and not _after_determiner(tokens, place):
            role = "relation"
        else:
            role = "word"
        weak = not liked and (
            role == "type"
            or _is_adverb(tokens, place)
            or (
                role not in ("name", "number", "date")
                and (norm in _WEAK or base in _WEAK or norm.removesuffix("s") in _WEAK)
                and not (role == "relation" and _goes_away(tokens, place))
            )
        )
        terms.append(Term((token.stem,), role, token.text, place, weak))
    if terms and wh >= 0 and tokens[wh].norm == "what" and all(t.role == "name" for t in terms):
        deeds = [(p, t) for p, t in enumerate(tokens) if p > wh and verb_base(t.norm) in _GIVEN and not t.is_capital]
        terms += [Term((t.stem,), "relation", t.text, p) for p, t in deeds if not _after_determiner(tokens, p)]
    idioms = _idioms(tokens, frozenset(t.place for t in terms), wh)
    if not terms and not idioms:  # "what does the name mean?": all that is asked of
        terms = [
            Term((token.stem,), "word", token.text, place)
            for place, token in enumerate(tokens)
            if place and tokens[place - 1].norm in ("the", "its", "his", "her", "their") and token.norm not in STOP
        ]
    return tuple(sorted([*terms, *idioms], key=lambda t: t.place)) if idioms else tuple(terms)


# Light verbs that say what was done, where nothing else does: it need not be said in their words.
_DEEDS = frozenset("find make use show keep".split())
_PARTICLES = frozenset("up out off down away back no".split())
_BARE = frozenset("be have do".split())
# Light verbs that tell what was done where only names stand beside them: "what did Ann *give*?".
_GIVEN = frozenset("give take keep put hold use provide".split())


def _opens_place(token: Token) -> bool:
    return token.is_number or token.is_capital or token.norm in ("the", "a", "an")


def _idioms(tokens: tuple[Token, ...], taken: frozenset[int], wh: int) -> list[Term]:
    """Verbs that tell only with what follows them ("say no", "get across"): the thesaurus knows other words for them.

    Only those with a particle must be told; others ("come from") are said in many more ways than are known.
    """
    found: list[Term] = []
    free = 0
    for place, verb in enumerate(tokens):
        base = verb_base(verb.norm)
        if place < free or base not in _LIGHT or base in _BARE:
            continue
        for size in (4, 3, 2):
            places = range(place, place + size)
            if size > len(tokens) - place or taken.intersection(places):
                continue
            others = [t.norm for t in tokens[place + 1 : place + size]]
            words = tuple(t.stem for t in tokens[place : place + size])
            if others == ["to"]:
                continue  # "used to", "happened to", "go to": said in any way
            after = tokens[place + size] if place + size < len(tokens) else None
            if others[-1] in ("in", "on", "at") and after is not None and _opens_place(after):
                continue  # "how much did they give in 2019", "can you go on the bridge"
            if all(n in STOP or _is_light(n) for n in others) and _known(words):
                weak = others[0] not in _PARTICLES
                found.append(Term(words, "relation", " ".join([verb.text, *others]), place, weak))
                free = place + size
                break
        else:
            particle = _apart(tokens, place, taken)
            if particle is not None:
                words = (verb.stem, particle.stem)
                found.append(Term(words, "relation", f"{verb.text} {particle.text}", place))
            elif 0 <= wh < place and base in _DEEDS and place not in taken and not _after_determiner(tokens, place):
                found.append(Term((verb.stem,), "relation", verb.text, place, True))
    return found


def _apart(tokens: tuple[Token, ...], place: int, taken: frozenset[int]) -> Token | None:
    """The particle behind what a light verb is done to ("get the crosses *back*"), where the two are known."""
    for other in range(place + 2, min(place + _APART, len(tokens))):
        token = tokens[other]
        if token.norm in _PARTICLES and other not in taken and _known((tokens[place].stem, token.stem)):
            return token
        if token.norm in _LINKS:
            return None
    return None


def _goes_away(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a verb tells something with a particle behind it ("*pull* the soldiers *out*")."""
    if verb_base(tokens[place].norm) in ("start", "begin"):
        return False  # "start out with"
    following = tokens[place + 1 : place + _APART]
    return any(t.norm in ("out", "away", "back") and _known((tokens[place].stem, t.stem)) for t in following)


_APART = 5
_LINKS = words("function_words.txt", "preposition", "conjunction")


def _known(words: Phrase) -> bool:
    return any(grade >= NARROWER for grade in related(words).meets.values())


_QUALITIES = frozenset("big large long old short full against".split())


def _is_predicate(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that tells little elsewhere is asked about ("is trade *large*?", "is it *against* the plan?",
    "was it *completed*?")."""
    norm = tokens[place].norm
    last = place == len(tokens) - 1
    return (norm in _QUALITIES and (last or norm == "against")) or (last and is_participle(norm))


def _is_liking(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "like" is what somebody does ("did she *like* it?"), and no comparison ("what does it look *like*?")."""
    if tokens[place].norm != "like" or place < 2:
        return False
    before = {t.norm for t in tokens[:place]}
    return bool(before & {"did", "does", "do"}) and tokens[place - 1].norm not in _SEEM and place + 1 < len(tokens)


def _opens_event(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "opening" says which event is meant: "the opening ceremony", and no opening of a text."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    return tokens[place].norm == "opening" and following in ("ceremony", "match", "game", "night", "speech", "concert")


_SEEM = frozenset("look looks looked feel felt sound sounded taste smell be seem was is are were".split())


# Light verbs that name a thing where a noun stands: "the height of the *keep*".
_THINGS = frozenset("keep show stand find hold call box".split())


def _names_a_thing(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that is light as a verb is the noun after an article or a possessive, and not part of one."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    return (
        tokens[place].norm in _THINGS
        and _after_determiner(tokens, place)
        and (not following or following in STOP or is_verb(tokens[place + 1]))
    )


def _is_light(norm: str) -> bool:
    return norm in _LIGHT or norm.removesuffix("s") in _LIGHT


def _is_adverb(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "first" says no more than that it was done: it stands before the verb ("who first proposed …")."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1].norm if place else ""
    return (
        tokens[place].norm == "first"
        and following is not None
        and before not in _ARTICLES
        and is_verb(following)
        and not noun_like(following)
    )


_ARTICLES = frozenset("the a an its his her their this of".split())


@lru_cache(maxsize=1)
def plain_types() -> frozenset[str]:
    """Nouns that only name a type ("year", "name", "number", "reason")."""
    return frozenset(
        "year years date dates day days month months time period decade century era name names number numbers "
        "amount amounts figure figures count quantity kind type sort reason reasons cause purpose aim way ways method "
        "manner means duration value size person people place city country town role part relation thing things "
        "total".split()
    )


def _after_determiner(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that could be a verb stands where a noun stands ("the march", "Belgium's support")."""
    before = tokens[place - 1] if place else None
    return before is not None and (
        before.possessive or before.norm in ("the", "a", "an", "its", "their", "his", "her", "this", "of")
    )
