import { checkStore } from '@zvonok/sync-server/check-store'
import { StartRefused } from '../platform/start-refused.ts'
import type { SchoolCommand } from './command.ts'

/** OPERATOR-4. */
export const check: SchoolCommand = {
  name: 'check',
  usage: '',
  help: 'проверка базы: структура файла, номера сообщений, документы (integrity of the database)',
  positionals: [],
  options: {},
  async run({ database }, _, say) {
    const faults = await checkStore(database, (done, total) => say.progress({ what: 'Чаты', done, total }))
    for (const { where, what } of faults) say.line(`${where}: ${what}`)
    if (faults.length > 0) throw new StartRefused(`Найдено ошибок: ${faults.length}.`, 'Faults were found.')
    say.line('Всё в порядке. (All is well.)')
  },
}
