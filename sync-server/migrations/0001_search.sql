-- Full-text index over `messages.stems`. External content, so that erasing a message erases its terms (with secure-delete).
CREATE VIRTUAL TABLE message_terms USING fts5(stems, content='messages', content_rowid='rowid', columnsize=0, tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO message_terms(message_terms, rank) VALUES('secure-delete', 1);
--> statement-breakpoint
-- Every message is a commit of its own at a school's pace: its terms are merged half as often.
INSERT INTO message_terms(message_terms, rank) VALUES('automerge', 8);
