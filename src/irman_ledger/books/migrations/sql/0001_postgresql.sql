CREATE TABLE irman_book (
  book BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  uuid BYTEA NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  begins_on DATE NOT NULL,
  PRIMARY KEY (book),
  CONSTRAINT irman_book_id UNIQUE (id)
);

CREATE TABLE irman_head (
  book BIGINT NOT NULL,
  size BIGINT NOT NULL,
  frontier BYTEA NOT NULL,
  closed_to INTEGER NOT NULL,
  bylaws_version INTEGER NOT NULL,
  PRIMARY KEY (book),
  CONSTRAINT irman_head_book FOREIGN KEY(book) REFERENCES irman_book (book)
)
 WITH (fillfactor = 50);

CREATE TABLE irman_bylaws (
  book BIGINT NOT NULL,
  version INTEGER NOT NULL,
  from_on DATE NOT NULL,
  seq BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (book, version),
  CONSTRAINT irman_bylaws_book FOREIGN KEY(book) REFERENCES irman_book (book)
);

CREATE TABLE irman_account (
  book BIGINT NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  subject_kind TEXT COLLATE "C" NOT NULL,
  owner TEXT COLLATE "C" NOT NULL,
  is_memorandum INTEGER NOT NULL,
  PRIMARY KEY (book, code),
  CONSTRAINT irman_account_book FOREIGN KEY(book) REFERENCES irman_book (book),
  CONSTRAINT irman_account_memorandum CHECK (is_memorandum IN (0, 1))
);

CREATE TABLE irman_record (
  book BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  command_hash BYTEA NOT NULL,
  value_on DATE NOT NULL,
  booked_on DATE NOT NULL,
  period INTEGER NOT NULL,
  entered_at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  series TEXT COLLATE "C" NOT NULL,
  year INTEGER NOT NULL,
  number BIGINT NOT NULL,
  part INTEGER NOT NULL,
  document TEXT,
  narration TEXT NOT NULL,
  command TEXT NOT NULL,
  event TEXT NOT NULL,
  bylaws_version INTEGER NOT NULL,
  rules_version INTEGER NOT NULL,
  reverses BIGINT,
  line_count INTEGER NOT NULL,
  total BIGINT NOT NULL,
  leaf BYTEA NOT NULL,
  PRIMARY KEY (book, seq),
  CONSTRAINT irman_record_slots UNIQUE (book, seq, line_count),
  CONSTRAINT irman_record_counts CHECK (seq >= 0 AND (line_count = 0 OR line_count >= 2)),
  CONSTRAINT irman_record_money CHECK ((line_count = 0) = (total = 0) AND (line_count = 0) = (number = 0))
);

CREATE TABLE irman_line (
  book BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  no INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  fund TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C",
  amount BIGINT NOT NULL,
  is_memorandum INTEGER NOT NULL,
  value_on DATE NOT NULL,
  booked_on DATE NOT NULL,
  PRIMARY KEY (book, seq, no),
  CONSTRAINT irman_line_record FOREIGN KEY(book, seq, line_count) REFERENCES irman_record (book, seq, line_count) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT irman_line_slot CHECK (no >= 0 AND no < line_count),
  CONSTRAINT irman_line_amount CHECK (amount <> 0)
);

CREATE TABLE irman_month_balance (
  book BIGINT NOT NULL,
  period INTEGER NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  fund TEXT COLLATE "C" NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  PRIMARY KEY (book, period, account, unit, fund)
)
 WITH (fillfactor = 50);

CREATE TABLE irman_subject_balance (
  book BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  balance BIGINT NOT NULL,
  last_value_on DATE NOT NULL,
  PRIMARY KEY (book, subject, account)
)
 WITH (fillfactor = 70);

CREATE TABLE irman_subject (
  book BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  member TEXT COLLATE "C",
  group_no TEXT COLLATE "C",
  product TEXT COLLATE "C",
  opened_on DATE NOT NULL,
  closed_on DATE,
  fold_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (book, subject),
  CONSTRAINT irman_subject_state CHECK (length(state) <= 8192)
)
 WITH (fillfactor = 70);

CREATE TABLE irman_schedule (
  book BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  no INTEGER NOT NULL,
  due_on DATE NOT NULL,
  principal BIGINT NOT NULL,
  interest BIGINT NOT NULL,
  PRIMARY KEY (book, subject, seq, no)
);

CREATE TABLE irman_private (
  book BIGINT NOT NULL,
  commitment BYTEA NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  salt BYTEA,
  value TEXT,
  PRIMARY KEY (book, commitment)
);

CREATE TABLE irman_schema (
  min_reader TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (min_reader)
);

CREATE UNIQUE INDEX irman_record_key ON irman_record (book, key) WHERE key <> '';

CREATE UNIQUE INDEX irman_record_voucher ON irman_record (book, series, year, number, part) WHERE number > 0;

CREATE UNIQUE INDEX irman_record_reverses ON irman_record (book, reverses) WHERE reverses IS NOT NULL;

CREATE INDEX irman_record_subject ON irman_record (book, subject, seq) WHERE subject <> '';

CREATE INDEX irman_line_by_account ON irman_line (book, account, booked_on) WHERE account <> '';

CREATE INDEX irman_line_by_subject ON irman_line (book, subject, value_on) WHERE substr(subject, 1, 5) <> 'cash:';

CREATE INDEX irman_subject_by_member ON irman_subject (book, member) WHERE member IS NOT NULL;
