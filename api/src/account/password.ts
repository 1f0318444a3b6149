import { hash, verify } from '@node-rs/argon2'

/** Longest password; argon2 is not asked to read a book. UTF-16 units. */
export const maxPasswordLength = 200

export const minPasswordLength = 8

/** argon2id is the library's default algorithm. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password, options)

/** A hash that no password has: compared with where there is no account, so that the answer takes as long. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$Z4Vh0zQTXTYSGdyLHQvIbQ$Q3xkY2RnZmVhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3g'

/** False also where there is no hash. Takes the same time in all cases. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobody, password)
  return matches && passwordHash != null
}
