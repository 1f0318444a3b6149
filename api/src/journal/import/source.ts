import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { AnyFileName } from './columns.ts'
import type { Problems } from './problems.ts'

/** One file, not yet read. */
export interface SourceFile {
  /** As it is written in the folder or archive. */
  readonly name: string
  readonly bytes: number
  open(): Promise<Readable>
}

export interface Source<F extends AnyFileName> {
  readonly files: ReadonlyMap<F, SourceFile>
  close(): void
}

/** A school's whole roster is some megabytes; more than this unpacked is no roster. */
const maxBytes = 512 * 1024 * 1024
const maxEntries = 1000

/** Opens the files of these names in a folder or a zip archive. What is wrong goes to `problems`; undefined when nothing can be read. */
export async function openSource<F extends AnyFileName>(
  path: string,
  names: readonly F[],
  problems: Problems,
): Promise<Source<F> | undefined> {
  const say = (reason: 'badSource' | 'badZip' | 'tooLarge' | 'noFiles', detail: string): undefined =>
    void problems.error({ file: basename(path), line: 0, column: '', value: '', reason, detail })
  const info = await stat(path).catch(() => undefined)
  if (!info) return say('badSource', path)
  if (!info.isDirectory()) return openZip(path, names, say)
  const files = await filesOfFolder(path, names)
  if (files.size === 0) return say('noFiles', path)
  if (total(files) > maxBytes) return say('tooLarge', path)
  return { files, close: () => {} }
}

/** The folder's files, or those of its only subfolder: archives are often unpacked so. */
async function filesOfFolder<F extends AnyFileName>(folder: string, names: readonly F[]): Promise<Map<F, SourceFile>> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = new Map<F, SourceFile>()
  for (const { name } of entries) {
    const known = knownName(name, names)
    const path = join(folder, name)
    const info = known && (await stat(path))
    if (known && info?.isFile()) files.set(known, { name, bytes: info.size, open: async () => createReadStream(path) })
  }
  const folders = entries.filter((entry) => entry.isDirectory())
  const [only] = folders
  return files.size === 0 && folders.length === 1 && only ? filesOfFolder(join(folder, only.name), names) : files
}

/**
 * Reads the list of an archive; nothing is unpacked to disk. `yauzl` refuses names that lead out of the archive and data longer than the list
 * says, so the sum of the list bounds what can come out.
 */
async function openZip<F extends AnyFileName>(
  path: string,
  names: readonly F[],
  say: (reason: 'badZip' | 'tooLarge' | 'noFiles', detail: string) => undefined,
): Promise<Source<F> | undefined> {
  const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true }).catch((error: Error) => error)
  if (zip instanceof Error) return say('badZip', zip.message)
  const fail = (reason: 'badZip' | 'tooLarge' | 'noFiles', detail: string): undefined => {
    zip.close()
    return say(reason, detail)
  }
  if (zip.entryCount > maxEntries) return fail('tooLarge', String(zip.entryCount))
  const files = new Map<F, SourceFile>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      const known = name.startsWith('__MACOSX/') ? undefined : knownName(basename(name), names)
      if (!known) continue
      if (files.has(known)) return fail('badZip', `${name}, ${files.get(known)?.name}`)
      files.set(known, { name, bytes: entry.uncompressedSize, open: () => zip.openReadStreamPromise(entry) })
    }
  } catch (error) {
    return fail('badZip', error instanceof Error ? error.message : String(error))
  }
  if (files.size === 0) return fail('noFiles', path)
  if (total(files) > maxBytes) return fail('tooLarge', path)
  return { files, close: () => zip.close() }
}

const total = (files: ReadonlyMap<string, SourceFile>): number =>
  [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0)

const knownName = <F extends AnyFileName>(file: string, names: readonly F[]): F | undefined =>
  names.find((name) => `${name.toLowerCase()}.csv` === file.toLowerCase())
