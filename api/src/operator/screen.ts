import type { Progress } from '../platform/control-socket.ts'
import type { Say } from './command.ts'

const width = 24
const number = new Intl.NumberFormat('ru')

/** Lines and one progress bar with numbers, redrawn in place on a terminal; elsewhere a line at each tenth. */
export function screen(out: NodeJS.WriteStream = process.stdout): Say {
  let shown = ''
  const endBar = () => {
    if (shown && out.isTTY) out.write('\n')
    shown = ''
  }
  return {
    line(text) {
      endBar()
      out.write(`${text}\n`)
    },
    progress(progress) {
      const next = out.isTTY ? bar(progress) : tenth(progress)
      if (next === shown) return
      out.write(out.isTTY ? `\r${next}\u001b[K` : `${next}\n`)
      shown = next
      if (progress.done >= progress.total) endBar()
    },
  }
}

function bar({ what, done, total }: Progress): string {
  const share = total === 0 ? 1 : done / total
  const filled = Math.round(share * width)
  const blocks = '█'.repeat(filled) + '░'.repeat(width - filled)
  return `${what} ${blocks} ${Math.floor(share * 100)} %  ${number.format(done)} / ${number.format(total)}`
}

function tenth({ what, done, total }: Progress): string {
  const share = total === 0 ? 10 : Math.floor((done / total) * 10)
  return `${what} ${share * 10} %  (${number.format(total)})`
}
