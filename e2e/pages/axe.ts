import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Half way from one theme to the other a colour is neither, and axe would judge it. */
async function colorsAtRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
  })
}

/** Findings that keep people out, by rule and element; of all rules, or only of these. */
export async function seriousFindings(page: Page, rules: string[] = []): Promise<string[]> {
  await colorsAtRest(page)
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** In light, by all rules, and in dark, by what colours can do wrong: once, on a wide screen, because the colours are the same on a phone. */
export async function findingsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await seriousFindings(page)
  if ((page.viewportSize()?.width ?? 0) < 1024) return light
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await seriousFindings(page, ['color-contrast', 'link-in-text-block'])
  return [...light, ...dark.map((finding) => `dark: ${finding}`)]
}
