-- The rows of a group of clinics, without anything that names or dates a patient: years instead of dates, waits in
-- days, a random number for each row that only the clinic itself can trace. (45 CFR 164.514(b)(2): no element of a
-- date but the year, no identifying number or code derived from the patient.)

CREATE TABLE IF NOT EXISTS claim_rows (
    clinic TEXT NOT NULL,
    row_id UUID NOT NULL,
    year_of_service INTEGER,
    payer TEXT NOT NULL,
    clinician TEXT NOT NULL,
    codes TEXT NOT NULL,
    charge_cents BIGINT NOT NULL,
    paid_cents BIGINT NOT NULL,
    open_cents BIGINT NOT NULL,
    rejected BOOLEAN NOT NULL,
    accepted BOOLEAN NOT NULL,
    reworked BOOLEAN NOT NULL,
    first_outcome TEXT,
    outcome TEXT NOT NULL,
    reasons TEXT NOT NULL,
    tie TEXT NOT NULL,
    days_to_answer INTEGER,
    days_to_payment INTEGER,
    retired_code BOOLEAN NOT NULL,
    PRIMARY KEY (clinic, row_id)
);

CREATE TABLE IF NOT EXISTS quality_rows (
    clinic TEXT NOT NULL,
    row_id UUID NOT NULL,
    year_of_service INTEGER NOT NULL,
    clinician TEXT NOT NULL,
    code TEXT NOT NULL,
    supported BOOLEAN NOT NULL,
    documented TEXT NOT NULL,
    missing TEXT NOT NULL,
    PRIMARY KEY (clinic, row_id)
);
