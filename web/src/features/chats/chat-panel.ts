/** What stands beside or over the log. */
export type ChatPanel = 'info' | 'search' | 'important' | 'addMembers' | undefined
