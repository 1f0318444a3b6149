/** A short code of what broke: the same for the same message, without any of its words. */
export function errorCode(error: unknown): string {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error)
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash.toString(36).toUpperCase().padStart(7, '0')
}
