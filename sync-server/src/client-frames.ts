import type { ClientFrame } from '@zvonok/schema/core/frames'
import { ChatId, MessageId, PersonId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import * as v from 'valibot'
import { limit } from './limits.ts'

const Seq = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const nothing = v.strictObject({})
const inChat = v.strictObject({ chatId: ChatId })

/** Fields of the JSON frames. The others are checked by the reader of the frame itself. */
const bodies = {
  open: v.strictObject({ chatId: ChatId, haveSeq: v.exactOptional(Seq) }),
  close: inChat,
  page: v.strictObject({ chatId: ChatId, beforeSeq: Seq, count: v.pipe(Seq, v.minValue(1), v.maxValue(100)) }),
  info: inChat,
  contacts: nothing,
  reactors: v.strictObject({ chatId: ChatId, messageId: MessageId }),
  find: v.strictObject({
    chatId: ChatId,
    ids: v.pipe(v.array(MessageId), v.minLength(1), v.maxLength(limit.foundMessages)),
  }),
  read: v.strictObject({ chatId: ChatId, seq: Seq }),
  typing: inChat,
  watch: v.strictObject({ people: v.pipe(v.array(PersonId), v.maxLength(limit.watchedPeople)) }),
  ping: nothing,
  colleagues: v.strictObject({ name: v.pipe(v.string(), v.maxLength(200)) }),
}

/** @throws {Refused} `core.badInput` */
export function checkFields(frame: ClientFrame): ClientFrame {
  const schema = bodies[frame.type as keyof typeof bodies] as v.GenericSchema | undefined
  if (!schema) return frame
  const { type: _, ...body } = frame
  if (!v.is(schema, body)) throw new Refused('core.badInput')
  return frame
}
