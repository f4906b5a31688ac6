-- When a message is to be sent, microseconds since 1970 in UTC, 0 for at once; and what its sender calls it.
ALTER TABLE message ADD COLUMN send_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN client_reference TEXT;
CREATE INDEX message_client_reference ON message (account, client_reference, key) WHERE client_reference IS NOT NULL;

-- Open messages that do not wait for a time: a million of those that do costs a start nothing.
DROP INDEX progress_open;
CREATE INDEX progress_open ON progress (key) WHERE state < 10 AND state <> 1;
