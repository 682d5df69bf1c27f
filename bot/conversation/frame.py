"""The parts of a question: its question word, auxiliary, subject, verb and rest, and the names and nouns in it."""

from __future__ import annotations

from functools import cached_property, lru_cache

from bot.conversation.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    ORDINALS,
    PREPOSITIONS,
    STOP,
    WH,
    country_in,
    expand,
)
from bot.conversation.nouns import is_plural
from bot.conversation.parts import Part, parts_of
from retrieval.article.index import Index
from retrieval.question.nouns import HOW
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import irregular_forms, words
from retrieval.words.text import Token, tokenize
from retrieval.words.verbs import verb_base

_PURE_VERBS = words("verbs.txt", "verb")
_ALONE = frozenset("which what those these both all that this".split())  # determiners that can stand without a noun
_CLAUSE = frozenset("that which who when while if because although though until before after".split())
_FLOATING = frozenset(("all", "both"))
_BESIDE_SUBJECT = _FLOATING | frozenset("ever first not more less than".split())
_ADJECTIVE = lazy(r"(?:able|ible|ous|ful|ed)$")


class Frame:
    """A question that was understood, taken apart so that one part can be exchanged."""

    def __init__(self, text: str, index: Index) -> None:
        self.text = expand(text)
        self.tokens = tokenize(self.text)
        self.index = index
        self.norms = [t.norm for t in self.tokens]
        self.wh = next((i for i, n in enumerate(self.norms) if n in WH and not self._relative(i)), -1)
        self.auxiliary = -1
        self.verb = -1
        self.subject_asked = False
        self._parse()

    # -- parsing -------------------------------------------------------------------------------------------------

    def _relative(self, place: int) -> bool:
        if place == 0:
            return False
        return self.norms[0] in AUXILIARIES or (
            self.norms[place - 1] not in PREPOSITIONS | AUXILIARIES | STOP | {"and", "so", "now", "but"}
        )

    def _parse(self) -> None:
        first = self.wh if self.wh >= 0 else 0
        places = range(first, len(self.tokens))
        auxiliary = next((i for i in places if self.norms[i] in AUXILIARIES), -1)
        inner = range(first + (2 if self._is_how(first) else 1), auxiliary if auxiliary >= 0 else len(self.tokens))
        own_verb = next((i for i in inner if self._verb_like(i, first)), -1)
        if self.wh >= 0 and own_verb >= 0:
            self.verb, self.subject_asked = own_verb, True
            return
        self.auxiliary = auxiliary
        if auxiliary < 0:
            return
        helping = self.norms[auxiliary].removesuffix("n't")
        do = helping in ("do", "does", "did") or helping in words("function_words.txt", "modal")
        rest = [i for i in range(auxiliary + 1, len(self.tokens)) if self.norms[i] not in AUXILIARIES]
        if self.wh >= 0 and self.norms[auxiliary + 1 : auxiliary + 2] == ["to"] and rest[1:]:
            self.verb, self.subject_asked = rest[1], True  # "how many had to *leave*"
            return
        self.verb = self._main_verb(rest, do)
        if self.verb < 0 and do and "have" in self.norms[auxiliary + 2 :]:
            self.verb = self.norms.index("have", auxiliary + 2)
        self.subject_asked = self.wh >= 0 and bool(rest) and self.verb == rest[0] and not self.name_like(rest[0])

    def _is_how(self, place: int) -> bool:
        return self.wh == place and self.norms[place : place + 1] == ["how"]

    def _verb_like(self, place: int, first: int) -> bool:
        """Whether a word before any auxiliary is the question's own verb ("who *broke* it")."""
        norm = self.norms[place]
        base = verb_base(norm)
        following = self.norms[place + 1 : place + 2]
        if norm.endswith("ed") and self._is_how(place - 2) and (not following or following[0] in PREPOSITIONS):
            return True  # "how many walked out"
        if norm.endswith("ed") and place == first + 1 and self.norms[first] in ("who", "what"):
            return not self.tokens[place].is_capital
        if base is None or self.name_like(place) or self.norms[place - 1] in DETERMINERS - _ALONE:
            return False
        if place == first + 1 and self.norms[first] in ("who", "what", "which"):
            return self.norms[first] == "who" or norm != base or base in _PURE_VERBS
        before = self.norms[place - 1]
        if (
            norm == base
            and place > first + 1
            and (before == "to" or (is_plural(before) and place + 1 < len(self.norms)))
        ):
            return True  # "how many lamps light the towers"
        return place > first + 1 and norm != base and (base in _PURE_VERBS or not norm.endswith("s"))

    def _main_verb(self, rest: list[int], do: bool) -> int:
        found = -1
        for i in rest:
            norm, base = self.norms[i], verb_base(self.norms[i])
            if norm == "born":  # no form of "bear" to the stemmer: it would do harm there
                return i
            if base is None or self.name_like(i) or self.tokens[i - 1].possessive:
                continue
            floating = self.norms[i - 1] in _FLOATING and i - 1 > rest[0]  # "were the boats *all* delivered"
            alone = floating or (do and i + 1 == len(self.norms))
            if self.norms[i - 1] in DETERMINERS - _ALONE or (self.norms[i - 1] in _ALONE and not alone):
                continue
            if do and norm != base:
                continue
            if not do and (norm == base and norm not in irregular_forms()):
                continue
            if i == rest[0] and do:
                continue
            if base in _PURE_VERBS:
                return i
            found = i if found < 0 or (do and found == i - 1) else found
        return found

    def name_like(self, place: int) -> bool:
        """Whether a word is, or is part of, a name: by its capital, or because the article knows it as one."""
        token = self.tokens[place]
        if token.norm in ORDINALS and not token.is_capital:
            return False
        past = token.norm.endswith("ed") or token.norm in irregular_forms()
        if not token.is_capital and past and verb_base(token.norm):
            return False  # "awarded", however many items of the article begin with it
        leading = place == 0 and self.wh < 0 and token.norm not in AUXILIARIES | PREPOSITIONS | DETERMINERS
        return (
            (token.is_capital and (place > 0 or (leading and self._continues(place))))
            or token.norm in self.index.name_norms
            or country_in(token) is not None
        )

    def _continues(self, place: int) -> bool:
        """Whether a capital at the beginning of a fragment starts a name: the article knows what follows as one."""
        text = self.index.article.text
        return self.text in text or self.tokens[place].norm not in self.index.common

    # -- parts ---------------------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> str:
        """The question phrase: "how many soldiers", "since when", "which year"."""
        if self.wh < 0:
            return ""
        end = self.verb if self.subject_asked and self.auxiliary < 0 else self.auxiliary
        stop = self.tokens[end].start if end > self.wh else len(self.text)
        return self.text[self._asked_start : stop].strip()

    @property
    def _asked_start(self) -> int:
        first = self.wh
        while first > 0 and self.norms[first - 1] in PREPOSITIONS:
            first -= 1
        return self.tokens[first].start if first >= 0 else 0

    @cached_property
    def asked_noun(self) -> str:
        """The noun in the question phrase, with "how many" and its like left out."""
        inside = [t for t in self.tokens[self.wh + 1 :] if t.end <= self._asked_start + len(self.asked)]
        if inside and self.norms[self.wh] == "how":
            inside = inside[1:]
        return self.text[inside[0].start : inside[-1].end] if inside else ""

    @cached_property
    def subject(self) -> str:
        """The subject as written; "" where the question asks for it, or there is none."""
        if self.auxiliary < 0 or self.subject_asked:
            return ""
        first = self.auxiliary + 1
        last = self.verb if self.verb > 0 else len(self.tokens)
        run = self.tokens[first:last]
        if self.verb < 0:
            run = self._phrase(first)
            run = self._without_predicate(run, first)
        clause = next((n for n, t in enumerate(run) if n and t.norm in _CLAUSE), len(run))
        run = run[:clause]
        while run and run[-1].norm in AUXILIARIES | ADVERBS | ORDINALS | _BESIDE_SUBJECT:
            run = run[:-1]
        return self.text[run[0].start : run[-1].end] if run else ""

    def _without_predicate(self, run: tuple[Token, ...], first: int) -> tuple[Token, ...]:
        """A subject without the adjective said of it: "was KFOR bigger", "which states is it responsible for"."""
        if self.wh >= 0:  # … "why is the project late"
            apart = self.norms[-1] in PREPOSITIONS or (self.norms[self.wh] == "why" and len(run) > 1)
            said = apart and len(run) > 0 and (_ADJECTIVE.search(run[-1].norm) or run[-1].norm in HOW)
            return run[:-1] if said else run
        start = 1 if run and run[0].norm in DETERMINERS else 0
        end = next((n for n in range(start, len(run)) if not self.name_like(first + n)), len(run))
        adjective = not start or all(_ADJECTIVE.search(t.norm) for t in run[end:])
        owned = any(t.possessive for t in run)
        return run[:end] if end > start and adjective and not owned else run

    def _phrase(self, first: int) -> tuple[Token, ...]:
        """The noun phrase from a place on, with "of …" in it."""
        run: list[Token] = []
        for i in range(first, len(self.tokens)):
            token = self.tokens[i]
            if token.norm in AUXILIARIES or (token.norm in PREPOSITIONS and (token.norm != "of" or not run)):
                break
            if token.norm in ADVERBS and any(t.norm not in DETERMINERS for t in run):
                break
            run.append(token)
        return tuple(run)

    @cached_property
    def rest(self) -> str:
        """What follows the verb, or the subject where there is no verb."""
        if self.verb >= 0:
            return self.text[self.tokens[self.verb].end :].strip()
        at = self.text.find(self.subject) + len(self.subject) if self.subject else 0
        return self.text[at:].strip() if self.subject else ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Names, dates, ordinals and nouns in the order of the text."""
        return parts_of(self)


@lru_cache(maxsize=256)
def frame_of(text: str, index: Index) -> Frame:
    """The frame of a question, kept for the turns that go back to it."""
    return Frame(text, index)
