"""A database's schema as lines of text that can be compared."""

from typing import Protocol

TABLES = """
SELECT format('table %s', c.oid::regclass)
FROM pg_class c
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace
"""
COLUMNS = """
SELECT concat_ws(
    ' ', format('column %s.%I', c.oid::regclass, a.attname), format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END,
    'default ' || pg_get_expr(d.adbin, d.adrelid),
    'identity ' || nullif(a.attidentity::text, ''),
    'generated ' || nullif(a.attgenerated::text, ''),
    'collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text
)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace
    AND a.attnum > 0 AND NOT a.attisdropped
"""
# PostgreSQL 18 has constraints for NOT NULL as well: the columns say it already, and older servers have none.
CONSTRAINTS = """
SELECT concat_ws(
    ' ', format('constraint %s.%I', c.conrelid::regclass, c.conname), pg_get_constraintdef(c.oid),
    CASE WHEN NOT c.convalidated THEN 'not validated' END
)
FROM pg_constraint c
WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n'
"""
INDEXES = """
SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'invalid' END)
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'public'::regnamespace
"""
TRIGGERS = """
SELECT concat_ws(' ', 'trigger', t.tgenabled, pg_get_triggerdef(t.oid), obj_description(t.oid, 'pg_trigger'))
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
FUNCTIONS = """
SELECT format('function %s', pg_get_functiondef(p.oid))
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
SEQUENCES = """
SELECT concat_ws(
    ' ', 'sequence', s.sequencename, s.data_type, 'from', s.min_value, 'to', s.max_value, 'start', s.start_value,
    'by', s.increment_by, CASE WHEN s.cycle THEN 'cycle' END,
    format('owned by %s.%I', d.refobjid::regclass, a.attname)
)
FROM pg_sequences s
LEFT JOIN pg_depend d ON d.objid = format('public.%I', s.sequencename)::regclass AND d.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE s.schemaname = 'public'
"""
EXTENSIONS = "SELECT format('extension %s', extname) FROM pg_extension"


class Cursor(Protocol):
    def execute(self, query: str, /) -> object: ...

    def fetchall(self) -> list[tuple[str]]: ...


def catalogue(cursor: Cursor) -> list[str]:
    """Return a sorted line for each table, column, constraint, index, trigger, function, sequence and extension.

    The order of a table's columns does not count: a column added later stands last.
    """
    lines: list[str] = []
    for query in (TABLES, COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS, SEQUENCES, EXTENSIONS):
        cursor.execute(query)
        lines += [line for (line,) in cursor.fetchall()]
    return sorted(lines)
