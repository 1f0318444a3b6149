CREATE TABLE `ezhd_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`password` text,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ezhd_accounts_user` ON `ezhd_accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `ezhd_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ezhd_sessions_token_unique` ON `ezhd_sessions` (`token`);--> statement-breakpoint
CREATE INDEX `ezhd_sessions_user` ON `ezhd_sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `ezhd_users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`username` text NOT NULL,
	`display_username` text NOT NULL,
	`person_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ezhd_users_email_unique` ON `ezhd_users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `ezhd_users_username_unique` ON `ezhd_users` (`username`);--> statement-breakpoint
CREATE INDEX `ezhd_users_person` ON `ezhd_users` (`person_id`);--> statement-breakpoint
CREATE TABLE `ezhd_verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `id_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`password` text,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `id_accounts_user` ON `id_accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `id_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `id_sessions_token_unique` ON `id_sessions` (`token`);--> statement-breakpoint
CREATE INDEX `id_sessions_user` ON `id_sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `id_users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`phone_number` text,
	`phone_number_verified` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `id_users_email_unique` ON `id_users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `id_users_phoneNumber_unique` ON `id_users` (`phone_number`);--> statement-breakpoint
CREATE TABLE `id_verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `id_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`address_hash` text NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer NOT NULL,
	`sent_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `id_codes_request` ON `id_codes` (`request_hash`);--> statement-breakpoint
CREATE INDEX `id_codes_address` ON `id_codes` (`address_hash`,`sent_at_ms`);--> statement-breakpoint
CREATE INDEX `id_codes_sent` ON `id_codes` (`sent_at_ms`);--> statement-breakpoint
CREATE TABLE `id_grants` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`family` text NOT NULL,
	`user_id` text NOT NULL,
	`client_id` text NOT NULL,
	`device_id` text NOT NULL,
	`scope` text NOT NULL,
	`redirect_uri` text,
	`challenge` text,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `id_grants_family` ON `id_grants` (`family`);--> statement-breakpoint
CREATE INDEX `id_grants_user` ON `id_grants` (`user_id`);--> statement-breakpoint
CREATE TABLE `id_requests` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`state` text NOT NULL,
	`challenge` text NOT NULL,
	`scope` text NOT NULL,
	`step` text NOT NULL,
	`address_kind` text,
	`address` text,
	`user_id` text,
	`fresh_login` integer DEFAULT true NOT NULL,
	`purpose` text,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `account_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`by_person_id` text,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_events_person` ON `account_events` (`person_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `consents` (
	`person_id` text NOT NULL,
	`by_person_id` text NOT NULL,
	`version` text NOT NULL,
	`at_ms` integer NOT NULL,
	`withdrawn_at_ms` integer,
	PRIMARY KEY(`person_id`, `version`, `at_ms`)
);
--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`changes` text NOT NULL,
	`at_ms` integer NOT NULL,
	`done_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `corrections_person` ON `corrections` (`person_id`);--> statement-breakpoint
CREATE TABLE `demo_outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`to` text NOT NULL,
	`text` text NOT NULL,
	`code` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `entry_cards` (
	`person_id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`kind` text NOT NULL,
	`by_person_id` text NOT NULL,
	`tries` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `entry_cards_expires` ON `entry_cards` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `id_flows` (
	`bound_to` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`state_hash` text,
	`verifier` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`id_user_id` text,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `learning_profiles` (
	`id` text PRIMARY KEY NOT NULL,
	`id_user_id` text NOT NULL,
	`person_id` text,
	`linked_at_ms` integer,
	`must_prove` integer DEFAULT false NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `learning_profiles_personId_unique` ON `learning_profiles` (`person_id`);--> statement-breakpoint
CREATE INDEX `learning_profiles_id_user` ON `learning_profiles` (`id_user_id`);--> statement-breakpoint
CREATE TABLE `outgoing` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sealed` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_try_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outgoing_next` ON `outgoing` (`state`,`next_try_at_ms`);--> statement-breakpoint
CREATE INDEX `outgoing_created` ON `outgoing` (`kind`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `qr_sign_ins` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`journal_session_id` text NOT NULL,
	`person_id` text NOT NULL,
	`phone_hash` text,
	`digits` text,
	`device` text,
	`state` text NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `qr_sign_ins_id_unique` ON `qr_sign_ins` (`id`);--> statement-breakpoint
CREATE INDEX `qr_sign_ins_session` ON `qr_sign_ins` (`journal_session_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`device` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_id_unique` ON `sessions` (`id`);--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `support_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`facts` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `chat_members` (
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`muted` integer NOT NULL,
	`by_roster` integer NOT NULL,
	`roster_role` text,
	`left_at_ms` integer,
	`left_by` text,
	`read_seq` integer NOT NULL,
	`change` integer NOT NULL,
	`silent` integer NOT NULL,
	`cleared_seq` integer NOT NULL,
	PRIMARY KEY(`chat_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `chat_members_person` ON `chat_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `chats` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`school_id` text,
	`class_id` text,
	`title` text NOT NULL,
	`permissions` text NOT NULL,
	`pinned` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`seq` integer NOT NULL,
	`first_seq` integer NOT NULL,
	`generation` integer NOT NULL,
	`info_version` integer NOT NULL,
	`change` integer NOT NULL,
	`closed_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `chats_class` ON `chats` (`class_id`);--> statement-breakpoint
CREATE TABLE `blocks` (
	`person_id` text NOT NULL,
	`blocked_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`person_id`, `blocked_id`)
);
--> statement-breakpoint
CREATE TABLE `homework` (
	`lesson_id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lessons` (
	`id` text PRIMARY KEY NOT NULL,
	`class_id` text NOT NULL,
	`date` text NOT NULL,
	`period` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`topic` text NOT NULL,
	`room` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_class` ON `lessons` (`class_id`,`date`,`period`);--> statement-breakpoint
CREATE INDEX `lessons_date` ON `lessons` (`date`);--> statement-breakpoint
CREATE TABLE `marks` (
	`lesson_id` text NOT NULL,
	`person_id` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `marks_person` ON `marks` (`person_id`);--> statement-breakpoint
CREATE TABLE `class_members` (
	`class_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`class_id`, `person_id`, `role`)
);
--> statement-breakpoint
CREATE INDEX `class_members_person` ON `class_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `class_subjects` (
	`class_id` text NOT NULL,
	`subject_class_id` text NOT NULL,
	`subject` text NOT NULL,
	PRIMARY KEY(`class_id`, `subject_class_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `class_subjects_group` ON `class_subjects` (`subject_class_id`,`class_id`);--> statement-breakpoint
CREATE TABLE `classes` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`sourced_id` text NOT NULL,
	`title` text NOT NULL,
	`grade` text,
	`type` text NOT NULL,
	`subject` text,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `classes_sourcedId_unique` ON `classes` (`sourced_id`);--> statement-breakpoint
CREATE INDEX `classes_school` ON `classes` (`school_id`);--> statement-breakpoint
CREATE TABLE `guardians` (
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	`access` text NOT NULL,
	`by_office` integer NOT NULL,
	PRIMARY KEY(`guardian_id`, `child_id`)
);
--> statement-breakpoint
CREATE INDEX `guardians_child` ON `guardians` (`child_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`family_name` text NOT NULL,
	`given_name` text NOT NULL,
	`middle_name` text,
	`birth_date` text,
	`active` integer NOT NULL,
	`left_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `roster_imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at_ms` integer NOT NULL,
	`summary` text NOT NULL,
	`undo` text,
	`undone_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `roster_users` (
	`sourced_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`login` text NOT NULL,
	`email` text,
	`phone` text,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roster_users_login_unique` ON `roster_users` (`login`);--> statement-breakpoint
CREATE INDEX `roster_users_person` ON `roster_users` (`person_id`);--> statement-breakpoint
CREATE TABLE `school_roles` (
	`person_id` text NOT NULL,
	`school_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`person_id`, `school_id`, `role`)
);
--> statement-breakpoint
CREATE INDEX `school_roles_school` ON `school_roles` (`school_id`,`role`);--> statement-breakpoint
CREATE TABLE `schools` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text,
	`title` text NOT NULL,
	`time_zone` text NOT NULL,
	`policy` text NOT NULL,
	`holidays` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schools_sourcedId_unique` ON `schools` (`sourced_id`);--> statement-breakpoint
CREATE TABLE `commands` (
	`person_id` text NOT NULL,
	`id` text NOT NULL,
	`result` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`person_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `doc_clients` (
	`doc` text NOT NULL,
	`client_id` integer NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`doc`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `doc_updates` (
	`doc` text NOT NULL,
	`n` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`doc`, `n`)
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`change` integer PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`message_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasures_chat` ON `erasures` (`chat_id`,`change`);--> statement-breakpoint
CREATE TABLE `messages` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`author` text NOT NULL,
	`at_ms` integer NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`extra` text,
	`stems` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_id_unique` ON `messages` (`id`);--> statement-breakpoint
CREATE INDEX `messages_chat` ON `messages` (`chat_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_not_text` ON `messages` (`chat_id`,`seq`) WHERE kind <> 'text';--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reactions` (
	`chat_id` text NOT NULL,
	`seq` integer NOT NULL,
	`person_id` text NOT NULL,
	`emoji` text NOT NULL,
	PRIMARY KEY(`chat_id`, `seq`, `person_id`, `emoji`)
);
--> statement-breakpoint
CREATE TABLE `sealed_messages` (
	`message_id` text NOT NULL,
	`version` integer NOT NULL,
	`chat_id` text NOT NULL,
	`author` text NOT NULL,
	`body` text NOT NULL,
	`at_ms` integer NOT NULL,
	`until_ms` integer,
	PRIMARY KEY(`message_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`chat_id` text NOT NULL,
	`first_seq` integer NOT NULL,
	`generation` integer NOT NULL,
	`last_seq` integer,
	PRIMARY KEY(`chat_id`, `first_seq`)
);
