import { randomBytes } from 'node:crypto'
import { demoPassword } from '../journal/demo/demo-accounts.ts'
import type { Settings } from '../platform/settings.ts'

/**
 * Journal password of new accounts. In a real school nobody knows it (one for all, so that 50,000 people do not cost 50,000 hashes): each
 * gets an own one by `reset-password`.
 */
export const initialPassword = ({ demo }: Pick<Settings, 'demo'>): string =>
  demo ? demoPassword : randomBytes(32).toString('base64url')
