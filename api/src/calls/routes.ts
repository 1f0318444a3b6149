import { maxInCall } from '@zvonok/schema/calls/call'
import { CommandId, newId, PersonId, SchoolId } from '@zvonok/schema/core/ids'
import { Refused } from '@zvonok/schema/core/refusal'
import { Title } from '@zvonok/schema/core/text'
import { Hono } from 'hono'
import * as v from 'valibot'
import { clientAddress } from '../platform/client-address.ts'
import type { Parts } from '../platform/parts.ts'
import { type SignedIn, signedIn } from '../platform/session.ts'
import { validate } from '../platform/validate.ts'
import { parentsChats } from './find-parents.ts'
import { identityOf } from './media.ts'
import { Uplink } from './uplink.ts'

const InCall = v.strictObject({ id: CommandId })
/** Names the tab at the media server. */
const Device = v.strictObject({ device: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,24}$/)) })

const meeting = {
  title: v.exactOptional(Title),
  video: v.exactOptional(v.boolean()),
  audience: v.exactOptional(v.boolean()),
}
const Grade = v.pipe(v.string(), v.regex(/^\d{1,2}$/))
const Meeting = v.variant('scope', [
  v.strictObject({ scope: v.literal('school'), schoolId: v.exactOptional(SchoolId), ...meeting }),
  v.strictObject({ scope: v.literal('parallel'), grade: Grade, schoolId: v.exactOptional(SchoolId), ...meeting }),
  v.strictObject({ scope: v.literal('class'), classId: v.pipe(v.string(), v.maxLength(64)), ...meeting }),
  v.strictObject({ scope: v.literal('family'), childId: PersonId, ...meeting }),
])

const meetingTitle = 'Родительское собрание'

/** What of calls is asked by HTTP: the way into the media, the own history, the page of a link, parents meetings. */
export const callRoutes = (parts: Parts) => {
  const { syncCalls: calls, media, settings } = parts
  const uplink = settings.uplink && media && new Uplink(settings.uplink, media, parts.nowMs ?? Date.now)
  return (
    new Hono<SignedIn>()
      .use(signedIn(parts))
      .get('/', async (c) => c.json(await running(calls).history(c.var.actor.personId)))
      .post('/meeting', validate('json', Meeting), async (c) => {
        const { personId } = c.var.actor
        const { title = meetingTitle, video = true, audience, ...where } = c.req.valid('json')
        const id = newId()
        if (where.scope === 'family') {
          const args = { childId: where.childId, title, video }
          return c.json(await running(calls).run(personId, 'calls.startFamily', args, id))
        }
        const chats = await parentsChats(parts.database, personId, where)
        if (chats.length === 0) throw new Refused('core.notFound')
        const args = { chats, title, video, audience: audience ?? where.scope === 'school' }
        return c.json(await running(calls).run(personId, 'calls.startMeeting', args, id))
      })
      /** CALLS-4. Says as much of a call that one may not enter as of one that is not there. */
      .get('/:id', validate('param', InCall), async (c) => {
        const found = await running(calls).atTheDoor(c.var.actor.personId, c.req.valid('param').id)
        if ('code' in found) throw new Refused(found.code)
        return c.json(found)
      })
      /** CALLS-8, CALLS-14. Only for those who are in; the room is opened, or stays as it is. */
      .post('/:id/token', validate('param', InCall), validate('json', Device), async (c) => {
        const { personId, sessionId } = c.var.actor
        const { id } = c.req.valid('param')
        // CALLS-26. Who is signed out is sent out: the device belongs to its session.
        const deviceId = `${sessionId}.${c.req.valid('json').device}`
        const grant = await running(calls).tokenGrant(personId, id)
        if ('code' in grant) throw new Refused(grant.code)
        if (media?.state.state !== 'ready') throw new Refused('calls.off')
        await media.createRoom(id, { maxParticipants: maxInCall })
        const { sources: canPublish, name, role } = grant
        const token = await media.token({ roomId: id, personId, deviceId, name, role, canPublish })
        const identity = identityOf(personId, deviceId)
        const most = uplink?.share(id, identity, clientAddress(c, settings))
        return c.json({ url: '/livekit', token, identity, ...(most && { most }) })
      })
  )
}

function running<Part>(calls: Part | undefined): Part {
  if (!calls) throw new Refused('calls.off')
  return calls
}
