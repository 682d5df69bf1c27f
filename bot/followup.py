"""From a turn to a question that stands alone: what it leaves out is filled in from the conversation.

A question that stands alone is never changed, and whether it does is told without the conversation. Anything else is
rewritten, in this order: a choice among readings, a remark about the answer, a return or correction, a fragment put
into the question before it, pronouns replaced by what they stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from bot import ellipsis
from bot.conversation import Conversation, Topic
from bot.frame import AUXILIARIES, DETERMINERS, PREPOSITIONS, WH, Frame, base_form, expand, frame_of, is_plural
from bot.referents import PEOPLE, SEVERAL, THINGS, Referents, countable, main_subject, possessive
from retrieval.index import Index
from retrieval.lexicon import words
from retrieval.mentions import amounts
from retrieval.spelling import correct
from retrieval.text import Token, tokenize
from retrieval.thesaurus import country_of, phrase

Act = Literal["ask", "source", "more", "else"]
_ORDINAL = re.compile(r"\b(?:the )?(?:(first|second|third|fourth|fifth|sixth|seventh|eighth|last|latter|former|other)(?: (?:one|option|reading|item|of (?:them|these|those|the (?:two|three|four))))?|(?:number|option|no\.?) ?(\d))\b", re.I)  # fmt: skip
_PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "last": -1, "latter": -1, "other": -1}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What a turn asks for: ``question`` to be asked of the article, or the last answer's evidence.

    ``elliptical``: the question was put together from the one before it. ``understood`` is how the question is shown
    where that differs from how it is asked: the article's own subject is named, retrieval knows it by its pronoun.
    """

    act: Act
    question: str
    elliptical: bool = False
    understood: str = ""


@lru_cache(maxsize=1)
def _table() -> dict[str, re.Pattern[str]]:
    rows: dict[str, list[str]] = {}
    for line in resources.files("bot").joinpath("followup.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, _, pattern = line.partition(": ")
            rows.setdefault(kind, []).append(pattern.strip())
    return {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in rows.items()}


def act_of(message: str) -> Act | None:
    """Whether a message is about the last answer ("are you sure?", "go on"), not a question of its own."""
    plain = " ".join(re.sub(r"[^\w\s'%-]+", " ", message.replace("’", "'")).lower().split())
    for act in ("source", "more", "else"):
        if _table()[act].fullmatch(plain):
            return act
    return None


class FollowUp:
    """Understands turns about one article."""

    def __init__(self, index: Index) -> None:
        self.index = index

    # -- does it stand alone -------------------------------------------------------------------------------------

    def stands_alone(self, question: str) -> bool:
        """Whether a question can be understood without the conversation before it."""
        text, opener = self._opened(self._mended(question))
        if act_of(question) or opener in ("about", "correction", "return") or self._is_swap(text.split(",")[0]):
            return False
        if not tokenize(text):
            return True
        split = self._topic_and_question(text)
        if split:
            return not opener and self._topic_alone(*split)
        frame = Frame(text, self.index)
        if self._is_fragment(frame, bool(opener)) or _THE_ONE.fullmatch(text) or self._narrowing(frame):
            return False
        return not (self._pronouns(frame) or self._short_of_noun(frame) or _CHOOSING.search(text))

    def _topic_alone(self, head: str, tail: str) -> bool:
        """Whether "TOPIC, QUESTION" says all that is needed."""
        first, second = Frame(head, self.index), Frame(tail, self.index)
        if self._pronouns(first) or _ORDINAL.fullmatch(head) or self._is_fragment(second, True):
            return False
        rest = Frame(self._named(tail, head), self.index)
        return not (self._pronouns(rest) or _CHOOSING.search(tail) or self._verbless(rest))

    def _narrowing(self, frame: Frame) -> bool:
        """ "just students?"."""
        return frame.norms[:1] in (["just"], ["only"]) and frame.wh < 0 and len(frame.norms) <= 5

    def _verbless(self, frame: Frame) -> bool:
        """ "when did Serbia": an auxiliary whose verb is left out."""
        last = frame.tokens[frame.auxiliary + 1 :] if frame.auxiliary >= 0 else ()
        does = frame.auxiliary >= 0 and frame.norms[frame.auxiliary] in ("did", "does", "do")
        return does and frame.verb < 0 and 0 < len(last) <= 3 and base_form(last[-1].norm) is None

    def _mended(self, question: str) -> str:
        return correct(question, self.index.vocabulary, self.index.stems)[0]

    def _opened(self, question: str) -> tuple[str, str]:
        """The message without the words that lead over to it, and which kind of opener it had ("" for none)."""
        text, opener = expand(question), ""
        table = _table()
        for _ in range(6):
            for kind in ("correction", "return", "about", "lead"):
                match = table[kind].match(text)
                if match and match.end() and tokenize(text[match.end() :]) and not text[match.end() :][:1].isalpha():
                    if kind == "lead" and match[0].lower() in ("now", "well", "sure", "thanks", "next", "then"):
                        kind = opener
                    text = text[match.end() :].lstrip(" ,.!:;-–—…")
                    opener = kind if kind != "lead" else opener or "lead"
                    break
            else:
                break
        return text, opener

    def _is_swap(self, text: str) -> bool:
        plain = " ".join(re.sub(r"[^\w\s']+", " ", text).lower().split())
        return bool(_table()["swap"].fullmatch(plain))

    def _is_fragment(self, frame: Frame, opened: bool) -> bool:
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
            words_in = [t for t in frame.tokens if t.norm not in PREPOSITIONS | {"the", "a", "an", "one", "ones"}]
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
            return not before and not stated
        return self._about_it(frame)

    def _about_it(self, frame: Frame) -> bool:
        """ "How deep was that?", "when was it?": a question phrase, a form of "be" and a pronoun."""
        if frame.norms[frame.auxiliary] not in ("is", "was", "were", "are", "did", "does"):
            return False
        after = frame.norms[frame.auxiliary + 1 :]
        if not after or after[0] not in ("that", "it", "this", "those", "they"):
            return False
        return len(after) == 1 or (after[1] in PREPOSITIONS and frame.verb < 0)

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _pronouns(self, frame: Frame) -> list[int]:
        """The places of words that stand for something outside the question."""
        return [i for i, n in enumerate(frame.norms) if n in _PRO and self._points_out(frame, i)]

    def _points_out(self, frame: Frame, i: int) -> bool:
        norms, norm = frame.norms, frame.norms[i]
        before, after = norms[i - 1] if i else "", norms[i + 1] if i + 1 < len(norms) else ""
        if norm in ("former", "latter"):
            return before == "the" and (not after or after in AUXILIARIES or base_form(after) is not None)
        if norm == "it" and (_EXPLETIVE.search(frame.text) or after in ("that",)):
            return False
        if norm == "there":
            return (
                not ({before, after} & _BE) and after not in ("be", "any", "a") and not self._inside(frame, i, "place")
            )
        if norm in ("that", "this"):
            if after in _SELF or (norm == "that" and i and not self._demonstrative(frame, i)):
                return False
            return not (after and self._is_main(frame.tokens[i + 1]))
        if norm in ("those", "these"):
            return after not in ("who", "of", "that", "which", "in", "with", "from", "for", "whose")
        if norm in ("one", "ones"):
            return False
        return not self._inside(frame, i, norm)

    def _demonstrative(self, frame: Frame, i: int) -> bool:
        before = frame.norms[i - 1]
        following = frame.norms[i + 1] if i + 1 < len(frame.norms) else ""
        if following in ("they", "he", "she", "it", "the", "would", "could", "was", "were", "is", "are", "had") and (
            before not in AUXILIARIES
        ):
            return False
        verb = base_form(before)
        if (
            (verb is not None
            and verb not in _SAYING
            and following
            and base_form(following) != following)
            or (verb is not None and verb not in _SAYING and following and following in _NOUNISH)
        ):
            return True
        light = before in AUXILIARIES | PREPOSITIONS | WH | {"and", "all", "like"}
        return light or (not following and before not in ("so",)) or following in _TIME_NOUNS

    def _is_main(self, token: Token) -> bool:
        return token.stem in self.index.topic or token.norm in ("article", "text", "page", "infobox", "document")

    def _inside(self, frame: Frame, place: int, norm: str) -> bool:
        """Whether a pronoun can stand for something that was named before it in the same question."""
        start = frame.tokens[place].start
        asked_end = len(frame.asked) if frame.wh == 0 else 0
        earlier = [p for p in frame.parts if p.end <= start and p.start >= (asked_end if frame.auxiliary >= 0 else 0)]
        owner = norm in ("his", "her", "its", "their")
        if owner and frame.subject_asked:
            return True  # "which university has its origins in …"
        if frame.auxiliary >= 0 and place == frame.auxiliary + 1:
            return owner and frame.norms[frame.auxiliary] in ("has", "have", "had") and bool(frame.asked_noun)
        if owner and frame.asked_noun and not frame.subject:
            return True
        if norm in PEOPLE:
            return any(p.kind == "name" or _is_role(p.text) for p in earlier)
        following = frame.norms[place + 1] if place + 1 < len(frame.norms) else ""
        if norm in ("it", "them") and following not in AUXILIARIES and base_form(following) is None:
            earlier = [p for p in earlier if not p.subject]  # "since when is Belgium part of it"
        if norm in THINGS:
            return any(p.kind in ("name", "country") or (p.kind == "noun" and not is_plural(p.text)) for p in earlier)
        if norm in SEVERAL:
            return any(p.kind in ("name", "country") or is_plural(p.text) for p in earlier)
        return any(p.kind in ("country", "name") for p in earlier)

    def _short_of_noun(self, frame: Frame) -> bool:
        """ "how many did it take in?": counted things left out."""
        if frame.wh < 0 or frame.norms[frame.wh : frame.wh + 2] != ["how", "many"]:
            return False
        after = frame.norms[frame.wh + 2 : frame.wh + 3]
        of_them = frame.norms[frame.wh + 3 : frame.wh + 4]
        return bool(after) and (
            after[0] in AUXILIARIES or (after[0] in PREPOSITIONS and of_them not in (["those"], ["these"], ["them"]))
        )

    # -- resolution ----------------------------------------------------------------------------------------------

    def resolve(self, question: str, conversation: Conversation) -> Step:
        """The question as it is to be understood after a conversation."""
        last, base = conversation.last, conversation.base
        if last is None or base is None:
            return self._about_main(question, conversation)
        act = act_of(question)
        if act in ("source", "more"):
            return Step(act, question)
        if act == "else":
            return Step("else", question)
        mended = self._mended(question)
        picked = self._picked(mended, conversation)
        if picked:
            return Step("ask", picked)
        if self.stands_alone(question):
            return Step("ask", question)
        text, opener = self._opened(mended)
        refer = Referents(conversation, self.index)
        if self._is_swap(text) or self._is_swap(text.split(",")[0]):
            return self._asked(ellipsis.swapped(base, self.index), question, False)
        if opener in ("return", "correction", "about", "lead"):
            split = self._topic_and_question(text)
            if split:
                return self._on_topic(*split, conversation, refer, question)
        if opener in ("return", "correction"):
            earlier = self._earlier(text, conversation)
            if earlier:
                return Step("ask", earlier.question)
        frame = Frame(text, self.index)
        split = self._topic_and_question(text)
        if split and not opener:
            return self._on_topic(*split, conversation, refer, question)
        if self._is_fragment(frame, bool(opener)) or _THE_ONE.fullmatch(text) or self._narrowing(frame):
            return self._fragment(text, frame, opener, conversation, refer, question)
        return self._about_main(question, conversation)

    def _about_main(self, question: str, conversation: Conversation) -> Step:
        """A question with pronouns. Where they mean the article's subject only, it is asked as it was put."""
        text, opener = self._opened(self._mended(question))
        frame = Frame(text, self.index)
        if not conversation.topics and (self._is_fragment(frame, bool(opener)) or not self._pronouns(frame)):
            return Step("ask", question)
        filled = self._filled(text, Referents(conversation, self.index), conversation)
        alone = self._filled(text, Referents(Conversation(), self.index), Conversation())
        return Step("ask", question, understood=filled) if filled == alone else Step("ask", filled)

    def _asked(self, rewritten: str, question: str, elliptical: bool) -> Step:
        return Step("ask", rewritten or question, bool(rewritten) and elliptical)

    def _picked(self, text: str, conversation: Conversation) -> str:
        """The reading that a reply to "that can mean more than one thing" picks."""
        choices = [c for c in conversation.choices if c.question]
        if not choices or conversation.last is None or conversation.last.status != "clarify":
            return ""
        plain, _ = self._opened(text)
        if len(tokenize(plain)) > 6 or any(t.norm in WH for t in tokenize(plain)):
            return ""
        place = _ORDINAL.fullmatch(plain.strip())
        if place:
            number = int(place[2]) - 1 if place[2] else _PLACES[place[1].lower()]
            return choices[number].question if -len(choices) <= number < len(choices) else ""
        said = {country_of((t.stem,)) or (t.stem,) for t in tokenize(plain)}
        fitting = [
            c
            for c in choices
            if said & {country_of((t.stem,)) or (t.stem,) for t in tokenize(c.label) if t.norm not in _SMALL}
        ]
        return fitting[0].question if len(fitting) == 1 else ""

    def _topic_and_question(self, text: str) -> tuple[str, str] | None:
        """ "its deck, how wide?", "the soldiers. what part did they play?": a topic, then what is asked of it."""
        match = re.match(r"^((?:[^,.:;?!–—]|[,.](?=\d)){2,60}?)\s*(?:[,.:;?!]\s+|\s*[–—]\s*)(.+)$", text)
        if not match:
            return None
        head, tail = match[1], match[2]
        question = Frame(tail, self.index)
        if question.wh < 0 and not (question.norms and question.norms[0] in AUXILIARIES):
            return None
        first = Frame(head, self.index)
        if first.wh >= 0 or (first.norms and first.norms[0] in AUXILIARIES) or first.norms[:1] == ["if"]:
            return None
        return head, tail

    def _on_topic(self, head: str, tail: str, conversation: Conversation, refer: Referents, question: str) -> Step:
        """What is asked of a topic that is named first."""
        item = self._item(head, conversation)
        head = item or self._filled(head, refer, conversation, whole=False)
        frame = Frame(tail, self.index)
        first = Frame(head, self.index)
        if first.norms[:1] and first.norms[0] in PREPOSITIONS:
            return Step("ask", _sentence(f"{self._filled(tail, refer, conversation, whole=False)} {head}"))
        if item and self._named(tail, item) != expand(tail):
            return Step("ask", _sentence(self._named(tail, item)))
        if item and self._is_fragment(frame, True):
            return Step("ask", _sentence(f"{item} {tail}"), True)
        replaced = self._named(tail, head)
        if self._verbless(Frame(replaced, self.index)) or self._verbless(frame):
            same = next(
                (
                    t
                    for t in reversed(conversation.topics)
                    if frame.wh >= 0 and frame_of(t.question, self.index).norms[:1] == [frame.norms[frame.wh]]
                ),
                conversation.topics[-1],
            )
            return self._asked(ellipsis.substitute(head, same, self.index, forced=True), question, False)
        if replaced != expand(tail):
            return Step("ask", self._filled(replaced, refer, conversation), False)
        if self._is_fragment(frame, True):
            plural = "are" if is_plural(head) else "is"
            return Step("ask", _sentence(f"{tail} {plural} {head}"), True)
        return Step("ask", self._filled(tail, refer, conversation, moved=True), False)

    def _named(self, tail: str, head: str) -> str:
        """A question with its first fitting pronoun replaced by the topic named before it."""
        text = expand(tail)
        plural = is_plural(head)
        person = _is_role(head)
        first = tokenize(head)[:1]
        if not first or not (
            plural
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
            if word == "one" and plural:
                continue
            if word in wanted:
                start = token.start
                if word == "one" and text[:start].lower().rstrip().endswith(("that", "this")):
                    start = text[:start].rstrip().rfind(" ") + 1
                if word == "that" and text[token.end :].strip().lower().startswith("one"):
                    continue
                owner = token.norm in ("its", "their", "his") or (
                    token.norm == "her" and _noun_follows(text, token.end)
                )
                return text[:start] + (possessive(head) if owner else head) + text[token.end :]
        return text

    def _earlier(self, text: str, conversation: Conversation) -> Topic | None:
        """The newest question that spoke of what is returned to."""
        wanted = {t.stem for t in tokenize(text) if t.norm not in _SMALL and t.norm not in DETERMINERS}
        if not wanted:
            return None
        for topic in sorted(reversed(conversation.topics), key=lambda t: t.status == "no_answer"):
            if wanted <= {t.stem for t in tokenize(topic.question)} | _cognates(topic.question, self.index):
                return topic
        return None

    # -- fragments -----------------------------------------------------------------------------------------------

    def _fragment(
        self, text: str, frame: Frame, opener: str, conversation: Conversation, refer: Referents, question: str
    ) -> Step:
        last, base = conversation.topics[-1], conversation.base or conversation.topics[-1]
        if frame.wh >= 0:
            return self._question_word(text, frame, conversation, refer, bool(opener), question)
        just = re.fullmatch(r"(?:just|only)\s+(.+)", text, re.I)
        counted = self._counted(refer) if just else ""
        if just and counted:
            return Step("ask", _sentence(f"{'are' if is_plural(counted) else 'is'} the {counted} only {just[1]}"), True)
        beside = _BESIDE.match(text)
        if beside:
            return self._beside(beside[1].lower(), last, refer, question)
        item = self._item(text, conversation)
        if item and not any(p.kind == "ordinal" for p in frame_of(last.question, self.index).parts):
            return Step("ask", ellipsis.name_of(item), True)
        text = self._filled(text, refer, conversation, whole=False)
        kinds = {p.kind for p in Frame(text, self.index).parts}
        forced = opener in ("about", "correction", "lead")
        order = (base, last) if kinds <= {"date", "country"} else (last, base)
        for topic in dict.fromkeys(order):
            stated = frame_of(topic.question, self.index)
            if opener == "about" and kinds == {"noun"} and stated.verb >= 0:
                forced = False
            if self._a_topic_of_its_own(text) and not kinds <= {"date", "country", "name"} and opener != "correction":
                break
            rewritten = ellipsis.substitute(text, topic, self.index, forced=forced)
            if rewritten:
                return Step("ask", rewritten, topic is last and last.elliptical)
        if (
            (opener in ("about", "return", "lead")
            and kinds == {"noun"}
            and opener != "lead")
            or opener in ("about", "return")
        ):
            return Step("ask", _sentence(f"what about {text}"))
        if opener and kinds:
            return Step("ask", ellipsis.name_of(text))
        return Step("ask", question)

    def _a_topic_of_its_own(self, text: str) -> bool:
        """ "Kosovo's trade deficit": an owner and what it owns, nothing left out."""
        tokens = tokenize(text)
        return any(t.possessive for t in tokens[:-1]) and tokens[-1].norm not in ("one", "ones")

    def _beside(self, word: str, last: Topic, refer: Referents, question: str) -> Step:
        """ "And before her?", "who came next?": the neighbour in a row of office-holders."""
        frame = frame_of(last.question, self.index)
        person = ellipsis.short_name(last) or next((r.text for r in refer.of(last) if r.person), "")
        if not person:
            return Step("ask", question)
        if frame.norms[:1] == ["who"] and frame.verb >= 0 and base_form(frame.norms[frame.verb]) not in _FOLLOW:
            role = _role_in(frame.rest, base_form(frame.norms[frame.verb]) == "become")
            if role:
                return Step("ask", _sentence(f"who was {role} {word} {person}"))
        return Step("ask", _sentence(f"who {'preceded' if word == 'before' else 'succeeded'} {person}"))

    def _question_word(
        self, text: str, frame: Frame, conversation: Conversation, refer: Referents, opened: bool, question: str
    ) -> Step:
        last = conversation.topics[-1]
        asked = frame.asked or text
        tail = frame.text[len(asked) :] if frame.auxiliary >= 0 else ""
        old = frame_of(last.question, self.index)
        if frame.auxiliary >= 0:
            named = ellipsis.short_name(last)
            wh = frame.norms[frame.wh]
            pronoun = frame.norms[frame.auxiliary + 1]
            alike = wh == "how" and old.norms[old.wh : old.wh + 2] == frame.norms[frame.wh : frame.wh + 2]
            thing = (named and wh in ("where", "who", "what") and pronoun == "that") or (
                pronoun != "that" and not alike
            )
            if (
                wh == "how"
                and pronoun in ("that", "it")
                and old.verb >= 0
                and not old.subject_asked
                and pronoun == "that"
            ):
                thing = False
            if thing and not (pronoun in ("it", "that") and wh == "when"):
                if pronoun == "that" and named:
                    return Step("ask", _sentence(f"{asked} {frame.norms[frame.auxiliary]} {named}"))
                return Step("ask", self._filled(text, refer, conversation), False)
            tail = " ".join(frame.text[t.start : t.end] for t in frame.tokens[frame.auxiliary + 2 :])
            if tail.lower() in PREPOSITIONS:
                asked, tail = f"{tail} {asked}", ""
            if alike and tail:
                rewritten = ellipsis.substitute(tail, last, self.index, forced=True)
                if rewritten:
                    return Step("ask", rewritten, last.elliptical)
        elif frame.norms[-1] == "there" and len(frame.tokens) > 1:
            asked = frame.text[: frame.tokens[-1].start].strip()
            tail = f"in {refer.place()}" if refer.place() else ""
        dates = [p for p in frame.parts if p.kind == "date"]
        if dates and frame.auxiliary < 0:
            return self._asked(
                ellipsis.substitute(frame.text, last, self.index, forced=True), question, last.elliptical
            )
        if (
            frame.auxiliary < 0
            and frame.asked_noun
            and frame.norms[0] not in PREPOSITIONS
            and not opened
            and not self._spoken_of(frame, conversation)
        ):
            return Step("ask", question)
        auxiliary = frame.norms[frame.auxiliary] if frame.auxiliary >= 0 else ""
        return Step("ask", ellipsis.combine(asked, last, self.index, tail, auxiliary), True)

    def _spoken_of(self, frame: Frame, conversation: Conversation) -> bool:
        """Whether what a question phrase counts stands in the last question or its evidence, or only names a type."""
        last = conversation.topics[-1]
        near = {t.stem for t in tokenize(last.question)}
        for start, end in last.marks:
            near |= {t.stem for t in tokenize(self.index.article.text[start:end])}
        nouns = [t for p in frame.parts if p.kind == "noun" for t in tokenize(p.text)]
        return not nouns or any(t.stem in near for t in nouns)

    def _item(self, text: str, conversation: Conversation) -> str:
        """The item of the last list that "the second one" means."""
        items = [c.label for c in conversation.choices if c.label]
        match = _ORDINAL.fullmatch(text.strip())
        if not match or not items:
            return ""
        number = int(match[2]) - 1 if match[2] else _PLACES[match[1].lower()]
        return items[number] if -len(items) <= number < len(items) else ""

    # -- pronouns filled in --------------------------------------------------------------------------------------

    def _filled(
        self, text: str, refer: Referents, conversation: Conversation, *, whole: bool = True, moved: bool = False
    ) -> str:
        """The text with every pronoun that points out of it replaced by what it stands for."""
        text = expand(text)
        text = self._years(text, refer)
        text = self._chosen(text, refer, conversation)
        beside = _CAME_NEXT.fullmatch(text)
        if beside and conversation.last:
            person = ellipsis.short_name(conversation.last) or next(
                (r.text for r in refer.of(conversation.last) if r.person), ""
            )
            if person:
                return _sentence(f"who {'preceded' if 'before' in text.lower() else 'succeeded'} {person}")
        bare = _BARE_ORDINAL.fullmatch(text.strip(" ?"))
        office = self._office(refer) if bare else ""
        if office:
            return _sentence(f"{bare[1] if bare else ''} {office}")
        frame = Frame(text, self.index)
        if self._short_of_noun(frame):
            noun = self._counted(refer)
            if noun:
                at = frame.tokens[frame.wh + 1].end
                text = f"{text[:at]} {noun}{text[at:]}"
                frame = Frame(text, self.index)
        places = self._pronouns(frame)
        used: set[str] = set()
        changes: list[tuple[int, int, str]] = []
        for i in places:
            change = self._change(frame, i, refer, used, moved)
            if change:
                changes.append(change)
        for start, end, instead in sorted(changes, reverse=True):
            text = text[:start] + instead + text[end:]
        return _sentence(text) if whole else text

    def _change(
        self, frame: Frame, i: int, refer: Referents, used: set[str], moved: bool
    ) -> tuple[int, int, str] | None:
        token, norm = frame.tokens[i], frame.norms[i]
        following = frame.tokens[i + 1] if i + 1 < len(frame.tokens) else None
        noun_next = following is not None and _noun_follows(frame.text, token.end)
        if norm in PEOPLE:
            meant = refer.person(norm)
            owner = norm in ("his", "hers") or (norm == "her" and noun_next)
        elif norm in THINGS:
            owner = norm == "its"
            beside = frame.norms[i - 1] if i else ""
            meant = refer.owner() if owner else refer.thing(inside=beside in ("in", "inside", "within", "at"))
            event = refer.event(refer.topics[0].marks) if beside in _AROUND and refer.topics else ""
            side = self._other_side(frame, i, refer) if not owner and (moved or country_of(phrase(meant))) else ""
            meant = event or side or meant
            if meant in used:
                meant = refer.that() or meant
        elif norm in ("they", "them", "their", "theirs"):
            meant, owner = refer.several(), norm in ("their", "theirs")
        elif norm == "there":
            place = refer.place()
            return (token.start, token.end, f"in {place}") if place else None
        elif norm in ("former", "latter"):
            pair = offered if len(offered := refer.choices) == 2 else refer.pair()
            return (frame.tokens[i - 1].start, token.end, pair[norm == "latter"]) if pair else None
        elif norm in ("this", "that") and i and frame.norms[i - 1] == "all" and refer.topics:
            start = frame.tokens[i - 1].start
            whole = refer.event(refer.topics[0].marks) or refer.that()
            return (start, token.end, whole) if whole else None
        elif following is not None and noun_next and following.norm not in AUXILIARIES and i + 1 != frame.verb:
            return self._with_noun(frame, i, refer)
        elif norm in ("those", "these"):
            meant, owner = refer.several(), False
        else:
            before = frame.norms[i - 1] if i else ""
            meant = (refer.moment(before) if before in ("before", "after", "since", "until") else "") or refer.that()
            owner = False
            if meant in used:
                meant = ""
        if not meant:
            return None
        used.add(meant)
        return token.start, token.end, possessive(meant) if owner else meant

    def _other_side(self, frame: Frame, i: int, refer: Referents) -> str:
        """ "it" beside one of the two sides, as the one that acts, is the other."""
        facts = [f.value for f in self.index.article.facts if f.number and f.party == f.value][:2]
        named = [
            f
            for f in facts
            if any(p.kind == "country" and country_of(phrase(p.text)) == country_of(phrase(f)) for p in frame.parts)
        ]
        acts = i == frame.auxiliary + 1 and frame.verb > i
        return next((f for f in facts if f not in named), "") if acts and self.index.parties and len(named) == 1 else ""

    def _with_noun(self, frame: Frame, i: int, refer: Referents) -> tuple[int, int, str] | None:
        """ "that team", "these refugees"."""
        end = i + 1
        while end + 1 < len(frame.tokens) and _is_plain_noun(frame, end + 1):
            end += 1
        known = refer.with_head(frame.tokens[end].text)
        token = frame.tokens[i]
        if frame.norms[end] in _TIME_NOUNS and not known:
            return None
        if known:
            return token.start, frame.tokens[end].end, known
        return token.start, token.end, "the"

    def _counted(self, refer: Referents) -> str:
        for topic in refer.topics[:3]:
            for referent in sorted(refer.of(topic), key=lambda r: r.role != "asked"):
                if referent.plural and not referent.person and referent.role != "answer" and countable(referent.text):
                    return re.sub(r"^(?:the|these|those) ", "", referent.text)
        return ""

    def _office(self, refer: Referents) -> str:
        """The office that the conversation is about: "general manager"."""
        for topic in refer.topics[:5]:
            nouns = [p.text for p in refer.frame(topic).parts if p.kind == "noun"]
            office = next((n for n in nouns if _is_role(n)), "")
            if office:
                return office
        return ""

    def _years(self, text: str, refer: Referents) -> str:
        """ "that year", "the year after" as the year itself."""
        match = _THAT_YEAR.search(text)
        year = refer.year() if match else ""
        if not match or not year:
            return text
        words_in = match[0].lower()
        shift = (
            1
            if re.search(r"after|following|next|later", words_in)
            else -1
            if re.search(r"before|previous|earlier", words_in)
            else 0
        )
        lead = "" if match[1] else "in "
        return text[: match.start()] + (match[1] or "") + lead + str(int(year) + shift) + text[match.end() :]

    def _chosen(self, text: str, refer: Referents, conversation: Conversation) -> str:
        """ "the last one", "which of the two": items of the last list."""
        labels = [c.label for c in conversation.choices if c.label]
        if not labels:
            return text
        two = re.search(
            r"\bof (?:the (?:two|three|four|five)|these|those|them)\b(?! (?!has|was|is|does)[a-z]+s\b)", text, re.I
        )
        if two:
            return text[: two.start()] + "of " + " and ".join([", ".join(labels[:-1]), labels[-1]]) + text[two.end() :]
        match = re.search(r"\bthe (first|second|third|fourth|fifth|last|latter|former) one\b", text, re.I)
        if match:
            number = _PLACES[match[1].lower()]
            if -len(labels) <= number < len(labels):
                return text[: match.start()] + labels[number] + text[match.end() :]
        return text


_SMALL = PREPOSITIONS | {
    "the",
    "a",
    "an",
    "of",
    "one",
    "ones",
    "figure",
    "number",
    "part",
    "please",
    "and",
    "again",
    "figures",
    "question",
    "topic",
}
_PRO = PEOPLE | THINGS | SEVERAL | {"there", "that", "this", "former", "latter"}
_AROUND = frozenset(("over", "after", "during", "following", "since"))
_NOUNISH = words("types.txt", "group", "organisation", "event", "work", "structure", "place", "person", "law", "award")
_BE = frozenset("is are was were been be exist isn't aren't wasn't weren't".split())
_SELF = frozenset("article text page document infobox".split())
_SAYING = frozenset(
    "say claim think state believe mean know argue find report suggest show announce require hope fear ensure prove decide agree hold note reveal demand deny".split()
)
_THE_ONE = re.compile(r"(?:the |an? )?(?:[\w'’-]+ ){1,2}ones?", re.I)
_TIME_NOUNS = frozenset("year time day month date period decade".split())
_EXPLETIVE = re.compile(
    r"\bhow (?:far|long) (?:is|was) it (?:from|between|until|till|since)\b|\b(?:is|was) it (?:so |very |too )?(?:hard|difficult|easy|important|necessary|"
    r"dangerous|impossible|common|crucial|illegal|legal|allowed|forbidden|safe) (?:for|to)\b|\b(?:is|was) it (?:true|correct|right|possible|known|clear|likely|the case|because|in|on|said)\b|\bdoes it (?:say|mention|state)\b|"
    r"\b(?:did|does|would|will|has|had) it (?:take|taken|cost|matter)\b(?= .*\bto\b)|\bit (?:takes?|took)\b.*\bto\b|\bwhat (?:is|was) it (?:like|about)\b|\bit (?:is|was)\b|"
    r"\bmake it\b|\bmade it\b",
    re.I,
)
_CHOOSING = re.compile(
    r"\b(?:which|who|what|one|each|both|either|neither) of (?:the (?:two|three|four|five)|these|those|them)\b(?! (?!has|was|is|does)[a-z]+s\b)|"
    r"^who (?:was|is|were) the (?:very )?(?:first|second|third|last|current|next|previous|present|original|latest)(?: ones?)?$|"
    r"\bthe (?:first|second|third|fourth|fifth|last|other|latter|former) one\b|\b(?:that|this|the (?:following|next|previous|same)) year\b|"
    r"\bthe year (?:after|before|later|earlier)\b$|^(?:and )?(?:who|what) (?:came|was|is|were|comes) (?:next|before|after|then|afterwards)(?: (?:that|this))?\W*$|"
    r"\b(?:the same|other) ones?\b",
    re.I,
)
_THAT_YEAR = re.compile(
    r"\b(in |during |of |for |from |by |until |since )?(?:(?:that|this|the same|the following|the next|the previous) year|the year (?:after|before|later|earlier)(?: that)?)\b",
    re.I,
)
_BESIDE = re.compile(r"^(before|after)\s+(?:him|her|them|that|this|it)\W*$", re.I)
_BARE_ORDINAL = re.compile(
    r"(who (?:was|is|were) the (?:very )?(?:first|second|third|last|current|next|previous|present|original|latest))(?: ones?)?",
    re.I,
)
_CAME_NEXT = re.compile(
    r"(?:who|what) (?:came|was|is|were|comes) (next|before|after|then|afterwards)(?: (?:that|this|him|her|them))?", re.I
)
_FOLLOW = frozenset(("follow", "succeed", "precede", "replace", "come"))


def _is_role(text: str) -> bool:
    from retrieval.question import noun_type

    kind = noun_type(phrase(text)) if phrase(text) else None
    return kind in ("person", "role") and not is_plural(text)


def _role_in(rest: str, sure: bool = False) -> str:
    """The office in what follows a verb: "bridge master in 1978" → "bridge master"."""
    text = re.sub(r"^.*\bas\b\s+", "", rest)
    run: list[str] = []
    for token in tokenize(text):
        if token.norm in PREPOSITIONS or token.is_number:
            break
        run.append(text[token.start : token.end])
    joined = " ".join(run)
    return joined if joined and (sure or _is_role(joined)) else ""


def _noun_follows(text: str, end: int) -> bool:
    following = tokenize(text[end:])[:1]
    if not following:
        return False
    norm = following[0].norm
    return norm not in PREPOSITIONS | AUXILIARIES | DETERMINERS | WH | {
        "and",
        "or",
        "there",
        "then",
        "again",
        "too",
    } and not (base_form(norm) is not None and norm != base_form(norm))


def _is_plain_noun(frame: Frame, place: int) -> bool:
    norm = frame.norms[place]
    return norm not in PREPOSITIONS | AUXILIARIES | WH and base_form(norm) is None


def _cognates(question: str, index: Index) -> frozenset[str]:
    return frozenset(c for t in tokenize(question) for c in index.cognates(t.stem))


def _sentence(text: str) -> str:
    line = " ".join(text.split()).rstrip(" ?!.,;")
    return line[:1].upper() + line[1:] + "?" if line else ""


__all__ = ["FollowUp", "Step", "act_of", "amounts", "main_subject"]
