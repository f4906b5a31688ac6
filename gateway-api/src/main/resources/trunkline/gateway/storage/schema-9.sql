-- Public keys of service accounts: X.509 SubjectPublicKeyInfo of an RSA key in base 64.
CREATE TABLE service_key (
  id TEXT PRIMARY KEY,
  account BIGINT NOT NULL,
  public_key TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
