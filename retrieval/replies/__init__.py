"""Forms of reply with a way of their own: yes or no, lists, office-holders, infobox lines, headings, readings."""
