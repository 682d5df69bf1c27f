"""Finding the evidence: what a question asks for, where it stands, and the short answer in it.

A reader begins with ``find``, which follows a question from step to step. A package a step:

- ``words``: tokens, stems, word classes, the thesaurus
- ``article``: the units of evidence, and the dates, amounts, names and phrases in them
- ``question``: mended, unframed, and split into what the evidence must hold
- ``ranking``: which evidence comes first
- ``confidence``: how sure that is, and what speaks against it
- ``answer``: the short answer in it, and the quote around it
- ``replies``: forms of reply of their own: yes or no, lists, office-holders, infobox lines, headings, readings

``data`` is what the bot knows of English, ``training`` learns the weights.
"""
