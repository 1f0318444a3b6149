import { openDirect } from '@zvonok/schema/chats/commands'
import { type ChatId, directChatId, type PersonId } from '@zvonok/schema/core/ids'
import type { Device } from '../../platform/device.ts'
import { tellRefusal } from './call-actions.ts'
import { enterCall, plainWish } from './current-call.ts'

/** Starts the call of a chat, or joins the one that runs there. Resolves with its page, or undefined when it did not begin. */
export async function startInChat(
  device: Device,
  chatId: ChatId,
  video: boolean,
  people: readonly PersonId[],
): Promise<string | undefined> {
  return begun(device, device.ask('calls.startInChat', { chatId, video, people }), video)
}

/** The direct chat comes first: a call stands in a chat. */
export async function startWith(device: Device, personId: PersonId, video: boolean): Promise<string | undefined> {
  const chatId = directChatId(device.personId, personId)
  if (!device.chat(chatId)) {
    if (device.link() !== 'live') return void tellRefusal(Promise.resolve(undefined))
    // A refusal is told where all refusals of the outbox are.
    const made = await device.run(openDirect, { personId }).done.then(
      () => true,
      () => false,
    )
    if (!made) return undefined
  }
  return startInChat(device, chatId, video, [])
}

export async function startByLink(
  device: Device,
  settings: { title: string; waitingRoom: boolean; joinMuted: boolean },
): Promise<string | undefined> {
  return begun(device, device.ask('calls.startByLink', { ...settings, video: false }), false)
}

async function begun(device: Device, asked: ReturnType<Device['ask']>, camera: boolean): Promise<string | undefined> {
  const result = (await tellRefusal(asked)) as { callId: string } | undefined
  if (!result) return undefined
  const wish = plainWish()
  enterCall(device, result.callId, { ...wish, camera, audioOnly: wish.audioOnly && !camera })
  return `/call/${result.callId}`
}
