import { randomInt } from 'node:crypto'

/** Without letters and digits that look alike on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 12

/** A random password (59 bits) that can be read out and typed. */
export const newPassword = (): string => Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
