/** Waits until something is so that nobody tells of. For state that is looked at from outside: files, rows, counters. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10))
}
