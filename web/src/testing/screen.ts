import { must } from '@zvonok/schema/core/must'

const byRole: Record<string, string> = {
  button: 'button, [role=button]',
  link: 'a[href]',
  textbox: 'textarea, input[type=text]',
  searchbox: 'input[type=search]',
  checkbox: 'input[type=checkbox]:not([role])',
  combobox: 'select',
  radio: 'input[type=radio]',
  listitem: 'li',
  list: 'ul',
  navigation: 'nav',
  article: 'article',
  region: 'section, [role=region]',
  dialog: 'dialog:not([role]), [role=dialog]',
}

/** Finds elements as people do: by role and name. Small on purpose: real browsers judge roles in the stories. */
export function screen(root: ParentNode) {
  const all = (role: string, name?: string): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>(byRole[role] ?? `[role=${role}]`)].filter(
      (element) => name === undefined || nameOf(element) === name,
    )
  const get = (role: string, name?: string) => must(all(role, name)[0], `${role} ${name ?? ''}`)
  return {
    all,
    get,
    has: (role: string, name?: string) => all(role, name).length > 0,
    press: (role: string, name?: string) => get(role, name).click(),
    type(role: string, name: string, text: string) {
      const field = get(role, name) as HTMLInputElement
      field.value = text
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    },
    key(element: HTMLElement, key: string, options: KeyboardEventInit = {}) {
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
    },
    /** What `aria-describedby` says of an element. */
    description: (element: HTMLElement) => textOf(element.getAttribute('aria-describedby')),
  }
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label') ?? textOf(element.getAttribute('aria-labelledby'))
  const field = element.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : undefined
  return (label || field || element.textContent || '').trim()
}

const textOf = (ids: string | null): string =>
  (ids ?? '')
    .split(' ')
    .map((id) => (id ? (document.getElementById(id)?.textContent?.trim() ?? '') : ''))
    .filter((text) => text !== '')
    .join(' ')
