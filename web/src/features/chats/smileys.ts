import type { ChatId } from '@zvonok/schema/core/ids'
import { reactionEmoji, sendMessage } from '@zvonok/schema/messages/commands'
import type { Device } from '../../platform/device.ts'
import type { MenuItem } from '../../ui/Menu.tsx'

/** A message of one smiley. Loaded when it is asked for: the list itself sends nothing. */
export const smileys = (device: Device, chatId: ChatId): MenuItem[] =>
  reactionEmoji.map((emoji) => ({ label: emoji, run: () => device.run(sendMessage, { chatId, text: emoji }) }))
