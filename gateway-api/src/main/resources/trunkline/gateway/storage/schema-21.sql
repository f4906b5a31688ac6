-- What a key of a service account may be used for; NULL for all.
ALTER TABLE service_key ADD COLUMN scopes TEXT;
