"""What a pronoun stands for: people, things, places and dates in the turns before, or the article's subject."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import ADVERBS, BE, DETERMINERS, ORDINALS, PEOPLE, PREPOSITIONS
from bot.conversation.nouns import countable, definite, head_of, owner_in, possessive, short_name, siblings
from bot.conversation.occasions import Occasions
from bot.conversation.people import MALE, gender, is_person, main_subject, same_name
from bot.conversation.spoken import Referent, is_definite
from bot.conversation.state import Topic
from retrieval.question.nouns import noun_type
from retrieval.words.text import stem, tokenize
from retrieval.words.thesaurus import country_of, phrase
from retrieval.words.verbs import verb_base

# Somebody's relative as the subject of the last question: "she" is the daughter, whoever the article is about.
_RELATIVE = {
    "she": re.compile(r".+['’]s? (?:\w+ )?(?:(?:grand|step)?(?:mother|daughter)|sister|wife|aunt|niece)\b"),
    "he": re.compile(r".+['’]s? (?:\w+ )?(?:(?:grand|step)?(?:father|son)|brother|husband|uncle|nephew)\b"),
}
_ANYBODY = frozenset("anyone anybody someone somebody".split())


class Referents(Occasions):
    """One method a kind of pronoun."""

    def person(self, pronoun: str) -> str:
        """Whom "he", "she", "his" or "her" means."""
        wanted = "he" if pronoun in MALE else "she"
        main = main_subject(self.index) if self.index.pronoun == wanted else ""
        relative = _RELATIVE[wanted].match(self.frame(self.topics[0]).subject) if self.topics else None
        if relative:
            return relative[0]
        for topic in self.topics[:4]:
            found = [one for r in self.of(topic) for one in self._each(r) if one.person and not one.plural]
            owner = owner_in(self.frame(topic).subject)  # "what is Ann Lee's title?"
            if owner and is_person(owner, self.index) and owner != self.frame(topic).subject:
                found = [Referent(owner, "subject", person=True, named=True), *(r for r in found if r.named)]
            asked = {"who", "whom", "whose", "which"} & set(self.frame(topic).norms)
            first = "answer" if asked or not any(r.role == "subject" for r in found) else "subject"
            for referent in sorted(found, key=lambda r: r.role != first):
                sex = gender(referent.text, self.index)
                if sex and sex != wanted:
                    continue
                if main and not sex and not same_name(referent.text, main):
                    continue
                if main and same_name(referent.text, main):
                    return main
                return referent.text if is_person(referent.text, self.index) else definite(referent.text)
        return main or self._shown_person(wanted)

    def _shown_person(self, wanted: str) -> str:
        """The one person named in the statement shown last, though it was no answer; "" where there is none."""
        marks = [start for topic in self.topics[:1] for start, _ in topic.marks[:1]]
        shown = [unit for start in marks if (unit := self.index.at(start)) is not None]
        named = {u.text[m.start : m.end] for u in shown for m in self.index.names(u)}
        people = [n for n in named if is_person(n, self.index) and gender(n, self.index) in ("", wanted)]
        return people[0] if len(people) == 1 else ""

    def somebody(self) -> str:
        """Who is spoken of by what they are only ("the Latvian president"), in the last question."""
        found = [r for topic in self.topics[:1] for r in self.of(topic) if r.role in ("subject", "object")]
        return next((definite(r.text) for r in found if r.person and not is_person(r.text, self.index)), "")

    def _each(self, referent: Referent) -> list[Referent]:
        """Two people named together, one by one."""
        names = referent.text.split(" and ")
        if len(names) == 2 and all(is_person(n, self.index) for n in names):
            return [replace(referent, text=n, person=True, plural=False) for n in names]
        return [referent]

    def thing(self, *, inside: bool = False, like: str = "", undergoes: bool = False, acts: bool = True) -> str:
        """What "it" means; ``inside``: a country is not meant ("how many people work in it").

        ``acts``: it does something itself ("how many soldiers did it send?"), as what somebody has does not.
        ``undergoes``: something is done to it ("when was it closed?"): to what the last question's subject acted on.

        ``like``: what it is said to be or to become ("it would become an *embassy*", "what type of *plane* was it").
        """
        alike = self._alike(like) if like else ""
        if alike:
            return alike
        main = main_subject(self.index) if self.index.pronoun == "it" else ""
        for depth, topic in enumerate(self.topics[:4]):
            wh = next((n for n in self.frame(topic).norms if n in ("what", "which")), "")
            found = [r for r in self.of(topic) if not r.person and not r.plural and r.role != "asked"]
            found = [r for r in found if not (r.role == "answer" and r.place and not wh) and is_definite(r)]
            asks = self.frame(topic)
            if inside:
                found = [r for r in found if country_of(phrase(r.text)) is None]
            first = (
                "answer"
                if wh and (asks.asked_noun or asks.verb >= 0) and any(r.role == "answer" and r.named for r in found)
                else "subject"
            )
            had = self._had(topic) if not acts or topic.answer == "Yes" else ""
            if had:
                return had
            amount = [r for r in self.of(topic) if undergoes and r.role == "asked" and not r.plural]
            if amount and "much" in asks.norms and asks.subject and asks.norms[asks.auxiliary] in ("do", "does", "did"):
                return definite(amount[0].text)
            done = [r for r in found if undergoes and r.role == "object" and not r.place and self._owned(r)]
            if done and asks.subject and asks.verb >= 0 and asks.norms[asks.auxiliary] in ("do", "does", "did"):
                return self._of_subject(done[-1].text, asks.subject)
            earlier = self.topics[depth + 1 :] if topic.elliptical else ()
            doers = [short_name(t) for t in earlier if "who" in self.frame(t).norms]
            found = [replace(r, role="answer") if r.role == "subject" and r.text in doers else r for r in found]
            ranked = sorted(
                found, key=lambda r: (r.role != first, r.role != "subject", r.role != "object", r.place, not r.named)
            )
            if ranked:
                kind = noun_type(phrase(ranked[0].text.split(" of ")[0]))
                whole = definite(ranked[0].text)
                return owner_in(whole) if kind in ("measure", "date", "duration", "place") else whole
            told = depth == 0 and not self.of(topic) and topic.status == "answered"
            event = self.event(topic.marks) or self._shown_thing() if told else ""
            if event:
                return event
            if (
                depth == 0
                and main
                and (asks.subject or depth + 1 == len(self.topics))
                and not asks.subject.lower().startswith("there")
                and not (asks.subject and is_person(asks.subject, self.index))
            ):
                return main
        return main or self._role_like()

    def _role_like(self) -> str:
        """What the last question speaks of by a noun that can mean people, too ("the first model")."""
        found = [r for topic in self.topics[:1] for r in self.of(topic) if r.role == "subject" and not r.plural]
        return next((definite(r.text) for r in found if r.person and not r.named), "")

    @staticmethod
    def _owned(referent: Referent) -> bool:
        """Whether a thing is a certain one: "its budget support", "the line", "an embassy"."""
        return tokenize(referent.text)[0].norm in DETERMINERS and not referent.named

    @staticmethod
    def _of_subject(text: str, subject: str) -> str:
        """ "its budget support" as what the subject of the question has."""
        return re.sub(r"^(?:its|their|his|her)\b", lambda _: possessive(subject), definite(text))

    def _alike(self, noun: str) -> str:
        """The thing spoken of that is of the same sort as a noun; "" where there is none."""
        kind = noun_type(phrase(noun)[-1:])
        for topic in self.topics[:4]:
            for referent in self.of(topic):
                head = head_of(referent.text)
                same = head == phrase(noun)[-1:] or siblings(head, phrase(noun)[-1:])
                if head and not referent.person and (same or (kind is not None and noun_type(head) == kind)):
                    return definite(referent.text)
        objects = [r for r in self.of(self.topics[0]) if r.role == "object" and not r.named] if self.topics else []
        return next((definite(r.text) for r in objects if is_definite(r)), "")

    def owner(self) -> str:
        """What "its" means: of "the length of the bridge" the bridge."""
        return owner_in(self.thing())

    def several(self, *, moved: bool = False) -> str:
        """Whom or what "they" means: several of something, or two that were named.

        ``moved``: the topic has changed, what was counted before is no longer meant.
        """
        both = self._both_parties()
        for topic in self.topics[:4]:
            found = self.of(topic)
            plural = [r for r in found if r.plural and countable(r.text) and not (moved and r.role == "asked")]
            if those := _anybody(self.frame(topic)):
                return those
            if plural:
                order = ("subject", "answer", "asked", "object")
                if self._asks_having(topic):
                    order = order[::-1]  # "do they have children?" – "what are their names?"
                return definite(min(plural, key=lambda r: order.index(r.role)).text)
            crowd = [
                r
                for r in found
                if (r.role in ("subject", "answer") or self._asks_having(topic))
                and noun_type(head_of(r.text)) in ("group", "organisation")
            ]
            if crowd and not crowd[0].person and not _is_name(crowd[0].text):
                return definite(crowd[0].text)
            told = next((r for r in found if r.role == "answer" and r.person and r.named), None)
            if told and not is_person(told.text, self.index):
                return told.text  # "who is the main rival?", "who made the shirts?": not people, but a club or firm
            if both:
                return both
            here = self.frame(topic).norms
            named = [
                r.text
                for r in found
                if r.named
                and not r.person
                and owner_in(r.text) == r.text
                and r.role in ("subject", "answer")
                and not (r.role == "answer" and "where" in here)
            ]
            if len(named) == 2:
                return f"{named[0]} and {named[1]}"
            people = [r.text for r in found if r.person and r.named and r.role != "object"]
            main = main_subject(self.index) if self.index.pronoun != "it" else ""
            others = [p for p in people if not same_name(p, main)]
            if main and others and self.frame(topic).verb < 0:
                people = [main, others[-1]]
            if len(people) >= 2:
                return f"{people[0]} and {people[1]}"
        whole = noun_type(self.index.kind) if self.index.kind else None
        return both or ("" if whole in ("place", "structure") else main_subject(self.index))

    def _asks_having(self, topic: Topic) -> bool:
        """Whether a question is whether somebody has something: that is spoken of from then on."""
        frame = self.frame(topic)
        return frame.wh < 0 and frame.verb >= 0 and verb_base(frame.norms[frame.verb]) == "have"

    def _both_parties(self) -> str:
        facts = [f.value for f in self.index.article.facts if f.number and f.party == f.value]
        return " and ".join(facts[:2]) if self.index.parties and len(facts) >= 2 else ""

    def place(self) -> str:
        """Where "there" is."""
        for topic in self.topics[:4]:
            had = self._had(topic) if topic.answer == "Yes" else ""
            if had:
                return had
            found = [r for r in self.of(topic) if r.place]
            ranked = sorted(found, key=lambda r: ("answer", "object", "subject", "asked").index(r.role))
            if ranked:
                return ranked[0].text
        return main_subject(self.index) if self.index.pronoun == "it" else ""

    def that(self) -> str:
        """What "that" or "this" means when a thing is meant: what was said last, the subject of talk last of all."""
        for topic in self.topics[:3]:
            found = [r for r in self.of(topic) if not r.person and r.role != "asked"]
            found = [r for r in found if r.role != "object" or r.plural or is_definite(r)]  # not "(on) board"
            ranked = sorted(found, key=lambda r: (not r.named, ("object", "answer", "subject").index(r.role)))
            if ranked:
                return ranked[0].text
        return ""

    def neighbour(self, text: str) -> str:
        """Next to whom in a row of people someone is asked for: who was just named, or whom "her" and "him" mean."""
        last = self.topics[0] if self.topics else None
        if last is None:
            return ""
        people = [r.text for r in self.of(last) if r.person]
        pronoun = next((t.norm for t in tokenize(text) if t.norm in PEOPLE), "")
        named = short_name(last)
        if pronoun and not is_person(named, self.index):
            named = next(iter(people), "") or self.person(pronoun)
        return named or next(iter(people), "")

    def had(self) -> str:
        """What the last question asks whether someone has: "Kosovo's embassy"."""
        return self._had(self.topics[0]) if self.topics else ""

    def _had(self, topic: Topic) -> str:
        frame = self.frame(topic)
        if frame.verb < 0 or verb_base(frame.norms[frame.verb]) != "have" or not frame.subject:
            return ""
        thing = re.sub(r"^(?:an?|the|any|its|their|his|her) ", "", re.split(r" (?:in|at|on|of) ", frame.rest)[0])
        when = bool(thing) and tokenize(thing)[0].norm in ADVERBS  # "how many does it have now?"
        return f"{possessive(frame.subject)} {thing}" if thing and not when else ""

    def with_head(self, noun: str) -> str:
        """The phrase spoken of whose head is a noun ("that *team*" → "the Swiss team"); "" where there is none."""
        head = stem(noun.lower())
        for topic in self.topics[:5]:
            for referent in self.of(topic):
                last = [t.stem for t in tokenize(referent.text.split(" of ")[0].split(" from ")[0])]
                if last and last[-1] == head and len(last) + (referent.role == "answer") > 1:
                    return definite(referent.text)
        return ""

    def numbered(self, ordinal: str) -> str:
        """What "the third one" means after "the second restoration"; "" where nothing was numbered."""
        for topic in self.topics[:4]:
            for referent in self.of(topic):
                words = referent.text.split()
                place = next((i for i, w in enumerate(words[:-1]) if w.lower() in ORDINALS), -1)
                if place >= 0 and not referent.person:
                    return " ".join(["the", ordinal.lower(), *words[place + 1 :]])
        return ""

    def pair(self) -> tuple[str, ...]:
        """The two things that "the former" and "the latter" choose from."""
        for topic in self.topics[:3]:
            for text in (topic.answer or "", topic.question):
                frame = frame_of(text, self.index)
                named = [p.text for p in frame.parts if p.kind in ("name", "country")]
                if len(named) >= 2:
                    return tuple(named[:2])
        return ()


def _is_name(text: str) -> bool:
    """Whether the head of a phrase is written with a capital."""
    head = re.split(r" (?:of|from|in|at|for|to) ", text)[0].split()[-1]
    return head[:1].isupper()


def _anybody(frame: Frame) -> str:
    """The people that "was anyone hurt?" asks about: "the people hurt"."""
    place = next((i for i, n in enumerate(frame.norms) if n in _ANYBODY), -1)
    if place < 0:
        return ""
    suffered = bool(set(frame.norms[:place]) & BE) and frame.norms[place + 1 : place + 2]
    return f"the people {suffered[0]}" if suffered and suffered[0] not in PREPOSITIONS else "the people"
