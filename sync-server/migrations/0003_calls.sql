CREATE TABLE `call_intervals` (
	`call_id` text NOT NULL,
	`identity` text NOT NULL,
	`joined_at_ms` integer NOT NULL,
	`person_id` text NOT NULL,
	`left_at_ms` integer,
	PRIMARY KEY(`call_id`, `identity`, `joined_at_ms`)
);
--> statement-breakpoint
CREATE TABLE `call_people` (
	`call_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`since_ms` integer NOT NULL,
	`hand_ms` integer,
	`speaks` integer NOT NULL,
	`muted_ms` integer,
	PRIMARY KEY(`call_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `call_people_person` ON `call_people` (`person_id`,`since_ms`);--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`school_id` text,
	`lesson_id` text,
	`chats` text NOT NULL,
	`title` text NOT NULL,
	`video` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`settings` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `calls_ended` ON `calls` (`ended_at_ms`);--> statement-breakpoint
CREATE INDEX `calls_lesson` ON `calls` (`lesson_id`);