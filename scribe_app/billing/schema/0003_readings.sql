-- How dates were written, with the meaning of the columns; and which file said which payment, so that a file read
-- wrongly can be read again.

ALTER TABLE mappings ADD COLUMN date_orders TEXT NOT NULL DEFAULT '{}';

CREATE TABLE payment_files (
    system TEXT NOT NULL,
    claim TEXT NOT NULL,
    seq INTEGER NOT NULL,
    file INTEGER NOT NULL,
    PRIMARY KEY (system, claim, seq, file)
) WITHOUT ROWID;
CREATE INDEX payment_files_by_file ON payment_files (file);
