-- Texts of messages from phones. passing: of one that is not to stay, and is there yet, the id of the event that tells it, 0 if none does; else
-- NULL. dropped: of one that is gone, how long it was and its keyed hash.
ALTER TABLE inbound ADD COLUMN passing BIGINT;
ALTER TABLE inbound ADD COLUMN dropped TEXT;
CREATE INDEX inbound_passing ON inbound (key) WHERE passing IS NOT NULL;
