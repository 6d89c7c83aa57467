-- Under which random number a claim or visit stands in the database of the group. Random, so that nothing there can
-- be traced back without this table.

CREATE TABLE shared_rows (
    kind TEXT NOT NULL CHECK (kind IN ('claim', 'visit')),
    name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
