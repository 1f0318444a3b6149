import {
  addMembers,
  comeBack,
  createGroup,
  excludeMember,
  leaveChat,
  openDirect,
  pinMessage,
  renameChat,
  setMember,
  setPermissions,
} from '../chats/commands.ts'
import { blockPerson } from '../contacts/commands.ts'
import { deleteMessage, editMessage, reactToMessage, sendMessage } from '../messages/commands.ts'
import type { Command } from './command.ts'

/** Every write a person can make, by its name on the wire. */
// biome-ignore lint/suspicious/noExplicitAny: each command checks its own arguments before use
export const commands: ReadonlyMap<string, Command<any, unknown>> = new Map(
  [
    sendMessage,
    editMessage,
    deleteMessage,
    reactToMessage,
    createGroup,
    openDirect,
    renameChat,
    setPermissions,
    addMembers,
    excludeMember,
    setMember,
    leaveChat,
    comeBack,
    pinMessage,
    blockPerson,
  ].map((command) => [command.name, command]),
)
