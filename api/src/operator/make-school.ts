import { makeSchool } from '../journal/import/make-school.ts'
import { keepMode } from '../platform/mode.ts'
import { StartRefused } from '../platform/start-refused.ts'
import type { SchoolCommand } from './command.ts'
import { followRoster, importSteps } from './import-roster.ts'
import { initialPassword } from './initial-password.ts'
import { wholeNumber } from './whole-number.ts'

/** OPERATOR-8. */
export const makeSchoolCommand: SchoolCommand = {
  name: 'make-school',
  usage: '--classes N --pupils N [--linked]',
  help: 'большая выдуманная школа для нагрузки, только демо (a large made-up school for load, demo only)',
  positionals: [],
  options: { classes: { type: 'string' }, pupils: { type: 'string' }, linked: { type: 'boolean' } },
  async run(school, values, say) {
    const [classes, pupils] = [wholeNumber(values, 'classes', 1), wholeNumber(values, 'pupils', 1)]
    if (classes === undefined || pupils === undefined)
      throw new StartRefused('Нужно так: make-school --classes 40 --pupils 1000', 'the right form')
    if (!school.settings.demo)
      throw new StartRefused('Выдуманные люди бывают только в демо.', 'Made-up people are for a demo only.')
    await keepMode(school.database, 'demo')
    const report = await makeSchool(school.database, {
      classes,
      pupils,
      linked: values.linked === true,
      password: initialPassword(school.settings),
      onProgress: ({ step, done, total }) => say.progress({ what: importSteps[step], done, total }),
    })
    await followRoster(school)
    say.line(`Большая школа: классов ${classes}, учеников ${pupils} (${report.outcome}).`)
    say.line('Логины p00001…, g00001…, t001…, head; пароль как в демо. (Password as in the demo.)')
  },
}
