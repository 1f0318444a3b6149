import type { ChatItem } from '../../platform/device.ts'
import { fullName } from '../contacts/names.ts'

/** A direct chat is called as the other person. */
export const chatTitle = (item: ChatItem): string => item.head.title || fullName(item.peer)

/** From what the avatar's colour comes. */
export const chatHueId = (item: ChatItem): string => item.peer?.id ?? item.head.id
