"""Finding the evidence: what a question asks for, where it stands, and the short answer in it.

A reader begins with ``find``, which follows a question from step to step. A package a step:

- ``words``: tokens, stems, word classes, the thesaurus
- ``article``: the units of evidence (``units``) and what stands around them (``surroundings``), what it is all about
  (``subject``), the dates, amounts, names and phrases in it; ``index`` holds what no question changes
- ``question``: mended, unframed, and split into what the evidence must hold
- ``ranking``: which evidence comes first: ``align`` holds a question against a unit, ``signals`` weigh it, ``evidence``
  ranks what a first stage (``bm25``) hands on
- ``confidence``: how sure that is, and what speaks against it
- ``answer``: the short answer in it, and the quote around it
- ``replies``: forms of reply of their own: yes or no, lists, office-holders (``holders`` reads who they were,
  ``succession`` who is asked for), infobox lines, headings, readings

``data`` is what the bot knows of English, ``training`` learns the weights.
"""
