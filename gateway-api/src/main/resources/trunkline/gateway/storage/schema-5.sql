-- Over which trunk a call went, and when it came how far; NULL and 0 in rows of earlier schemas.
ALTER TABLE call ADD COLUMN trunk TEXT;
ALTER TABLE call ADD COLUMN invited_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN ringing_at BIGINT NOT NULL DEFAULT 0;

-- What went over the wire in each call of a voice message, deflated; see TraceRows.
CREATE TABLE call_trace (
  key BIGINT NOT NULL,
  number INTEGER NOT NULL,
  trace BLOB NOT NULL,
  PRIMARY KEY (key, number)
) CLUSTERED;
