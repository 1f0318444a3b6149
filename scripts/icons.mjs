/** Draws the PNG icons of the installed app from `web/public/icons/bell.svg`: `node scripts/icons.mjs`. Run when the picture changes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root } from './lib/run.mjs'

const folder = join(root, 'web/public/icons')
const svg = readFileSync(join(folder, 'bell.svg'), 'utf8')
/** Systems cut maskable icons to their own shape: colour up to the edge, the bell in the middle 80 %. */
const maskable = svg.replace(' rx="116"', '').replace('<g ', '<g id="bell" ')
const shapes = [
  { name: 'any-192.png', size: 192, svg },
  { name: 'any-512.png', size: 512, svg },
  { name: 'maskable-192.png', size: 192, svg: maskable },
  { name: 'maskable-512.png', size: 512, svg: maskable },
  { name: 'apple-180.png', size: 180, svg: maskable },
  { name: 'badge-96.png', size: 96, svg: svg.replace(/<rect[^>]*>/, '').replace(/<circle[^>]*>/, '') },
]

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] })
for (const shape of shapes) {
  const page = await browser.newPage({ viewport: { width: shape.size, height: shape.size } })
  const source = `data:image/svg+xml,${encodeURIComponent(shape.svg)}`
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:${shape.size}px;height:${shape.size}px}</style><img src="${source}">`,
  )
  await page.screenshot({ path: join(folder, shape.name), omitBackground: true })
  await page.close()
}
await browser.close()
