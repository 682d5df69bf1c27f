"""A fragment put into the question before it: a question word, a name, a date or a noun alone."""

from __future__ import annotations

import re

from bot.conversation import ellipsis
from bot.conversation.choosing import item_of
from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import PEOPLE, PREPOSITIONS
from bot.conversation.nouns import RELATIVES, head_of, is_plural, is_role, short_name, siblings
from bot.conversation.people import is_person
from bot.conversation.phrases import AT_TIMES, BESIDE, IN_ALL, Step, sentence, step_to
from bot.conversation.pronouns import Filling
from bot.conversation.referents import Referents
from bot.conversation.standing import Standing
from bot.conversation.state import Conversation, Topic
from bot.conversation.substitution import substitute
from retrieval.question.nouns import noun_type
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import verb_base

_FOLLOW = frozenset(("follow", "succeed", "precede", "replace", "come"))


class Fragments:
    """Understands what is left of a question."""

    def __init__(self, standing: Standing, filling: Filling) -> None:
        self.standing, self.filling = standing, filling
        self.index = standing.index

    def understood(
        self, text: str, frame: Frame, opener: str, conversation: Conversation, refer: Referents, question: str
    ) -> Step:
        """The question that a fragment comes to; the question as it was put where nothing fits."""
        last, base = conversation.topics[-1], conversation.base or conversation.topics[-1]
        if frame.wh >= 0:
            return self._question_word(text, frame, conversation, refer, bool(opener), question)
        just = re.fullmatch(r"(?:just|only)\s+(.+)", text, re.I)
        counted = self.filling.counted(refer) if just else ""
        if just and counted:
            return Step("ask", sentence(f"{'are' if is_plural(counted) else 'is'} the {counted} only {just[1]}"), True)
        if AT_TIMES.fullmatch(text):
            return Step("ask", sentence(f"{ellipsis.timeless(base, self.index, text)} {text}"), True)
        if IN_ALL.fullmatch(text):
            return Step("ask", sentence(f"{ellipsis.unplaced(base, self.index)} {text}"), False)
        beside = BESIDE.match(text)
        if beside:
            return self._beside(beside[1].lower(), beside[2].lower(), last, refer, question)
        item = item_of(text, conversation)
        if item and not any(p.kind == "ordinal" for p in frame_of(last.question, self.index).parts):
            other = next((c.label for c in conversation.choices if c.label and c.label in last.question), "")
            asks = frame_of(last.question, self.index).norms[:1]
            if other and asks not in (["what"], ["which"]):
                return Step("ask", last.question.replace(other, item))  # "where was the first one signed?"
            return Step("ask", ellipsis.name_of(item), True)
        text = self._kin(text, last) or self.filling.filled(text, refer, conversation, whole=False)
        text = _of_same_owner(text, last)
        kinds = {p.kind for p in frame_of(text, self.index).parts}
        if opener == "about" and text.lower() in {u.section.split(" > ")[-1].lower() for u in self.index.units}:
            return Step("ask", sentence(f"what about {text}"))
        forced = opener in ("about", "correction", "lead") or frame.norms[0] in PREPOSITIONS
        order: tuple[Topic, ...] = (base, last) if kinds <= {"date", "country"} else (last, base)
        if kinds == {"country"}:
            order = (*order, *reversed(conversation.topics))
        asked = conversation.topics[-2].question if len(conversation.topics) > 1 else ""
        for topic in dict.fromkeys(order):
            stated = frame_of(topic.question, self.index)
            if opener == "about" and kinds == {"noun"} and stated.verb >= 0:
                forced = False
            if (
                self._a_topic_of_its_own(text)
                and frame.norms[0] not in PREPOSITIONS
                and not kinds <= {"date", "country", "name"}
                and opener != "correction"
            ):
                break
            rewritten = self._asked_of_another(text, base, last) or self._of_somebody(text, stated)
            rewritten = rewritten or substitute(text, topic, self.index, forced=forced, before=asked)
            if rewritten:
                return Step("ask", rewritten, topic is last and last.elliptical)
        whose = self._whose(text, conversation)
        if whose:
            return Step("ask", whose)
        if (opener in ("about", "return", "lead") and kinds == {"noun"} and opener != "lead") or opener in (
            "about",
            "return",
        ):
            return Step("ask", sentence(f"what about {text}"))
        if kinds and (opener or self._a_topic_of_its_own(text)):
            if text.lower().startswith("the ") and kinds == {"noun"} and not self._a_topic_of_its_own(text):
                return Step("ask", sentence(f"what about {text}"))
            dates = [p.text for p in frame_of(last.question, self.index).parts if p.kind == "date"]
            when = f" in {dates[-1]}" if dates and kinds == {"noun"} and len(frame.tokens) < 3 else ""
            return Step("ask", ellipsis.name_of(f"{text}{when}"))
        return Step("ask", question)

    def _of_somebody(self, text: str, stated: Frame) -> str:
        """ "Who gets a discount?" – "what about pensioners?": whether they do."""
        head = head_of(text)
        person = is_person(text, self.index) or noun_type(head) in ("person", "role", "group")
        if is_role(text) and text.lower().startswith("the "):
            return sentence(f"who is {text}")  # "what about the sponsor?"
        if not person or not stated.subject_asked or stated.norms[:1] != ["who"] or stated.auxiliary >= 0:
            return ""
        if any(p.kind == "name" and is_person(p.text, self.index) for p in stated.parts):
            return ""
        return sentence(f"{ellipsis.finite(stated, text, '')} {stated.rest}")

    def _kin(self, text: str, last: Topic) -> str:
        """ "Her parents?" after "who was her mother?": the same woman's."""
        match = re.fullmatch(r"(his|her|their) (\S+)", text.strip(), re.I)
        owner = re.match(r".*?\b((?:[A-Z]\S* )*[A-Z]\S*?['’]s?) (\w+)", last.question) if match else None
        if match is None or owner is None or not {match[2].lower().rstrip("s"), owner[2]} <= RELATIVES:
            return ""
        return f"{owner[1]} {match[2]}"

    def _whose(self, text: str, conversation: Conversation) -> str:
        """ "And Estonia's?" some turns after "who is Chile's ambassador?": the newest question of somebody's."""
        parts = frame_of(text, self.index).parts
        if len(parts) != 1 or not parts[0].possessive or not re.fullmatch(r"['’]?s?\W*", text[parts[0].end :]):
            return ""
        for topic in reversed(conversation.topics):
            if any(p.possessive and p.kind == parts[0].kind for p in frame_of(topic.question, self.index).parts):
                return substitute(text, topic, self.index, forced=True)
        return ""

    def asked_of(self, head: str, tail: str, conversation: Conversation) -> str:
        """ "And Lady Skerrow, when?", "in 1980, how many pupils?": another question word with another thing."""
        base, piece = conversation.base, frame_of(tail, self.index)
        bare = piece.wh >= 0 and piece.auxiliary < 0 and piece.verb < 0
        if base is None or not bare or frame_of(base.question, self.index).verb < 0:
            return ""
        if {p.kind for p in frame_of(head, self.index).parts} - {"name", "country", "date"}:
            return ""
        other = substitute(head, base, self.index, forced=True)
        return ellipsis.combine(tail, Topic(other, base.answer, base.status), self.index) if other else ""

    def _asked_of_another(self, text: str, base: Topic, last: Topic) -> str:
        """ "Who awarded the medal?" – "what for?" – "and the prize?": who awarded that is not known."""
        stated, actor = frame_of(base.question, self.index), short_name(base)
        if base is last or not last.elliptical or not stated.subject_asked or not actor or actor not in last.question:
            return ""
        other = substitute(text, base, self.index, forced=True)
        asked = frame_of(last.question, self.index).asked
        return ellipsis.combine(asked, Topic(other), self.index) if other and asked else ""

    def _a_topic_of_its_own(self, text: str) -> bool:
        """ "Kosovo's trade deficit": an owner and what it owns, nothing left out."""
        tokens = tokenize(text)
        return any(t.possessive for t in tokens[:-1]) and tokens[-1].norm not in ("one", "ones")

    def _beside(self, word: str, pronoun: str, last: Topic, refer: Referents, question: str) -> Step:
        """ "And before her?", "who came next?": the neighbour in a row of office-holders."""
        frame = frame_of(last.question, self.index)
        place = "" if pronoun in PEOPLE else short_name(last)
        if place and frame.norms[:1] != ["who"] and not is_person(place, self.index):
            earlier = re.sub(rf"\b{word}\b.*$", "", frame.text)
            return Step("ask", sentence(f"{earlier} {word} {place}"))
        if word == "after" and pronoun not in PEOPLE and "who" not in frame.norms and not is_person(place, self.index):
            return Step("next", question)
        person = refer.neighbour(f"{word} {pronoun}")
        if not person:
            return Step("ask", question)
        if frame.norms[:1] == ["who"] and frame.verb >= 0 and verb_base(frame.norms[frame.verb]) not in _FOLLOW:
            role = _role_in(frame.rest, verb_base(frame.norms[frame.verb]) == "become")
            if role:
                return Step("ask", sentence(f"who was {role} {word} {person}"))
        return Step("ask", sentence(f"who {'preceded' if word == 'before' else 'succeeded'} {person}"))

    def _question_word(
        self, text: str, frame: Frame, conversation: Conversation, refer: Referents, opened: bool, question: str
    ) -> Step:
        last = conversation.topics[-1]
        asked = frame.asked or text
        tail = frame.text[len(asked) :] if frame.auxiliary >= 0 else ""
        old = frame_of(last.question, self.index)
        if frame.auxiliary >= 0:
            named = short_name(last)
            wh = frame.norms[frame.wh]
            pronoun = frame.norms[frame.auxiliary + 1]
            somebody = refer.somebody() if wh == "who" and pronoun in ("it", "that", "this") else ""
            if somebody:
                return Step("ask", sentence(f"{asked} {frame.norms[frame.auxiliary]} {somebody}"))
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
                    return Step("ask", sentence(f"{asked} {frame.norms[frame.auxiliary]} {named}"))
                return Step("ask", self.filling.filled(text, refer, conversation), False)
            tail = " ".join(frame.text[t.start : t.end] for t in frame.tokens[frame.auxiliary + 2 :])
            if tail.lower() in PREPOSITIONS:
                asked, tail = f"{tail} {asked}", ""
            if alike and tail:
                rewritten = substitute(tail, last, self.index, forced=True)
                if rewritten:
                    return Step("ask", rewritten, last.elliptical)
        elif frame.norms[-1] == "there" and len(frame.tokens) > 1:
            asked = frame.text[: frame.tokens[-1].start].strip()
            tail = f"in {refer.place()}" if refer.place() else ""
        counts = [f.norms[f.wh : f.wh + 2] for f in (frame, old) if f.asked_noun and f.norms[f.wh] == "how"]
        if (
            counts == [["how", "many"]] * 2
            and old.wh == 0
            and frame.auxiliary < 0
            and frame.asked.lower() == frame.text.lower()
        ):
            return Step("ask", sentence(old.text.replace(old.asked_noun, frame.asked_noun, 1)), True)
        dates = [p for p in frame.parts if p.kind == "date"]
        if dates and frame.auxiliary < 0:
            return step_to(substitute(frame.text, last, self.index, forced=True), question, last.elliptical)
        if (
            frame.auxiliary < 0
            and frame.asked_noun
            and frame.norms[0] not in PREPOSITIONS
            and not opened
            and not self._names_a_type(frame)
            and not self._spoken_of(frame, conversation)
        ):
            return Step("ask", question)
        held = self._held(asked, last, refer) if frame.auxiliary < 0 else ""
        if held:
            return Step("ask", sentence(held), True)
        auxiliary = frame.norms[frame.auxiliary] if frame.auxiliary >= 0 else ""
        return Step("ask", ellipsis.combine(asked, last, self.index, tail, auxiliary), True)

    def _held(self, asked: str, last: Topic, refer: Referents) -> str:
        """ "Since when?", "until when?" of who runs something as manager, or followed another: of their office."""
        old, person = frame_of(last.question, self.index), short_name(last)
        if not ellipsis.STATE.search(asked) or not old.subject_asked or not person:
            return ""
        follows = verb_base(old.norms[old.verb]) in _FOLLOW
        keys = [u.fact.key.lower() for u in self.index.units if u.fact and (u.start, u.end) in last.marks]
        if keys and is_role(keys[0]):
            return f"{asked} has {person} been {keys[0]}"  # "Director: Ann Lee"
        office = self.filling.office(refer) if follows else _role_in(old.rest) if " as " in old.rest else ""
        if not office:
            return f"{asked} did {person} serve" if follows else ""
        since = re.search(r"\bsince\b", asked, re.I)
        return f"{asked} has {person} been {office}" if since else f"{asked} was {person} {office}"

    def _names_a_type(self, frame: Frame) -> bool:
        """ "What year?", "which city?": of whatever was said last; "how many teachers?" after "how many pupils?"."""
        return frame.norms[frame.wh] != "how" and noun_type(phrase(frame.asked_noun)[-1:]) in (
            "date",
            "place",
            "duration",
        )

    def _spoken_of(self, frame: Frame, conversation: Conversation) -> bool:
        """Whether what a question phrase counts stands in the last question or its evidence, or only names a type."""
        last = conversation.topics[-1]
        near = {t.stem for t in tokenize(last.question)}
        old = frame_of(last.question, self.index)
        manner = old.norms[old.wh + 1 : old.wh + 2] not in (["many"], ["much"])
        of_another_kind = old.wh >= 0 and manner and old.norms[old.wh] in ("how", "why", "when", "where")
        for start, end in () if of_another_kind else last.marks:
            near |= {t.stem for t in tokenize(self.index.article.text[start:end])}
        nouns = [t for p in frame.parts if p.kind == "noun" for t in tokenize(p.text)]
        return not nouns or any(t.stem in near for t in nouns)


def _of_same_owner(text: str, last: Topic) -> str:
    """ "And her daughter?" after "what does her son do?": the daughter; any other phrase as it is."""
    match = re.fullmatch(r"(.+['’]s?) (\S+)", text)
    other = re.search(re.escape(match[1]) + r" (\w+)", last.question) if match else None
    alike = match and other and siblings(phrase(match[2]), phrase(other[1]))
    return match[2] if match and alike else text


def _role_in(rest: str, sure: bool = False) -> str:
    """The office in what follows a verb: "bridge master in 1978" → "bridge master"."""
    text = re.sub(r"^.*\bas\b\s+", "", rest)
    run: list[str] = []
    for token in tokenize(text):
        if token.norm in PREPOSITIONS or token.is_number:
            break
        run.append(text[token.start : token.end])
    joined = " ".join(run)
    return joined if joined and (sure or is_role(joined)) else ""
