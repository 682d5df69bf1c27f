"""Yes or No as people ask it: still, ever, more than, than, only, all, and what was planned or has ended."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        # what has ended is not so now
        ("norway_malawi", "Is the consulate in Blantyre still open?", "No"),
        ("company", "Is the head office in Leeds?", "No"),
        ("company", "Does it pay a dividend twice a year?", "No"),
        ("library", "Can you borrow musical instruments there?", "No"),
        ("bridge", "Does the ferry still run?", "No"),
        ("swimmer", "Is she still swimming competitively?", "No"),
        ("company", "Was the cycling team still sponsored in 2003?", "Yes"),
        # what was planned and came to nothing
        ("library", "Does the library have an underground car park?", "No"),
        ("company", "Did the merger with Van Reijn go through?", "No"),
        ("swimmer", "Did she take the offer from Texas?", "No"),
        ("treaty_states", "Did the school project end in 2023?", "No"),
        # numbers, years and two things held against each other
        ("bridge", "Is the main span longer than 700 metres?", "Yes"),
        ("", "Did Belgian exports to Kosovo exceed 5 million euros in 2023?", "No"),
        ("botanist", "Does the institute have more than 30 employees?", "Yes"),
        ("ireland_uruguay", "Did trade fall between 2010 and 2022?", "No"),
        ("railway", "Did it cost less than Penhale had estimated?", "No"),
        ("railway", "Is there more than one tunnel?", "No"),
        ("airline", "Is it the largest regional carrier in Sweden?", "No"),
        ("castle", "Is the castle open in February?", "No"),
        # opposites count in their own clause
        ("library", "Were women allowed in from the start?", "Yes"),
        ("museum_ship", "Can you go on the bridge?", "Yes"),
        ("museum_ship", "Can visitors see the bow engine room?", "No"),
        ("", "Is Belgium in favour of Kosovo's EU integration?", "Yes"),
        ("bridge", "Did anyone die building it?", "Yes"),
        ("airline", "Did it make a profit in 2023?", "Yes"),
        # negations
        ("swimmer", "Does she speak Russian?", "No"),
        ("botanist", "Was Stenvik ever married?", "Yes"),
        ("novelist", "Did she write anything between 1969 and 1975?", "No"),
        ("two_countries", "Can Estonians visit Chile without a visa?", "Yes"),
        # all
        ("airline", "Was everyone on board Flight 218 killed?", "No"),
        ("two_countries", "Was the whole crew held for 41 days?", "No"),
    ],
)
def test_yes_or_no(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("treaty_states", "Does Ghana have an embassy in Riga?"),  # a consulate there; the embassy is another's
        ("company", "Did the shareholders of Calder Vane approve the merger?"),  # the other company's did
        ("person", "Was she buried in Norway?"),  # in a town, whose country isn't told
        ("swimmer", "Has she ever won an Olympic medal?"),  # won a European one, and took part in the Games
        ("bridge", "Is it a cantilever bridge?"),  # that was the second choice
        ("railway", "Does the railway get any money from the state?"),  # what it cost is no answer
        ("airline", "Does the state own the airline?"),  # "the airline's own mechanics"
        ("bridge", "Is it one of the largest?"),  # nothing of its size
        ("railway", "Did everyone survive?"),  # nothing of all
        ("library", "Is it longer than its predecessor?"),  # nothing is compared
    ],
)
def test_words_that_merely_stand_together_make_no_yes(ask, name, question) -> None:
    assert ask(name, question).answer != "Yes"
