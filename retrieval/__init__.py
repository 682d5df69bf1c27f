"""Finding the evidence: what a question asks for, where it stands, and the short answer in it.

A reader begins with ``find``, which follows a question from step to step. Around it stand, by step:

- words: ``text``, ``lexicon``, ``phrasebook``, ``thesaurus``, ``verbs``, ``lazy``
- the article: ``index``, ``mentions``, ``amounts``, ``chunks``
- the question: ``spelling``, ``framing``, ``forms``, ``nouns``, ``terms``, ``question``
- which evidence: ``bm25``, ``align``, ``answers``, ``doers``, ``decades``, ``signals``, ``evidence``
- how sure: ``decide`` over the ``doubts``, which look at ``parts``, ``kinds``, ``clauses`` and what is ``undone``
- the short answer: ``span``, ``span_signals``, ``parallel``, ``edges``, ``spells``, ``frequency``, ``reasons``,
  ``scenes``, ``stranded``, ``fact_parts``; its ``quote``
- forms of reply of their own: ``yesno`` (with ``denial``, ``limits``), ``lists``, ``defining``, ``keyed``, ``sides``,
  ``succession``, ``headings``, ``differences``, ``ambiguity``
"""
