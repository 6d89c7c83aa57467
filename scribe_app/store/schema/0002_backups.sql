-- Where backups were put, so that what retention deletes is deleted there too.

CREATE TABLE backups (
    path TEXT PRIMARY KEY,
    made_at TEXT NOT NULL
);

CREATE INDEX audit_by_visit ON audit (visit_id);
