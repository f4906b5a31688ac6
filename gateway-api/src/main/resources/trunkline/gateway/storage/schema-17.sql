-- Texts with gaps that accounts have named.
CREATE TABLE template (
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account, name)
) CLUSTERED;
