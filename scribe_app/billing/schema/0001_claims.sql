-- Claims of the practice, in a file of their own: money is kept apart from the encounters.
-- `entries` is what was imported, word for word; the tables below it are derived from it and can be rebuilt.

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    reading TEXT NOT NULL,     -- how its columns were read
    system TEXT NOT NULL,
    payer TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('csv', 'x12')),
    at TEXT NOT NULL,
    taken INTEGER NOT NULL,
    known INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    UNIQUE (sha256, system)
);

CREATE TABLE remarks (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    line INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE mappings (
    name TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE payer_names (
    alias TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

-- Rows of an export stand under their file and line; payments and remittances, which add up, under 0 and a digest.
CREATE TABLE entries (
    system TEXT NOT NULL,
    claim TEXT NOT NULL,
    file INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (system, claim, file, seq)
) WITHOUT ROWID;

-- A replacement sent under a number of its own belongs to the claim it replaces.
CREATE TABLE replaced (
    system TEXT NOT NULL,
    claim TEXT NOT NULL,
    original TEXT NOT NULL,
    PRIMARY KEY (system, claim)
) WITHOUT ROWID;

CREATE TABLE touched (
    system TEXT NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (system, claim)
) WITHOUT ROWID;

CREATE TABLE provider_level (
    digest INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    payer TEXT NOT NULL,
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    reference TEXT NOT NULL,
    cents INTEGER NOT NULL
);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    system TEXT NOT NULL,
    claim TEXT NOT NULL,
    visit TEXT NOT NULL,
    patient TEXT NOT NULL,
    payer TEXT NOT NULL,
    payer_key TEXT NOT NULL,
    provider TEXT NOT NULL,
    dos TEXT NOT NULL,
    day TEXT NOT NULL,          -- date of service, or submission where there is none
    submitted TEXT NOT NULL,
    charge INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    reworked INTEGER NOT NULL,
    first TEXT,
    first_on TEXT NOT NULL,
    now TEXT NOT NULL,
    paid INTEGER NOT NULL,
    first_paid_on TEXT NOT NULL,
    balance INTEGER NOT NULL,
    family TEXT NOT NULL,       -- the M54.5x codes of the claim, space between
    first_dx TEXT NOT NULL,
    dx_count INTEGER NOT NULL,
    retired TEXT NOT NULL,      -- codes not valid on the date of service, space between
    tie TEXT NOT NULL,          -- closest tie of its denial reasons to the diagnosis
    UNIQUE (system, claim)
);
CREATE INDEX claims_by_day ON claims (day);
CREATE INDEX claims_by_visit ON claims (visit);
CREATE INDEX claims_by_patient ON claims (patient, dos);

CREATE TABLE claim_dx (
    claim_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (claim_id, place)
) WITHOUT ROWID;

CREATE TABLE claim_reasons (
    claim_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    grp TEXT NOT NULL,
    carc TEXT NOT NULL,
    remarks TEXT NOT NULL,
    tie TEXT NOT NULL,
    cents INTEGER NOT NULL,
    PRIMARY KEY (claim_id, place)
) WITHOUT ROWID;

CREATE TABLE postings (
    claim_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    cents INTEGER NOT NULL,
    PRIMARY KEY (claim_id, place)
) WITHOUT ROWID;

-- What the signed notes of visits say, as the loop and the quality figures need it: no words, no names.
CREATE TABLE visit_quality (
    visit TEXT PRIMARY KEY,
    patient TEXT NOT NULL,
    day TEXT NOT NULL,
    clinician TEXT NOT NULL,
    code TEXT NOT NULL,
    supported INTEGER NOT NULL,
    documented TEXT NOT NULL,   -- ids of quality definitions, space between
    missing TEXT NOT NULL,      -- checklist lines missing at signing, space between
    synthetic INTEGER NOT NULL
);
