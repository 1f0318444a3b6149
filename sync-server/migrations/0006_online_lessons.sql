CREATE TABLE `attendance` (
	`lesson_id` text NOT NULL,
	`person_id` text NOT NULL,
	`in_room` integer NOT NULL,
	`confirmed` text,
	`minutes` integer,
	`by_person` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`lesson_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `attendance_person` ON `attendance` (`person_id`);--> statement-breakpoint
CREATE TABLE `online_lesson_groups` (
	`lesson_id` text NOT NULL,
	`class_id` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `class_id`)
);
--> statement-breakpoint
CREATE INDEX `online_lesson_groups_class` ON `online_lesson_groups` (`class_id`);--> statement-breakpoint
CREATE TABLE `online_lesson_people` (
	`lesson_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `online_lesson_people_person` ON `online_lesson_people` (`person_id`);--> statement-breakpoint
CREATE TABLE `online_lessons` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`date` text NOT NULL,
	`journal_lesson_id` text,
	`title` text NOT NULL,
	`platform` text NOT NULL,
	`creator_id` text NOT NULL,
	`state` text NOT NULL,
	`call_id` text,
	`created_at_ms` integer NOT NULL,
	`published_at_ms` integer,
	`finished_at_ms` integer,
	`deleted_at_ms` integer,
	`confirmed_at_ms` integer,
	`confirmed_by` text
);
--> statement-breakpoint
CREATE INDEX `online_lessons_date` ON `online_lessons` (`school_id`,`date`);--> statement-breakpoint
CREATE INDEX `online_lessons_journal` ON `online_lessons` (`journal_lesson_id`);--> statement-breakpoint
CREATE INDEX `online_lessons_call` ON `online_lessons` (`call_id`);--> statement-breakpoint
CREATE TABLE `substitutes` (
	`journal_lesson_id` text NOT NULL,
	`person_id` text NOT NULL,
	`named_by` text NOT NULL,
	`named_at_ms` integer NOT NULL,
	PRIMARY KEY(`journal_lesson_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `substitutes_person` ON `substitutes` (`person_id`);