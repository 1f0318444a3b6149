import type { ParseArgsConfig } from 'node:util'
import type { SyncServer } from '@zvonok/sync-server/attach'
import type { Database } from '@zvonok/sync-server/database'
import type { ControlRequest, Progress } from '../platform/control-socket.ts'
import type { Log } from '../platform/log.ts'
import type { Settings } from '../platform/settings.ts'

/** What a command works on: the data folder, taken by the running server or by the command itself. */
export interface OpenSchool {
  readonly settings: Settings
  readonly folder: string
  readonly database: Database
  readonly log: Log
  /** The one writer of chats: the running server's, or one without sockets that is started when a command needs it. */
  sync(): Promise<SyncServer>
}

/** What the person at the keyboard sees. */
export interface Say {
  line(text: string): void
  progress(progress: Progress): void
}

export type Values = ControlRequest['values']

interface Form {
  readonly name: string
  /** What follows the name: `FOLDER|ZIP [--dry-run]`. */
  readonly usage: string
  readonly help: string
  /** Names of the arguments without dashes, all required. */
  readonly positionals: readonly string[]
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Which arguments are paths: they are relative to where the command was typed. */
  readonly paths?: readonly string[]
  /** Asks at the keyboard for what was not given. Runs where the command was typed. */
  ask?(values: Values): Promise<Values>
}

/** Runs in the running server, or alone. */
export interface SchoolCommand extends Form {
  readonly folderOnly?: never
  /** @throws {StartRefused} with what to say when it cannot be done */
  run(school: OpenSchool, values: Values, say: Say): Promise<void>
}

/** Runs only when no server has the folder, and opens what it needs itself. */
export interface FolderCommand extends Form {
  readonly folderOnly: true
  /** @throws {StartRefused} with what to say when it cannot be done */
  run(folder: string, values: Values, say: Say): Promise<void>
}

export type OperatorCommand = SchoolCommand | FolderCommand
