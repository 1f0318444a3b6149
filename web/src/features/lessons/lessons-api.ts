import { api } from '../account/client.ts'

/** Whose session counts: that of the journal or that of the messenger. One browser may have both, of different persons. */
export type Place = 'journal' | 'messenger'

/** The routes of lessons in one of the two places; they are the same. */
export const lessonsApi = (place: Place): typeof api.lessons =>
  place === 'journal' ? (api.journal.lessons as unknown as typeof api.lessons) : api.lessons

export const lessonsAddress = (place: Place): string => (place === 'journal' ? '/api/journal/lessons' : '/api/lessons')
