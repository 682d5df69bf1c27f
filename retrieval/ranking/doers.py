"""Who does what is asked: the side that a question asks for, and the subject or agent of a unit's verb."""

from __future__ import annotations

from itertools import pairwise

from retrieval.article.units import Unit
from retrieval.question.analysis import Query
from retrieval.question.nouns import noun_like
from retrieval.ranking.align import Plan
from retrieval.ranking.met import Met
from retrieval.words.lexicon import irregular_forms, words
from retrieval.words.text import Token
from retrieval.words.verbs import is_participle, is_verb, verb_base

_WH = frozenset("who whom whose what which when where why how".split())
_COPULA = frozenset("is was are were be been being became".split())
_AUXILIARY = frozenset("did does do has have had can could will would may might must should".split())
_FINITE = (_COPULA | _AUXILIARY) - {"became"}
_PRONOUNS = frozenset("he she they it".split())
_DETERMINERS = frozenset("the a an his her its their this that these those two three several".split())
_PREPOSITIONS = frozenset("in on at by for from of to with near under behind after before during over since".split())
# Words that a clause begins with, and those that stand between a subject and its verb.
_CLAUSE = frozenset("when while although as that because and but which who where whose if until".split())
_BETWEEN = _FINITE | frozenset("also then later first been not never twice once soon again jointly finally".split())
# Words that a noun phrase does not go beyond.
_EDGES = frozenset(
    "in on at by for from with to into of and or but who which that was were is are be been has have had did does "
    "when while where after before since until as not never".split()
)
_NO_OBJECT = frozenset("in on at by for from with to into and or but after before when while since until as".split())


def asked_side(plan: Plan) -> str:
    """What the question asks for, seen from its verb: its "subject" ("who built"), its "object" ("what did … build"),
    what something "is", or something else ("")."""
    norms = [t.norm for t in plan.query.tokens]
    place = next((i for i, n in enumerate(norms) if n in _WH), None)
    if place is None or norms[place] not in ("who", "whom", "what", "which"):
        return ""
    verb = next((n for n in norms[place + 1 :] if n in _AUXILIARY or n in _COPULA), None)
    if place + 1 < len(norms) and norms[place] in ("who", "what") and norms[place + 1] not in _AUXILIARY | _COPULA:
        return "subject"
    if verb in _AUXILIARY:
        return "object"
    return "is" if verb in _COPULA else "subject"


def asks_doer(query: Query) -> bool:
    """Whether a question asks who does something ("who sold …?", "which company built …?"), not whom or what."""
    return _doing(query) is not None


def _doing(query: Query) -> int | None:
    """The place of the verb whose subject a question asks for; None where it asks for something else."""
    tokens = query.tokens
    wh = next((i for i, t in enumerate(tokens) if t.norm in ("who", "which", "what")), len(tokens))
    first = wh + 2 if wh < len(tokens) and tokens[wh].norm == "which" else wh + 1  # "which issue": a noun
    verbs = (i for i in range(first, len(tokens)) if tokens[i].norm in _FINITE or _only_verb(tokens[i]))
    verb = next(verbs, None)
    return None if verb is None or tokens[verb].norm in _FINITE else verb


def _only_verb(token: Token) -> bool:
    return is_verb(token) and not noun_like(token)


def asks_what_does(plan: Plan) -> bool:
    """Whether a question asks what, no person, does something ("what caused …?", "which issue delays …?")."""
    tokens = plan.query.tokens
    verb = {"what": 1, "which": _doing(plan.query)}.get(tokens[0].norm)
    if verb is None or len(tokens) < 3 or tokens[verb].norm in _FINITE:
        return False
    if any(t.norm in _PREPOSITIONS for t in tokens[:verb]):
        return False  # "which programme for students"
    return any(t.place == verb for t in plan.query.of("relation"))


def subject_of(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> tuple[int, int] | None:
    """Who does what is asked ("who detained the trawler?"): the noun phrase before the verb, or after its "by".

    Offsets into the unit's text; None where the question is no "who does", or the phrase is only what was asked.
    """
    if plan.query.type != "person" or unit.fact is not None or asked_side(plan) != "subject":
        return None
    placed = [m.place for t, m in plan.pairs(met) if t.role == "relation"]
    verb = next((place for place in placed if place is not None), None)
    tokens, text = unit.tokens, unit.text
    if verb is None or (verb and (tokens[verb - 1].norm in _DETERMINERS or tokens[verb - 1].possessive)):
        return None  # "his design", "the removal": a noun
    if verb > 1 and tokens[verb - 2].norm in _DETERMINERS and not is_participle(tokens[verb].norm):
        return None  # "the final design"
    by = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].norm == "by"), None)
    if by is None and _lacks_object(plan, tokens, verb):
        return None
    run: list[int] = []
    for place in range(by + 1, len(tokens)) if by is not None else range(verb - 1, -1, -1):
        token = tokens[place]
        edge = run[-1] if run else verb
        gap = text[min(token.end, tokens[edge].end) : max(token.start, tokens[edge].start)] if run else ""
        if by is None and run and _joins_names(tokens, place):
            run.append(place)
            continue
        listed = gap.strip() == "," and by is None and token.is_capital and any(tokens[i].norm == "and" for i in run)
        if token.norm in _EDGES or token.is_number or (gap.strip() not in ("", "&", "-", "–", ".") and not listed):
            break
        run.append(place)
    first, last = (min(run), max(run)) if run else (0, -1)
    while first <= last and tokens[first].norm in ("the", "a", "an", "then", "also", "later"):
        first += 1
    if first <= last and tokens[first].norm in ("whose", "which", "that"):
        return None  # "the charity, whose director is …"
    if first > last or all(tokens[i].stem in plan.given for i in range(first, last + 1)):
        return None
    if tokens[first].norm in ("he", "she", "it", "they", "who", "which", "that", "and"):
        return None
    return tokens[first].start, tokens[last].end


def _joins_names(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether an "and" stands between two names that do something together."""
    return tokens[place].norm == "and" and place > 0 and tokens[place - 1].is_capital and tokens[place + 1].is_capital


def doing_subject(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> range:
    """The tokens of who does in a unit what the question asks about; an empty range where that is not to be seen.

    Of a passive ("the bridge was renovated") the subject does nothing, unless the question is passive itself.
    """
    tokens = unit.tokens
    verbs = [m.place for t, m in plan.pairs(met) if t.role == "relation"]
    if asks_doer(plan.query):  # the verb of "who", also where it is too light to be a term ("who made …")
        asked = _doing(plan.query)
        own = [m.place for t, m in plan.pairs(met) if t.place == asked and t.role == "relation"]
        verbs = own or verbs[:1] or [p for t in plan.query.tokens[1:2] for p in unit.positions.get(t.stem, ())[:1]]
    done = sorted({place for place in verbs if place is not None and _is_predicate(tokens, place)})
    for verb in done:
        after = _after_by(tokens, verb)
        if after:
            return after
    for verb in done:
        if _is_passive(tokens, verb) and not _asks_passive(plan.query.tokens):
            continue
        before = _before(unit, verb) if not _lacks_object(plan, tokens, verb) else range(0)
        if before:
            return before
    return range(0)


def agentless(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> bool:
    """Whether a question asks who does something, and the unit tells that it was done, or happens, by nobody.

    "It was built in 1957" and "the centre opened in 1998" say nothing of who built or opened it.
    """
    if unit.fact is not None or asked_side(plan) != "subject":
        return False
    verb = next((m.place for t, m in plan.pairs(met) if t.role == "relation"), None)
    if verb is None:
        return False
    tokens = unit.tokens
    told = tokens[verb]
    past = is_verb(told) and (told.norm.endswith("ed") or told.norm in irregular_forms())
    if not past or (verb and (tokens[verb - 1].norm in _DETERMINERS or tokens[verb - 1].possessive)):
        return False  # "the director": a noun
    made_by = any(t.norm == "by" and following.is_capital for t, following in pairwise(tokens[:verb]))
    if made_by:
        return False  # "the first biography, by Ann Lee, was published"
    after = [t.norm for t in tokens[verb + 1 : verb + 12]]
    passive = any(t.norm in _COPULA for t in tokens[max(0, verb - 3) : verb])
    return "by" not in after and (passive or _lacks_object(plan, tokens, verb))


def _lacks_object(plan: Plan, tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the question's verb has an object ("who opened it?") and the unit's has none ("the centre opened in")."""
    asked = [t.norm for t in plan.query.tokens]
    who = next((i for i, n in enumerate(asked) if n in _WH), len(asked))
    if len(asked) < who + 3 or asked[who + 2] in _NO_OBJECT or asked[who + 1] in _COPULA | _AUXILIARY:
        return False
    return verb + 1 >= len(tokens) or tokens[verb + 1].norm in _NO_OBJECT


def _before(unit: Unit, verb: int) -> range:
    """The subject of an active verb."""
    tokens = unit.tokens
    left = verb - 1
    while left >= 0 and tokens[left].norm in _BETWEEN:
        left -= 1
    if left < 0:
        return range(0)
    if tokens[left].norm in _PRONOUNS:
        return range(left, left + 1) if unit.antecedent is not None else range(0)
    apart = _apart(tokens, left)
    named = left
    while apart and tokens[named].is_capital and named > 0 and not _apart(tokens, named - 1):
        named -= 1
    if apart and tokens[named].is_capital and named > 0:  # "the chairman, Ann Lee, resigned"
        return range(named, left + 1)
    if apart or tokens[left].norm in ("and", "but", "to") or tokens[verb].norm.endswith("ing"):
        return _opening(unit)
    first = left
    while first >= 0 and tokens[first].norm not in _CLAUSE and not (first < left and _apart(tokens, first)):
        first -= 1
    first += 1
    if first <= left and tokens[first].norm in _PREPOSITIONS:  # "In 1926 the company sold …"
        articles = [i for i in range(first, left + 1) if tokens[i].norm in _DETERMINERS]
        first = articles[-1] if articles else left + 1
    return _phrase(unit, first, left)


def _opening(unit: Unit) -> range:
    """The subject that a unit opens with: the tokens before its first verb or comma."""
    last = -1
    for place, token in enumerate(unit.tokens[:12]):
        if place and (
            token.norm in _FINITE | _CLAUSE
            or _apart(unit.tokens, place - 1)
            or (verb_base(token.norm) in words("verbs.txt", "verb") and not noun_like(token))
        ):
            break
        last = place
    return _phrase(unit, 0, last) if unit.tokens and unit.tokens[0].norm not in _PREPOSITIONS | _CLAUSE else range(0)


def _phrase(unit: Unit, first: int, last: int) -> range:
    """A noun phrase without its article; a pronoun only where the unit points back to what it can stand for."""
    if first > last or last - first > 10:
        return range(0)
    if unit.tokens[first].norm in _PRONOUNS:
        return range(first, first + 1) if unit.antecedent is not None and first == last else range(0)
    if unit.tokens[first].norm in ("the", "a", "an") and first < last:
        first += 1
    if first == last and unit.tokens[first].norm in _DETERMINERS:
        return range(0)
    words = unit.tokens[first : last + 1]
    return range(first, last + 1) if not all(t.is_number or t.norm in _FINITE | _CLAUSE for t in words) else range(0)


def _after_by(tokens: tuple[Token, ...], verb: int) -> range:
    """The noun phrase after the "by" that follows a verb ("made by her son")."""
    by = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].norm == "by"), None)
    if by is None or by + 1 >= len(tokens):
        return range(0)
    bare = tokens[by + 1].norm.endswith("s") and tokens[by + 1].text.islower() and noun_like(tokens[by + 1])
    if tokens[by + 1].norm not in _DETERMINERS and not bare:
        return range(0)
    last = by + 1
    while last + 1 < len(tokens) and not _apart(tokens, last) and last - by < 6:
        following = tokens[last + 1]
        if following.norm in _FINITE | _PREPOSITIONS | _CLAUSE or (is_verb(following) and not noun_like(following)):
            break
        last += 1
    first = by + 2 if tokens[by + 1].norm in ("the", "a", "an") else by + 1
    return range(first, last + 1) if last > by + 1 or bare else range(0)


def _is_predicate(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word stands as a verb, not as a noun ("its renovation", "the vote")."""
    before = tokens[place - 1].norm if place else ""
    return is_verb(tokens[place]) and before not in _DETERMINERS and not (place and tokens[place - 1].possessive)


def _apart(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether more than a space, such as a comma, stands after a token."""
    space = 3 if tokens[place].possessive else 1  # the "'s" is no part of the token
    return place + 1 < len(tokens) and tokens[place + 1].start - tokens[place].end > space


def _is_passive(tokens: tuple[Token, ...], verb: int) -> bool:
    before = [t.norm for t in tokens[max(0, verb - 3) : verb]]
    return (
        verb_base(tokens[verb].norm) != tokens[verb].norm
        and bool(_COPULA & set(before))
        and not (tokens[verb].norm.endswith("ing"))
    )


def _asks_passive(tokens: tuple[Token, ...]) -> bool:
    """Whether a question is about whom something was done to ("who was blamed?")."""
    return any(
        be.norm in _COPULA and is_verb(verb) and verb_base(verb.norm) != verb.norm for be, verb in pairwise(tokens)
    )
