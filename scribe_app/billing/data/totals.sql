-- The totals of the billing figures, computed a second time in SQL alone.
-- Parameters: :start, :end (dates of service, '' for none), :payer, :clinician ('' for all), :as_of.
-- One row for each figure: id, numerator, denominator.

WITH chosen AS (
    SELECT * FROM claims
    WHERE now <> 'void' AND now <> 'unbilled'
      AND (:start = '' OR day >= :start) AND (:end = '' OR day <= :end)
      AND (:payer = '' OR payer_key = :payer) AND (:clinician = '' OR provider = :clinician)
),
coded AS (
    SELECT c.id,
           max(d.code = 'M54.50') AS has_50,
           max(d.code IN ('M54.50', 'M54.51', 'M54.59')) AS has_any,
           max(d.place = 0 AND d.code = 'M54.50') AS first_50,
           max(d.place = 0 AND d.code IN ('M54.50', 'M54.51', 'M54.59')) AS first_any,
           c.first
    FROM chosen c JOIN claim_dx d ON d.claim_id = c.id GROUP BY c.id
),
tied AS (
    SELECT DISTINCT claim_id FROM claim_reasons WHERE tie = 'direct'
),
balances AS (
    SELECT c.id, c.charge, c.day, c.first, c.first_on, CASE WHEN c.submitted <> '' THEN c.submitted ELSE c.day END AS sent,
           max(0, c.charge - coalesce((SELECT sum(p.cents) FROM postings p
                                       WHERE p.claim_id = c.id AND p.day <= :as_of), 0)) AS open_cents
    FROM claims c
    WHERE c.now <> 'void' AND c.now <> 'unbilled'
      AND (:payer = '' OR c.payer_key = :payer) AND (:clinician = '' OR c.provider = :clinician)
),
billed AS (
    SELECT *, julianday(:as_of) - julianday(sent) AS age FROM balances WHERE sent <> '' AND sent <= :as_of
),
month AS (
    SELECT CASE WHEN strftime('%d', :as_of, '+1 day') = '01' THEN date(:as_of, 'start of month')
                ELSE date(:as_of, 'start of month', '-1 month') END AS began
),
net AS (
    SELECT b.id, b.charge, b.first,
           coalesce((SELECT sum(cents) FROM postings WHERE claim_id = b.id AND kind = 'contract' AND day <= :as_of), 0)
               AS contract,
           coalesce((SELECT sum(cents) FROM postings WHERE claim_id = b.id AND kind = 'writeoff' AND day <= :as_of), 0)
               AS written_off
    FROM billed b WHERE (:start = '' OR day >= :start) AND (:end = '' OR day <= :end)
)
SELECT 'm5450_share_any', total(has_50), total(has_any) FROM coded
UNION ALL SELECT 'm5450_share_first', total(first_50), total(first_any) FROM coded
UNION ALL SELECT 'clean_claim_rate', total(rejected = 0 AND accepted = 1), total(rejected = 1 OR accepted = 1) FROM chosen
UNION ALL SELECT 'first_pass_rate', total(first IN ('paid', 'patient') AND rejected = 0 AND reworked = 0),
    count(first) FROM chosen
UNION ALL SELECT 'rejection_rate', total(rejected = 1), count(*) FROM chosen
UNION ALL SELECT 'denial_rate', total(first = 'denied'), count(first) FROM chosen
UNION ALL SELECT 'denial_rate_charges', total(charge * (first = 'denied')), total(charge * (first IS NOT NULL)) FROM chosen
UNION ALL SELECT 'denial_rate_m5450', total(has_50 AND first = 'denied'), total(has_50 AND first IS NOT NULL) FROM coded
UNION ALL SELECT 'partial_denial_rate', total(first = 'partial'), count(first) FROM chosen
UNION ALL SELECT 'diagnosis_denials', total(id IN (SELECT claim_id FROM tied)), count(*) FROM chosen
    WHERE first IN ('denied', 'partial')
UNION ALL SELECT 'overturned', total((SELECT total(cents) FROM postings WHERE claim_id = chosen.id AND kind = 'paid') > 0),
    count(*) FROM chosen WHERE first = 'denied'
UNION ALL SELECT 'days_in_ar', total(open_cents), total(charge * (age < 90)) FROM billed
UNION ALL SELECT 'days_in_ar_year', total(open_cents), total(charge * (age < 365)) FROM billed
UNION ALL SELECT 'initial_denial_rate',
    total(first = 'denied' AND first_on >= began AND first_on < date(began, '+1 month')),
    total(sent >= date(began, '-3 months') AND sent < began) FROM billed, month
UNION ALL SELECT 'initial_denial_rate_charges',
    total(charge * (first = 'denied' AND first_on >= began AND first_on < date(began, '+1 month'))),
    total(charge * (sent >= date(began, '-3 months') AND sent < began)) FROM billed, month
UNION ALL SELECT 'denial_writeoff', total(written_off * (first IN ('denied', 'partial'))), total(charge - contract) FROM net
UNION ALL SELECT 'ar_over_90', total(open_cents * (age > 90)), total(open_cents) FROM billed
UNION ALL SELECT 'days_to_payment', total(first_paid_on <> '' AND first_paid_on <= :as_of), count(*) FROM chosen
    WHERE submitted <> '' AND submitted <= :as_of AND (first_paid_on <> '' OR balance > 0)
UNION ALL SELECT 'retired_codes', total(retired <> ''), count(*) FROM chosen
    WHERE dos <> '' AND id IN (SELECT claim_id FROM claim_dx)
UNION ALL SELECT 'support_share', total(supported), count(*) FROM visit_quality
    WHERE code IN ('M54.50', 'M54.51', 'M54.59') AND (:start = '' OR day >= :start) AND (:end = '' OR day <= :end)
      AND (:clinician = '' OR clinician = :clinician);
