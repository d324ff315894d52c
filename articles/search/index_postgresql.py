"""The index on PostgreSQL: a vector for each article, in a table of its own."""

# Small letters without accents; quick for what has none. The parser must not see addresses or numbers in words.
# A pattern, for `translate` takes five times as long; and what is ASCII by then is composed already.
FOLDED = r"""
    CREATE OR REPLACE FUNCTION articles_search_folded(said text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
    BEGIN
      said := regexp_replace(said, '[./@_:&~+–—’‘“”…-]', ' ', 'g');
      IF octet_length(said) = length(said) THEN RETURN lower(said); END IF;
      said := regexp_replace(normalize(said, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f]', '', 'g');
      IF octet_length(said) = length(said) THEN RETURN lower(said); END IF;
      RETURN normalize(lower(said), NFC);
    END $$"""
# Beside the article, not in it: a change of its state would write the whole index of its words again.
# One configuration for both languages: the stem of English words, Hindi as it is. No word is left out, so that
# phrases are found as they are written.
TABLES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TEXT SEARCH DICTIONARY articles_english (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION articles_search ALTER MAPPING FOR asciiword WITH articles_english",
    "CREATE TABLE articles_search (article_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "ALTER TABLE articles_search ALTER vector SET STATISTICS 1000",
    "CREATE INDEX articles_search_vector ON articles_search USING gin (vector)",
    "CREATE TABLE articles_search_word (word text PRIMARY KEY)",
    "CREATE INDEX articles_search_word_alike ON articles_search_word USING gin (word gin_trgm_ops)",
    FOLDED,
    # A vector over a megabyte is refused.
    r"""
    CREATE FUNCTION articles_search_vector(headline text, standfirst text, body text) RETURNS tsvector
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
      SELECT setweight(to_tsvector('articles_search', articles_search_folded(headline)), 'A')
        || setweight(to_tsvector('articles_search', articles_search_folded(standfirst)), 'B')
        || setweight(to_tsvector('articles_search', articles_search_folded(
             regexp_replace(left(body, 100000), '<[^>]*>|&#?[a-z0-9]+;', ' ', 'g'))), 'D')
    $$""",
    r"""
    CREATE FUNCTION articles_search_words(said text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
      SELECT DISTINCT word FROM regexp_split_to_table(
        articles_search_folded(said), '[][\s0-9!-/:-@{-~\u00a0-\u00bf\u2000-\u206f\u0964\u0965]+') AS word
      WHERE length(word) BETWEEN 3 AND 40 ORDER BY word
    $$""",
)
REMOVE = (
    "DROP FUNCTION IF EXISTS articles_search_written, articles_search_gone, articles_search_emptied",
    "DROP FUNCTION articles_search_words, articles_search_vector, articles_search_folded",
    "DROP TABLE articles_search, articles_search_word",
    "DROP TEXT SEARCH CONFIGURATION articles_search",
    "DROP TEXT SEARCH DICTIONARY articles_english",
)
TRIGGERS = ("search_written", "search_changed", "search_gone", "search_emptied")
DROP = (
    "DROP TRIGGER IF EXISTS search_written ON articles_article",
    "DROP TRIGGER IF EXISTS search_changed ON articles_article",
    "DROP TRIGGER IF EXISTS search_gone ON articles_article",
    "DROP TRIGGER IF EXISTS search_emptied ON articles_article",
)
_VECTOR = "articles_search_vector({row}.headline, {row}.standfirst, {row}.body)"
CREATE = (
    f"""
    CREATE OR REPLACE FUNCTION articles_search_written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO articles_search VALUES (NEW.id, {_VECTOR.format(row="NEW")})
        ON CONFLICT (article_id) DO UPDATE SET vector = EXCLUDED.vector;
      RETURN NULL;
    END $$""",  # noqa: S608
    """
    CREATE OR REPLACE FUNCTION articles_search_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      DELETE FROM articles_search WHERE article_id = OLD.id;
      RETURN NULL;
    END $$""",
    """
    CREATE OR REPLACE FUNCTION articles_search_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      DELETE FROM articles_search;
      DELETE FROM articles_search_word;
      RETURN NULL;
    END $$""",
    "CREATE TRIGGER search_written AFTER INSERT ON articles_article "
    "FOR EACH ROW EXECUTE FUNCTION articles_search_written()",
    "CREATE TRIGGER search_changed AFTER UPDATE ON articles_article FOR EACH ROW WHEN (OLD.headline IS DISTINCT FROM "
    "NEW.headline OR OLD.standfirst IS DISTINCT FROM NEW.standfirst OR OLD.body IS DISTINCT FROM NEW.body) "
    "EXECUTE FUNCTION articles_search_written()",
    "CREATE TRIGGER search_gone AFTER DELETE ON articles_article FOR EACH ROW EXECUTE FUNCTION articles_search_gone()",
    "CREATE TRIGGER search_emptied AFTER TRUNCATE ON articles_article "
    "FOR EACH STATEMENT EXECUTE FUNCTION articles_search_emptied()",
)
# An index that is made at the end takes a third of the time of one that grows.
BEFORE_ALL = ("DROP INDEX IF EXISTS articles_search_vector",)
AFTER_ALL = ("CREATE INDEX IF NOT EXISTS articles_search_vector ON articles_search USING gin (vector)",)
WORDS_SINCE = """
    INSERT INTO articles_search_word SELECT DISTINCT articles_search_words(headline || ' ' || standfirst) AS word
    FROM articles_article WHERE modified_at >= %s ORDER BY word ON CONFLICT DO NOTHING"""
# Two writers add words in one order, or they would wait for each other.
FILL = (
    f"""
    INSERT INTO articles_search SELECT id, {_VECTOR.format(row="one")} FROM articles_article AS one
    WHERE id BETWEEN %(first)s AND %(last)s
      AND NOT EXISTS (SELECT 1 FROM articles_search WHERE article_id = one.id)
    ON CONFLICT DO NOTHING""",  # noqa: S608
    """
    INSERT INTO articles_search_word SELECT DISTINCT articles_search_words(headline || ' ' || standfirst)
    AS word FROM articles_article
    WHERE id BETWEEN %(first)s AND %(last)s ORDER BY word ON CONFLICT DO NOTHING""",
)
