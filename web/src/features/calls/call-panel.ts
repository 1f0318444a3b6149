/** What stands beside the people of a call. */
export type CallPanel = 'chat' | 'people' | 'settings'
