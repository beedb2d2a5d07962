"""How a row of a table is told as an item of a list."""

from ingest.columns import VALUES, ColumnRole, column_roles, row_title
from ingest.document import Row, Table


def told(found: Table, row: Row) -> str:
    """The person in the row, if any, its title, then its values under their headers."""
    columns = zip(column_roles(found.columns), found.columns, row.cells, strict=False)
    filled = [(role, column, cell) for role, column, cell in columns if cell.strip()]
    own = row_title(found.columns, row.cells)
    persons = [c for role, _, c in filled if role is ColumnRole.PERSON and not own.startswith(c)]
    values = [f"{column}: {cell}" for role, column, cell in filled if role in VALUES]
    title = ", ".join(dict.fromkeys((*persons, own)))
    return f"{title} ({'; '.join(values)})" if values else title
