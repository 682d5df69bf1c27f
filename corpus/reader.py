"""Reading an article file: tolerant of how people write, clear about what is no article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.article import INTRODUCTION, Article, Fact, Passage, Section, Sentence
from corpus.errors import UnreadableError
from corpus.infobox import is_infobox_line, join_sides, read_fact
from corpus.sentences import split_sentences

DEFAULT_ARTICLE = "belgium_kosovo_relations"
# Sections that point elsewhere: no evidence, but the answer to "what else can I read?".
NAVIGATION = frozenset(
    ("see also", "references", "external links", "further reading", "notes", "footnotes", "citations", "sources")
)
_HEADING = re.compile(r"^(?P<marks>={1,6})[ \t]*(?P<title>[^=\s](?:.*[^=\s])?)[ \t]*(?P=marks)[ \t]*$")
_MARKDOWN_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>\S.*?)[ \t#]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*•‣–]|\d{1,3}[.)])[ \t]+(?=\S)")
_URL = re.compile(r"^https?://\S+$")
_HTML = re.compile(r"<(?:!doctype|html|body|div|p|span|table|br|ref)\b[^>\n]{0,200}>", re.IGNORECASE)
_WIKITEXT = re.compile(r"\{\{[^{}\n]{1,200}|\[\[[^\[\]\n]{1,200}\]\]|'''[^'\n]{1,200}'''")
SAMPLE = 1_000_000  # characters looked at to tell text from noise
LONGEST_MEAN_WORD = 40  # characters between white space, on average, above which it is no prose


def default_article_path() -> Path:
    """The article shipped with the package."""
    return Path(__file__).parent / "articles" / f"{DEFAULT_ARTICLE}.txt"


def read_article(path: str | Path) -> Article:
    """Read and parse an article file.

    Offsets refer to the text that ``Path(path).read_text(encoding="utf-8")`` gives: a byte-order mark counts as
    a character, and ``\\r\\n`` as one.

    Raises UnreadableError for what is no article.
    """
    path = Path(path)
    source = str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(source, "there is no such file") from None
    except IsADirectoryError:
        raise UnreadableError(source, "this is a folder; name an article file in it") from None
    except OSError as error:
        raise UnreadableError(source, f"cannot be read ({error.strerror})") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(source, "this is UTF-16 text; save it as UTF-8", 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(source, "this is not UTF-8 text; save it as UTF-8", line) from None
    return parse_article(text.replace("\r\n", "\n").replace("\r", "\n"), source)


def parse_article(text: str, source: str = "article") -> Article:
    """Parse an article's text. ``source`` names it in errors, and gives the title where the text has none.

    Raises UnreadableError for text that holds nothing to read, or is noise.
    """
    _refuse_noise(text, source)
    builder = _Builder(text, source)
    offset = 1 if text.startswith("\ufeff") else 0
    for line in text[offset:].split("\n"):
        builder.add(line, offset)
        offset += len(line) + 1
    article = builder.finish()
    if not article.facts and not any(section.passages for section in article.sections):
        raise UnreadableError(source, "this article holds no text; write a paragraph into it", 1)
    return article


def _refuse_noise(text: str, source: str) -> None:
    """Raises UnreadableError for an empty text, control characters of a binary file, or words without end."""
    if not text.strip().strip("\ufeff"):
        raise UnreadableError(source, "this file is empty; an article needs at least one paragraph", 1)
    sample = text[:SAMPLE]
    control = re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)
    if "\x00" in sample or (control and len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)) > len(sample) / 50):
        line = sample.count("\n", 0, control.start() if control else 0) + 1
        raise UnreadableError(source, "this is a binary file, not text", line)
    words = re.findall(r"[!-~]+", sample)
    if len(sample) > 2000 and words and sum(map(len, words)) / len(words) > LONGEST_MEAN_WORD:
        raise UnreadableError(source, "this is no prose (its words have no end)", 1)


@dataclass(slots=True)
class _Block:
    """Consecutive lines of one kind, as offsets: one span for a paragraph, one an item for a list."""

    is_list: bool
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class _OpenSection:
    title: str
    path: tuple[str, ...]
    level: int
    start: int
    blocks: list[_Block] = field(default_factory=list)


class _Builder:
    """Takes an article's lines one by one; ``finish`` makes the article of them."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        self.title: str | None = None
        self.url: str | None = None
        self.facts: list[Fact] = []
        self.open: list[_OpenSection] = [_OpenSection(INTRODUCTION, (INTRODUCTION,), 1, 0)]
        self.parents: list[tuple[int, str]] = []
        self.in_infobox = False
        self.after_blank = True

    def add(self, line: str, offset: int) -> None:
        """Take the line that starts at ``offset``."""
        stripped = line.strip()
        if not stripped:
            self.after_blank = True
            return
        heading = _HEADING.match(line) or _MARKDOWN_HEADING.match(line)
        if heading:
            self._heading(heading["title"].strip(), len(heading["marks"]), offset)
        elif not self._infobox(line, stripped, offset):
            self._prose(line, stripped, offset)
        self.after_blank = False

    def _heading(self, title: str, level: int, offset: int) -> None:
        untouched = len(self.open) == 1 and not self.open[0].blocks
        if level == 1 and self.title is None and untouched:
            self.title = title
            return
        self.in_infobox = title.lower() == "infobox"
        if self.in_infobox:
            return
        while self.parents and self.parents[-1][0] >= level:
            self.parents.pop()
        self.parents.append((level, title))
        self.open.append(_OpenSection(title, tuple(name for _, name in self.parents), level, offset))

    def _infobox(self, line: str, stripped: str, offset: int) -> bool:
        if stripped.lower().rstrip(":") == "infobox":
            self.in_infobox = True
            return True
        if not self.in_infobox:
            return False
        if not is_infobox_line(line):
            self.in_infobox = False
            return False
        fact = read_fact(line, offset)
        if fact is not None:
            self.facts.append(fact)
            if _URL.match(fact.value) and self.url is None and fact.attribute in ("url", "source", "link"):
                self.url = fact.value
        return True

    def _prose(self, line: str, stripped: str, offset: int) -> None:
        blocks = self.open[-1].blocks
        start = offset + len(line) - len(line.lstrip())
        end = offset + len(line.rstrip())
        item = _ITEM.match(line)
        last = blocks[-1] if blocks else None
        if item:
            if last is None or not last.is_list:
                last = _Block(True, [])
                blocks.append(last)
            last.spans.append((offset + item.end(), end))
        elif last is not None and not self.after_blank:
            last.spans[-1] = (last.spans[-1][0], end)  # a paragraph's or an item's next line
        else:
            blocks.append(_Block(False, [(start, end)]))

    def finish(self) -> Article:
        """The article. Sections without text are kept: they are part of the outline."""
        ends = [section.start for section in self.open[1:]] + [len(self.text)]
        sections = [
            Section(
                title=section.title,
                path=section.path,
                level=section.level,
                start=section.start,
                end=end,
                passages=self._passages(section.blocks),
                navigation=section.title.lower() in NAVIGATION,
            )
            for section, end in zip(self.open, ends, strict=True)
        ]
        if not sections[0].passages:
            del sections[0]
        title = self.title or Path(self.source).stem.replace("_", " ").strip() or "Article"
        return Article(
            title=title,
            text=self.text,
            sections=tuple(sections),
            facts=join_sides(tuple(self.facts), title),
            source=self.source,
            warnings=self._warnings(),
            url=self.url,
        )

    def _passages(self, blocks: list[_Block]) -> tuple[Passage, ...]:
        passages: list[Passage] = []
        for block in blocks:
            if block.is_list:
                items = tuple(Sentence(self.text[start:end], start, end) for start, end in block.spans)
                passages.append(_list_passage(items, passages))
            else:
                start, end = block.spans[0]
                sentences = split_sentences(self.text, start, end)
                passages.append(Passage("paragraph", start, end, sentences))
        return tuple(passages)

    def _warnings(self) -> tuple[str, ...]:
        warnings = []
        for pattern, name in ((_HTML, "HTML"), (_WIKITEXT, "wikitext")):
            match = pattern.search(self.text)
            if match:
                line = self.text.count("\n", 0, match.start()) + 1
                warnings.append(f"{self.source}, line {line}: this looks like {name}; save the article as plain text")
        return tuple(warnings)


def _list_passage(items: tuple[Sentence, ...], before: list[Passage]) -> Passage:
    """A list, with the sentence before it as its lead-in if that ends in a colon; taken off the paragraph before."""
    start, end = items[0].start, items[-1].end
    if not before or before[-1].kind != "paragraph" or not before[-1].sentences[-1].text.endswith(":"):
        return Passage("list", start, end, items)
    paragraph = before.pop()
    *rest, lead_in = paragraph.sentences
    if rest:
        before.append(Passage("paragraph", paragraph.start, rest[-1].end, tuple(rest)))
    return Passage("list", lead_in.start, end, items, lead_in)
