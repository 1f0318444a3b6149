import { createSignal } from 'solid-js'

/** A field that a reload does not empty. Kept in this tab only, until it is closed; never for passwords and codes. */
export function createStored(name: string, otherwise: string): [() => string, (value: string) => void] {
  const key = `zvonok.${name}`
  const [value, setValue] = createSignal(sessionStorage.getItem(key) ?? otherwise)
  return [
    value,
    (next) => {
      setValue(next)
      sessionStorage.setItem(key, next)
    },
  ]
}

/** Forgets all fields whose names begin with `prefix`. */
export function dropStored(prefix: string): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(`zvonok.${prefix}`)) sessionStorage.removeItem(key)
}
