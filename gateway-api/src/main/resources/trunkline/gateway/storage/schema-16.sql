-- What belongs to a message that is removed: the references of its segments, and the repetition that it is an occurrence of.
CREATE INDEX reference_key ON reference (key);
CREATE INDEX occurrence_key ON occurrence (key);

-- Messages whose text is dropped as soon as they need it no more.
CREATE TABLE passing_text (
  key BIGKEY
);
