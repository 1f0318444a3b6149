import { createHash, createHmac, randomBytes } from 'node:crypto'

/** 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a random token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** For what can be guessed (codes, phone numbers): nobody without the server's secret can try all values. */
export const keyedHash = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('hex')
