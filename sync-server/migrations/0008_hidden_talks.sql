CREATE TABLE `hidden_talks` (
	`staff_id` text NOT NULL,
	`pupil_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `pupil_id`)
);
--> statement-breakpoint
CREATE INDEX `hidden_talks_pupil` ON `hidden_talks` (`pupil_id`);