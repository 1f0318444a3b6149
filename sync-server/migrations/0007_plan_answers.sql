CREATE TABLE `lesson_answers` (
	`lesson_id` text NOT NULL,
	`task_id` text NOT NULL,
	`person_id` text NOT NULL,
	`text` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`lesson_id`, `task_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `lesson_answers_person` ON `lesson_answers` (`person_id`);