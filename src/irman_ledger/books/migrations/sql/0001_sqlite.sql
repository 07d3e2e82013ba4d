CREATE TABLE irman_book (
  book INTEGER NOT NULL,
  id TEXT NOT NULL,
  uuid BLOB NOT NULL,
  currency TEXT NOT NULL,
  begins_on TEXT NOT NULL,
  PRIMARY KEY (book),
  CONSTRAINT irman_book_id UNIQUE (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_head (
  book INTEGER NOT NULL,
  size INTEGER NOT NULL,
  frontier BLOB NOT NULL,
  closed_to INTEGER NOT NULL,
  bylaws_version INTEGER NOT NULL,
  PRIMARY KEY (book),
  CONSTRAINT irman_head_book FOREIGN KEY(book) REFERENCES irman_book (book)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_bylaws (
  book INTEGER NOT NULL,
  version INTEGER NOT NULL,
  from_on TEXT NOT NULL,
  seq INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (book, version),
  CONSTRAINT irman_bylaws_book FOREIGN KEY(book) REFERENCES irman_book (book)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_account (
  book INTEGER NOT NULL,
  code TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  is_memorandum INTEGER NOT NULL,
  PRIMARY KEY (book, code),
  CONSTRAINT irman_account_book FOREIGN KEY(book) REFERENCES irman_book (book),
  CONSTRAINT irman_account_memorandum CHECK (is_memorandum IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_record (
  book INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  "key" TEXT NOT NULL,
  command_hash BLOB NOT NULL,
  value_on TEXT NOT NULL,
  booked_on TEXT NOT NULL,
  period INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  part INTEGER NOT NULL,
  document TEXT,
  narration TEXT NOT NULL,
  command TEXT NOT NULL,
  event TEXT NOT NULL,
  bylaws_version INTEGER NOT NULL,
  rules_version INTEGER NOT NULL,
  reverses INTEGER,
  line_count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (book, seq),
  CONSTRAINT irman_record_counts CHECK (seq >= 0 AND (line_count = 0 OR line_count >= 2)),
  CONSTRAINT irman_record_money CHECK ((line_count = 0) = (total = 0) AND (line_count = 0) = (number = 0))
)
 STRICT;

CREATE TABLE irman_line (
  book INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  no INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  account TEXT NOT NULL,
  unit TEXT NOT NULL,
  fund TEXT NOT NULL,
  subject TEXT,
  amount INTEGER NOT NULL,
  is_memorandum INTEGER NOT NULL,
  value_on TEXT NOT NULL,
  booked_on TEXT NOT NULL,
  PRIMARY KEY (book, seq, no),
  CONSTRAINT irman_line_sealed FOREIGN KEY(book, seq) REFERENCES irman_record (book, seq) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT irman_line_slot CHECK (no >= 0 AND no < line_count),
  CONSTRAINT irman_line_amount CHECK (amount <> 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_month_balance (
  book INTEGER NOT NULL,
  period INTEGER NOT NULL,
  account TEXT NOT NULL,
  unit TEXT NOT NULL,
  fund TEXT NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  PRIMARY KEY (book, period, account, unit, fund)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_subject_balance (
  book INTEGER NOT NULL,
  subject TEXT NOT NULL,
  account TEXT NOT NULL,
  balance INTEGER NOT NULL,
  last_value_on TEXT NOT NULL,
  PRIMARY KEY (book, subject, account)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_subject (
  book INTEGER NOT NULL,
  subject TEXT NOT NULL,
  member TEXT,
  group_no TEXT,
  product TEXT,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  fold_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (book, subject),
  CONSTRAINT irman_subject_state CHECK (length(state) <= 8192)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_schedule (
  book INTEGER NOT NULL,
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  no INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  principal INTEGER NOT NULL,
  interest INTEGER NOT NULL,
  PRIMARY KEY (book, subject, seq, no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_private (
  book INTEGER NOT NULL,
  commitment BLOB NOT NULL,
  subject TEXT NOT NULL,
  salt BLOB,
  value TEXT,
  PRIMARY KEY (book, commitment)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE irman_schema (
  min_reader TEXT NOT NULL,
  PRIMARY KEY (min_reader)
)
 WITHOUT ROWID,
 STRICT;

CREATE UNIQUE INDEX irman_record_key ON irman_record (book, "key") WHERE key <> '';

CREATE UNIQUE INDEX irman_record_voucher ON irman_record (book, series, year, number, part) WHERE number > 0;

CREATE UNIQUE INDEX irman_record_reverses ON irman_record (book, reverses) WHERE reverses IS NOT NULL;

CREATE INDEX irman_record_subject ON irman_record (book, subject, seq) WHERE subject <> '';

CREATE INDEX irman_line_by_account ON irman_line (book, account, booked_on) WHERE account <> '';

CREATE INDEX irman_line_by_subject ON irman_line (book, subject, value_on) WHERE substr(subject, 1, 5) <> 'cash:';

CREATE INDEX irman_subject_by_member ON irman_subject (book, member) WHERE member IS NOT NULL;
