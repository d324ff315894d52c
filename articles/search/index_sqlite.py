"""The index on SQLite: FTS5 with the text of each article."""

# Vowel signs of Hindi are letters of a word; accents over Latin letters are not.
_TOKENS = "porter unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''"
TABLES = (
    f"CREATE VIRTUAL TABLE articles_search USING fts5(headline, standfirst, body, tokenize = '{_TOKENS}')",
    "CREATE TABLE articles_search_word (word text PRIMARY KEY) WITHOUT ROWID",
)
REMOVE = ("DROP TABLE articles_search", "DROP TABLE articles_search_word")
TRIGGERS = ("search_written", "search_changed", "search_gone")
DROP = (
    "DROP TRIGGER IF EXISTS search_written",
    "DROP TRIGGER IF EXISTS search_changed",
    "DROP TRIGGER IF EXISTS search_gone",
)
_ENTITIES = ("amp", "lt", "gt", "quot", "nbsp")
# As Unicode writes them apart, whatever form it is in: क़ ख़ ग़ ज़ ड़ ढ़ फ़ य़.
_WITH_DOT = dict(zip(range(0x0958, 0x0960), (0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F), strict=True))
# Within a word and no part of it: soft hyphens, joiners, marks of direction.
_JOINERS = (0x00AD, *range(0x200B, 0x2010))
_SIGNS = (*".,:;!?()/+*&'", "’", "‘", "“", "”", "–", "—", "-", "।")


def _replaced(column: str, signs: tuple[str, ...]) -> str:
    for sign in signs:
        column = f"replace({column}, '{sign.replace(chr(39), chr(39) * 2)}', ' ')"
    return column


def _dotted(column: str) -> str:
    for whole, letter in _WITH_DOT.items():
        column = f"replace({column}, char({whole}), char({letter}, {0x093C}))"
    for sign in _JOINERS:
        column = f"replace({column}, char({sign}), '')"
    return column


def _plain(column: str) -> str:
    """Cut before each tag as a list in JSON, of whose pieces what follows the tag is left."""
    pieces = f"""json_each('[' || replace(json_quote(substr({column}, 1, 100000)), '<', '","') || ']')"""
    text = f"(SELECT group_concat(substr(value, instr(value, '>') + 1), ' ') FROM {pieces})"  # noqa: S608
    return _replaced(_dotted(text), tuple(f"&{name};" for name in _ENTITIES))


def _words(row: str, source: str = "") -> str:
    """Of headline and standfirst; SQLite makes ASCII letters small alone, and so the others are written as they are."""
    apart = _replaced(f"lower({row}.headline || ' ' || {row}.standfirst)", _SIGNS)
    pieces = f"""json_each('[' || replace(json_quote({apart}), ' ', '","') || ']')"""
    return f"SELECT value FROM {source}{pieces} WHERE length(value) BETWEEN 3 AND 40 AND value NOT GLOB '*[0-9]*'"  # noqa: S608


_WRITE = (
    "INSERT INTO articles_search (rowid, headline, standfirst, body) "  # noqa: S608  # names of our own
    f"VALUES (NEW.id, {_dotted('NEW.headline')}, {_dotted('NEW.standfirst')}, {_plain('NEW.body')}); "
    f"INSERT INTO articles_search_word {_words('NEW')} ON CONFLICT DO NOTHING"
)
_REMOVE_OLD = "DELETE FROM articles_search WHERE rowid = OLD.id"
CREATE = (
    f"CREATE TRIGGER search_written AFTER INSERT ON articles_article FOR EACH ROW BEGIN {_WRITE}; END",
    "CREATE TRIGGER search_changed AFTER UPDATE ON articles_article FOR EACH ROW WHEN OLD.headline IS NOT NEW.headline "
    "OR OLD.standfirst IS NOT NEW.standfirst OR OLD.body IS NOT NEW.body OR OLD.id <> NEW.id "
    f"BEGIN {_REMOVE_OLD}; {_WRITE}; END",
    f"CREATE TRIGGER search_gone AFTER DELETE ON articles_article FOR EACH ROW BEGIN {_REMOVE_OLD}; END",
)
BEFORE_ALL = AFTER_ALL = ()
WORDS_SINCE = ""
"""The triggers write them: one transaction writes at a time."""
FILL = (
    f"""
    INSERT INTO articles_search (rowid, headline, standfirst, body)
    SELECT id, {_dotted("headline")}, {_dotted("standfirst")}, {_plain("one.body")} FROM articles_article AS one
    WHERE id BETWEEN %(first)s AND %(last)s AND NOT EXISTS (SELECT 1 FROM articles_search WHERE rowid = one.id)""",  # noqa: S608
    f"""
    INSERT INTO articles_search_word {_words("one", "articles_article AS one, ")}
    AND one.id BETWEEN %(first)s AND %(last)s ON CONFLICT DO NOTHING""",
)
