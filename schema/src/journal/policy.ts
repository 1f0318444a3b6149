import * as v from 'valibot'
import type { QuietHours } from '../calls/quiet-hours.ts'
import type { SchoolPolicy } from './person-facts.ts'

const Time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const Quiet = v.strictObject({
  from: Time,
  to: Time,
  sundays: v.boolean(),
  holidays: v.boolean(),
  family: v.boolean(),
}) satisfies v.GenericSchema<QuietHours>

/** ADMIN-7. Everything that the office decides for its school. */
export const Policy = v.strictObject({
  pupilToPupil: v.picklist(['class', 'school', 'off']),
  staffToPupil: v.picklist(['open', 'guardianSees', 'off']),
  groupsByPupils: v.boolean(),
  groupsByGuardians: v.boolean(),
  quiet: Quiet,
}) satisfies v.GenericSchema<SchoolPolicy>
export type Policy = v.InferOutput<typeof Policy>
