"""Whether a turn stands alone: told from the question and the article, never from the conversation."""

from __future__ import annotations

import re

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import AUXILIARIES, DETERMINERS, JOINS, PEOPLE, PREPOSITIONS, SEVERAL, THINGS, WH, expand
from bot.conversation.nouns import is_plural, is_role, noun_follows, possessive
from bot.conversation.phrases import BESIDES, CHOOSING, MEANWHILE, ORDINAL, SURE, THE_ONE, act_of, table
from bot.conversation.pointing import demonstrative, pronouns
from bot.conversation.referents import Referents
from bot.conversation.state import Conversation
from retrieval.article.index import Index
from retrieval.question.framing import without_courtesy
from retrieval.question.spelling import correct
from retrieval.words.lexicon import words
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_participle, verb_base

_ANYBODY = frozenset("anyone anybody someone somebody nobody noone".split())
# What there is of whatever happened: "who did the *work*?".
_HAPPENED = frozenset(
    "cause reason result outcome work blame purpose effect consequence winner verdict score decision done others "
    "rest".split()
)
_PRAISE = frozenset("fine good nice cool great right interesting well sure next".split())


class Standing:
    """Tells questions that stand alone from those that lean on the turn before."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def stands_alone(self, question: str) -> bool:
        """Whether a question can be understood without the conversation before it."""
        return self.says_all(question, *self.opened(self.mended(question)))

    def says_all(self, question: str, text: str, opener: str) -> bool:
        """The same of a question whose opener was taken off, which left a text."""
        if act_of(question) or opener in ("about", "correction", "return") or self.is_swap(text.split(",")[0]):
            return False
        if not tokenize(text):
            return True
        split = self.topic_and_question(text)
        if split:
            return not opener and self._topic_alone(*split)
        frame = frame_of(text, self.index)
        if self.is_fragment(frame, bool(opener)) or THE_ONE.fullmatch(text) or self.narrowing(frame):
            return False
        if BESIDES.match(frame.text) or frame.norms[-1] == "then":
            return False
        leans = pronouns(frame) or self.of_what_happened(frame) or self.short_of_noun(frame) or self.vague(frame)
        return not (leans or CHOOSING.search(text) or MEANWHILE.search(text))

    def _topic_alone(self, head: str, tail: str) -> bool:
        """Whether "TOPIC, QUESTION" says all that is needed."""
        first, second = frame_of(head, self.index), frame_of(tail, self.index)
        if pronouns(first) or ORDINAL.fullmatch(head):
            return False
        rest = frame_of(self.named(tail, head), self.index)
        if rest.text == second.text and self.is_fragment(second, True):
            return False
        return not (pronouns(rest) or CHOOSING.search(tail) or self.verbless(rest))

    def vague(self, frame: Frame) -> bool:
        """ "Was anyone hurt?", "did nobody die?": of anybody, without a name, a thing or a date."""
        first = 4 if frame.norms[:4] == ["is", "it", "true", "that"] else 0
        asked = frame.wh < 0 and len(frame.norms) <= first + 4 and bool(_ANYBODY & set(frame.norms[first : first + 2]))
        return asked and all(p.kind == "noun" and p.end == len(frame.text) for p in frame.parts if p.text != "true")

    def of_what_happened(self, frame: Frame) -> bool:
        """ "Who paid?", "what was the cause?", "how many died?": of what is spoken of, with no thing of its own."""
        if frame.wh != 0 or not 1 < len(frame.norms) <= 6 or any(p.kind != "noun" for p in frame.parts):
            return False
        small = WH | PREPOSITIONS | DETERMINERS | AUXILIARIES - {"done"} | {"many", "much"}
        told = [n for n in frame.norms if n not in small]
        others = [n for n in told if n not in _HAPPENED]
        return bool(told) and not pronouns(frame) and (not others or (len(others) == 1 and is_participle(others[0])))

    def narrowing(self, frame: Frame) -> bool:
        """ "just students?"."""
        return frame.norms[:1] in (["just"], ["only"]) and frame.wh < 0 and len(frame.norms) <= 5

    def verbless(self, frame: Frame) -> bool:
        """ "when did Serbia": an auxiliary whose verb is left out."""
        last = frame.tokens[frame.auxiliary + 1 :] if frame.auxiliary >= 0 else ()
        does = frame.auxiliary >= 0 and frame.norms[frame.auxiliary] in ("did", "does", "do")
        return does and frame.verb < 0 and 0 < len(last) <= 3 and verb_base(last[-1].norm) is None

    def mended(self, question: str) -> str:
        """The message with its typing errors mended."""
        return correct(question, self.index.vocabulary, self.index.stems)[0]

    def opened(self, question: str) -> tuple[str, str]:
        """The message without the words that lead over to it, and which kind of opener it had ("" for none)."""
        text, opener = expand(without_courtesy(question)), ""
        openers = table()
        for _ in range(6):
            for kind in ("correction", "return", "about", "lead"):
                match = openers[kind].match(text)
                after = tokenize(text[match.end() :])[:1] if match else ()
                said = match is not None and match[0].lower() in _PRAISE and text[match.end() :][:1] == " "
                if said and after and after[0].norm not in WH | AUXILIARIES | JOINS:
                    continue  # "fine demanded by Chile"
                if match and match.end() and tokenize(text[match.end() :]) and not text[match.end() :][:1].isalpha():
                    if kind == "lead" and match[0].lower() in ("now", "well", "sure", "thanks", "next", "then"):
                        kind = opener
                    text = text[match.end() :].lstrip(" ,.!:;-–—…")
                    opener = kind if kind != "lead" else opener or "lead"
                    break
            else:
                break
        if SURE.search(question) and (first := tokenize(text)) and first[0].norm not in WH | AUXILIARIES:
            text = f"is it true that {text}"
        return text, opener

    def is_swap(self, text: str) -> bool:
        """Whether a message asks for the two sides exchanged ("vice versa")."""
        plain = " ".join(re.sub(r"[^\w\s']+", " ", text).lower().split())
        return bool(table()["swap"].fullmatch(plain))

    def is_fragment(self, frame: Frame, opened: bool) -> bool:
        """Whether a message lacks a verb of its own: a question word, a name, a date or a noun alone."""
        if frame.wh >= 0:
            return self._bare_question(frame, opened)
        if frame.norms and frame.norms[0] in AUXILIARIES:
            return False
        if any(self._finite_verb(frame, i) for i in range(len(frame.tokens))):
            return False
        kinds = [p.kind for p in frame.parts]
        if opened:
            return True
        if frame.text.isupper() and len(frame.tokens) > 1:
            return False
        if len(kinds) == 1:
            words_in = [t for t in frame.tokens if t.norm not in PREPOSITIONS | DETERMINERS | {"one", "ones"}]
            return kinds[0] in ("country", "date", "ordinal", "name") or len(words_in) == 1
        return not kinds

    def _finite_verb(self, frame: Frame, place: int) -> bool:
        norm = frame.norms[place]
        return norm in words("function_words.txt", "auxiliary", "modal") and place > 0

    def _bare_question(self, frame: Frame, opened: bool) -> bool:
        """A question phrase without a statement: "why?", "since when?", "how many passengers a day?"."""
        if frame.verb >= 0 or frame.norms[frame.wh] == "whose":
            return False
        if frame.auxiliary < 0:
            before = [p for p in frame.parts if p.start < frame.tokens[frame.wh].start]
            after = frame.norms[frame.wh + 1 :]
            stated = len(after) > 6 or (
                frame.norms[frame.wh] == "who" and len(after) > 1 and after[0] not in PREPOSITIONS
            )
            inner = [n for n in range(frame.wh + 2, len(frame.norms)) if frame.norms[n] in ("the", "a", "an")]
            clause = any(n.endswith("ly") for n in after[1:])
            clause = clause or any(
                frame.norms[n - 1] not in PREPOSITIONS for n in inner
            )  # "which film features the bridge"
            dated = bool(frame.asked_noun) and any(p.kind == "date" for p in frame.parts) and not opened
            if clause or (dated and any(p.kind == "noun" for p in frame.parts)):
                return False
            acts = frame.norms[frame.wh] == "what" and len(after) > 3 and verb_base(after[0]) is not None
            return not before and not stated and not acts
        return self._about_it(frame)

    def _about_it(self, frame: Frame) -> bool:
        """ "How deep was that?", "when was it?": a question phrase, a form of "be" and a pronoun."""
        if frame.norms[frame.auxiliary] not in ("is", "was", "were", "are", "did", "does"):
            return False
        after = frame.norms[frame.auxiliary + 1 :]
        if not after or after[0] not in ("that", "it", "this", "those", "they"):
            return False
        return len(after) == 1 or (after[1] in PREPOSITIONS and frame.verb < 0)

    def _that(self, text: str, token: Token) -> bool:
        frame = frame_of(text, self.index)
        place = next((i for i, t in enumerate(frame.tokens) if t.start == token.start), 0)
        return place == 0 or demonstrative(frame, place)

    def short_of_noun(self, frame: Frame) -> bool:
        """ "how many did it take in?": counted things left out."""
        if frame.wh >= 0 and frame.norms[frame.wh] == "which":
            return frame.norms[frame.wh + 1 : frame.wh + 2] in (["did"], ["does"], ["do"])  # "which did she decline?"
        if frame.wh < 0 or frame.norms[frame.wh : frame.wh + 2] != ["how", "many"]:
            return False
        after = frame.norms[frame.wh + 2 : frame.wh + 3]
        return bool(after) and (after[0] in AUXILIARIES or (after[0] in PREPOSITIONS and after[0] != "of"))

    def topic_and_question(self, text: str) -> tuple[str, str] | None:
        """ "its deck, how wide?", "the soldiers. what part did they play?": a topic, then what is asked of it."""
        match = re.match(r"^((?:[^,.:;?!–—]|[,.](?=\d)){2,60}?)\s*(?:[,.:;?!]\s+|\s*[–—]\s*|\s-+\s)(.+)$", text)
        if not match:
            return None
        head, tail = match[1], match[2]
        question = frame_of(tail, self.index)
        if question.wh < 0 and not (question.norms and question.norms[0] in AUXILIARIES):
            return None
        first = frame_of(head, self.index)
        if first.wh >= 0 or set(first.norms) & AUXILIARIES or first.norms[:1] == [] or first.norms[0] in JOINS:
            return None
        return head, tail

    def named(self, tail: str, head: str) -> str:
        """A question with its first fitting pronoun replaced by the topic named before it."""
        text = expand(tail)
        plural = is_plural(re.split(r" (?:of|to|from|in|for) ", head)[0])
        person = is_role(re.split(r" (?:of|to|from|in|for) ", head)[0])
        first = tokenize(head)[:1]
        if not first or not (
            plural
            or person
            or first[0].is_capital
            or first[0].norm in DETERMINERS
            or first[0].possessive
            or country_of((first[0].stem,))
        ):
            return text  # "trade: what did it export?"
        have = re.search(r"\bthey\b(.*\bhave\b.*)\bone\b", text, re.I)
        both = Referents(Conversation(), self.index).several() if plural and have else ""
        if have and both:
            single = re.sub(r"^(?:the|these|those)\s+", "", head).removesuffix("s")
            article = "an" if single[:1].lower() in "aeio" else "a"
            return text[: have.start()] + both + have[1] + f"{article} {single}" + text[have.end() :]
        wanted = (
            SEVERAL
            if plural
            else PEOPLE | THINGS | {"that", "one"}
            if person
            else THINGS | {"that", "one", "he", "she"}
        )
        for token in tokenize(text):
            word = token.text.lower()
            if word == "there" and country_of((first[-1].stem,)) and token.end == len(text):
                return f"{text[: token.start]}in {head}"
            if word == "one" and plural:
                continue
            if word in wanted:
                start = token.start
                if word == "one" and text[:start].lower().rstrip().endswith(("that", "this")):
                    start = text[:start].rstrip().rfind(" ") + 1
                if word == "that" and token.start and not self._that(text, token):
                    continue
                if word == "that" and text[token.end :].strip().lower().startswith("one"):
                    continue
                owner = token.norm in ("its", "their", "his") or (token.norm == "her" and noun_follows(text, token.end))
                return text[:start] + (possessive(head) if owner else head) + text[token.end :]
        return text
