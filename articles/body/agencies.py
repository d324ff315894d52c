"""News agencies as datelines name them, and the words that look like places but are labels."""

from __future__ import annotations

NAMES = """
AFP|AP|Reuters|PTI|ANI|IANS|UNI|UNS|Xinhua|EFE|CNA|DPA|dpa-AFX|TASS|Kyodo|Bernama|Anadolu|UPI|APA|ANSA|Sputnik|VOA
Thomson Reuters Foundation|Thomson Reuters|Associated Press|The Associated Press|Agence France-Presse
Press Trust of India|IRNA|KUNA|SPA|WAM|Yonhap|Antara|APP|BSS|Interfax|CP|The Canadian Press|AAP|PA|HT|TNN
भाषा|वार्ता|एजेंसी|एएनआई|आईएएनएस|पीटीआई|एएफपी|रॉयटर|रॉयटर्स|हि.स.|हिस
"""
# "Rajahmundry (AP)" is in Andhra Pradesh.
AMBIGUOUS = frozenset({"ap", "cp", "hp", "mp", "up", "uk", "pa", "spa", "app"})
LABELS = frozenset(
    """watch live exclusive breaking update updated video photos photo opinion analysis explained explainer review
    interview correction editorial also read more related alert just in poll gallery podcast fact check
    factbox""".split()
)
# A place does not begin with these: "On Tuesday, October 20 (AP) ..." is a sentence.
SENTENCE_OPENERS = frozenset(
    """a an and after as at before but by for from he her his i in it its last on our she since some than that the they
    this to two under until we when where while who with monday tuesday wednesday thursday friday saturday
    sunday""".split()
)
MONTHS = frozenset(
    """jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
    november dec december ene enero febrero marzo abr abril mayo junio julio ago agosto septiembre octubre noviembre
    dic diciembre janv janvier févr fév février mars avr avril mai juin juil juillet août aout septembre octobre
    novembre déc décembre
    जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर""".split()
)
AGENCIES = frozenset(name.casefold() for line in NAMES.split("\n") for name in line.split("|") if name)
