import { fileURLToPath } from 'node:url'
import { build, type IndexHtmlTransformContext, type Plugin, type Rolldown } from 'vite'

const source = '/src/app/early.ts'
const place = `<script src="${source}"></script>`

/**
 * Puts `early.ts` into the page as text, with the names of the files that it may ask for: the chunk `copy` and what that needs besides the entry.
 * The server allows it by its hash.
 */
export function inlineEarly(conditions: string[]): Plugin {
  let script: Promise<string> | undefined
  return {
    name: 'inline-early',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        script ??= bundled(conditions)
        const attribute = bundle ? ` data-preload="${filesOfCopy(bundle).join(' ')}"` : ''
        const text = `<script${attribute}>${await script}</script>`
        return html.replace(place, () => text)
      },
    },
  }
}

async function bundled(conditions: string[]): Promise<string> {
  const web = fileURLToPath(new URL('../web', import.meta.url))
  const output = (await build({
    root: web,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: `${web}${source}`, output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput
  return output.output[0].code.trim()
}

function filesOfCopy(bundle: NonNullable<IndexHtmlTransformContext['bundle']>): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const copy = chunks.find(({ name }) => name === 'copy')
  if (!copy) throw new Error('there is no chunk `copy`')
  const entries = chunks.filter(({ isEntry, name }) => isEntry || name === 'app').map(({ fileName }) => fileName)
  return [copy.fileName, ...copy.imports].filter((file) => !entries.includes(file)).map((file) => `/${file}`)
}
