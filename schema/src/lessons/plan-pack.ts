import * as v from 'valibot'
import { PersonId } from '../core/ids.ts'
import { LessonId } from './lesson.ts'

/** How long before and after the day of a lesson a device keeps its pack. */
export const packDays = 14

/** The whole of a lesson for a device without a line: `GET /api/lessons/:id/pack`. */
export const LessonPack = v.object({
  lessonId: LessonId,
  /** Another one: the pack is another one. */
  version: v.string(),
  title: v.string(),
  /** `YYYY-MM-DD` of the school. */
  date: v.string(),
  /** «7 Б»; none in packs that were kept before there were any. */
  classes: v.optional(v.array(v.string()), []),
  right: v.picklist(['write', 'read']),
  /** The plan with its tasks and the links to its materials: a Yjs update in base64. */
  plan: v.string(),
  /** Teachers first. */
  roster: v.array(v.object({ id: PersonId, name: v.string(), role: v.picklist(['teacher', 'pupil']) })),
  /** All of them for teachers, one's own for a pupil. */
  answers: v.array(v.object({ taskId: v.string(), personId: PersonId, text: v.string(), atMs: v.number() })),
})
export type LessonPack = v.InferOutput<typeof LessonPack>

/** `GET /api/lessons/packs`: the packs to keep, the next lessons first. `bytes`: about, before the line packs them smaller. */
export const PackList = v.array(v.object({ lessonId: LessonId, version: v.string(), bytes: v.number() }))
export type PackList = v.InferOutput<typeof PackList>

/** Shown and kept in the pack, from the bytes of the plan's document. */
export const packPlan = (update: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < update.length; at += chunk) text += String.fromCharCode(...update.subarray(at, at + chunk))
  return btoa(text)
}

export const unpackPlan = (plan: string): Uint8Array => Uint8Array.from(atob(plan), (char) => char.charCodeAt(0))

/** Arguments of one call. */
const chunk = 8192
