const key = 'zvonok-owed-sign-out'

/** Ends a session at the server. False without a line, or when the server did not do it. */
export const endSession = (address: string): Promise<boolean> =>
  fetch(address, { method: 'POST' }).then(
    ({ ok, status }) => ok || status === 401,
    () => false,
  )

/** ACCOUNT-13. Somebody signed out without a line: the server still has to hear of it. */
export const oweSignOut = (): void => localStorage.setItem(key, '1')

/** Nothing is owed any more: the next one in this browser has a session of their own. */
export const forgetOwed = (): void => localStorage.removeItem(key)

export const owesSignOut = (): boolean => localStorage.getItem(key) !== null

/** At the next contact, before this browser shows anything to anybody. False while the server cannot be reached. */
export async function payOwedSignOut(): Promise<boolean> {
  if (!owesSignOut()) return true
  if (!(await endSession('/api/sign-out'))) return false
  forgetOwed()
  return true
}
