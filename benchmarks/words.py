"""Paragraphs that read like a newsroom's and say nothing: words of a list, in an order of their own."""

from __future__ import annotations

from random import Random

_NAMES = "Mosul Kolkata Nairobi Lima Basra Pune Ankara Quito Erbil Hanoi Cairo Patna Delhi Lagos Bogotá Zürich".split()
NOUNS = """minister council river harbour market school bridge budget election border harvest railway hospital court
festival factory station village committee airport museum union stadium parliament strike inquiry reservoir""".split()
_VERBS = """opened closed repaired questioned delayed approved inspected promised rebuilt measured announced cancelled
funded surveyed criticised postponed visited reviewed""".split()
_REST = """after before near beside despite under new old northern southern early late public private quiet local
national yearly second third heavy light long short crowded empty – “so-called” nearly always rarely again
today""".split()
_ALL = (NOUNS * 3) + (_VERBS * 2) + _NAMES + _REST + "the a of in and to for on with by from as at".split() * 5


def headline(random: Random) -> str:
    words = [random.choice(_NAMES), random.choice(NOUNS), random.choice(_VERBS), *random.choices(_ALL, k=4)]
    return " ".join(word.capitalize() for word in words)


def paragraphs(random: Random, size: int) -> list[str]:
    """About `size` characters of text."""
    found, written = [], 0
    while written < size:
        found.append(" ".join(sentence(random) for _ in range(random.randint(2, 4))))
        written += len(found[-1]) + 2
    return found


def sentence(random: Random) -> str:
    words = random.choices(_ALL, k=random.randint(8, 22))
    return f"{random.choice(_NAMES)} {' '.join(words)}."
