"""A small article, twelve questions with replies, and helpers to write more of them."""

import json
from pathlib import Path

from bot.answer import Answer, Citation

ARTICLE = """= Moss Ferry =

Infobox
- Opened: 4 May 1902
- Operator: Moss Town Council

The Moss Ferry crosses the River Arle. It carries 40 cars an hour.

== History ==
The ferry was opened on 4 May 1902 by the mayor. A storm sank the first boat in 1911.

=== Boats ===
The second boat was named Greta. It was built of oak because iron was dear.
"""
OPENED = "The ferry was opened on 4 May 1902 by the mayor."
SANK = "A storm sank the first boat in 1911."
GRETA = "The second boat was named Greta."
CARS = "It carries 40 cars an hour."
OAK = "It was built of oak because iron was dear."


def cite(quote, section="History", shift=0):
    start = ARTICLE.index(quote) + shift
    return Citation(section, "passage", quote, start, start + len(quote))


def reply(question, status="answered", answer=None, citations=(), confidence=0.9, text=None):
    said = text if text is not None else answer or "Not in the article."
    return Answer(question, question, status, answer, said, said, confidence, tuple(citations))


def write_set(folder: Path, *records, name="ferry"):
    (folder / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


QUESTIONS = [
    {"id": "1", "question": "When was the ferry opened?", "kind": "date", "answerable": True, "half": "tune",
     "answers": ["4 May 1902"], "sections": ["History"], "evidence": [OPENED]},
    {"id": "2", "question": "How many cars does it carry?", "kind": "number", "answerable": True, "half": "check",
     "answers": ["40 cars an hour", "40"], "sections": ["Introduction"], "evidence": [CARS]},
    {"id": "3", "question": "What was the second boat called?", "kind": "fact", "answerable": True, "half": "check",
     "answers": ["Greta"], "sections": ["Boats"], "evidence": [GRETA]},
    {"id": "4", "question": "Why of oak?", "kind": "why", "answerable": True, "half": "tune",
     "answers": ["iron was dear"], "sections": ["Boats"], "evidence": [OAK], "must_not": ["cheap"]},
    {"id": "5", "question": "Name both years", "kind": "list", "answerable": True, "half": "tune",
     "answers": ["1902", "1911"], "all": True, "sections": ["History"], "evidence": [OPENED, SANK]},
    {"id": "6", "question": "Which boat?", "kind": "clarify", "answerable": True, "half": "check",
     "answers": ["Greta"], "sections": ["Boats"], "evidence": [GRETA]},
    {"id": "7", "question": "Who sank it?", "kind": "near_miss", "answerable": False, "half": "check", "answers": []},
    {"id": "8", "question": "When was it sold?", "kind": "near_miss", "answerable": False, "half": "tune",
     "answers": [], "must_not": ["1911"]},
    {"id": "9", "question": "Hello!", "kind": "smalltalk", "answerable": False, "half": "tune", "answers": []},
    {"id": "10", "question": "Sections?", "kind": "meta", "answerable": False, "half": "check",
     "answers": ["History"]},
    {"id": "11", "question": "What sank the first boat?", "answerable": True, "answers": ["A storm"],
     "evidence": [SANK]},
    {"id": "12", "question": "What became of the first boat?", "answerable": True, "answers": [],
     "evidence": [SANK]},
]  # fmt: skip
_Q = {q["id"]: q["question"] for q in QUESTIONS}
REPLIES = [
    reply(_Q["1"], answer="4 May 1902", citations=[cite(OPENED)], confidence=0.95),
    reply(_Q["2"], answer="40 cars", citations=[cite(CARS, "Introduction")], confidence=0.81),
    reply(_Q["3"], answer="the Greta", citations=[cite(SANK), cite(GRETA, "History > Boats")], confidence=0.64),
    reply(_Q["4"], answer="oak was cheap", citations=[cite(OAK, "History > Boats")], confidence=0.72),
    reply(_Q["5"], answer="1902", citations=[cite(OPENED), cite(SANK)], text="1902; in 1911 a storm", confidence=0.4),
    reply(_Q["6"], "clarify", "Greta", [cite(GRETA, "History > Boats")], 0.5),
    reply(_Q["7"], "no_answer", citations=[cite(SANK)], confidence=0.2),
    reply(_Q["8"], answer="1911", citations=[cite(SANK)], confidence=0.55),
    reply(_Q["9"], "chat", text="Hello. Ask me about the ferry.", confidence=1.0),
    reply(_Q["10"], "chat", text="Introduction, History, Boats", confidence=1.0),
    reply(_Q["11"], answer="A storm", citations=[cite(SANK, shift=1)], confidence=0.9),
    reply(_Q["12"], answer=SANK, citations=[cite(SANK)], confidence=0.33),
]
# What an independent scorer of the same contract gave these replies (run by hand), rounded to four digits.
FIGURES = {
    "all": {"n": 12, "verbatim": 0.9167, "hit@1": 0.875, "answered": 0.875, "quote@1": 0.75, "quote@3": 0.875,
            "em": 0.4545, "f1": 0.5576, "short_in": 0.7143, "section": 1.0, "right": 0.75, "abstained": 0.75},
    "answerable": {"n": 8, "verbatim": 0.875, "quote@1": 0.75, "em": 0.5714, "f1": 0.7333, "right": 0.75},
    "unanswerable": {"n": 4, "verbatim": 1.0, "abstained": 0.75, "right": 0.75, "f1": 0.25, "em": 0.25},
    "kind:number": {"n": 1, "quote@1": 1.0, "em": 0.0, "f1": 0.8, "short_in": 1.0, "right": 1.0},
    "kind:fact": {"n": 1, "hit@1": 0.0, "quote@1": 0.0, "quote@3": 1.0, "em": 1.0, "section": 1.0, "right": 1.0},
    "kind:why": {"n": 1, "quote@1": 1.0, "em": 0.0, "f1": 0.3333, "short_in": 0.0, "right": 0.0},
    "kind:list": {"n": 1, "em": 1.0, "right": 1.0},
    "kind:clarify": {"n": 1, "hit@1": 1.0, "answered": 0.0, "quote@1": 0.0, "em": 0.0, "right": 1.0},
    "kind:near_miss": {"n": 2, "abstained": 0.5, "right": 0.5, "f1": 0.5},
    "kind:smalltalk": {"n": 1, "abstained": 1.0, "right": 1.0, "f1": 0.0},
    "kind:meta": {"n": 1, "abstained": 1.0, "right": 1.0, "f1": 0.0},
}  # fmt: skip
CONFIDENCE = {"n": 9, "auc": 0.7778, "right_at_30": 1.0, "right_at_50": 1.0, "ece": 0.3644, "best_f1": 0.7926,
              "best_threshold": 0.33}  # fmt: skip
