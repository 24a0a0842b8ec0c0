-- Indexes that a large change drops first and makes again afterwards, in the same transaction.
CREATE INDEX number_e164 ON number (e164) WHERE e164 IS NOT NULL;
CREATE INDEX email_addr ON email (addr COLLATE NOCASE);
CREATE INDEX consent_phone ON consent_event (e164) WHERE e164 IS NOT NULL;
CREATE INDEX consent_email ON consent_event (email) WHERE email IS NOT NULL;
CREATE INDEX consent_person ON consent_event (contact_id) WHERE e164 IS NULL AND email IS NULL;
