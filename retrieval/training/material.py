"""The training material: folders of articles with question sets, what is gold in them, and which belong together."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUOTE_LIMIT = 600  # characters of a quote that still counts


@dataclass(frozen=True, slots=True)
class Example:
    """One question with what answers it. ``title`` names the group of articles it must not be parted from."""

    set: str
    article: Path
    title: str
    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...]
    evidence: tuple[str, ...]


def load(folders: Sequence[Path]) -> list[Example]:
    """All questions of some folders, by name; articles that share a title or a question are one group.

    Left out: what a set keeps for checking (``"half": "check"``), and questions that need the one before.
    """
    rows: list[tuple[str, Path, dict[str, object]]] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line) if line.strip() else {}
                if row and row.get("half") != "check" and row.get("turn", 1) == 1:
                    rows.append((folder.name, path.with_suffix(".txt"), row))
    titles = _groups(rows)
    return [
        Example(
            name,
            article,
            titles[article],
            str(row["id"]),
            str(row["question"]),
            bool(row.get("answerable", True)),
            tuple(row.get("answers") or ()),  # type: ignore[arg-type]
            tuple(row.get("evidence") or ()),  # type: ignore[arg-type]
        )
        for name, article, row in rows
    ]


def _groups(rows: Iterable[tuple[str, Path, dict[str, object]]]) -> dict[Path, str]:
    """Article → the name of its group: articles with the same title, or with a question in common."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    articles: dict[Path, str] = {}
    for _, article, row in rows:
        if article not in articles:
            articles[article] = str(article)
            title = article.read_text(encoding="utf-8").split("\n", 1)[0].strip("=# ").lower()
            parent[root(str(article))] = root(f"title {title}")
        parent[root(str(article))] = root(f"question {' '.join(str(row['question']).lower().split())}")
    names: dict[str, str] = {}
    for key in sorted(parent):
        if key.startswith("title "):
            names.setdefault(root(key), key)  # not a path: the same wherever the folders lie
    return {article: names[root(key)] for article, key in articles.items()}


# -- gold: when a quote counts as the evidence -----------------------------------------------------------------------


def loose(text: str) -> str:
    """A text in lower case, with plain quotes and without punctuation."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    text = re.sub(r"[‐-―−-]", " ", text)
    return " ".join(re.sub(r"[^\w€$%.,]", " ", text).replace(",", "").split()).strip(" .")


def _words(text: str) -> Counter[str]:
    return Counter(loose(text).split())


def _shared(one: Counter[str], other: Counter[str]) -> int:
    return sum((one & other).values())


class Gold:
    """What a quote must be to count: mostly gold evidence, and holding a gold answer (where there is none, half of a
    gold sentence)."""

    def __init__(self, example: Example) -> None:
        self.answers = [loose(a) for a in example.answers]
        self.evidence = [_words(e) for e in example.evidence]
        union: Counter[str] = Counter()
        for words in self.evidence:
            union |= words
        self.union = union

    def hit(self, quote: str) -> bool:
        """Whether a quote counts."""
        if len(quote) > QUOTE_LIMIT:
            return False
        text = loose(quote)
        words = Counter(text.split())
        size = sum(words.values())
        if not size or _shared(words, self.union) < 0.4 * size:
            return False
        if self.answers:
            near = any(_shared(words, e) >= 0.8 * min(size, sum(e.values())) for e in self.evidence)
            return near and any(answer in text for answer in self.answers)
        return any(_shared(words, e) >= 0.5 * sum(e.values()) for e in self.evidence)


def plain(text: str) -> str:
    """An answer as SQuAD's scorer compares it: lower case, no punctuation, no articles."""
    text = re.sub(r"[!-/:-@\[-`{-~]", "", text.lower())
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def answer_f1(said: str, gold: str) -> float:
    """F1 of the words of an answer against a gold one (Rajpurkar et al. 2016)."""
    p, g = plain(said).split(), plain(gold).split()
    if not p or not g:
        return float(p == g)
    same = sum((Counter(p) & Counter(g)).values())
    return 2 * same / (len(p) + len(g)) if same else 0.0


def folds(examples: Sequence[Example], count: int | None) -> list[set[str]]:
    """Titles in folds of about equal questions, the largest first; None: every title its own fold."""
    sizes: dict[str, int] = defaultdict(int)
    for example in examples:
        sizes[example.title] += 1
    ordered = sorted(sizes, key=lambda t: (-sizes[t], t))
    if count is None:
        return [{title} for title in ordered]
    parts: list[set[str]] = [set() for _ in range(count)]
    load = [0] * count
    for title in ordered:
        place = min(range(count), key=lambda i: (load[i], i))
        parts[place].add(title)
        load[place] += sizes[title]
    return parts
