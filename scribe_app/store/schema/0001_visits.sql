-- Patients, visits, their events, signed documents and the audit log.
-- Nothing in events, signed_documents and audit can change; retention removes rows under a permit that lives
-- only inside its own transaction.

CREATE TABLE permit (reason TEXT NOT NULL);

CREATE TABLE patients (
    id TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    birth_date TEXT,
    sex TEXT,
    identifier TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    patient_id TEXT REFERENCES patients (id),
    date_of_service TEXT NOT NULL,
    visit_type TEXT,
    clinician TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX visits_by_day ON visits (date_of_service);

CREATE TABLE events (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (visit_id, seq)
);
CREATE INDEX events_by_kind ON events (visit_id, kind);

CREATE TABLE signers (
    name TEXT PRIMARY KEY,
    credentials TEXT NOT NULL,
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE signed_documents (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'addendum', 'void')),
    at TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (visit_id, seq)
);

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    visit_id TEXT,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TRIGGER events_stand BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'an event once stored never changes'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER signed_note_closes_the_visit BEFORE INSERT ON events
WHEN NEW.kind NOT IN ('signed', 'addendum_signed', 'voided', 'sound_deleted', 'transcript_deleted')
    AND EXISTS (SELECT 1 FROM signed_documents WHERE visit_id = NEW.visit_id)
BEGIN SELECT RAISE(ABORT, 'the note is signed and cannot change: add an addendum'); END;

CREATE TRIGGER documents_stand BEFORE UPDATE ON signed_documents
BEGIN SELECT RAISE(ABORT, 'a signed document never changes'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON signed_documents WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'a signed document is never removed'); END;

CREATE TRIGGER audit_stands BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log never changes'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER signed_visit_stands BEFORE UPDATE ON visits
WHEN EXISTS (SELECT 1 FROM signed_documents WHERE visit_id = OLD.id) AND NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'the note is signed: its visit cannot change'); END;
CREATE TRIGGER signed_patient_stands BEFORE UPDATE ON patients
WHEN EXISTS (SELECT 1 FROM visits JOIN signed_documents ON visit_id = visits.id WHERE patient_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'a signed note names this patient: enter the change as a new patient record'); END;
