const hues = 8

/** Which of the colours `--person-…` and `--name-…` belongs to an id: always the same one. */
export function hueOf(id: string): number {
  let hash = 0
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0
  return ((hash ^ (hash >>> 15)) >>> 0) % hues
}
