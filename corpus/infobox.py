"""Infobox lines, ``- Key: Value``, as typed facts that know which side they describe.

Keys with the same trailing number describe one side: in Wikipedia's "Infobox bilateral relations", ``Mission1``
is the mission of ``Party1`` in ``Party2`` and ``Envoy1`` its head, whose office is ``Envoytitle1``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.article import Fact

_LINE = re.compile(r"^[ \t]*[-*•][ \t]*(?P<key>[^:\n]{1,80}?)[ \t]*:[ \t]*(?P<value>\S.*?)?[ \t]*$")
_NUMBER = re.compile(r"^(.*?)[ _]?(\d{1,2})$")
# Keys, without their number, whose value names the side that the number stands for; those of the second row only where
# the article's title names it as well ("Arden–Borland derby"): a player's clubs are stations, not sides.
PARTY_KEYS = ("party", "country", "side", "combatant")
TITLED_PARTY_KEYS = ("team", "member", "club", "partner")


def is_infobox_line(line: str) -> bool:
    """Whether a line has the form ``- Key: Value``."""
    return _LINE.match(line) is not None


def read_fact(line: str, offset: int) -> Fact | None:
    """The fact in one line that starts at ``offset`` of the text; None where it has no value."""
    match = _LINE.match(line)
    if match is None or match["value"] is None:
        return None
    attribute, number = split_key(match["key"])
    return Fact(
        key=match["key"],
        value=match["value"],
        attribute=attribute,
        start=offset + match.start("key"),
        end=offset + match.end("value"),
        value_start=offset + match.start("value"),
        value_end=offset + match.end("value"),
        number=number,
    )


def split_key(key: str) -> tuple[str, int | None]:
    """A key in lower-case words, and its trailing number: ``Envoytitle2`` gives ``("envoy title", 2)``."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").lower().strip()
    words = re.sub(r"(?<=[a-z]{3})title(?=\d*$)", " title", words)
    match = _NUMBER.match(words)
    if match and match[1]:
        return match[1].strip(), int(match[2])
    return words, None


def join_sides(facts: tuple[Fact, ...], title: str) -> tuple[Fact, ...]:
    """The facts of an article called ``title``, with ``party``, ``counterpart`` and ``title`` filled in from the facts
    that share their number.

    A title is never borrowed from another number: what the infobox leaves out stays out.
    """
    parties = {f.number: f.value for f in facts if f.number is not None and _names_side(f, title)}
    titles = {(t.attribute, t.number): t.value for t in facts if t.attribute.endswith("title")}
    joined = []
    for fact in facts:
        if fact.number is None:
            joined.append(fact)
            continue
        others = [name for number, name in parties.items() if number != fact.number]
        joined.append(
            replace(
                fact,
                party=parties.get(fact.number),
                counterpart=others[0] if len(others) == 1 else None,
                title=titles.get((fact.attribute + " title", fact.number)),
            )
        )
    return tuple(joined)


def _names_side(fact: Fact, title: str) -> bool:
    titled = fact.attribute in TITLED_PARTY_KEYS and fact.value.casefold() in title.casefold()
    return titled or fact.attribute in PARTY_KEYS
