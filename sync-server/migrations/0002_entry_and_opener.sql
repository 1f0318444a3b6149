ALTER TABLE `chat_members` ADD `from_seq` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `chats` ADD `opener` text;