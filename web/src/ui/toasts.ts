import { createSignal } from 'solid-js'

/** How long a toast, and so an undo, stays. */
export const toastMs = 5000

export interface Toast {
  readonly id: number
  readonly text: string
  /** `alert` interrupts a screen reader. */
  readonly role: 'status' | 'alert'
  readonly action?: { readonly label: string; run(): void }
}

const [toasts, setToasts] = createSignal<readonly Toast[]>([])
let lastId = 0

export const shownToasts = toasts

/** A line that comes and goes by itself, at most three at a time. */
export function showToast(text: string, options: { role?: Toast['role']; action?: Toast['action'] } = {}): void {
  const toast: Toast = {
    id: ++lastId,
    text,
    role: options.role ?? 'status',
    ...(options.action && { action: options.action }),
  }
  setToasts((all) => [...all.filter((each) => each.text !== text), toast].slice(-3))
  setTimeout(() => dropToast(toast.id), toastMs)
}

export function dropToast(id: number): void {
  setToasts((all) => all.filter((each) => each.id !== id))
}
