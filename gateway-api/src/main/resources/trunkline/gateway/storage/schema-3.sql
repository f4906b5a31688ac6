-- How the audio of a call left and arrived, in microseconds and packets. No codec in rows of schema 1 and 2, and in calls
-- without audio; peer_lost is NULL where the callee sent no report.
ALTER TABLE call ADD COLUMN codec TEXT;
ALTER TABLE call ADD COLUMN ptime_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN sent_p50 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN sent_p99 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN sent_max BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN not_sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN received BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN received_lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN received_jitter BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN peer_lost BIGINT;
ALTER TABLE call ADD COLUMN peer_jitter BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN round_trip BIGINT NOT NULL DEFAULT 0;
