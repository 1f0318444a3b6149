import type { Settings } from './settings.ts'

/** What the person who has started the server reads next. */
export async function guide({ origin }: Settings): Promise<string> {
  return `\nЗвонок работает (running): ${origin}/journal\nОстановить (stop): Ctrl-C\n`
}
