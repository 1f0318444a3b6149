import { core } from './ru/core.ts'

/** All sentences of the app, Russian first: one file a room, keys `room.what`. */
export const ru = { ...core }
