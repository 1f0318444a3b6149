import { fingerprint, isStale, writeStamp } from './fingerprint.mjs'
import { Failure, runTool } from './run.mjs'

const shared = ['package-lock.json', 'tsconfig.base.json', 'schema/package.json', 'schema/tsconfig.json', 'schema/src']

const servers = {
  name: 'серверы (servers)',
  sources: [
    ...shared,
    ...['sync-server', 'api'].flatMap((w) => [`${w}/package.json`, `${w}/tsconfig.json`, `${w}/src`]),
  ],
  stamp: 'api/dist/.zvonok-build',
  make: () => runTool('tsc', ['-b', 'schema', 'sync-server', 'api']),
}

const web = {
  name: 'приложение (app)',
  sources: [...shared, 'vite.config.ts', 'web/package.json', 'web/index.html', 'web/public', 'web/src'],
  stamp: 'web/dist/.zvonok-build',
  make: () => runTool('vite', ['build', '--logLevel', 'error']),
}

/** Builds what is older than its sources: nothing, most of the time. */
export async function build() {
  for (const part of [servers, web]) {
    const current = fingerprint(part.sources)
    if (!isStale(part.stamp, current)) continue
    console.log(`Собираю ${part.name}…`)
    const { code } = await part.make()
    if (code !== 0) throw new Failure(`Сборка не удалась: ${part.name}, см. выше. (The build failed, see above.)`)
    writeStamp(part.stamp, current)
  }
}
