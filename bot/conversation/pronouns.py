"""Pronouns, "that year" and "the second one" filled in with what they stand for."""

from __future__ import annotations

import re

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import AUXILIARIES, BE, PEOPLE, PREPOSITIONS, THINGS, WH, expand
from bot.conversation.nouns import countable, definite, is_role, noun_follows, possessive
from bot.conversation.people import main_subject
from bot.conversation.phrases import BARE_ORDINAL, CAME_NEXT, MEANWHILE, PLACES, THAT_YEAR, TIME_NOUNS, sentence
from bot.conversation.pointing import pronouns
from bot.conversation.referents import Referents
from bot.conversation.standing import Standing
from bot.conversation.state import Conversation
from retrieval.question.nouns import HOW, noun_type
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import country_of, phrase
from retrieval.words.verbs import verb_base

_NOW = lazy(r"\b(?:now|today|currently|these days)$", re.I)
_ORDINAL = re.compile(r"\b(?:first|second|third|original|previous|former|last) ")
_REACHING = frozenset(("leave", "reach", "visit", "quit", "enter"))  # verbs that take a place as their object
_DECIDING = frozenset(
    "decide announce order cause say claim stop prevent oppose".split()
)  # what happened is their object
_HAPPENING = frozenset(("happen", "occur"))
_THAT_PERSON = {"man": "he", "guy": "he", "woman": "she", "lady": "she"}
_FOUNDED = frozenset(("founded", "established", "formed"))  # more likely whoever acted
_TIMES = frozenset(("before", "after", "since", "until"))
_LASTING = frozenset(("last", "end", "finish"))  # what events do, before things
_AROUND = frozenset(("over", "after", "during", "following", "since"))


class Filling:
    """Writes out what the pronouns of a text stand for."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.index = standing.index

    def filled(
        self, text: str, refer: Referents, conversation: Conversation, *, whole: bool = True, moved: bool = False
    ) -> str:
        """The text with every pronoun that points out of it replaced by what it stands for."""
        text = expand(text)
        text = _deed(text, refer)
        text = self._years(text, refer)
        text = self._occasion(text, refer)
        text = self._chosen(text, refer, conversation)
        beside = CAME_NEXT.fullmatch(text)
        person = refer.neighbour(text) if beside else ""
        if person:
            return sentence(f"who {'preceded' if 'before' in text.lower() else 'succeeded'} {person}")
        bare = BARE_ORDINAL.fullmatch(text.strip(" ?"))
        office = self.office(refer) if bare else ""
        if office:
            return sentence(f"{bare[1] if bare else ''} {office}")
        frame = frame_of(text, self.index)
        if self.standing.short_of_noun(frame):
            noun = self.counted(refer)
            if noun:
                at = frame.tokens[frame.wh + (frame.norms[frame.wh] == "how")].end
                text = f"{text[:at]} {noun}{text[at:]}"
                frame = frame_of(text, self.index)
        places = pronouns(frame)
        used: set[str] = set()
        changes: list[tuple[int, int, str]] = []
        for i in places:
            change = self._change(frame, i, refer, used, moved)
            if change:
                changes.append(change)
        for start, end, instead in sorted(changes, reverse=True):
            text = text[:start] + instead + text[end:]
        return sentence(text) if whole else text

    def _change(
        self, frame: Frame, i: int, refer: Referents, used: set[str], moved: bool
    ) -> tuple[int, int, str] | None:
        token, norm = frame.tokens[i], frame.norms[i]
        following = frame.tokens[i + 1] if i + 1 < len(frame.tokens) else None
        noun_next = following is not None and noun_follows(frame.text, token.end)
        if norm in PEOPLE:
            meant = refer.person(norm)
            owner = norm in ("his", "hers") or (norm == "her" and noun_next)
        elif norm in THINGS:
            owner = norm == "its"
            if _decided(frame, i) or (
                not owner and frame.verb == i + 1 and verb_base(frame.norms[i + 1]) in _HAPPENING
            ):
                event = refer.occasion()
                return (token.start, token.end, event) if event else None
            beside = frame.norms[i - 1] if i else ""
            inside = beside in ("in", "inside", "within", "at")
            meant = (
                refer.owner()
                if owner
                else refer.thing(
                    inside=inside, like=_said_to_be(frame, i), undergoes=_undergoes(frame, i), acts=_acts(frame, i)
                )
            )
            around = beside in _AROUND and (beside != "over" or i - 2 == frame.verb)  # "who resigned over it"
            event = refer.event(refer.topics[0].marks) if around and refer.topics else ""
            side = self._other_side(frame, i, refer) if not owner and (moved or country_of(phrase(meant))) else ""
            meant = event or side or meant
            if _NOW.search(frame.text):
                meant = re.sub(_ORDINAL, "", meant)  # "who is it now?" after the first one
            if meant == main_subject(self.index) and verb_base(frame.norms[frame.verb]) in _LASTING:
                meant = refer.occasion() or meant
            if meant in used:
                meant = refer.that() or meant
        elif norm in ("they", "them", "their", "theirs"):
            meant, owner = refer.several(moved=moved), norm in ("their", "theirs")
            meant = self._not_named(frame, meant)
        elif norm == "there":
            place = refer.place()
            bare = i > 0 and verb_base(frame.norms[i - 1]) in _REACHING
            return (token.start, token.end, place if bare else f"in {place}") if place else None
        elif norm in ("former", "latter"):
            pair = offered if len(offered := refer.choices) == 2 else refer.pair()
            return (frame.tokens[i - 1].start, token.end, pair[norm == "latter"]) if pair else None
        elif norm in ("this", "that") and i and frame.norms[i - 1] == "all" and refer.topics:
            start = frame.tokens[i - 1].start
            whole = refer.event(refer.topics[0].marks) or refer.that()
            return (start, token.end, whole) if whole else None
        elif norm == "these" and following is not None and following.norm == "days":
            return None  # "these days": nowadays
        elif _described(frame, i):
            return None  # what was said last as a whole: it is sought where that stands
        elif following is not None and noun_next and i + 1 != frame.verb and not _acts(frame, i):
            return self._with_noun(frame, i, refer)
        elif norm in ("those", "these"):
            meant, owner = refer.several(), False
            if i and frame.norms[i - 1] == "of" and meant == main_subject(self.index):
                return frame.tokens[i - 1].start, token.end, ""  # of a number: "how many of those are seats?"
        else:
            before = frame.norms[i - 1] if i else ""
            when = refer.moment(before) if before in _TIMES else ""
            if before in ("before", "after") and not when and noun_type(phrase(refer.that())[-1:]) != "event":
                return None  # what was told last, which no word of the conversation names
            meant = when or (refer.occasion() if _acts(frame, i) else "") or refer.that()
            if _decided(frame, i):
                meant = refer.occasion()
            owner = False
            if meant in used:
                meant = ""
        if not meant:
            return None
        used.add(meant)
        return token.start, token.end, possessive(meant) if owner else meant

    def _not_named(self, frame: Frame, both: str) -> str:
        """Of both sides the one that the question doesn't name itself: "did Norway give *them* weapons?"."""
        sides = both.split(" and ") if self.index.parties else []
        named = {country_of(phrase(p.text)) for p in frame.parts if p.kind == "country"}
        others = [s for s in sides if country_of(phrase(s)) not in named]
        return others[0] if len(sides) == 2 and len(others) == 1 else both

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
        if frame.norms[i + 1] in HOW:
            return None  # "was it always that small?"
        end = i + 1
        while end + 1 < len(frame.tokens) and _is_plain_noun(frame, end + 1):
            end += 1
        known = refer.with_head(frame.tokens[end].text)
        if frame.tokens[end].text.lower() == "one" and end == i + 1 and not known:
            meant = refer.had() or refer.that()
            return (frame.tokens[i].start, frame.tokens[end].end, definite(meant)) if meant else None
        token = frame.tokens[i]
        person = refer.person(_THAT_PERSON[frame.norms[i + 1]]) if frame.norms[i + 1] in _THAT_PERSON else ""
        if person and not known:
            return token.start, frame.tokens[i + 1].end, person
        if frame.norms[end] in TIME_NOUNS and not known:
            return None
        if known:
            return token.start, frame.tokens[end].end, known
        return token.start, token.end, "the"

    def counted(self, refer: Referents) -> str:
        """The last plural that was spoken of and can be counted ("soldiers")."""
        for topic in refer.topics[:3]:
            for referent in sorted(refer.of(topic), key=lambda r: r.role != "asked"):
                if referent.plural and not referent.person and referent.role != "answer" and countable(referent.text):
                    return re.sub(r"^(?:the|these|those) ", "", referent.text)
        return ""

    def office(self, refer: Referents) -> str:
        """The office that the conversation is about: "general manager"."""
        for topic in refer.topics[:5]:
            nouns = [p.text for p in refer.frame(topic).parts if p.kind == "noun"]
            office = next((n for n in nouns if is_role(n)), "")
            if office:
                return office
        return ""

    def _years(self, text: str, refer: Referents) -> str:
        """ "that year", "the year after" as the year itself."""
        match = THAT_YEAR.search(text)
        year = refer.year() if match else ""
        if not match or not year:
            return re.sub(r" then$", "", text, flags=re.I) if match else text
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

    def _occasion(self, text: str, refer: Referents) -> str:
        """What was going on meanwhile, and where anyone was hurt, by what the conversation is about."""
        event = refer.occasion()
        meanwhile = MEANWHILE.search(text)
        if meanwhile:
            time = f"during {event}" if event else f"in {refer.year()}" if refer.year() else meanwhile[0]
            return text[: meanwhile.start()] + time
        vague = self.standing.vague(frame_of(text, self.index))
        return f"{text.rstrip(' ?')} in {event}" if vague and event else text

    def _chosen(self, text: str, refer: Referents, conversation: Conversation) -> str:
        """ "the last one", "which of the two": items of the last list."""
        labels = [c.label for c in conversation.choices if c.label]
        if any(c.question and len(c.label.split()) > 6 for c in conversation.choices):
            labels = []  # readings told by a piece of a sentence
        if not labels:
            return _NUMBERED_ONE.sub(lambda m: refer.numbered(m[1]) or m[0], text)
        two = re.search(
            r"\bof (?:the (?:two|three|four|five)|these|those|them)\b(?! (?!has|was|is|does)[a-z]+s\b)", text, re.I
        )
        if two:
            return text[: two.start()] + "of " + " and ".join([", ".join(labels[:-1]), labels[-1]]) + text[two.end() :]
        match = re.search(r"\bthe (first|second|third|fourth|fifth|last|latter|former) one\b", text, re.I)
        if match:
            number = PLACES[match[1].lower()]
            if -len(labels) <= number < len(labels):
                return text[: match.start()] + labels[number] + text[match.end() :]
        return text


_NUMBERED_ONE = lazy(r"\bthe (first|second|third|fourth|fifth|last|next) one\b", re.IGNORECASE)


def _deed(text: str, refer: Referents) -> str:
    """ "Why did they do that?" after "who lobbied for independence?": "why did they lobby for independence"."""
    match = _DOING.search(text)
    last = refer.frame(refer.topics[0]) if match and refer.topics else None
    if match is None or last is None or last.verb < 0:
        return text
    base = verb_base(last.norms[last.verb])
    if base in (None, "do", "be", "have", "happen"):
        return text
    asked = last.asked_noun if last.norms[last.wh : last.wh + 1] == ["how"] and not last.subject_asked else ""
    return f"{text[: match.start(1)]}{base} {asked} {last.rest}{text[match.end() :]}"


_DOING = lazy(r"\b(?:did|does|do|will|would|can|could) .+? (do (?:that|this|it|so))\b", re.IGNORECASE)


def _is_plain_noun(frame: Frame, place: int) -> bool:
    norm = frame.norms[place]
    return norm not in PREPOSITIONS | AUXILIARIES | WH and verb_base(norm) is None


def _said_to_be(frame: Frame, place: int) -> str:
    """What a question says that "it" is or becomes; "" where it says nothing of the sort."""
    kind = re.match(r"(?:type|kind|sort|make|model|breed|class) of (.+)", frame.asked_noun)
    if kind and frame.verb < 0:
        return kind[1]
    after = " ".join(t.text for t in frame.tokens[place + 1 :])
    became = re.match(r"(?:\w+ ){0,2}?(?:become|became|be|remain|remained) (?:an?|the) ((?:[\w-]+ ?){1,3})$", after)
    return became[1].strip() if became else ""


def _acts(frame: Frame, place: int) -> bool:
    """Whether a pronoun stands where the subject stands: "how much did *that* cost?"."""
    helped = place > 0 and frame.norms[place - 1] in ("do", "does", "did")
    following = frame.norms[place + 1] if place + 1 < len(frame.norms) else ""
    later = frame.verb > place + 1  # "how long did that *record* stand?"
    return helped and not later and verb_base(following) == following


def _described(frame: Frame, place: int) -> bool:
    """Whether a last word says how "that" is: "why is that *important*?", not "who was that *man*?"."""
    last = place + 2 == len(frame.norms) and place > 0 and frame.norms[place - 1] in BE
    return last and (frame.wh < 0 or frame.norms[frame.wh] in ("why", "how"))


def _undergoes(frame: Frame, place: int) -> bool:
    """Whether something is done to a pronoun: "when was *it* resumed?"."""
    passive = place == frame.auxiliary + 1 and frame.norms[frame.auxiliary] in BE
    return passive and frame.verb == place + 1 and frame.norms[frame.verb] not in _FOUNDED


def _decided(frame: Frame, place: int) -> bool:
    """Whether a pronoun stands for what happened: "who *decided* that?"."""
    last = place + 1 == len(frame.norms)
    return last and place - 1 == frame.verb and verb_base(frame.norms[frame.verb]) in _DECIDING
