ALTER TABLE `consents` ADD `how` text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE `learning_profiles` ADD `needs_journal` integer DEFAULT false NOT NULL;