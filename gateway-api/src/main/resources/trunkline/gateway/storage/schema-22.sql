-- The roles of a key of a service account, names of ServiceRole with commas between; NULL for none, which bounds nothing.
ALTER TABLE service_key ADD COLUMN roles TEXT;
