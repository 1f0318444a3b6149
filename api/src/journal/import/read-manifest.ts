import { type FileName, fileNames } from './columns.ts'
import type { Problems } from './problems.ts'
import { readTable } from './read-table.ts'
import type { Mode } from './roster.ts'
import type { Source } from './source.ts'

export interface Manifest {
  readonly version: '1.1' | '1.2'
  readonly modes: Readonly<Record<FileName, Mode>>
}

/** `file.users` → `bulk`, `delta` or `absent`. Without a manifest every file that is there is bulk. */
export async function readManifest(source: Source<FileName>, problems: Problems): Promise<Manifest> {
  const present = (name: FileName): Mode => (source.files.has(name) ? 'bulk' : 'absent')
  const modes = Object.fromEntries(fileNames.map((name) => [name, present(name)])) as Record<FileName, Mode>
  let version: Manifest['version'] = source.files.has('roles') ? '1.2' : '1.1'
  const manifest = source.files.get('manifest')
  if (!manifest) return { version, modes }
  const byLower = new Map<string, FileName>(fileNames.map((name) => [name.toLowerCase(), name]))
  await readTable(manifest, 'manifest', problems, ({ propertyName, value }, line) => {
    const property = propertyName.toLowerCase()
    if (property === 'oneroster.version') version = value.startsWith('1.2') ? '1.2' : '1.1'
    const name = property.startsWith('file.') ? byLower.get(property.slice('file.'.length)) : undefined
    if (!name) return
    const place = { file: manifest.name, line, column: 'value', value }
    const mode = value.toLowerCase()
    if (mode !== 'bulk' && mode !== 'delta' && mode !== 'absent') problems.error({ ...place, reason: 'badMode' })
    else if (mode !== 'absent' && !source.files.has(name))
      problems.error({ ...place, reason: 'missingFile', detail: `${name}.csv` })
    else if (mode === 'absent' && source.files.has(name))
      problems.warning({ ...place, reason: 'ignoredFile', detail: `${name}.csv` })
    modes[name] = mode === 'bulk' || mode === 'delta' ? mode : 'absent'
  })
  return { version, modes }
}
